// A monorepo as one of its packages sees it: its own files, the summaries of what it is built from, and the files at the root. Sources of
// other packages are not there, whether or not they lie on the disk.
import { dirname, isInside, relativeTo } from "../../base/paths.js";
import { fileKind } from "../file-kinds.js";
import type { DirectoryEntry, WorkspaceHost } from "../host.js";
import type { FlowSummary } from "./format.js";
import { type Monorepo, packageOf } from "./monorepo.js";

export interface PackageView {
  readonly monorepo: Monorepo;
  /** Folder of the package that is scanned. */
  readonly folder: string;
  /** Summaries of the packages it is built from, by their folders. */
  readonly summaries: ReadonlyMap<string, FlowSummary>;
}

export function packageHost(disk: WorkspaceHost, { monorepo, folder, summaries }: PackageView): WorkspaceHost {
  const texts = new Map<string, Uint8Array>();
  const folders = new Map<string, Map<string, DirectoryEntry>>();
  const open = new Set<string>();
  for (const [root, summary] of summaries) {
    for (const { path, text } of summary.files) {
      texts.set(`${root}/${path}`, new TextEncoder().encode(text));
      addEntries(folders, monorepo.root, `${root}/${path}`);
    }
    for (const path of summary.openFiles) open.add(`${root}/${path}`);
  }
  addEntries(folders, monorepo.root, `${folder}/package.json`);
  const isMounted = (path: string) => {
    if (!isInside(monorepo.root, path) || path.includes("/node_modules/")) return false;
    const owner = packageOf(path, monorepo);
    return owner !== undefined && owner.root !== folder && owner.root !== monorepo.root;
  };
  /** Folders that hold nothing of the package: they are seen as far as they lead to it, or to a summary. */
  const isBetween = (path: string) => isInside(monorepo.root, path) && !isInside(folder, path) && !path.includes("/node_modules/");
  return {
    ...disk,
    summaries: { isMounted, isOpen: (path) => open.has(path) },
    readFile: (path) => (isMounted(path) ? texts.get(path) : disk.readFile(path)),
    readDirectory(path) {
      if (!isBetween(path)) return disk.readDirectory(path);
      const virtual = [...(folders.get(path)?.values() ?? [])];
      if (isMounted(path)) return virtual.length === 0 ? undefined : virtual;
      const files = (disk.readDirectory(path) ?? []).filter(({ name, kind }) => kind !== "directory" && !isCode(name) && !virtual.some((entry) => entry.name === name));
      return [...files, ...virtual];
    },
    stat(path) {
      if (!isMounted(path)) return disk.stat(path);
      const text = texts.get(path);
      return text !== undefined ? { kind: "file", size: text.length } : folders.has(path) ? { kind: "directory", size: 0 } : undefined;
    },
    realPath: (path) => (isMounted(path) ? path : disk.realPath(path)),
  };
}

/** Code outside of all packages belongs to none. */
function isCode(name: string): boolean {
  const kind = fileKind(name);
  return kind === "code" || kind === "vue" || kind === "prisma";
}

/** The file and every folder above it, up to the root. */
function addEntries(folders: Map<string, Map<string, DirectoryEntry>>, root: string, file: string): void {
  let kind: DirectoryEntry["kind"] = "file";
  for (let path = file; path !== root && isInside(root, path); path = dirname(path)) {
    const parent = dirname(path);
    const entries = folders.get(parent) ?? new Map<string, DirectoryEntry>();
    folders.set(parent, entries);
    const name = relativeTo(parent, path);
    if (!entries.has(name)) entries.set(name, { name, kind });
    kind = "directory";
  }
}
