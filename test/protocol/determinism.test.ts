// The same workspace gives the same bytes, whatever the process, the language of the machine, its time zone, or how many cores it has.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { WorkspaceDiagnosticReport } from "vscode-languageserver/node";
import { root } from "../support/sources.js";
import { pulling } from "./client.js";
import { startServerProcess, stopAll } from "./spawned.js";

const cli = join(root, "dist/server/cli-main.js");
const shop = join(root, "examples/shop");
const scratch = mkdtempSync(join(tmpdir(), "borderline-determinism-"));
afterAll(async () => {
  await stopAll();
  rmSync(scratch, { recursive: true, force: true });
});

const environments: readonly Readonly<Record<string, string>>[] = [
  { LC_ALL: "C", TZ: "UTC" }, { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", TZ: "Pacific/Kiritimati" },
];
const outputs: readonly (readonly string[])[] = [["scan", "--format", "json", "--fail-on", "never"], ["scan", "--format", "sarif", "--fail-on", "never"], ["register", "--format", "json"]];

/** What a command prints, without how long it took and, for the register, when it was made. */
function printed(words: readonly string[], folder: string, environment: Readonly<Record<string, string>>, before: readonly string[] = []): string {
  const [command = "", ...rest] = [...before, process.execPath, cli, ...words, "--language", "en"];
  const { stdout, stderr, status } = spawnSync(command, rest, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, ...environment } });
  expect(status, stderr).toBe(0);
  return stdout.replace(/"milliseconds": [\d.]+/, '"milliseconds": 0');
}

describe("the same bytes", () => {
  const first = outputs.map((words) => printed(words, shop, environments[0] ?? {}));

  test("hold findings at all", () => {
    expect(first[0]).toContain("outbound-transfer");
    expect(first.every((text) => text.length > 5_000)).toBe(true);
  });

  test.each(environments.slice(1))("in the environment %j", (environment) => {
    expect(outputs.map((words) => printed(words, shop, environment))).toEqual(first);
  });

  test("in another process of the same environment, on one core", () => {
    if (spawnSync("taskset", ["-c", "0", "true"]).status !== 0) return;
    expect(printed(outputs[0] ?? [], shop, environments[0] ?? {}, ["taskset", "-c", "0"])).toBe(first[0]);
  });

  test("wherever the workspace lies and in whatever order its files were made", () => {
    const copy = join(scratch, "copied by hand", "商店");
    const files = readdirSync(shop, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).reverse();
    for (const file of files) {
      const target = join(copy, file.slice(shop.length));
      mkdirSync(dirname(target), { recursive: true });
      cpSync(file, target);
    }
    expect(printed(outputs[0] ?? [], copy, environments[0] ?? {})).toBe(first[0]);
  });

  test("and the same findings from the language server's threads", async () => {
    const { client } = await startServerProcess({ folders: [`file://${shop}`], capabilities: pulling });
    const { items } = await client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] });
    const ofServer = items.flatMap((item) => (item.kind === "full" ? item.items.map(({ code, range }) => `${item.uri.slice(`file://${shop}/`.length)}:${range.start.line + 1}:${range.start.character + 1} ${String(code)}`) : []));
    const { findings } = JSON.parse(first[0] ?? "") as { findings: { file: string; line: number; column: number; rule: string }[] };
    expect(ofServer.map(decodeURIComponent).sort()).toEqual(findings.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`).sort());
  });
});
