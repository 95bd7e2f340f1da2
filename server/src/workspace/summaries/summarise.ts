// Makes the flow summary of a scanned package.
import { isInside, relativeTo } from "../../base/paths.js";
import { LineIndex } from "../../base/line-index.js";
import type { SyntaxService } from "../../compiler/syntax.js";
import type { Opening } from "../../flow/openings.js";
import type { DocumentAnalyzer } from "../document-analysis.js";
import { fileKind, looksGenerated } from "../file-kinds.js";
import type { FlowService } from "../flow-service.js";
import type { WorkspaceFolder } from "../folder.js";
import type { TextStore } from "../texts.js";
import { summaryFormatVersion, type FlowSummary, type SummaryFile, type SummaryFunction, type SummaryType } from "./format.js";
import { pruned } from "./prune.js";
import { exportedEntries, reachedFrom } from "./reach.js";

export interface SummariseOptions {
  readonly name: string;
  /** Folder of the package. */
  readonly root: string;
  readonly folder: WorkspaceFolder;
  readonly texts: TextStore;
  readonly syntax: SyntaxService;
  readonly analyzer: DocumentAnalyzer;
  readonly flows: FlowService;
}

export function summarise(options: SummariseOptions): FlowSummary {
  const { name, root, folder, flows } = options;
  const { openings, files: open } = flows.openings();
  const files = sourceFiles(options);
  const own = new Set(files);
  const reached = flows.findings().flows.filter(({ sink }) => isInside(root, sink.call.file));
  const endpoints = [
    ...reached.map(({ endpoint, recipient }) => ({ host: endpoint.host, recipient: recipient.id, country: endpoint.jurisdiction.code })),
    ...openings.filter(({ sink }) => own.has(sink.file)),
  ].flatMap(({ host, recipient, country }) => (host === undefined ? [] : [{ host, recipient, country }]));
  return {
    formatVersion: summaryFormatVersion,
    package: name,
    functions: inOrder(openings.filter(({ declaration }) => own.has(declaration.file)).map((opening) => functionOf(opening, root, folder.path, options.texts))),
    endpoints: inOrder(endpoints),
    types: typesOf(files, options),
    openFiles: open.filter((file) => own.has(file)).map((file) => relativeTo(root, file)).sort(),
    files: files.flatMap((path) => summaryFile(path, options) ?? []),
  };
}

/** Each once, in an order that does not depend on that in which they were found. */
function inOrder<T>(entries: readonly T[]): readonly T[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

/** The package's own files that importers can reach, and files beside them that the listing leaves out but code imports: generated ones. */
function sourceFiles({ root, folder, texts }: SummariseOptions): readonly string[] {
  const { files, declarations, manifests } = folder.listing();
  const all = [...files, ...declarations, ...manifests].filter((path) => isInside(root, path) && isOfInterest(path));
  const entries = exportedEntries(texts.read(`${root}/package.json`)?.text ?? "", root, (path) => texts.read(path)?.text);
  return [...(entries === undefined ? undefined : reachedFrom(new Set([...entries, ...all.filter((path) => !isCode(path))]), root, texts)) ?? reachedFrom(new Set(all), root, texts, true) ?? []].sort();
}

function isCode(path: string): boolean {
  const kind = fileKind(path);
  return kind === "code" || kind === "vue";
}

/** OpenAPI documents, settings and texts of other kinds say nothing to importers. */
function isOfInterest(path: string): boolean {
  const kind = fileKind(path);
  return kind === undefined || kind === "code" || kind === "vue" || kind === "prisma" || kind === "project" || kind === "environment";
}

function summaryFile(path: string, { root, texts, syntax }: SummariseOptions): SummaryFile | undefined {
  const text = texts.read(path)?.text;
  if (text === undefined) return undefined;
  const relative = relativeTo(root, path);
  if (fileKind(path) === "environment") return { path: relative, text: addressesOnly(text) };
  if (relative.endsWith("package.json")) return { path: relative, text: manifestOnly(text) };
  if (fileKind(path) !== "code" || looksGenerated(path, text)) return { path: relative, text };
  const tree = syntax.parse(path, text);
  return { path: relative, text: tree === undefined ? text : pruned(text, tree) };
}

/** Summaries are shared: of an environment file they hold addresses, and nothing that could be a secret. */
export function addressesOnly(text: string): string {
  return text.split("\n").map((line) => (/^\s*(?:export\s+)?[\w.]+\s*=\s*["']?https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w./-]{0,80})?["']?\s*$/.test(line) ? line : "")).join("\n");
}

function manifestOnly(text: string): string {
  try {
    const value = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const kept = ["name", "version", "type", "main", "types", "source", "exports", "dependencies", "devDependencies", "peerDependencies"].filter((key) => key in value);
    return JSON.stringify(Object.fromEntries(kept.map((key) => [key, value[key]])));
  } catch {
    // Half-typed: it names no package either way.
    return "{}";
  }
}

function functionOf({ function: name, declaration, parameter, sink, callee, recipient, host, country }: Opening, root: string, folder: string, texts: TextStore): SummaryFunction {
  const lineOf = ({ file, range }: Opening["sink"]) => new LineIndex(texts.read(file)?.text ?? "").positionAt(range.start).line + 1;
  const place = isInside(root, sink.file) ? relativeTo(root, sink.file) : `/${relativeTo(folder, sink.file)}`;
  return { name, file: relativeTo(root, declaration.file), line: lineOf(declaration), parameter, callee, sink: `${place}:${lineOf(sink)}`, recipient, ...(host === undefined ? {} : { host }), country };
}

function typesOf(files: readonly string[], { analyzer, root }: SummariseOptions): readonly SummaryType[] {
  return files.flatMap((path) => {
    const types = new Map<string, SummaryType & { fields: SummaryType["fields"][number][] }>();
    for (const { field, classification } of analyzer.analyse(path)?.fields ?? []) {
      if (classification.level === "none") continue;
      const { name } = field.container;
      const known = types.get(name) ?? { name, file: relativeTo(root, path), fields: [] };
      known.fields.push({ name: field.name, category: classification.category, level: classification.level });
      types.set(name, known);
    }
    return [...types.values()];
  });
}
