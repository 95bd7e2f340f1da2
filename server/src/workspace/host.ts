// The only place of the engine that reads a disk.
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";

export interface DirectoryEntry {
  readonly name: string;
  /** A link that leads to a file is told apart: the file may lie anywhere. */
  readonly kind: "file" | "directory" | "link" | "other";
}

/** Paths that are answered from flow summaries, whatever lies on the disk. */
export interface MountedSummaries {
  /** The path belongs to a package other than the one that is scanned. */
  isMounted(path: string): boolean;
  /** Callers in other packages may send data through a function of this file. */
  isOpen(path: string): boolean;
}

/** What the engine may ask of a file system. Everything missing or unreadable is undefined, never an exception. */
export interface WorkspaceHost {
  readFile(path: string): Uint8Array | undefined;
  readDirectory(path: string): readonly DirectoryEntry[] | undefined;
  /** `modified` in milliseconds since 1970, where the host knows. */
  stat(path: string): { readonly kind: "file" | "directory"; readonly size: number; readonly modified?: number } | undefined;
  realPath(path: string): string | undefined;
  /** Whether paths are the machine's own: then the compiler reads unopened files itself. */
  readonly isDisk?: boolean;
  /** Packages that are known by their flow summaries instead of their sources. */
  readonly summaries?: MountedSummaries;
  /** ISO date of today, for expiries. */
  today(): string;
}

/** The machine's disk. Symbolic links to directories are not entered: they lead in circles or out of the workspace. */
export const diskHost: WorkspaceHost = {
  isDisk: true,
  readFile(path) {
    return attempt(() => readFileSync(path));
  },
  readDirectory(path) {
    return attempt(() =>
      readdirSync(path, { withFileTypes: true }).map((entry) => ({
        name: entry.name,
        kind: entry.isDirectory() ? "directory" : entry.isFile() ? "file" : entry.isSymbolicLink() && isFile(`${path}/${entry.name}`) ? "link" : "other",
      })),
    );
  },
  stat(path) {
    return attempt(() => {
      const stats = statSync(path);
      return { kind: stats.isDirectory() ? ("directory" as const) : ("file" as const), size: stats.size, modified: stats.mtimeMs };
    });
  },
  realPath(path) {
    return attempt(() => realpathSync.native(path));
  },
  today() {
    return new Date().toISOString().slice(0, 10);
  },
};

function isFile(path: string): boolean {
  return attempt(() => statSync(path).isFile()) ?? false;
}

/** A file may vanish or be locked between listing and reading; that is an absence, not an error. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
