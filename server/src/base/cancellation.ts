/** Asked between steps of long work; engine code never waits on it. */
export interface CancellationToken {
  readonly isCancelled: boolean;
}

export const neverCancelled: CancellationToken = { isCancelled: false };

/** Thrown by long work when its token was cancelled; the front door that cancelled catches it. */
export class CancelledError extends Error {
  constructor() {
    super("cancelled");
    this.name = "CancelledError";
  }
}

export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancelled) throw new CancelledError();
}
