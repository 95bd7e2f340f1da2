// Command line scenarios are text files: files, command, expected output, exit code. Seconds in output are written as "N.N s".
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../server/src/base/decode.js";
import { run } from "../../server/src/cli/run.js";
import { plain } from "../../server/src/report/text.js";
import { ruleMetadata } from "../../server/src/rules/index.js";
import { createEngine } from "../../server/src/workspace/local-engine.js";
import { root } from "../support/sources.js";

interface Scenario {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly words: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

const folder = join(root, "test/cli/scenarios");

describe("command line", () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".txt")).sort()) {
    it(file.replace(/\.txt$/, ""), async () => {
      const scenario = parseScenario(readFileSync(join(folder, file), "utf8"));
      const result = await play(scenario);
      expect(result).toEqual({ stdout: scenario.stdout, stderr: scenario.stderr, exit: scenario.exit });
    });
  }
});

function parseScenario(text: string): Scenario {
  const files: { path: string; text: string }[] = [];
  let words: string[] = [];
  let exit = 0;
  const output = { stdout: "", stderr: "" };
  for (const section of text.split(/^=== /m).slice(1)) {
    const newline = section.indexOf("\n");
    const head = section.slice(0, newline).trim();
    const body = section.slice(newline + 1);
    if (head.startsWith("file ")) files.push({ path: head.slice(5), text: body });
    else if (head.startsWith("run ")) words = head.slice(4).split(" ").filter((word) => word !== "borderline");
    else if (head.startsWith("exit ")) exit = Number(head.slice(5));
    else if (head === "stdout" || head === "stderr") output[head] = body;
    else throw new Error(`unknown section "${head}"`);
  }
  return { files, words, exit, ...output };
}

async function play(scenario: Scenario): Promise<{ stdout: string; stderr: string; exit: number }> {
  const place = mkdtempSync(join(tmpdir(), "borderline-cli-"));
  try {
    for (const file of scenario.files) {
      mkdirSync(dirname(join(place, file.path)), { recursive: true });
      writeFileSync(join(place, file.path), file.text);
    }
    const output = { stdout: "", stderr: "" };
    const exit = await run({
      words: scenario.words, environment: { LANG: "en_US.UTF-8" }, currentDirectory: place, version: "0.0.0-test",
      out: (text) => (output.stdout += text), err: (text) => (output.stderr += text), progressStream: { write: () => true }, palette: plain, rules: [...ruleMetadata.values()],
      createEngine, startLanguageServer: async () => {},
      statPath: (path) => {
        try {
          return statSync(path).isDirectory() ? "directory" : "file";
        } catch {
          return undefined;
        }
      },
      readText: (path) => decodeText(readFileSync(path)).text,
      writeFile: (path, text) => writeFileSync(path, text),
    });
    const steady = (text: string) => text.replaceAll(place, "PLACE").replace(/\d+\.\d s\b/g, "N.N s").replace(/用时 \d+\.\d 秒/g, "用时 N.N 秒").replace(/"milliseconds": [\d.]+/, '"milliseconds": N');
    return { stdout: steady(output.stdout), stderr: steady(output.stderr), exit };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
