// Diagnostics for clients that wait to be told (no pull support).
import { CancellationSource } from "../../workspace/remote/cancellation.js";
import { IdleTimers } from "../idle.js";
import type { Feature, Session } from "../session.js";
import { toDiagnostics } from "../to-lsp.js";

export const pushDiagnostics: Feature = {
  register(session) {
    const pusher = new Pusher(session);
    session.onDocument((path, what) => {
      if (session.client.pullDiagnostics) return;
      if (what === "closed") pusher.forget(path);
      else pusher.schedule(path, what === "opened");
    });
    session.onInvalidated((what) => {
      if (session.client.pullDiagnostics) return;
      for (const path of what.kind === "everything" ? session.documents.paths : what.paths) {
        if (session.documents.snapshot(path) !== undefined) pusher.schedule(path, false);
      }
    });
    session.onSettings(() => {
      if (!session.client.pullDiagnostics) for (const path of session.documents.paths) pusher.schedule(path, true);
    });
  },
};

/** Keeps one check in flight per document; a newer one replaces it. */
class Pusher {
  readonly #running = new Map<string, CancellationSource>();
  readonly #idle: IdleTimers;

  constructor(readonly session: Session) {
    this.#idle = new IdleTimers(session.options.idleMilliseconds);
  }

  schedule(path: string, atOnce: boolean): void {
    this.#running.get(path)?.cancel();
    const token = new CancellationSource();
    this.#running.set(path, token);
    if (!atOnce) this.#idle.touch(path);
    this.session.inBackground(this.#run(path, token));
  }

  forget(path: string): void {
    this.#running.get(path)?.cancel();
    this.#running.delete(path);
  }

  async #run(path: string, token: CancellationSource): Promise<void> {
    await this.#idle.whenIdle(path, token);
    const { session } = this;
    const checked = await session.check(path, token);
    const { snapshot, report } = checked;
    // Typing went on, or the document was closed: a newer check answers.
    if (token.isCancelled || snapshot === undefined || session.documents.snapshot(path)?.sequence !== snapshot.sequence) return;
    const diagnostics = toDiagnostics(report, session.placesFor(checked), session.locale);
    await session.connection.sendDiagnostics({ uri: snapshot.uri, version: snapshot.clientVersion, diagnostics });
  }
}
