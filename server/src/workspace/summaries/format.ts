// The flow summary of a package as a file: what those who import it need to follow data through it without its sources.
import { localized, type Localized } from "../../base/localized.js";

export const summaryFormatVersion = 1;

/** Where a package's summary lies, below the package. */
export const defaultSummaryFile = ".borderline/flow-summary.json";

/** Text of a file with what does not matter to importers blanked: offsets and lines are those of the source. */
export interface SummaryFile {
  /** Relative to the package. */
  readonly path: string;
  readonly text: string;
}

/** A function whose parameter ends in a call that sends it away. */
export interface SummaryFunction {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly parameter: string;
  /** The call: "posthog.capture" at "src/track.ts:7"; in another package, where that lies. */
  readonly callee: string;
  readonly sink: string;
  readonly recipient: string;
  readonly host?: string;
  readonly country: string;
}

export interface SummaryType {
  readonly name: string;
  readonly file: string;
  readonly fields: readonly { readonly name: string; readonly category: string; readonly level: "general" | "sensitive" }[];
}

export interface FlowSummary {
  readonly formatVersion: number;
  readonly package: string;
  /** What its exported functions do with their parameters. */
  readonly functions: readonly SummaryFunction[];
  /** Hosts its code reaches. */
  readonly endpoints: readonly { readonly host: string; readonly recipient: string; readonly country: string }[];
  /** Types with personal fields. */
  readonly types: readonly SummaryType[];
  /** Files with sinks to which callers in other packages may lead. */
  readonly openFiles: readonly string[];
  readonly files: readonly SummaryFile[];
}

/** The same summary is always the same bytes. */
export function writeSummary(summary: FlowSummary): string {
  return `${JSON.stringify(summary, undefined, 1)}\n`;
}

/** Reads a summary; whatever is wrong with the text is said, never thrown. */
export function readSummary(text: string): { readonly summary?: FlowSummary; readonly message?: Localized } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { message: localized("is no JSON", "不是 JSON") };
  }
  if (!isRecord(value) || value["formatVersion"] !== summaryFormatVersion) return { message: localized("was written by another version", "由其他版本写入") };
  const { files, openFiles } = value;
  const isWhole = typeof value["package"] === "string" && Array.isArray(files) && files.every(isFile) && Array.isArray(openFiles) && openFiles.every((path) => typeof path === "string");
  return isWhole ? { summary: value as unknown as FlowSummary } : { message: localized("is no flow summary", "不是数据流摘要") };
}

/** A path must stay inside the package: what is mounted hides what lies on the disk. */
function isFile(value: unknown): boolean {
  return isRecord(value) && typeof value["text"] === "string" && typeof value["path"] === "string" && !/^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(value["path"]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
