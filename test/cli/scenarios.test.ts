// Command line scenarios are text files: files, one or more commands, expected output and exit code of the last one, files it wrote
// (or left as they were: "written"). Seconds in output are written as "N.N s"; a line "…" stands for any lines.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../server/src/cli/run.js";
import { plain } from "../../server/src/report/text.js";
import { ruleMetadata } from "../../server/src/rules/index.js";
import { diskHost } from "../../server/src/workspace/host.js";
import { createEngine } from "../../server/src/workspace/local-engine.js";
import { root } from "../support/sources.js";

interface Scenario {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Commands in order; output and exit code are the last one's. */
  readonly commands: readonly (readonly string[])[];
  readonly language: string;
  readonly written: readonly { readonly path: string; readonly text: string }[];
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
      if (process.env["RECORD_SCENARIOS"] !== undefined) record(join(folder, file), result, scenario);
      expect({ ...result, stdout: shortened(result.stdout, scenario.stdout), written: result.written.map((text, i) => shortened(text, scenario.written[i]?.text ?? "")) }).toEqual({
        stdout: scenario.stdout, stderr: scenario.stderr, exit: scenario.exit, written: scenario.written.map(({ text }) => text),
      });
    });
  }
});

/** RECORD_SCENARIOS=1 writes what the program says now into the scenarios without "…"; read the diff before committing it. */
function record(file: string, result: Awaited<ReturnType<typeof play>>, scenario: Scenario): void {
  const text = readFileSync(file, "utf8");
  if (/^…$/m.test(text)) return;
  const given = text.split(/^(?==== )/m).filter((section) => !/^=== (?:stdout|stderr|written|exit) ?/.test(section)).join("");
  const outputs = (["stdout", "stderr"] as const).map((stream) => (result[stream] === "" ? "" : `=== ${stream}\n${result[stream]}`));
  const written = scenario.written.map(({ path }, i) => `=== written ${path}\n${result.written[i] ?? ""}`);
  writeFileSync(file, [given, ...outputs, ...written, `=== exit ${result.exit}\n`].join(""));
}

function parseScenario(text: string): Scenario {
  const files: { path: string; text: string }[] = [];
  const written: { path: string; text: string }[] = [];
  const commands: string[][] = [];
  let language = "en_US.UTF-8";
  let exit = 0;
  const output = { stdout: "", stderr: "" };
  for (const section of text.split(/^=== /m).slice(1)) {
    const newline = section.indexOf("\n");
    const head = section.slice(0, newline).trim();
    const body = section.slice(newline + 1);
    if (head.startsWith("file ")) files.push({ path: head.slice(5), text: body });
    else if (head.startsWith("written ")) written.push({ path: head.slice(8), text: body });
    else if (head.startsWith("language ")) language = head.slice(9);
    else if (head.startsWith("run ")) commands.push(wordsOf(head.slice(4)).slice(1));
    else if (head.startsWith("exit ")) exit = Number(head.slice(5));
    else if (head === "stdout" || head === "stderr") output[head] = body;
    else throw new Error(`unknown section "${head}"`);
  }
  return { files, commands, language, written, exit, ...output };
}

/** Words of a command; quotes hold blanks together. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");
}

/** Where the expectation says "…", what stands between its other lines is not looked at. */
function shortened(actual: string, expected: string): string {
  const parts = expected.split(/^…\n/m);
  if (parts.length === 1) return actual;
  let at = 0;
  for (const [i, part] of parts.entries()) {
    const found = i === parts.length - 1 && part !== "" ? actual.lastIndexOf(part) : actual.indexOf(part, at);
    if (found < at || (i === 0 && found !== 0) || (i === parts.length - 1 && part !== "" && found + part.length !== actual.length)) return actual;
    at = found + part.length;
  }
  return expected;
}

async function play(scenario: Scenario): Promise<{ stdout: string; stderr: string; exit: number; written: readonly string[] }> {
  const place = mkdtempSync(join(tmpdir(), "borderline-cli-"));
  try {
    for (const file of scenario.files) {
      mkdirSync(dirname(join(place, file.path)), { recursive: true });
      writeFileSync(join(place, file.path), file.text);
    }
    let output = { stdout: "", stderr: "" };
    const command = (words: readonly string[]) => run({
      words, environment: { LANG: scenario.language }, currentDirectory: place, version: "0.0.0-test",
      out: (text) => (output.stdout += text), err: (text) => (output.stderr += text), progressStream: { write: () => true }, palette: plain, rules: [...ruleMetadata.values()],
      createEngine, host: diskHost, makeFolder: (path) => void mkdirSync(path, { recursive: true }), startLanguageServer: async () => {},
      statPath: (path) => {
        try {
          return statSync(path).isDirectory() ? "directory" : "file";
        } catch {
          return undefined;
        }
      },
      readBytes: (path) => (existsSync(path) ? readFileSync(path) : undefined),
      writeFile: (path, content) => writeFileSync(path, content instanceof Uint8Array ? content : [...content].join("")),
    });
    let exit = 0;
    for (const words of scenario.commands) {
      output = { stdout: "", stderr: "" };
      exit = await command(words);
    }
    const steady = (text: string) => text.replaceAll(place, "PLACE").replace(/\d+\.\d s\b/g, "N.N s").replace(/用时 \d+\.\d 秒/g, "用时 N.N 秒").replace(/"milliseconds": [\d.]+/, '"milliseconds": N');
    return { stdout: steady(output.stdout), stderr: steady(output.stderr), exit, written: scenario.written.map(({ path }) => (existsSync(join(place, path)) ? steady(readFileSync(join(place, path), "utf8")) : "(missing)")) };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
