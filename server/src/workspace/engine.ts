// The façade both front doors call. Plain data in, plain data out, so it can live in a worker thread behind a message port.
import type { CancellationToken } from "../base/cancellation.js";
import type { Localized } from "../base/localized.js";
import type { TextRange } from "../base/range.js";
import type { SensitivityProfile } from "../model/classification.js";
import type { Finding, Fix, Severity } from "../model/finding.js";
import type { CompletionProposal } from "../model/completion.js";
import type { AnalysisLimit, CodeLocation } from "../model/flow.js";

/** Settings of the editor or the command line; borderline.yaml of a folder wins over them where both speak. */
export interface EngineSettings {
  readonly profile?: SensitivityProfile;
  readonly severity?: Readonly<Record<string, Severity>>;
  /** Extra globs, relative to each folder. */
  readonly exclude?: readonly string[];
  /** A scan reads and speaks of files inside these absolute paths only; the rest of the folders still gives types and configuration. */
  readonly scope?: readonly string[];
  /** Files larger than this many UTF-16 code units get a problem instead of an analysis. */
  readonly maxFileLength?: number;
  /** false leaves out fixes that change code: each is compiled before it is offered, which costs more than finding what it fixes. */
  readonly codeFixes?: boolean;
  /** false stops all analysis in the folders (the status item's pause). */
  readonly enabled?: boolean;
  /** false limits the work to single documents: no program is opened, no flow is followed. */
  readonly flows?: boolean;
  /** Fingerprints of known findings that are not reported, instead of the baseline file borderline.yaml names; false: report all. */
  readonly baseline?: readonly string[] | false;
  /** true reports what suppressions, severities and baselines hide: a register lists every transfer, whether or not its finding is wanted. */
  readonly unfiltered?: boolean;
  /** Where answers are kept for the next process; nowhere when absent. `build` names the engine's build, so that none reads another's. */
  readonly cache?: { readonly directory: string; readonly build: string };
  /** Written into fixes that need a reason (suppressions, annotations that say "not personal"). */
  readonly reason?: string;
}

export interface OpenDocument {
  /** Absolute path with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly version: number;
}

/** All that is known about one file. Findings are ordered by position, then rule. */
export interface FileReport {
  readonly path: string;
  /** Version of the open document the answer belongs to; undefined for files on disk. */
  readonly version?: number;
  readonly findings: readonly Finding[];
  readonly limits: readonly AnalysisLimit[];
  /** Findings left out because a baseline knows them. */
  readonly known?: number;
}

export interface ScanSummary {
  readonly filesListed: number;
  readonly filesRead: number;
  readonly fields: number;
  readonly personalFields: number;
  readonly sensitiveFields: number;
  readonly flows: number;
  readonly limits: number;
  /** Findings left out because a baseline knows them. */
  readonly known?: number;
  /** Name of the exporting entity, from the first folder that declares one. */
  readonly exporter?: string;
  readonly milliseconds: number;
}

export interface ScanProgress {
  readonly phase: "listing" | "schemas" | "program" | "flows";
  readonly done: number;
  readonly total: number;
}

export interface HoverContent {
  readonly range: TextRange;
  /** Markdown without code fences: one line verdict, then a short list, then links. */
  readonly markdown: Localized;
}

export type CompletionEntry = CompletionProposal;

/** Why a line is, or is not, a finding: for `borderline explain` and the editor's command. */
export interface Explanation {
  readonly location: CodeLocation;
  readonly title: Localized;
  readonly lines: readonly Localized[];
}

export interface FieldSummary {
  readonly path: string;
  readonly container: string;
  readonly name: string;
  readonly range: TextRange;
  readonly category: string;
  readonly level: "general" | "sensitive";
}

/** What stands above a model with personal fields, or a function that sends some abroad. */
export interface Lens {
  readonly kind: "model" | "function";
  readonly name: string;
  /** Of the name. */
  readonly range: TextRange;
  readonly fields: number;
  readonly sensitive: number;
  /** Abroad; none where data is not followed. */
  readonly recipients: readonly { readonly name: string; readonly country: Localized }[];
  /** First transfer inside a function. */
  readonly transfer?: TextRange;
}

/** What leaves and what could, silenced or not: for registers, maps and views. */
export interface Survey {
  /** Flow findings and limits only; files without any are left out. Ordered by path. */
  readonly reports: readonly FileReport[];
  /** Every personal field of the folders. */
  readonly fields: readonly FieldSummary[];
  readonly summary: ScanSummary;
}

export type Invalidation = { readonly kind: "files"; readonly paths: readonly string[] } | { readonly kind: "everything" };

export interface Engine {
  /** Replaces the set of workspace folders (absolute paths). */
  open(folders: readonly string[], settings: EngineSettings): Promise<void>;
  configure(settings: EngineSettings): Promise<void>;
  /** Opens or changes a document; the text overlays the file on disk until closeDocument. */
  updateDocument(document: OpenDocument): Promise<void>;
  closeDocument(path: string): Promise<void>;
  /** Files changed on disk: created, changed, renamed or deleted, directories included. */
  filesChanged(paths: readonly string[]): Promise<void>;
  check(path: string, token?: CancellationToken): Promise<FileReport>;
  /** Reports every file that has something to say, as it is known; order is by path. */
  scan(onReport: (report: FileReport) => void, onProgress: (progress: ScanProgress) => void, token?: CancellationToken): Promise<ScanSummary>;
  /** Everything at once, whatever suppressions, severities and baselines hide. */
  survey(onProgress: (progress: ScanProgress) => void, token?: CancellationToken): Promise<Survey>;
  hover(path: string, offset: number): Promise<HoverContent | undefined>;
  /** Fixes for findings that touch the range, then whole-file ones (kind "source.fixAll"). */
  fixes(path: string, range: TextRange): Promise<readonly Fix[]>;
  completions(path: string, offset: number): Promise<readonly CompletionEntry[]>;
  /** Places in code that a name in borderline.yaml is about. */
  definitions(path: string, offset: number): Promise<readonly CodeLocation[]>;
  explain(path: string, range: TextRange): Promise<readonly Explanation[]>;
  /** Classified personal fields of a file, for lenses, tokens and views. */
  personalFields(path: string): Promise<readonly FieldSummary[]>;
  lenses(path: string): Promise<readonly Lens[]>;
  /** Called when answers given earlier may be out of date. */
  onInvalidated(listener: (what: Invalidation) => void): void;
  /** One line for the log: recovered crashes, files given up. Never contains values of scanned files. */
  onLog(listener: (line: string) => void): void;
  close(): Promise<void>;
}
