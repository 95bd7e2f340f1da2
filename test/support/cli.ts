import type { CliContext } from "../../server/src/cli/context.js";
import { run } from "../../server/src/cli/run.js";
import { plain } from "../../server/src/report/text.js";
import { ruleMetadata } from "../../server/src/rules/index.js";
import { createEngine } from "../../server/src/workspace/local-engine.js";
import { memoryHost } from "./memory-host.js";

export interface CliResult {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Files as they are afterwards. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
}

/** Runs a command over files in memory, in the folder /w. */
export async function runCli(words: readonly string[], files: Readonly<Record<string, string | Uint8Array>>, changes: Partial<CliContext> = {}): Promise<CliResult> {
  const host = memoryHost(files);
  const output = { stdout: "", stderr: "" };
  const exit = await run({
    words, environment: { LANG: "en_US.UTF-8" }, currentDirectory: "/w", version: "0", progressStream: { write: () => true }, palette: plain, rules: [...ruleMetadata.values()],
    out: (text) => (output.stdout += text), err: (text) => (output.stderr += text),
    createEngine: (other) => createEngine(other ?? host), host, makeFolder: () => {}, startLanguageServer: async () => {},
    statPath: (path) => host.stat(path)?.kind, readBytes: (path) => host.readFile(path),
    writeFile: (path, content) => void host.files.set(path, content instanceof Uint8Array ? content : [...content].join("")),
    ...changes,
  });
  return { exit, ...output, files: host.files };
}
