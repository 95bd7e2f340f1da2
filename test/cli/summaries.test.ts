// Packages of a monorepo scanned one by one with flow summaries find what a scan of the whole finds. Over real files, as a task runner has it.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../server/src/cli/run.js";
import { plain } from "../../server/src/report/text.js";
import { ruleMetadata } from "../../server/src/rules/index.js";
import { diskHost } from "../../server/src/workspace/host.js";
import { createEngine } from "../../server/src/workspace/local-engine.js";
import { root } from "../support/sources.js";

/** In the order in which `dependsOn: ["^scan"]` runs them. */
const packages = ["packages/db", "packages/notifications", "apps/shop"];
const summaryFile = ".borderline/flow-summary.json";
const places: string[] = [];
let place = "";
let whole: readonly Reported[] = [];
const parts = new Map<string, readonly Reported[]>();

interface Reported {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly fingerprint: string;
  readonly related: unknown;
}

beforeAll(async () => {
  place = copyOfExample();
  whole = await findingsOf(place, ["scan", ".", "--no-cache"]);
  for (const name of packages) parts.set(name, await findingsOf(join(place, name), ["scan", ".", "--summaries"]));
}, 60_000);

afterAll(() => {
  for (const folder of places) rmSync(folder, { recursive: true, force: true });
});

describe("a monorepo package by package", () => {
  it("finds what the scan of the whole finds, at the same places, by the same ways", () => {
    const union = [...parts.values()].flat();
    expect(sorted(union)).toEqual(sorted(whole));
    expect(whole.filter(({ file, message }) => file.startsWith("apps/shop/") && /PostHog|Freight Partner/.test(message)).map(({ file, line }) => `${file}:${line}`).sort())
      .toEqual(["apps/shop/src/check-out.ts:7", "apps/shop/src/check-out.ts:8", "apps/shop/src/sign-up.ts:5"]);
  });

  it("each package speaks of its own files only", () => {
    for (const [name, findings] of parts) for (const { file } of findings) expect(file.startsWith(`${name}/`)).toBe(true);
  });

  it("reads no source of another package: without them the answer is the same", async () => {
    const copy = copyOf(place);
    for (const path of ["packages/db/src", "packages/db/prisma", "packages/notifications/src", "packages/notifications/.env"]) rmSync(join(copy, path), { recursive: true });
    expect(await findingsOf(join(copy, "apps/shop"), ["scan", ".", "--summaries"])).toEqual(parts.get("apps/shop"));
  });

  it("does not look at a changed source of another package before its summary is written again", async () => {
    const copy = copyOf(place);
    writeFileSync(join(copy, "packages/notifications/src/record.ts"), "export function record(_event: string, _details: Record<string, unknown>): void {}\n");
    expect(await findingsOf(join(copy, "apps/shop"), ["scan", ".", "--summaries"])).toEqual(parts.get("apps/shop"));
    await findingsOf(join(copy, "packages/notifications"), ["scan", ".", "--summaries"]);
    const after = await findingsOf(join(copy, "apps/shop"), ["scan", ".", "--summaries"]);
    expect(after.filter(({ message }) => message.includes("PostHog"))).toEqual([]);
    expect(after.filter(({ message }) => message.includes("Freight Partner"))).toHaveLength(1);
  });

  it("says which summary is missing, and finds the rest", async () => {
    const copy = copyOf(place);
    rmSync(join(copy, "packages/notifications", summaryFile));
    const { stderr, exit } = await command(join(copy, "apps/shop"), ["scan", ".", "--summaries", "--fail-on", "never"]);
    expect(stderr).toContain("the flow summary of @example/notifications has not been written yet");
    expect(exit).toBe(0);
  });
});

describe("a flow summary", () => {
  const summaryOf = (folder: string, name: string) => readFileSync(join(folder, name, summaryFile), "utf8");

  it("is the same bytes wherever and whenever it is written", async () => {
    const copy = copyOfExample();
    for (const name of packages) await findingsOf(join(copy, name), ["scan", ".", "--summaries"]);
    for (const name of packages) expect(summaryOf(copy, name)).toBe(summaryOf(place, name));
  });

  it("tells what exported functions do with their parameters, what is reached and which fields types declare", () => {
    const summary = JSON.parse(summaryOf(place, "packages/notifications")) as { functions: { name: string; parameter: string; recipient: string; country: string }[]; endpoints: { host: string }[] };
    expect(summary.functions.map(({ name, parameter, recipient, country }) => `${name}(${parameter}) → ${recipient} ${country}`)).toEqual([
      "postToPartner(body) → api.partner.example.com* unknown", "postToPartner(path) → api.partner.example.com* unknown", "record(details) → posthog DE",
    ]);
    const { types } = JSON.parse(summaryOf(place, "packages/db")) as { types: { name: string; fields: { name: string }[] }[] };
    expect(types.map(({ name, fields }) => `${name}: ${fields.map((field) => field.name).join(", ")}`)).toEqual([
      "Customer: fullName, email, phone, idNo", "Address: recipientName, homeAddress, mobilePhone", "CustomerContact: email",
    ]);
  });

  it("leaves out what no importer can reach, at unchanged offsets, and secrets", async () => {
    const copy = copyOf(place);
    writeFileSync(join(copy, "packages/notifications/.env"), "SECRET_TOKEN=planted-secret-4711\nPARTNER_URL=https://api.partner.example.com\nDB=postgres://u:planted-password@db\n");
    await findingsOf(join(copy, "packages/notifications"), ["scan", ".", "--summaries"]);
    expect(summaryOf(copy, "packages/notifications")).not.toContain("planted");
    expect(summaryOf(copy, "packages/notifications")).toContain("https://api.partner.example.com");
    const { files } = JSON.parse(summaryOf(place, "packages/db")) as { files: { path: string; text: string }[] };
    const kept = files.find(({ path }) => path === "src/customers.ts")?.text ?? "";
    const source = readFileSync(join(place, "packages/db/src/customers.ts"), "utf8");
    expect(files.map(({ path }) => path)).not.toContain("src/import-customers.ts");
    expect(whole.some(({ file }) => file.endsWith("import-customers.ts"))).toBe(true);
    expect(kept).not.toContain("unused");
    expect(kept.length).toBe(source.length);
    expect(kept.indexOf("function checked")).toBe(source.indexOf("function checked"));
  });

  it("that is broken or leads outside of its package is refused", async () => {
    const copy = copyOf(place);
    for (const text of ["{", "[]", '{"formatVersion":99}', '{"formatVersion":1,"package":"x","openFiles":[],"files":[{"path":"../../../etc/passwd","text":""}]}']) {
      writeFileSync(join(copy, "packages/notifications", summaryFile), text);
      const { stderr } = await command(join(copy, "apps/shop"), ["scan", ".", "--summaries", "--fail-on", "never"]);
      expect(stderr).toContain("@example/notifications");
    }
  });
});

function sorted(findings: readonly Reported[]): readonly string[] {
  return findings.map((finding) => JSON.stringify(finding)).sort();
}

function copyOfExample(): string {
  return copyOf(join(root, "examples/monorepo"), (path) => !/node_modules|\.borderline|\.turbo/.test(path.slice(root.length)));
}

function copyOf(folder: string, filter: (path: string) => boolean = () => true): string {
  const made = realpathSync(mkdtempSync(join(tmpdir(), "borderline-monorepo-")));
  places.push(made);
  cpSync(folder, made, { recursive: true, filter });
  return made;
}

async function findingsOf(folder: string, words: readonly string[]): Promise<readonly Reported[]> {
  const { stdout, stderr } = await command(folder, [...words, "--format", "json", "--fail-on", "never"]);
  expect(stderr).toBe("");
  return (JSON.parse(stdout) as { readonly findings: readonly Reported[] }).findings;
}

async function command(folder: string, words: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string; readonly exit: number }> {
  const output = { stdout: "", stderr: "" };
  const kind = (path: string) => (statSync(path).isDirectory() ? "directory" as const : "file" as const);
  const exit = await run({
    words, environment: { LANG: "en_US.UTF-8" }, currentDirectory: folder, version: "0", progressStream: { write: () => true }, palette: plain, rules: [...ruleMetadata.values()],
    out: (text) => (output.stdout += text), err: (text) => (output.stderr += text), createEngine, host: diskHost, startLanguageServer: async () => {},
    statPath: (path) => (existsSync(path) ? kind(path) : undefined), readBytes: (path) => (existsSync(path) ? readFileSync(path) : undefined),
    makeFolder: (path) => void mkdirSync(path, { recursive: true }),
    writeFile: (path, content) => writeFileSync(path, content instanceof Uint8Array ? content : [...content].join("")),
  });
  return { ...output, exit };
}
