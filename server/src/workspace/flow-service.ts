// Flows of a folder: computed on demand, kept until something they depend on changes.
import type { CancellationToken } from "../base/cancellation.js";
import { analyseFlows, type FlowOptions, type FlowResult } from "../flow/engine.js";
import type { Opening } from "../flow/openings.js";
import type { FlowProgram } from "../flow/program.js";
import type { AnalysisLimit, CodeLocation, Flow, FlowStep } from "../model/flow.js";
import type { FileEdit, Finding, Fix } from "../model/finding.js";
import type { FlowContext, RawFinding } from "../rules/rule.js";
import { flowRules } from "../rules/index.js";
import { fileKind } from "./file-kinds.js";
import { joinedEdits } from "./fix-together.js";
import { FolderProgram, type FolderProgramOptions } from "./flow-program.js";

export interface FlowServiceOptions extends FolderProgramOptions {
  today(): string;
}

/** What the flow rules say, by file. */
export interface FlowFindings {
  readonly raw: ReadonlyMap<string, readonly RawFinding[]>;
  readonly limits: ReadonlyMap<string, readonly AnalysisLimit[]>;
  readonly flows: readonly Flow[];
}

/** Answers of an earlier process. */
export interface FlowMemory {
  readonly known: ReadonlyMap<string, PerFile>;
  /** Compiler's name → real path, where they differ. */
  readonly names: ReadonlyMap<string, string>;
}

export interface PerFile {
  readonly flows: readonly Flow[];
  readonly limits: readonly AnalysisLimit[];
  readonly openings: readonly Opening[];
  readonly dependencies: ReadonlySet<string>;
  /** Functions whose callers were looked for: a new caller elsewhere is a new way in. */
  readonly callerNames: ReadonlySet<string>;
}

/** Answers are kept per file that holds sinks; a change throws away those whose dependencies it touches. */
export class FlowService {
  readonly #options: FlowServiceOptions;
  readonly #program: FolderProgram;
  /** By file with sinks (compiler's names); undefined until the first analysis. */
  #known: Map<string, PerFile> | undefined;
  #stale = new Set<string>();
  #findings: FlowFindings | undefined;
  /** All answers came from an earlier process and still hold. */
  #isRemembered = false;

  constructor(options: FlowServiceOptions) {
    this.#options = options;
    this.#program = new FolderProgram(options);
  }

  /** Takes over answers, less those that changed texts concern. */
  recall(memory: FlowMemory, changed: readonly string[]): void {
    this.#known = new Map(memory.known);
    this.#program.adoptNames(memory.names);
    for (const path of changed) this.textChanged(path, fileKind(path) === "project");
    this.#isRemembered = this.#known !== undefined && this.#stale.size === 0;
  }

  /** What another process can begin with, and the files outside the folder that it rests on; undefined where it has begun with the same. */
  memory(): { readonly flows: FlowMemory; readonly outside: readonly string[] } | undefined {
    if (this.#known === undefined || this.#isRemembered || this.#stale.size > 0) return undefined;
    return { flows: { known: this.#known, names: this.#program.names() }, outside: this.#program.outsideFiles() };
  }

  /** Functions through which callers' data gets out, and files with sinks that wait for callers. */
  openings(): { readonly openings: readonly Opening[]; readonly files: readonly string[] } {
    const known = [...(this.#known ?? new Map<string, PerFile>())];
    const real = (path: string) => this.#program.realPath(path);
    return {
      openings: known.flatMap(([, answer]) => answer.openings.map((opening) => ({ ...opening, declaration: realLocation(opening.declaration, real), sink: realLocation(opening.sink, real) }))),
      files: known.flatMap(([file, answer]) => (answer.callerNames.size > 0 ? [real(file)] : [])),
    };
  }

  /** Flows and rule results of this moment. */
  findings(token?: CancellationToken, onProgress?: (done: number, total: number) => void): FlowFindings {
    this.#refresh(token, onProgress);
    this.#findings ??= this.#judge();
    return this.#findings;
  }

  /** A text changed: answers that read it are asked for again. Returns files whose findings may differ. */
  textChanged(path: string, planChanged: boolean): readonly string[] {
    this.#program.changed([path], planChanged);
    const known = this.#known;
    if (known === undefined) return [];
    this.#findings = undefined;
    const kind = fileKind(path);
    if (planChanged || (kind !== "code" && kind !== "vue")) {
      // Schemas, environment, project files: they may matter to any sink.
      const files = [...known.keys()];
      this.#known = undefined;
      return files.map((file) => this.#program.realPath(file));
    }
    const text = this.#options.texts.read(path)?.text ?? "";
    const words = new Set(text.match(/[\w$]+/g));
    const means = new Map<string, boolean>();
    const mayMean = (name: string) => {
      const known = means.get(name) ?? (words.has(name) && mayMeanAnother(name, text));
      means.set(name, known);
      return known;
    };
    const concerns = (file: string, answer: PerFile) => this.#program.realPath(file) === path
      || [...answer.dependencies].some((dependency) => this.#program.realPath(dependency) === path)
      || [...answer.callerNames].some(mayMean);
    const affected = [...known].filter(([file, answer]) => concerns(file, answer)).map(([file]) => file);
    for (const file of affected) this.#stale.add(file);
    this.#stale.add(this.#program.compilerPath(path));
    return affected.map((file) => this.#program.realPath(file));
  }

  /** Fixes of the flow rules for one finding; a fix that would leave a new type error is not offered. */
  fixes(finding: Finding, reason = ""): readonly Fix[] {
    const rule = flowRules.find(({ metadata }) => metadata.id === finding.rule);
    if (rule?.fixes === undefined) return [];
    const { flows } = this.findings();
    const candidates = this.#program.run((program) => rule.fixes?.(finding, { ...this.#context(flows), reason, code: this.#program.codeAccess(program) }) ?? []);
    const offered = new Map<string, Fix>();
    for (const fix of candidates) {
      const key = `${fix.id} ${fix.title.en}`;
      if (!offered.has(key) && this.#compiles(fix.edits)) offered.set(key, fix);
    }
    return [...offered.values()];
  }

  /**
   * One fix for several findings: those of this id that do not touch each other, made together. Undefined where fewer than two fit.
   */
  fixTogether(findings: readonly Finding[], id: string): readonly FileEdit[] | undefined {
    const { flows } = this.findings();
    const context = this.#context(flows);
    const candidates = this.#program.run((program) => findings.flatMap((finding) => {
      const rule = flowRules.find(({ metadata }) => metadata.id === finding.rule);
      const first = rule?.fixes?.(finding, { ...context, code: this.#program.codeAccess(program) }).find((fix) => fix.id === id);
      return first === undefined ? [] : [first.edits];
    }));
    let together: readonly FileEdit[] = [];
    let count = 0;
    for (const edits of candidates.slice(0, mostTogether)) {
      const joined = joinedEdits(together, edits);
      if (joined === undefined) continue;
      together = joined;
      count++;
    }
    return count > 1 && this.#compiles(together) ? together : undefined;
  }

  #compiles(edits: readonly FileEdit[]): boolean {
    const code = edits.filter(({ file }) => ["code", "vue"].includes(fileKind(file) ?? ""));
    return code.length === 0 || this.#program.compiles(code);
  }

  #context(flows: readonly Flow[]): FlowContext {
    const { folder, texts } = this.#options;
    return { flows, config: folder.config, today: this.#options.today(), textOf: (file) => texts.read(file)?.text };
  }

  /** The configuration changed: classification, sources and hosts may all differ. */
  forget(): void {
    this.#known = undefined;
    this.#findings = undefined;
  }

  close(): void {
    this.#program.close();
  }

  #refresh(token: CancellationToken | undefined, onProgress: ((done: number, total: number) => void) | undefined): void {
    const shared = { ...(token === undefined ? {} : { token }), ...(onProgress === undefined ? {} : { onProgress }) };
    if (this.#known === undefined || this.#stale.size > 0) this.#isRemembered = false;
    if (this.#known === undefined) {
      this.#known = split(this.#program.run((program) => analyseFlows(program, { ...shared, ...this.#scopeOf(program) })));
      this.#stale.clear();
    } else if (this.#stale.size > 0) {
      const sinkFiles = new Set(this.#stale);
      const answers = split(this.#program.run((program) => analyseFlows(program, { ...shared, sinkFiles })));
      for (const file of sinkFiles) this.#known.delete(file);
      for (const [file, answer] of answers) this.#known.set(file, answer);
      this.#stale.clear();
    }
  }

  /** Sinks of other packages matter where our calls may lead to them; what leads to ours matters to others. */
  #scopeOf({ files }: FlowProgram): Pick<FlowOptions, "sinkFiles" | "openings"> {
    const { summaries } = this.#options;
    if (summaries === undefined) return {};
    return { openings: true, sinkFiles: new Set(files.filter((file) => !summaries.isMounted(this.#program.realPath(file)) || summaries.isOpen(this.#program.realPath(file)))) };
  }

  #judge(): FlowFindings {
    const answers = [...(this.#known ?? new Map<string, PerFile>()).values()];
    const flows = merged(answers.flatMap((answer) => answer.flows).map((flow) => withRealPaths(flow, (path) => this.#program.realPath(path))));
    const context = this.#context(flows);
    const raw = new Map<string, RawFinding[]>();
    for (const finding of flowRules.flatMap((rule) => [...rule.checkFlows(context)])) raw.set(finding.file, [...(raw.get(finding.file) ?? []), finding]);
    const limits = new Map<string, AnalysisLimit[]>();
    for (const limit of answers.flatMap((answer) => answer.limits)) {
      const location = realLocation(limit.location, (path) => this.#program.realPath(path));
      limits.set(location.file, [...(limits.get(location.file) ?? []), { ...limit, location }]);
    }
    return { raw, limits, flows };
  }
}

/**
 * Whether a name in a text may mean a function of another file. A file that declares the name itself, imports none of that name and reads no
 * member of that name means its own: every page of some frameworks declares a `handler`.
 */
function mayMeanAnother(name: string, text: string): boolean {
  const word = name.replace(/\$/g, "\\$");
  if (!new RegExp(`\\b(?:function\\*?|const|let|var|class)\\s+${word}(?![\\w$])`).test(text)) return true;
  return new RegExp(`\\.\\s*#?${word}(?![\\w$])|\\bimport\\b[^;"']*(?<![\\w$])${word}(?![\\w$])|["'\`]${word}["'\`]`).test(text);
}

/** Most findings one fix deals with. */
const mostTogether = 200;

/** Flows and limits belong to the file of their sink: that is what is asked for again. */
function split(result: FlowResult): Map<string, PerFile> {
  const files = new Map<string, PerFile & { flows: Flow[]; limits: AnalysisLimit[]; openings: Opening[] }>();
  const of = (file: string) => {
    let entry = files.get(file);
    if (entry === undefined) files.set(file, (entry = { flows: [], limits: [], openings: [], dependencies: result.dependencies.get(file) ?? new Set(), callerNames: result.callerNames.get(file) ?? new Set() }));
    return entry;
  };
  for (const file of result.dependencies.keys()) of(file);
  for (const flow of result.flows) of(flow.sink.call.file).flows.push(flow);
  for (const limit of result.limits) of(limit.location.file).limits.push(limit);
  for (const opening of result.openings) of(opening.sink.file).openings.push(opening);
  return files;
}

/** Most ways in that one finding tells of. */
const maxSources = 40;

/** One finding per place, call and recipient, however many ways lead to it: their sources are joined, each way once. */
function merged(flows: readonly Flow[]): readonly Flow[] {
  const groups = new Map<string, Flow>();
  for (const flow of flows) {
    const { report, sink, recipient, endpoint } = flow;
    // Which of several log lines is of no interest to the one who hands the data over.
    const call = sink.kind === "log" ? [] : [sink.call.file, sink.call.range.start];
    const key = [report.file, report.range.start, report.range.end, ...call, recipient.id, endpoint.jurisdiction.code, endpoint.host].join("|");
    const known = groups.get(key);
    groups.set(key, known === undefined ? flow : { ...known, sources: joinedSources(known.sources, flow.sources) });
  }
  return [...groups.values()];
}

function joinedSources(a: Flow["sources"], b: Flow["sources"]): Flow["sources"] {
  const seen = new Set(a.map(wayIn));
  return [...a, ...b.filter((entry) => !seen.has(wayIn(entry)))].slice(0, maxSources);
}

function wayIn({ source, trace }: Flow["sources"][number]): string {
  return `${source.container ?? ""}.${source.name}|${trace.steps.map((step) => `${step.location.file}:${step.location.range.start}`).join(">")}`;
}

function withRealPaths(flow: Flow, real: (path: string) => string): Flow {
  const steps = (list: readonly FlowStep[]) => list.map((step) => ({ ...step, location: realLocation(step.location, real) }));
  return {
    ...flow,
    report: realLocation(flow.report, real),
    sink: { ...flow.sink, call: realLocation(flow.sink.call, real), payload: realLocation(flow.sink.payload, real) },
    endpoint: { ...flow.endpoint, evidence: steps(flow.endpoint.evidence) },
    sources: flow.sources.map((entry) => ({ ...entry, source: { ...entry.source, location: realLocation(entry.source.location, real) }, trace: { steps: steps(entry.trace.steps) } })),
  };
}

function realLocation(location: CodeLocation, real: (path: string) => string): CodeLocation {
  return { ...location, file: real(location.file) };
}
