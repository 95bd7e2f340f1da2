import type { Session } from "./session.js";

/** Many things change at once; the client is told after this pause. */
const pause = 150;

/** Asks the client to ask again whenever earlier answers may be out of date. */
export function refresher(session: Session, isWanted: () => boolean, refresh: () => Promise<unknown>): void {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    if (!isWanted()) return;
    clearTimeout(timer);
    timer = setTimeout(() => session.inBackground(refresh()), session.options.idleMilliseconds === 0 ? 0 : pause);
  };
  session.onInvalidated(soon);
  session.onSettings(soon);
  // Data has been followed: recipients are known now, also where no finding changed.
  session.engine.onBusy?.((busy) => {
    if (!busy) soon();
  });
}
