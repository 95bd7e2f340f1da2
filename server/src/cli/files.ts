// Paths named on the command line: what to open, what to speak about, what cannot be read or written.
import { decodeText } from "../base/decode.js";
import { LineIndex } from "../base/line-index.js";
import { type Locale, localized } from "../base/localized.js";
import { dirname, isInside, joinPath, normalisePath } from "../base/paths.js";
import { type CliContext, exitCodes } from "./context.js";

export interface Targets {
  readonly folders: readonly string[];
  /** Results are shown relative to this. */
  readonly root: string;
  readonly scope: readonly string[];
}

/** Folders to open and which files to speak about. A single file is judged inside its workspace, so that types and configuration count. */
export function resolveTargets(paths: readonly string[], context: CliContext): Targets | { readonly missing: string } {
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
export function workspaceOf(file: string, context: CliContext): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (["borderline.yaml", ".git", "package.json"].some((name) => context.statPath(`${folder}/${name}`) !== undefined)) return folder;
    if (folder === dirname(folder)) return dirname(file);
  }
}

export function absolute(path: string, context: CliContext): string {
  return normalisePath(joinPath(normalisePath(context.currentDirectory), normalisePath(path)));
}

/** The text of a file without byte order mark; undefined for what cannot be read. */
export function readText(path: string, context: CliContext): string | undefined {
  const bytes = context.statPath(path) === "file" ? context.readBytes(path) : undefined;
  return bytes === undefined ? undefined : decodeText(bytes).text;
}

export function lineIndexes(context: CliContext): (file: string) => LineIndex {
  const cache = new Map<string, LineIndex>();
  return (file) => {
    let index = cache.get(file);
    if (index === undefined) cache.set(file, (index = new LineIndex(readText(file, context) ?? "")));
    return index;
  };
}

/** Prints to the file asked for, or to standard output. */
export function write(output: string | undefined, pieces: Iterable<string>, context: CliContext): void {
  if (output !== undefined) return context.writeFile(absolute(output, context), pieces);
  for (const piece of pieces) context.out(piece);
}

export function missingPath(path: string, locale: Locale, context: CliContext): number {
  return usage(localized(`${path}: no such file or folder`, `${path}：没有这个文件或文件夹`)[locale], context);
}

/** Says what is wrong with the words given, and answers with the exit code for it. */
export function usage(message: string, context: CliContext): number {
  context.err(`borderline: ${message}\n`);
  return exitCodes.usage;
}

/** Says that the work itself went wrong. */
export function failed(error: unknown, locale: Locale, context: CliContext): number {
  const reason = error instanceof Error ? systemReason(error) ?? error.stack ?? error.message : String(error);
  context.err(`borderline: ${localized("the scan failed", "扫描失败")[locale]}: ${reason}\n`);
  return exitCodes.failed;
}

/** "EACCES: permission denied, open …" needs no stack: it is about the machine, not about us. */
function systemReason(error: Error): string | undefined {
  return "syscall" in error ? error.message : undefined;
}
