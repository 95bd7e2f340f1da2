import ignore, { type Ignore } from "ignore";
import picomatch from "picomatch";
import { type CancellationToken, throwIfCancelled } from "../base/cancellation.js";
import { isInside, normalisePath, relativeTo } from "../base/paths.js";
import { decodeText } from "../base/decode.js";
import { isCostlyGlob } from "../base/glob.js";
import { fileKind, isDeclarationFile, prunedFolders, quietByDefault } from "./file-kinds.js";
import type { WorkspaceHost } from "./host.js";

export interface ListingOptions {
  readonly exclude: readonly string[];
  readonly include: readonly string[];
  readonly token: CancellationToken;
}

export interface Listing {
  /** Files of a kind we know, sorted, absolute. */
  readonly files: readonly string[];
  /** Hand-written declaration files (`*.d.ts`), sorted: they declare globals for the program and nothing of their own. */
  readonly declarations: readonly string[];
  /** package.json files, sorted: they name the packages of a monorepo. */
  readonly manifests: readonly string[];
  readonly directoriesRead: number;
  /** Entries seen, known kind or not. */
  readonly entriesSeen: number;
}

interface IgnoreScope {
  readonly folder: string;
  readonly rules: Ignore;
}

/** Lists what a folder holds for us. Whole directories are pruned at their entry; .gitignore files count at every level. */
export function listFiles(folder: string, host: WorkspaceHost, options: ListingOptions): Listing {
  const isExcluded = excluder(folder, options.exclude, options.include);
  const files: string[] = [];
  const declarations: string[] = [];
  const manifests: string[] = [];
  let directoriesRead = 0;
  let entriesSeen = 0;
  const stack: { path: string; scopes: readonly IgnoreScope[] }[] = [{ path: folder, scopes: [] }];
  for (let directory = stack.pop(); directory !== undefined; directory = stack.pop()) {
    throwIfCancelled(options.token);
    const entries = host.readDirectory(directory.path);
    if (entries === undefined) continue;
    directoriesRead++;
    entriesSeen += entries.length;
    const scopes = entries.some((entry) => entry.name === ".gitignore" && (entry.kind !== "link" || leadsInside(`${directory.path}/.gitignore`, folder, host))) ? [...directory.scopes, readIgnore(directory.path, host)] : directory.scopes;
    for (const entry of entries) {
      const path = directory.path === "/" ? `/${entry.name}` : `${directory.path}/${entry.name}`;
      if (entry.kind === "directory") {
        if (!prunedFolders.has(entry.name) && !isIgnored(path, true, scopes) && !isExcluded(path, true)) stack.push({ path, scopes });
      } else if (entry.kind === "link" && !leadsInside(path, folder, host)) {
        continue;
      } else if (entry.kind !== "other" && (isDeclarationFile(path) || entry.name === "package.json")) {
        (entry.name === "package.json" ? manifests : declarations).push(path);
      } else if (entry.kind !== "other" && fileKind(path) !== undefined) {
        const isEnvironment = fileKind(path) === "environment";
        // .env files are ignored by git on purpose, yet they decide where data goes.
        if (isEnvironment || (!isIgnored(path, false, scopes) && !isExcluded(path, false))) files.push(path);
      }
    }
  }
  return { files: files.sort(), declarations: declarations.sort(), manifests: manifests.sort(), directoriesRead, entriesSeen };
}

/** A link may share a file within the workspace; one that leads out of it is none of ours. */
export function leadsInside(link: string, folder: string, host: WorkspaceHost): boolean {
  const [target, root] = [host.realPath(link), host.realPath(folder)];
  return target !== undefined && root !== undefined && isInside(normalisePath(root), normalisePath(target));
}

/** Whether the patterns of a folder leave a path out. `include` brings back what is quiet by default, never what `exclude` names. */
export function excluder(folder: string, given: readonly string[], alsoGiven: readonly string[]): (path: string, isDirectory: boolean) => boolean {
  const options = { dot: true };
  // The configuration refuses such patterns with a message; an editor's settings come without one.
  const exclude = given.filter((glob) => !isCostlyGlob(glob));
  const include = alsoGiven.filter((glob) => !isCostlyGlob(glob));
  const excluded = exclude.length > 0 ? picomatch(exclude.map(asGlob), options) : () => false;
  const quiet = picomatch([...quietByDefault], options);
  const included = include.length > 0 ? picomatch(include.map(asGlob), options) : () => false;
  return (path, isDirectory) => {
    if (!isInside(folder, path)) return false;
    const relative = relativeTo(folder, path);
    if (excluded(relative) || (isDirectory && excluded(`${relative}/x`))) return true;
    if (include.length > 0 && (isDirectory || included(relative))) return false;
    return quiet(isDirectory ? `${relative}/x` : relative);
  };
}

/** "src/generated" and "src/generated/" mean everything below. */
function asGlob(pattern: string): string {
  const trimmed = pattern.replace(/^\.?\//, "").replace(/\/$/, "");
  return /[*?[{]|\.\w+$/.test(trimmed) ? trimmed : `${trimmed}/**`;
}

function readIgnore(folder: string, host: WorkspaceHost): IgnoreScope {
  const bytes = host.readFile(`${folder}/.gitignore`);
  const rules = ignore();
  if (bytes !== undefined) rules.add(decodeText(bytes).text.split(/\r?\n/).filter((line) => !isCostlyGlob(line)));
  return { folder, rules };
}

function isIgnored(path: string, isDirectory: boolean, scopes: readonly IgnoreScope[]): boolean {
  // The innermost .gitignore that says something wins, as in git.
  for (let i = scopes.length - 1; i >= 0; i--) {
    const scope = scopes[i];
    if (scope === undefined) continue;
    const relative = relativeTo(scope.folder, path) + (isDirectory ? "/" : "");
    const answer = scope.rules.test(relative);
    if (answer.ignored) return true;
    if (answer.unignored) return false;
  }
  return false;
}
