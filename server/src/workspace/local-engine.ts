// The engine in this thread. `remote/` puts the same interface behind a message port.
import { type CancellationToken, neverCancelled } from "../base/cancellation.js";
import { Warmth } from "./cache/warmth.js";
import { contains, type TextRange } from "../base/range.js";
import { createSyntaxService, type SyntaxService } from "../compiler/syntax.js";
import type { Fix } from "../model/finding.js";
import type { CodeLocation } from "../model/flow.js";
import { DocumentAnalyzer, defaultMaxFileLength, fieldAt } from "./document-analysis.js";
import { definitionsAt } from "./configuration-uses.js";
import type { CompletionEntry, Engine, EngineSettings, Explanation, FieldSummary, FileReport, HoverContent, Invalidation, Lens, OpenDocument, ScanProgress, ScanSummary, Survey } from "./engine.js";
import { explainRange } from "./explain.js";
import { fileKind } from "./file-kinds.js";
import { checkDocument } from "./findings.js";
import { flowHover, flowNotes, travels } from "./flow-hover.js";
import { fixesFor } from "./fixes.js";
import { FlowService } from "./flow-service.js";
import { innermostFolder, WorkspaceFolder } from "./folder.js";
import { diskHost, type WorkspaceHost } from "./host.js";
import { fieldHover } from "./hover.js";
import { lensesOf } from "./lenses.js";
import { completionsAt, configurationHoverAt } from "./language.js";
import { personalFieldsOf, SurveyBuilder } from "./survey.js";
import type { FlowSummary } from "./summaries/format.js";
import { summarise } from "./summaries/summarise.js";
import { TextStore } from "./texts.js";
import { visitFiles } from "./visits.js";

/** An engine in the caller's thread; it can also sum up a package it has scanned. */
export interface SummarisingEngine extends Engine {
  /** What importers of the package have to know. Undefined where no open folder holds it, or flows are not wanted. */
  flowSummary(name: string, root: string): FlowSummary | undefined;
}

export function createEngine(host: WorkspaceHost = diskHost): SummarisingEngine {
  return new LocalEngine(host);
}

class LocalEngine implements SummarisingEngine {
  readonly #host: WorkspaceHost;
  readonly #texts: TextStore;
  readonly #syntax: SyntaxService;
  readonly #analyzer: DocumentAnalyzer;
  readonly #warmth: Warmth;
  #folders: WorkspaceFolder[] = [];
  readonly #flows = new Map<WorkspaceFolder, FlowService>();
  #settings: EngineSettings = {};
  #invalidated: (what: Invalidation) => void = () => {};
  #log: (line: string) => void = () => {};

  constructor(host: WorkspaceHost) {
    this.#host = host;
    this.#texts = new TextStore(host);
    this.#syntax = createSyntaxService({ log: (line) => this.#log(line) });
    this.#analyzer = new DocumentAnalyzer({
      texts: this.#texts,
      syntax: this.#syntax,
      folderOf: (path) => this.#folderOf(path),
      maxFileLength: () => this.#settings.maxFileLength ?? defaultMaxFileLength,
    });
    this.#warmth = new Warmth({ host, texts: this.#texts, analyzer: this.#analyzer });
  }

  async open(folders: readonly string[], settings: EngineSettings): Promise<void> {
    this.#settings = settings;
    const kept = this.#folders.filter((folder) => folders.includes(folder.path));
    for (const folder of kept) folder.settings = settings;
    const added = folders.filter((path) => !kept.some((folder) => folder.path === path));
    this.#folders = [...kept, ...added.map((path) => new WorkspaceFolder(path, this.#texts, this.#host, settings))];
    for (const [folder, flows] of this.#flows) {
      if (this.#folders.includes(folder)) continue;
      flows.close();
      this.#flows.delete(folder);
    }
    this.#forgetFlows();
    this.#analyzer.forgetClassifications();
    this.#invalidated({ kind: "everything" });
  }

  async configure(settings: EngineSettings): Promise<void> {
    this.#settings = settings;
    for (const folder of this.#folders) folder.settings = settings;
    this.#forgetFlows();
    this.#analyzer.forgetClassifications();
    this.#invalidated({ kind: "everything" });
  }

  async updateDocument(document: OpenDocument): Promise<void> {
    if (this.#texts.update(document)) this.#textChanged(document.path);
  }

  async closeDocument(path: string): Promise<void> {
    if (this.#texts.close(path)) this.#textChanged(path);
  }

  async filesChanged(paths: readonly string[]): Promise<void> {
    for (const folder of this.#folders) if (paths.some((path) => folder.holds(path))) folder.forgetListing();
    for (const path of paths) {
      this.#texts.forgetDisk(path);
      // A changed directory stands for all below it.
      if (fileKind(path) === undefined) this.#texts.forgetAllDisk();
      if (!this.#texts.isOpen(path)) this.#textChanged(path);
    }
  }

  async check(path: string, token?: CancellationToken): Promise<FileReport> {
    return this.#check(path, token);
  }

  #check(path: string, token?: CancellationToken, withFlows = true): FileReport {
    const folder = this.#folderOf(path);
    const source = this.#texts.read(path);
    const version = source?.version === undefined ? {} : { version: source.version };
    if (this.#settings.enabled === false || source === undefined || folder?.isExcluded(path) === true) return { path, ...version, findings: [], limits: [] };
    const flows = withFlows ? this.#flowsOf(folder)?.findings(token) : undefined;
    const { findings } = checkDocument(path, this.#analyzer, folder, this.#host.today(), flows === undefined ? undefined : (flows.raw.get(path) ?? []));
    const reported = findings.filter((finding) => folder?.baseline.has(finding.fingerprint) !== true);
    return { path, ...version, findings: reported, limits: flows?.limits.get(path) ?? [], ...(reported.length === findings.length ? {} : { known: findings.length - reported.length }) };
  }

  async scan(onReport: (report: FileReport) => void, onProgress: (progress: ScanProgress) => void, token: CancellationToken = neverCancelled): Promise<ScanSummary> {
    return this.#visit((path, withFlows) => {
      const report = this.#check(path, undefined, withFlows);
      if (report.findings.length > 0 || report.limits.length > 0) onReport(report);
      return report.known ?? 0;
    }, onProgress, token);
  }

  async survey(onProgress: (progress: ScanProgress) => void, token: CancellationToken = neverCancelled): Promise<Survey> {
    const survey = new SurveyBuilder();
    const summary = await this.#visit((path) => {
      survey.add(this.#folderOf(path)?.unfiltered(() => this.#check(path)) ?? this.#check(path), this.#personalFields(path));
      return 0;
    }, onProgress, token);
    return survey.done(summary);
  }

  #visit(visit: (path: string, withFlows: boolean) => number, onProgress: (progress: ScanProgress) => void, token: CancellationToken): Promise<ScanSummary> {
    return visitFiles({ folders: this.#folders, settings: this.#settings, analyzer: this.#analyzer, warmth: this.#warmth, flowsOf: (folder) => this.#flowsOf(folder), onProgress, token }, visit);
  }

  async hover(path: string, offset: number): Promise<HoverContent | undefined> {
    if (this.#settings.enabled === false) return undefined;
    if (fileKind(path) === "configuration") return configurationHoverAt(this.#texts.read(path)?.text ?? "", offset);
    const flowFinding = (await this.check(path)).findings.find((finding) => finding.data.kind === "flow" && contains(finding.range, offset));
    const folder = this.#folderOf(path);
    if (flowFinding !== undefined) return flowHover(flowFinding, flowNotes(flowFinding, folder?.path, (file) => this.#texts.read(file)?.text));
    const analysis = this.#analyzer.analyse(path);
    const entry = analysis === undefined ? undefined : fieldAt(analysis, offset);
    if (entry === undefined) return undefined;
    const flows = this.#flowsOf(folder)?.findings().flows ?? [];
    return fieldHover(entry, folder === undefined ? [] : travels(entry.field, flows, folder.config, this.#host.today()));
  }

  async fixes(path: string, range: TextRange): Promise<readonly Fix[]> {
    const report = await this.check(path);
    const folder = this.#folderOf(path);
    return fixesFor(path, range, report.findings, this.#analyzer, folder, this.#host.today(), this.#settings.reason, this.#settings.codeFixes === false ? undefined : this.#flowsOf(folder));
  }

  async completions(path: string, offset: number): Promise<readonly CompletionEntry[]> {
    const text = this.#texts.read(path)?.text;
    return text === undefined ? [] : completionsAt(path, text, offset, this.#folderOf(path)?.config);
  }

  async definitions(path: string, offset: number): Promise<readonly CodeLocation[]> {
    const folder = this.#folderOf(path);
    return folder === undefined ? [] : definitionsAt(path, offset, folder, this.#texts, () => this.#flowsOf(folder)?.findings().flows ?? []);
  }

  async explain(path: string, range: TextRange): Promise<readonly Explanation[]> {
    const folder = this.#folderOf(path);
    const flows = this.#flowsOf(folder)?.findings();
    return explainRange(path, range, { analyzer: this.#analyzer, folder, today: this.#host.today(), ...(flows === undefined ? {} : { flowFindings: flows.raw.get(path) ?? [], limits: flows.limits.get(path) ?? [] }) });
  }

  async personalFields(path: string): Promise<readonly FieldSummary[]> {
    return this.#personalFields(path);
  }

  #personalFields(path: string): readonly FieldSummary[] {
    if (this.#folderOf(path)?.isExcluded(path) === true) return [];
    return personalFieldsOf(path, this.#analyzer.analyse(path));
  }

  async lenses(path: string): Promise<readonly Lens[]> {
    const folder = this.#folderOf(path);
    const analysis = this.#settings.enabled === false || folder?.isExcluded(path) === true ? undefined : this.#analyzer.analyse(path);
    return analysis === undefined ? [] : lensesOf(path, { analysis, syntax: this.#syntax, flows: this.#flowsOf(folder)?.findings().flows ?? [] });
  }

  flowSummary(name: string, root: string): FlowSummary | undefined {
    const folder = this.#folderOf(root);
    const flows = this.#flowsOf(folder);
    return folder === undefined || flows === undefined ? undefined : summarise({ name, root, folder, flows, texts: this.#texts, syntax: this.#syntax, analyzer: this.#analyzer });
  }

  onInvalidated(listener: (what: Invalidation) => void): void {
    this.#invalidated = listener;
  }

  onLog(listener: (line: string) => void): void {
    this.#log = listener;
  }

  async close(): Promise<void> {
    for (const flows of this.#flows.values()) flows.close();
    this.#syntax.close();
    this.#analyzer.forgetAll();
  }

  /** Undefined where flows are not wanted. */
  #flowsOf(folder: WorkspaceFolder | undefined): FlowService | undefined {
    if (folder === undefined || this.#settings.flows === false) return undefined;
    let flows = this.#flows.get(folder);
    if (flows === undefined) {
      const host = this.#host;
      const directoryExists = (path: string) => (host.isDisk === true && host.summaries?.isMounted(path) !== true ? undefined : host.stat(path)?.kind === "directory");
      flows = new FlowService({
        folder, texts: this.#texts, analyzer: this.#analyzer, isDisk: host.isDisk === true, ...(host.isDisk === true && host.summaries === undefined ? {} : { directoryExists }),
        ...(host.summaries === undefined ? {} : { summaries: host.summaries }), log: (line) => this.#log(line), today: () => host.today(),
      });
      this.#flows.set(folder, flows);
      this.#warmth.begin(folder, flows, this.#settings);
    }
    return flows;
  }

  #forgetFlows(): void {
    for (const flows of this.#flows.values()) flows.forget();
  }

  #folderOf(path: string): WorkspaceFolder | undefined {
    return innermostFolder(this.#folders, path);
  }

  #textChanged(path: string): void {
    const folder = this.#folderOf(path);
    const planChanged = fileKind(path) === "project" || (folder === undefined ? this.#host.stat(path) === undefined : folder.changesWith(path));
    const affected = [...this.#analyzer.invalidate(path), ...(folder?.schemasAfter(path) ?? []), ...((folder === undefined ? undefined : this.#flows.get(folder))?.textChanged(path, planChanged) ?? [])];
    if (this.#folders.some((one) => one.baselineFile === path)) this.#invalidated({ kind: "everything" });
    const configured = this.#folders.find((folder) => folder.configFile === path);
    if (configured?.reloadConfiguration() === true) {
      this.#flows.get(configured)?.forget();
      this.#analyzer.forgetClassifications();
      this.#invalidated({ kind: "everything" });
    } else if (affected.length > 0) {
      this.#invalidated({ kind: "files", paths: affected });
    }
  }
}
