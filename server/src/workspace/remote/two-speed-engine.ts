// Two engines behind one façade: a quick one that reads single documents and always answers at once, and a thorough one that also
// follows data through the program. Answers start with what is known and are followed by the whole truth.
import type { CancellationToken } from "../../base/cancellation.js";
import type { TextRange } from "../../base/range.js";
import type { Fix } from "../../model/finding.js";
import type { CodeLocation } from "../../model/flow.js";
import type {
  CompletionEntry, Engine, EngineSettings, Explanation, FieldSummary, FileReport, HoverContent, Invalidation, Lens, OpenDocument, ScanProgress, ScanSummary, Survey,
} from "../engine.js";
import { carry, flowsOf, noFlows, sameFlows, withFlows, type CarriedFlows } from "./carried-flows.js";
import { CarriedLenses } from "./carried-lenses.js";
import type { EngineProxy } from "./engine-proxy.js";
import { PendingChanges } from "./pending-changes.js";

/** Both engines' questions can be cancelled. */
export type AskedEngine = Pick<EngineProxy, keyof Engine>;

export interface TwoSpeedOptions {
  readonly quick: AskedEngine;
  /** Made when data is first to be followed; it costs a program's memory. */
  readonly makeThorough: () => AskedEngine;
  /** How long nothing must change before the thorough engine is asked again. */
  readonly idleMilliseconds: number;
}

export class TwoSpeedEngine implements Engine {
  readonly #quick: AskedEngine;
  readonly #options: TwoSpeedOptions;
  readonly #documents = new Map<string, OpenDocument>();
  readonly #changes = new PendingChanges();
  /** Last flows of each file, current or not. */
  readonly #flows = new Map<string, CarriedFlows>();
  /** Files whose flows belong to the present state. */
  readonly #current = new Set<string>();
  readonly #lenses = new CarriedLenses();
  readonly #wanted = new Set<string>();
  readonly #settled = new Map<string, (() => void)[]>();
  readonly #invalidated: ((what: Invalidation) => void)[] = [];
  readonly #busy: ((busy: boolean) => void)[] = [];
  readonly #log: ((line: string) => void)[] = [];
  #thorough: AskedEngine | undefined;
  #settings: EngineSettings = {};
  #timer: NodeJS.Timeout | undefined;
  #working = false;
  #scans = 0;
  #generation = 0;

  constructor(options: TwoSpeedOptions) {
    this.#options = options;
    this.#quick = options.quick;
    this.#quick.onInvalidated((what) => this.#invalidate(what));
    this.#quick.onLog((line) => this.#log.forEach((listener) => listener(line)));
  }

  open(folders: readonly string[], settings: EngineSettings): Promise<void> {
    this.#settings = settings;
    this.#changed(() => this.#changes.open(folders, settings));
    this.#flows.clear();
    return this.#quick.open(folders, withoutFlows(settings));
  }

  configure(settings: EngineSettings): Promise<void> {
    this.#settings = settings;
    this.#changed(() => this.#changes.configure(settings));
    if (!this.#followsFlows) this.#flows.clear();
    return this.#quick.configure(withoutFlows(settings));
  }

  updateDocument(document: OpenDocument): Promise<void> {
    this.#documents.set(document.path, document);
    this.#changed(() => this.#changes.update(document));
    return this.#quick.updateDocument(document);
  }

  closeDocument(path: string): Promise<void> {
    this.#documents.delete(path);
    this.#lenses.forget(path);
    this.#changed(() => this.#changes.close(path));
    return this.#quick.closeDocument(path);
  }

  filesChanged(paths: readonly string[]): Promise<void> {
    this.#changed(() => this.#changes.files(paths));
    return this.#quick.filesChanged(paths);
  }

  /** What is known now; flows that are still being followed are told by onInvalidated. */
  async check(path: string, token?: CancellationToken): Promise<FileReport> {
    const report = await this.#quick.check(path, token);
    if (!this.#followsFlows) return report;
    const document = this.#documents.get(path);
    const carried = carry(this.#flows.get(path) ?? noFlows, path, document?.text);
    if (!this.#current.has(path)) {
      this.#flows.set(path, carried);
      this.#want(path);
    }
    // A newer text came in while the quick engine worked: its offsets and ours would differ.
    return report.version === document?.version ? withFlows(report, carried) : report;
  }

  /** Resolves once the flows of a file are known, for clients that cannot be told later. */
  settled(path: string): Promise<void> {
    if (!this.#followsFlows || this.#current.has(path)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#settled.set(path, [...(this.#settled.get(path) ?? []), resolve]);
      this.#want(path);
    });
  }

  async scan(onReport: (report: FileReport) => void, onProgress: (progress: ScanProgress) => void, token?: CancellationToken): Promise<ScanSummary> {
    if (!this.#followsFlows) return this.#quick.scan(onReport, onProgress, token);
    this.#scans++;
    const generation = this.#generation;
    const learn = (report: FileReport): void => {
      this.#flows.set(report.path, flowsOf(report, this.#documents.get(report.path)?.text));
      if (generation === this.#generation) this.#current.add(report.path);
      onReport(report);
    };
    try {
      return await this.#ready().scan(learn, onProgress, token);
    } finally {
      this.#scans--;
    }
  }

  async survey(onProgress: (progress: ScanProgress) => void, token?: CancellationToken): Promise<Survey> {
    if (!this.#followsFlows) return this.#quick.survey(onProgress, token);
    this.#scans++;
    try {
      return await this.#ready().survey(onProgress, token);
    } finally {
      this.#scans--;
    }
  }

  hover(path: string, offset: number, token?: CancellationToken): Promise<HoverContent | undefined> {
    return this.#best(path).hover(path, offset, token);
  }

  fixes(path: string, range: TextRange, token?: CancellationToken): Promise<readonly Fix[]> {
    return this.#best(path).fixes(path, range, token);
  }

  completions(path: string, offset: number, token?: CancellationToken): Promise<readonly CompletionEntry[]> {
    return this.#quick.completions(path, offset, token);
  }

  definitions(path: string, offset: number, token?: CancellationToken): Promise<readonly CodeLocation[]> {
    return (this.#followsFlows ? this.#ready() : this.#quick).definitions(path, offset, token);
  }

  explain(path: string, range: TextRange, token?: CancellationToken): Promise<readonly Explanation[]> {
    return (this.#followsFlows ? this.#ready() : this.#quick).explain(path, range, token);
  }

  personalFields(path: string, token?: CancellationToken): Promise<readonly FieldSummary[]> {
    return this.#quick.personalFields(path, token);
  }

  /** Recipients of an earlier text stay while the new one is being followed, so that lines do not jump. */
  async lenses(path: string, token?: CancellationToken): Promise<readonly Lens[]> {
    const text = this.#documents.get(path)?.text;
    const best = this.#best(path);
    const lenses = await best.lenses(path, token);
    if (best !== this.#quick) return this.#lenses.keep(path, text, lenses);
    if (!this.#followsFlows) return lenses;
    // The end of the work is told, and the client asks again; without it an answer given during a scan would be the last.
    this.#want(path);
    return this.#lenses.carry(path, text, lenses);
  }

  onInvalidated(listener: (what: Invalidation) => void): void {
    this.#invalidated.push(listener);
  }

  /** Tells when data begins and ends to be followed. */
  onBusy(listener: (busy: boolean) => void): void {
    this.#busy.push(listener);
  }

  onLog(listener: (line: string) => void): void {
    this.#log.push(listener);
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#release();
    await Promise.all([this.#quick.close(), this.#thorough?.close()]);
  }

  get #followsFlows(): boolean {
    return this.#settings.flows !== false && this.#settings.enabled !== false;
  }

  /** The thorough engine, told of everything that happened since it was last asked. */
  #ready(): AskedEngine {
    const thorough = (this.#thorough ??= this.#startThorough());
    this.#changes.send(thorough).catch((error: unknown) => this.#log.forEach((listener) => listener(String(error))));
    return thorough;
  }

  #startThorough(): AskedEngine {
    const thorough = this.#options.makeThorough();
    thorough.onLog((line) => this.#log.forEach((listener) => listener(line)));
    thorough.onInvalidated((what) => this.#invalidate(what));
    return thorough;
  }

  /** The thorough engine where it is idle and up to date, else the one that answers at once. */
  #best(path: string): AskedEngine {
    return this.#followsFlows && !this.#working && this.#scans === 0 && this.#current.has(path) ? this.#ready() : this.#quick;
  }

  #changed(note: () => void): void {
    note();
    this.#generation++;
    this.#current.clear();
    if (this.#wanted.size > 0) this.#schedule();
  }

  #invalidate(what: Invalidation): void {
    if (what.kind === "everything") this.#current.clear();
    else for (const path of what.paths) this.#current.delete(path);
    this.#invalidated.forEach((listener) => listener(what));
  }

  #want(path: string): void {
    this.#wanted.add(path);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#working) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#work(), this.#options.idleMilliseconds);
  }

  async #work(): Promise<void> {
    this.#working = true;
    this.#busy.forEach((listener) => listener(true));
    const followed: { readonly path: string; readonly news: boolean; readonly again: boolean }[] = [];
    for (const path of [...this.#wanted]) {
      this.#wanted.delete(path);
      followed.push({ path, ...(await this.#follow(path)) });
    }
    this.#working = false;
    this.#busy.forEach((listener) => listener(false));
    for (const { path, again } of followed) {
      if (again) this.#wanted.add(path);
      else this.#release(path);
    }
    const told = followed.filter(({ news }) => news).map(({ path }) => path);
    if (told.length > 0) this.#invalidated.forEach((listener) => listener({ kind: "files", paths: told }));
    if (this.#wanted.size > 0) this.#schedule();
  }

  /** Asks for the whole truth about one file: whether it differs from what was shown, and whether it was overtaken by a change. */
  async #follow(path: string): Promise<{ readonly news: boolean; readonly again: boolean }> {
    const thorough = this.#ready();
    const generation = this.#generation;
    const text = this.#documents.get(path)?.text;
    try {
      const flows = flowsOf(await thorough.check(path), text);
      const shown = carry(this.#flows.get(path) ?? noFlows, path, text);
      this.#flows.set(path, flows);
      const again = generation !== this.#generation;
      if (!again) this.#current.add(path);
      return { news: !sameFlows(shown, flows), again };
    } catch (error) {
      this.#log.forEach((listener) => listener(error instanceof Error ? error.message : String(error)));
      return { news: false, again: false };
    }
  }

  #release(path?: string): void {
    const paths = path === undefined ? [...this.#settled.keys()] : [path];
    for (const key of paths) {
      this.#settled.get(key)?.forEach((resolve) => resolve());
      this.#settled.delete(key);
    }
  }
}

function withoutFlows(settings: EngineSettings): EngineSettings {
  return { ...settings, flows: false };
}
