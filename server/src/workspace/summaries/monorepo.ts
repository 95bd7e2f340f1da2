// Which packages a package of a monorepo is built from, read from package.json files alone: no package manager has to have run.
import { decodeText } from "../../base/decode.js";
import { dirname, isInside, joinPath } from "../../base/paths.js";
import type { WorkspaceHost } from "../host.js";
import { prunedFolders } from "../file-kinds.js";

export interface MonorepoPackage {
  readonly name: string;
  readonly root: string;
  readonly dependencies: readonly string[];
}

export interface Monorepo {
  readonly root: string;
  readonly packages: readonly MonorepoPackage[];
}

/** The nearest folder above (or at) a package that lists packages; the package's own folder where none does. */
export function monorepoOf(folder: string, host: WorkspaceHost): Monorepo {
  for (let root = folder; ; root = dirname(root)) {
    const globs = packageGlobs(root, host);
    if (globs !== undefined) {
      const packages = globs.flatMap((glob) => foldersOf(root, glob.split("/").filter((part) => part !== "." && part !== ""), host)).flatMap((path) => packageAt(path, host) ?? []);
      if (root === folder || packages.some((one) => one.root === folder)) return { root, packages: unique(packages) };
    }
    if (root === dirname(root)) break;
  }
  const own = packageAt(folder, host);
  return { root: folder, packages: own === undefined ? [] : [own] };
}

/** A package and all it is built from, directly or not; itself first. */
export function closureOf(folder: string, { packages }: Monorepo): readonly MonorepoPackage[] {
  const byName = new Map(packages.map((one) => [one.name, one]));
  const found = new Set(packages.filter((one) => one.root === folder));
  for (const one of found) for (const name of one.dependencies) {
    const dependency = byName.get(name);
    if (dependency !== undefined) found.add(dependency);
  }
  return [...found];
}

/** The package of a path, the innermost one. */
export function packageOf(path: string, { packages }: Monorepo): MonorepoPackage | undefined {
  let best: MonorepoPackage | undefined;
  for (const one of packages) if (isInside(one.root, path) && (best === undefined || one.root.length > best.root.length)) best = one;
  return best;
}

function unique(packages: readonly MonorepoPackage[]): readonly MonorepoPackage[] {
  return [...new Map(packages.map((one) => [one.root, one])).values()].sort((a, b) => (a.root < b.root ? -1 : 1));
}

/** `workspaces` of package.json, or pnpm-workspace.yaml's list. */
function packageGlobs(root: string, host: WorkspaceHost): readonly string[] | undefined {
  const listed = manifestAt(root, host)?.["workspaces"];
  const globs = Array.isArray(listed) ? listed : typeof listed === "object" && listed !== null && "packages" in listed ? listed.packages : undefined;
  if (Array.isArray(globs)) return globs.filter((glob): glob is string => typeof glob === "string" && !glob.startsWith("!"));
  const yaml = textAt(`${root}/pnpm-workspace.yaml`, host);
  return yaml === undefined ? undefined : listedPackages(yaml.split("\n").map((line) => line.trim()));
}

/** Entries of the top-level key `packages`. */
function listedPackages(lines: readonly string[]): readonly string[] | undefined {
  const start = lines.indexOf("packages:");
  if (start < 0) return undefined;
  const globs: string[] = [];
  for (const line of lines.slice(start + 1)) {
    if (line === "" || line.startsWith("#")) continue;
    if (!line.startsWith("-")) break;
    const glob = line.slice(1).trim().replace(/["']/g, "");
    if (!glob.startsWith("!")) globs.push(glob);
  }
  return globs;
}

/** Folders a glob means; `*` is one folder, `**` any number of them. */
function foldersOf(folder: string, parts: readonly string[], host: WorkspaceHost): readonly string[] {
  const [part, ...rest] = parts;
  if (part === undefined) return [folder];
  if (part !== "**" && !part.includes("*")) return foldersOf(`${folder}/${part}`, rest, host);
  const inner = (host.readDirectory(folder) ?? []).filter(({ name, kind }) => kind === "directory" && !prunedFolders.has(name) && !name.startsWith(".")).map(({ name }) => name).sort();
  if (part === "**") return [...foldersOf(folder, rest, host), ...inner.flatMap((name) => foldersOf(`${folder}/${name}`, parts, host))];
  const [head = "", tail = ""] = part.split("*");
  return inner.filter((name) => name.startsWith(head) && name.endsWith(tail)).flatMap((name) => foldersOf(`${folder}/${name}`, rest, host));
}

function packageAt(root: string, host: WorkspaceHost): MonorepoPackage | undefined {
  const manifest = manifestAt(root, host);
  const name = manifest?.["name"];
  if (manifest === undefined || typeof name !== "string") return undefined;
  const lists = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"].map((key) => manifest[key]);
  const dependencies = lists.flatMap((list) => (typeof list === "object" && list !== null ? Object.keys(list) : []));
  return { name, root, dependencies: [...new Set(dependencies)].sort() };
}

function manifestAt(root: string, host: WorkspaceHost): Readonly<Record<string, unknown>> | undefined {
  const text = textAt(joinPath(root, "package.json"), host);
  try {
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // A half-typed package.json names no package.
    return undefined;
  }
}

function textAt(path: string, host: WorkspaceHost): string | undefined {
  const bytes = host.readFile(path);
  return bytes === undefined ? undefined : decodeText(bytes).text;
}
