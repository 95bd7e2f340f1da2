// The workspace scan: its results are published for files that are not open, stay, and follow changes on disk.
import type { WorkDoneProgressReporter } from "vscode-languageserver";
import { localized, type Locale, type Localized } from "../../base/localized.js";
import type { FileReport, Invalidation, ScanProgress, ScanSummary } from "../../workspace/engine.js";
import { CancellationSource } from "../../workspace/remote/cancellation.js";
import { answer } from "../handler.js";
import { scanMethod, serverCommands, type ScanParams, type ScanResult } from "../protocol.js";
import type { Feature, Session } from "../session.js";
import { toDiagnostics } from "../to-lsp.js";
import type { Status } from "./status.js";

/** Changes that touch more files than this make the scan's results stale instead of checking them one by one. */
const mostFilesAtOnce = 200;

/** Most findings of files that are not open which an editor is burdened with. */
export const mostPublished = 20_000;

export function scanFeature(status: Status): Feature & { run(session: Session, token: CancellationSource, progress?: WorkDoneProgressReporter): Promise<ScanResult | null> } {
  let results: ScanResults | undefined;
  const run = async (session: Session, token: CancellationSource, progress?: WorkDoneProgressReporter): Promise<ScanResult> => {
    results ??= new ScanResults(session, status);
    progress?.begin(scanning[session.locale], 0, undefined, true);
    try {
      return toResult(await results.scan(token, (at) => progress?.report(percentage(at), progressText(at, session.locale))), session.locale);
    } finally {
      progress?.done();
    }
  };
  return {
    run,
    register(session) {
      results = new ScanResults(session, status);
      session.connection.onRequest(scanMethod, (params: ScanParams, token) =>
        answer<ScanResult | null>(session, token, null, (cancellation) => run(session, cancellation, progressOf(session, params))),
      );
      followChanges(session, results);
    },
    async start(session) {
      const scanIfWanted = (): void => {
        if (session.settings.scope === "workspace" && session.settings.engine.enabled !== false) session.inBackground(run(session, new CancellationSource()));
      };
      session.onSettings(scanIfWanted);
      scanIfWanted();
    },
  };
}

function progressOf(session: Session, params: ScanParams | undefined): WorkDoneProgressReporter | undefined {
  return params?.workDoneToken === undefined ? undefined : session.connection.window.attachWorkDoneProgress(params.workDoneToken);
}

function followChanges(session: Session, results: ScanResults): void {
  session.onDocument((path, what) => {
    if (what !== "changed") results.handOver(path, what);
  });
  session.onInvalidated((what) => results.invalidate(what));
  // New and deleted files change no earlier answer, but they change what a scan would find.
  session.onFiles((paths) => results.invalidate({ kind: "files", paths }));
}

/** Diagnostics published for files that are not open; those that are belong to push and pull. */
class ScanResults {
  /** How many findings of each file are shown. */
  readonly #published = new Map<string, number>();
  #shown = 0;
  /** Findings there was no room for. */
  #left = 0;
  #scanned = false;
  #running: CancellationSource | undefined;
  #pending = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly session: Session, readonly status: Status) {}

  async scan(token: CancellationSource, onProgress: (progress: ScanProgress) => void): Promise<ScanSummary & { readonly notShown: number }> {
    this.#running?.cancel();
    this.#running = token;
    this.#countAnew();
    const { session, status } = this;
    await session.prepare();
    status.update({ state: "scanning" });
    const seen = new Set<string>();
    const onReport = (report: FileReport): void => {
      seen.add(report.path);
      status.record(report);
      if (session.documents.snapshot(report.path) === undefined) this.#publish(report);
    };
    try {
      const summary = await session.engine.scan(onReport, onProgress, token);
      this.#scanned = true;
      for (const path of [...this.#published.keys()]) if (!seen.has(path)) this.#withdraw(path);
      status.update({ coverage: "workspace", fresh: true });
      return { ...summary, notShown: this.#left };
    } finally {
      if (this.#running === token) this.#running = undefined;
      status.update({ state: "ready" });
    }
  }

  /** An opened file is answered by push or pull from now on; a closed one by the state on disk. */
  handOver(path: string, what: "opened" | "closed"): void {
    if (what === "opened") {
      if (this.session.client.pullDiagnostics) this.#withdraw(path);
    } else if (this.#scanned) {
      this.#recheck(path);
    } else {
      if (!this.session.client.pullDiagnostics) this.session.inBackground(this.#send(path, []));
      this.status.forget(path);
    }
  }

  invalidate(what: Invalidation): void {
    if (!this.#scanned) return;
    if (what.kind === "everything" || what.paths.length > mostFilesAtOnce) {
      this.status.update({ fresh: false });
      if (this.session.settings.scope === "workspace") this.#rescanSoon();
      return;
    }
    for (const path of what.paths) if (this.session.documents.snapshot(path) === undefined) this.#recheck(path);
  }

  #recheck(path: string): void {
    this.#pending.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.session.inBackground(this.#recheckPending()), this.session.options.idleMilliseconds);
  }

  async #recheckPending(): Promise<void> {
    const paths = [...this.#pending];
    this.#pending = new Set();
    for (const path of paths) {
      if (this.session.documents.snapshot(path) !== undefined) continue;
      const { report } = await this.session.check(path, new CancellationSource());
      if (report.findings.length > 0) this.#publish(report);
      else this.#withdraw(path);
    }
  }

  #rescanSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.session.inBackground(this.scan(new CancellationSource(), () => {})), this.session.options.idleMilliseconds);
  }

  #publish(report: FileReport): void {
    const { session } = this;
    const diagnostics = toDiagnostics(report, session.places(), session.locale);
    const before = this.#published.get(report.path) ?? 0;
    if (this.#shown - before + diagnostics.length > mostPublished) {
      this.#left += diagnostics.length;
      this.#withdraw(report.path);
      return;
    }
    this.#shown += diagnostics.length - before;
    this.#published.set(report.path, diagnostics.length);
    session.inBackground(this.#send(report.path, diagnostics));
  }

  /** What an earlier scan showed is about to be replaced or withdrawn, so it takes up no room. */
  #countAnew(): void {
    this.#left = 0;
    this.#shown = 0;
    for (const path of this.#published.keys()) this.#published.set(path, 0);
  }

  #withdraw(path: string): void {
    this.#shown -= this.#published.get(path) ?? 0;
    if (this.#published.delete(path)) this.session.inBackground(this.#send(path, []));
  }

  #send(path: string, diagnostics: ReturnType<typeof toDiagnostics>): Promise<void> {
    return this.session.connection.sendDiagnostics({ uri: this.session.places().uri(path), diagnostics });
  }
}

const scanning = localized("Borderline: checking the workspace", "Borderline：正在检查工作区");

const phases: Readonly<Record<ScanProgress["phase"], Localized>> = {
  listing: localized("listing files", "列出文件"),
  schemas: localized("reading schemas", "读取数据模式"),
  program: localized("loading the program", "加载程序"),
  flows: localized("following data", "追踪数据流"),
};

/** One line for a progress display. */
export function progressText(progress: ScanProgress, locale: Locale): string {
  const phase = phases[progress.phase][locale];
  return progress.total > 0 ? `${phase} ${progress.done}/${progress.total}` : phase;
}

function percentage({ done, total }: ScanProgress): number {
  return total === 0 ? 0 : Math.min(100, Math.round((100 * done) / total));
}

function toResult(summary: ScanSummary & { readonly notShown: number }, locale: Locale): ScanResult {
  const { filesRead, personalFields, sensitiveFields, flows, limits, milliseconds, notShown } = summary;
  const more = notShown === 0 ? localized("", "") : localized(
    ` ${notShown} findings are too many to be shown here; "borderline scan" reports all.`,
    `另有 ${notShown} 条结果过多，未在此显示；“borderline scan”可列出全部。`,
  );
  const text = localized(
    `${filesRead} files: ${personalFields} personal fields, ${sensitiveFields} of them sensitive; ${flows} flows to outside recipients.`,
    `${filesRead} 个文件：${personalFields} 个个人信息字段，其中 ${sensitiveFields} 个敏感；${flows} 条流向外部接收方的数据流。`,
  );
  return { filesRead, personalFields, sensitiveFields, flows, limits, milliseconds, text: text[locale] + more[locale] };
}

export const scanCommand = serverCommands.scan;
