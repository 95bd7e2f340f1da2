// Diagnostics for clients that ask: one document, or the whole workspace.
import { createHash } from "node:crypto";
import {
  DocumentDiagnosticReportKind,
  type Diagnostic, type DocumentDiagnosticReport, type WorkspaceDiagnosticParams, type WorkspaceDiagnosticReport, type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { FileReport } from "../../workspace/engine.js";
import type { CancellationSource } from "../../workspace/remote/cancellation.js";
import { answer } from "../handler.js";
import { IdleTimers } from "../idle.js";
import type { Feature, Session } from "../session.js";
import { diagnosticSource, toDiagnostics } from "../to-lsp.js";
import { pathOfUri } from "../uris.js";
import { progressText } from "./scan.js";

const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

export const pullDiagnostics: Feature = {
  register(session) {
    const idle = new IdleTimers(session.options.idleMilliseconds);
    session.onDocument((path, what) => (what === "changed" ? idle.touch(path) : idle.release(path)));
    const changes = new Changes(session);
    session.connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) =>
      answer(session, token, nothing, (cancellation) => documentReport(session, idle, textDocument.uri, previousResultId, cancellation)),
    );
    session.connection.languages.diagnostics.onWorkspace((params, token, progress, partial) =>
      answer<WorkspaceDiagnosticReport>(session, token, { items: [] }, async (cancellation) => {
        progress.begin(diagnosticSource, 0, undefined, true);
        try {
          if (partial !== undefined) await changes.sinceLastPull(params.previousResultIds.length > 0, cancellation);
          return await workspaceReport(session, params, cancellation, (text, percentage) => progress.report(percentage, text), partial);
        } finally {
          progress.done();
        }
      }),
    );
    refreshOnChange(session);
  },
  capabilities: (session) => ({
    // Push-only clients would show everything twice if both were offered.
    ...(session.client.pullDiagnostics
      ? { diagnosticProvider: { identifier: diagnosticSource, interFileDependencies: true, workspaceDiagnostics: session.client.pullsWorkspace } }
      : {}),
  }),
};

async function documentReport(session: Session, idle: IdleTimers, uri: string, previous: string | undefined, token: CancellationSource): Promise<DocumentDiagnosticReport> {
  const path = pathOfUri(uri);
  if (path === undefined) return nothing;
  await idle.whenIdle(path, token);
  await everythingKnown(session, path, token);
  const checked = await session.check(path, token);
  const items = toDiagnostics(checked.report, session.placesFor(checked), session.locale);
  const resultId = resultIdOf(items);
  if (resultId === previous) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

/** A client that cannot be told of later findings gets its answer when there are none to come. */
async function everythingKnown(session: Session, path: string, token: CancellationSource): Promise<void> {
  if (session.client.refreshDiagnostics || session.engine.settled === undefined) return;
  await session.prepare();
  await Promise.race([session.engine.settled(path), new Promise<void>((resolve) => token.onCancelled(resolve))]);
}

type Partial = { report(value: WorkspaceDiagnosticReport): void } | undefined;

async function workspaceReport(session: Session, params: WorkspaceDiagnosticParams, token: CancellationSource, onProgress: (text: string, percentage: number) => void, partial: Partial): Promise<WorkspaceDiagnosticReport> {
  const previous = new Map(params.previousResultIds.map(({ uri, value }) => [uri, value]));
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  const add = (item: WorkspaceDocumentDiagnosticReport): void => {
    if (partial === undefined) items.push(item);
    else partial.report({ items: [item] });
  };
  await session.prepare();
  const onReport = (report: FileReport): void => {
    const item = workspaceItem(session, report, previous);
    previous.delete(item.uri);
    add(item);
  };
  await session.engine.scan(onReport, (progress) => onProgress(progressText(progress, session.locale), percentageOf(progress)), token);
  // What is left had something to say before and has nothing now.
  for (const [uri, value] of previous) if (value !== resultIdOf([])) add({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [], resultId: resultIdOf([]) });
  return { items };
}

function workspaceItem(session: Session, report: FileReport, previous: ReadonlyMap<string, string>): WorkspaceDocumentDiagnosticReport {
  const snapshot = session.documents.snapshot(report.path);
  const places = session.places();
  const diagnostics = toDiagnostics(report, places, session.locale);
  const uri = places.uri(report.path);
  const resultId = resultIdOf(diagnostics);
  const version = snapshot?.clientVersion ?? null;
  if (previous.get(uri) === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: diagnostics };
}

/** Equal content, equal id: an answer that says the same again is recognised however it came about. */
export function resultIdOf(diagnostics: readonly Diagnostic[]): string {
  return createHash("sha1").update(JSON.stringify(diagnostics)).digest("base64url").slice(0, 16);
}

function percentageOf({ done, total }: { done: number; total: number }): number {
  return total === 0 ? 0 : Math.min(100, Math.round((100 * done) / total));
}

/**
 * A client that streams the workspace's diagnostics asks again as soon as it has an answer. It is kept waiting until something has
 * changed, so an idle editor costs nothing.
 */
class Changes {
  #generation = 0;
  #pulled = -1;
  readonly #waiting = new Set<() => void>();

  constructor(session: Session) {
    const changed = (): void => {
      this.#generation++;
      for (const done of [...this.#waiting]) done();
      this.#waiting.clear();
    };
    session.onInvalidated(changed);
    session.onDocument(changed);
    session.onSettings(changed);
  }

  async sinceLastPull(hasResults: boolean, token: CancellationSource): Promise<void> {
    if (hasResults && this.#pulled === this.#generation) {
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
        token.onCancelled(resolve);
      });
    }
    this.#pulled = this.#generation;
  }
}

/** Tells a pulling client to ask again; news that come together make one message. */
function refreshOnChange(session: Session): void {
  let pending: NodeJS.Timeout | undefined;
  const refresh = (): void => {
    if (!session.client.refreshDiagnostics) return;
    clearTimeout(pending);
    pending = setTimeout(() => session.inBackground(session.connection.languages.diagnostics.refresh()), session.options.idleMilliseconds);
  };
  session.onInvalidated(refresh);
  session.onSettings(refresh);
}
