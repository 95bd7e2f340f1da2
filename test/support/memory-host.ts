import { readFileSync } from "node:fs";
import type { DirectoryEntry, WorkspaceHost } from "../../server/src/workspace/host.js";
import { root } from "./sources.js";

/** The compiler's own library lies in this repository, wherever that is: a workspace of the same name in memory must not hide it. */
const library = `${root.replaceAll("\\", "/")}/node_modules/`;

/** A file system of texts (or bytes) by absolute path, for tests that must not touch a disk. */
export function memoryHost(files: Readonly<Record<string, string | Uint8Array>>, today = "2026-11-24"): WorkspaceHost & { files: Map<string, string | Uint8Array> } {
  const store = new Map(Object.entries(files));
  const bytes = (path: string) => {
    const content = store.get(path);
    if (content === undefined && path.startsWith(library)) return fromDisk(path);
    return typeof content === "string" ? new TextEncoder().encode(content) : content;
  };
  const isDirectory = (path: string) => [...store.keys()].some((file) => file.startsWith(path === "/" ? "/" : `${path}/`));
  return {
    files: store,
    readFile: bytes,
    readDirectory(path) {
      if (!isDirectory(path)) return undefined;
      const entries = new Map<string, DirectoryEntry>();
      for (const file of store.keys()) {
        if (!file.startsWith(`${path}/`)) continue;
        const [name = "", ...rest] = file.slice(path.length + 1).split("/");
        entries.set(name, { name, kind: rest.length > 0 ? "directory" : "file" });
      }
      return [...entries.values()];
    },
    stat(path) {
      const content = bytes(path);
      if (content !== undefined) return { kind: "file", size: content.length };
      return isDirectory(path) ? { kind: "directory", size: 0 } : undefined;
    },
    realPath: (path) => path,
    today: () => today,
  };
}

function fromDisk(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
