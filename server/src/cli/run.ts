// The command line: words in, an exit code out. All analysis is the engine's.
import { LineIndex } from "../base/line-index.js";
import { type Locale, localized } from "../base/localized.js";
import { dirname, isInside, joinPath, normalisePath } from "../base/paths.js";
import type { Finding } from "../model/finding.js";
import { jsonReport } from "../report/json.js";
import type { ReportInput } from "../report/report.js";
import { sarifReport } from "../report/sarif.js";
import { type Palette, plain, textReport } from "../report/text.js";
import type { Engine, FileReport, ScanSummary } from "../workspace/engine.js";
import { type Command, type FailOn, parseCommand } from "./arguments.js";
import { help } from "./help.js";
import { ProgressLine, type ProgressStream } from "./progress.js";

/** Everything the command line touches, so that tests can watch it. */
export interface CliContext {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly currentDirectory: string;
  readonly version: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly progressStream: ProgressStream;
  readonly palette: Palette;
  readonly rules: ReportInput["rules"];
  createEngine(): Engine;
  startLanguageServer(words: readonly string[]): Promise<void>;
  statPath(path: string): "file" | "directory" | undefined;
  readText(path: string): string | undefined;
  writeFile(path: string, text: string): void;
}

export const exitCodes = { done: 0, findings: 1, usage: 2, failed: 3 } as const;

/** Runs one command and answers with the exit code. */
export async function run(context: CliContext): Promise<number> {
  const command = parseCommand(context.words, context.environment);
  switch (command.kind) {
    case "help":
      context.out(help[command.locale]);
      return exitCodes.done;
    case "version":
      context.out(`${context.version}\n`);
      return exitCodes.done;
    case "usage-error":
      context.err(`borderline: ${command.message[command.locale]}\n${localized("Try: borderline help", "参见：borderline help")[command.locale]}\n`);
      return exitCodes.usage;
    case "lsp":
      await context.startLanguageServer(command.arguments);
      return exitCodes.done;
    case "scan":
      return scan(command, context);
    case "explain":
      return explain(command, context);
  }
}

async function scan(command: Extract<Command, { kind: "scan" }>, context: CliContext): Promise<number> {
  const targets = resolveTargets(command.paths, context);
  if ("missing" in targets) return missingPath(targets.missing, command.locale, context);
  const engine = context.createEngine();
  const progress = new ProgressLine(context.progressStream, command.locale);
  engine.onLog((line) => context.err(`borderline: ${line}\n`));
  try {
    await engine.open(targets.folders, { flows: command.flows, scope: targets.scope });
    const reports: FileReport[] = [];
    const summary = await engine.scan(
      (report) => reports.push(report),
      (step) => {
        if (!command.quiet) progress.update(step);
      },
    );
    progress.done();
    reports.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    emit(command, reports, summary, targets.root, context);
    return exitCodeFor(reports.flatMap((report) => report.findings), command.failOn);
  } catch (error) {
    progress.done();
    context.err(`borderline: ${localized("the scan failed", "扫描失败")[command.locale]}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return exitCodes.failed;
  } finally {
    await engine.close();
  }
}

function emit(command: Extract<Command, { kind: "scan" }>, reports: readonly FileReport[], summary: ScanSummary, folder: string, context: CliContext): void {
  const input: ReportInput = { folder, locale: command.locale, reports, summary, rules: context.rules, version: context.version, lineIndex: lineIndexes(context) };
  const text = command.format === "json" ? jsonReport(input) : command.format === "sarif" ? sarifReport(input) : textReport(input, command.output === undefined ? context.palette : plain);
  if (command.output === undefined) context.out(text);
  else context.writeFile(joinPath(normalisePath(context.currentDirectory), normalisePath(command.output)), text);
}

async function explain(command: Extract<Command, { kind: "explain" }>, context: CliContext): Promise<number> {
  const file = absolute(command.file, context);
  const text = context.statPath(file) === "file" ? context.readText(file) : undefined;
  if (text === undefined) return missingPath(command.file, command.locale, context);
  const index = new LineIndex(text);
  if (command.line < 1 || command.line > index.lineCount) {
    context.err(`borderline: ${localized(`${command.file} has ${index.lineCount} lines.`, `${command.file} 共 ${index.lineCount} 行。`)[command.locale]}\n`);
    return exitCodes.usage;
  }
  const engine = context.createEngine();
  try {
    await engine.open([workspaceOf(file, context)], {});
    const start = index.lineStart(command.line - 1);
    const end = command.line < index.lineCount ? index.lineStart(command.line) - 1 : text.length;
    const explanations = await engine.explain(file, { start, end });
    for (const explanation of explanations) {
      const at = index.positionAt(explanation.location.range.start);
      context.out(`${command.file}:${at.line + 1}:${at.character + 1}  ${explanation.title[command.locale]}\n${explanation.lines.map((line) => `  ${line[command.locale]}\n`).join("")}`);
    }
    return exitCodes.done;
  } finally {
    await engine.close();
  }
}

interface Targets {
  readonly folders: readonly string[];
  readonly root: string;
  readonly scope: readonly string[];
}

/** Folders to open and which files to speak about. A single file is judged inside its workspace, so that types and configuration count. */
function resolveTargets(paths: readonly string[], context: CliContext): Targets | { readonly missing: string } {
  const folders = new Set<string>();
  const selected: string[] = [];
  for (const path of paths) {
    const full = absolute(path, context);
    const kind = context.statPath(full);
    if (kind === undefined) return { missing: path };
    folders.add(kind === "directory" ? full : workspaceOf(full, context));
    selected.push(full);
  }
  const list = [...folders].filter((folder) => ![...folders].some((other) => other !== folder && isInside(other, folder)));
  const current = normalisePath(context.currentDirectory);
  const root = list.length === 1 ? (list[0] ?? current) : current;
  return { folders: list, root, scope: selected };
}

/** The folder a single file belongs to: the nearest one above with borderline.yaml, .git or package.json. */
function workspaceOf(file: string, context: CliContext): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (["borderline.yaml", ".git", "package.json"].some((name) => context.statPath(`${folder}/${name}`) !== undefined)) return folder;
    if (folder === dirname(folder)) return dirname(file);
  }
}

function missingPath(path: string, locale: Locale, context: CliContext): number {
  context.err(`borderline: ${localized(`${path}: no such file or folder`, `${path}：没有这个文件或文件夹`)[locale]}\n`);
  return exitCodes.usage;
}

function absolute(path: string, context: CliContext): string {
  return normalisePath(joinPath(normalisePath(context.currentDirectory), normalisePath(path)));
}

function lineIndexes(context: CliContext): (file: string) => LineIndex {
  const cache = new Map<string, LineIndex>();
  return (file) => {
    let index = cache.get(file);
    if (index === undefined) cache.set(file, (index = new LineIndex(context.readText(file) ?? "")));
    return index;
  };
}

function exitCodeFor(findings: readonly Finding[], failOn: FailOn): number {
  if (failOn === "never") return exitCodes.done;
  const order = ["error", "warning", "information", "hint"] as const;
  const limit = order.indexOf(failOn);
  return findings.some((finding) => order.indexOf(finding.severity) <= limit) ? exitCodes.findings : exitCodes.done;
}
