import type { CancellationToken } from "../../../server/src/base/cancellation.js";
import type {
  CompletionEntry, Engine, EngineSettings, Explanation, FieldSummary, FileReport, HoverContent, Invalidation, Lens, OpenDocument, ScanProgress, ScanSummary, Survey,
} from "../../../server/src/workspace/engine.js";
import type { Fix } from "../../../server/src/model/finding.js";
import type { CodeLocation } from "../../../server/src/model/flow.js";

const emptySummary: ScanSummary = { filesListed: 0, filesRead: 0, fields: 0, personalFields: 0, sensitiveFields: 0, flows: 0, limits: 0, milliseconds: 0 };

/** Records what it is asked and answers what the test says. */
export class FakeEngine implements Engine {
  readonly calls: string[] = [];
  readonly documents = new Map<string, OpenDocument>();
  folders: readonly string[] = [];
  settings: EngineSettings = {};
  onCheck: ((path: string, token?: CancellationToken) => Promise<FileReport>) | undefined;
  onScan: Engine["scan"] | undefined;
  onSurvey: (() => Survey) | undefined;
  lensList: readonly Lens[] = [];
  fields: readonly FieldSummary[] = [];
  onHover: Engine["hover"] | undefined;
  onFixes: ((path: string, range: { start: number; end: number }) => readonly Fix[]) | undefined;
  entries: readonly CompletionEntry[] = [];
  readonly #invalidated: ((what: Invalidation) => void)[] = [];

  async open(folders: readonly string[], settings: EngineSettings): Promise<void> {
    this.calls.push("open");
    this.folders = folders;
    this.settings = settings;
  }

  async configure(settings: EngineSettings): Promise<void> {
    this.calls.push("configure");
    this.settings = settings;
  }

  async updateDocument(document: OpenDocument): Promise<void> {
    this.calls.push(`updateDocument ${document.version}`);
    this.documents.set(document.path, document);
  }

  async closeDocument(path: string): Promise<void> {
    this.calls.push(`closeDocument ${path}`);
    this.documents.delete(path);
  }

  async filesChanged(paths: readonly string[]): Promise<void> {
    this.calls.push(`filesChanged ${paths.join(" ")}`);
  }

  check(path: string, token?: CancellationToken): Promise<FileReport> {
    this.calls.push(`check ${path}`);
    if (this.onCheck !== undefined) return this.onCheck(path, token);
    return Promise.resolve({ path, version: this.documents.get(path)?.version, findings: [], limits: [] });
  }

  scan(onReport: (report: FileReport) => void, onProgress: (progress: ScanProgress) => void, token?: CancellationToken): Promise<ScanSummary> {
    this.calls.push("scan");
    return this.onScan?.(onReport, onProgress, token) ?? Promise.resolve(emptySummary);
  }

  async survey(): Promise<Survey> {
    this.calls.push("survey");
    return this.onSurvey?.() ?? { reports: [], fields: [], summary: emptySummary };
  }

  async hover(path: string, offset: number): Promise<HoverContent | undefined> {
    this.calls.push(`hover ${offset}`);
    return this.onHover?.(path, offset);
  }

  async fixes(path: string, range: { start: number; end: number }): Promise<readonly Fix[]> {
    this.calls.push(`fixes ${range.start}-${range.end}`);
    return this.onFixes?.(path, range) ?? [];
  }

  async completions(): Promise<readonly CompletionEntry[]> {
    return this.entries;
  }

  places: readonly CodeLocation[] = [];

  async definitions(path: string, offset: number): Promise<readonly CodeLocation[]> {
    this.calls.push(`definitions ${path} ${offset}`);
    return this.places;
  }

  async explain(): Promise<readonly Explanation[]> {
    return [];
  }

  async lenses(): Promise<readonly Lens[]> {
    return this.lensList;
  }

  async personalFields(): Promise<readonly FieldSummary[]> {
    return this.fields;
  }

  onInvalidated(listener: (what: Invalidation) => void): void {
    this.#invalidated.push(listener);
  }

  invalidate(what: Invalidation): void {
    for (const listener of this.#invalidated) listener(what);
  }

  onLog(): void {}

  async close(): Promise<void> {
    this.calls.push("close");
  }
}
