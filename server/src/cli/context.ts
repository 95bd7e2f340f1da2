import type { Palette } from "../report/text.js";
import type { ReportInput } from "../report/report.js";
import type { WorkspaceHost } from "../workspace/host.js";
import type { SummarisingEngine } from "../workspace/local-engine.js";
import type { ProgressStream } from "./progress.js";

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
  /** The user's cache folder and the engine's build; without it nothing is kept between runs. */
  readonly cache?: { readonly directory: string; readonly build: string };
  /** Over the disk unless a host is given. */
  createEngine(host?: WorkspaceHost): SummarisingEngine;
  /** What lies on the disk, for scans of single packages. */
  readonly host: WorkspaceHost;
  startLanguageServer(words: readonly string[]): Promise<void>;
  statPath(path: string): "file" | "directory" | undefined;
  /** Undefined for what cannot be read. */
  readBytes(path: string): Uint8Array | undefined;
  /** With all folders above it. */
  makeFolder(path: string): void;
  /** Writes a file, piece by piece where it is given in pieces. Throws when it cannot. */
  writeFile(path: string, content: Uint8Array | Iterable<string>): void;
}

export const exitCodes = { done: 0, findings: 1, usage: 2, failed: 3 } as const;
