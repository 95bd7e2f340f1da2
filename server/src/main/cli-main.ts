#!/usr/bin/env node
// Wires the command line to the disk, the terminal and the engine.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import pc from "picocolors";
import { decodeText } from "../base/decode.js";
import { run } from "../cli/run.js";
import { plain } from "../report/text.js";
import { ruleMetadata } from "../rules/index.js";
import { createEngine } from "../workspace/local-engine.js";

const manifestFile = new URL("../../package.json", import.meta.url);
const manifest = JSON.parse(readFileSync(manifestFile, "utf8")) as { version: string };

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
  createEngine,
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
  readText: (path) => {
    try {
      return decodeText(readFileSync(path)).text;
    } catch {
      return undefined;
    }
  },
  writeFile: (path, text) => writeFileSync(path, text),
});
