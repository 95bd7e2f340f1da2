import { CancelledError } from "../base/cancellation.js";
import type { CancellationSource } from "../workspace/remote/cancellation.js";

/** Tells when a document has been left alone for a while. */
export class IdleTimers {
  readonly #timers = new Map<string, { timer: NodeJS.Timeout; waiting: Set<() => void> }>();

  constructor(readonly milliseconds: number) {}

  /** The document changed: whoever waits for it waits on. */
  touch(key: string): void {
    const current = this.#timers.get(key);
    clearTimeout(current?.timer);
    const waiting = current?.waiting ?? new Set();
    this.#timers.set(key, { timer: setTimeout(() => this.#fire(key), this.milliseconds), waiting });
  }

  /** Ends the wait at once. */
  release(key: string): void {
    clearTimeout(this.#timers.get(key)?.timer);
    this.#fire(key);
  }

  /** Resolves when the document is idle; rejects when the token is cancelled first. */
  whenIdle(key: string, token: CancellationSource): Promise<void> {
    const waiting = this.#timers.get(key)?.waiting;
    if (waiting === undefined) return token.isCancelled ? Promise.reject(new CancelledError()) : Promise.resolve();
    return new Promise((resolve, reject) => {
      const done = (): void => {
        forget();
        resolve();
      };
      waiting.add(done);
      const forget = token.onCancelled(() => {
        waiting.delete(done);
        reject(new CancelledError());
      });
    });
  }

  #fire(key: string): void {
    const waiting = this.#timers.get(key)?.waiting ?? [];
    this.#timers.delete(key);
    for (const done of [...waiting]) done();
  }
}
