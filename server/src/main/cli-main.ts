#!/usr/bin/env node
// Wires the command line to the disk, the terminal and the engine.
import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from "node:fs";
import pc from "picocolors";
import { run } from "../cli/run.js";
import { plain } from "../report/text.js";
import { ruleMetadata } from "../rules/index.js";
import { keptAnswers } from "./user-cache-directory.js";
import { diskHost } from "../workspace/host.js";
import { createEngine } from "../workspace/local-engine.js";

const manifestFile = new URL("../../package.json", import.meta.url);
const manifest = JSON.parse(readFileSync(manifestFile, "utf8")) as { version: string };

// `borderline scan | head` closes the pipe early: that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode);
  throw error;
});

process.exitCode = await run({
  words: process.argv.slice(2),
  environment: process.env,
  currentDirectory: process.cwd(),
  version: manifest.version,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  progressStream: process.stderr,
  palette: pc.isColorSupported && process.stdout.isTTY ? pc : plain,
  rules: [...ruleMetadata.values()],
  ...keptAnswers(),
  createEngine,
  host: diskHost,
  startLanguageServer: async () => {
    const { startLanguageServer } = await import("./start-language-server.js");
    startLanguageServer({ engineWorker: new URL("./engine-worker.js", import.meta.url), manifest: manifestFile });
  },
  statPath: (path) => {
    try {
      return statSync(path).isDirectory() ? "directory" : "file";
    } catch {
      return undefined;
    }
  },
  readBytes: (path) => {
    try {
      return readFileSync(path);
    } catch {
      return undefined;
    }
  },
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  writeFile,
});

function writeFile(path: string, content: Uint8Array | Iterable<string>): void {
  if (content instanceof Uint8Array) return writeFileSync(path, content);
  const file = openSync(path, "w");
  try {
    for (const piece of content) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}
