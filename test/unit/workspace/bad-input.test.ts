// Bad input gets a clear message at the right place, and what can be found is found. Nothing throws, nothing outside the workspace is read.
import { afterEach, describe, expect, it } from "vitest";
import type { Engine, FileReport } from "../../../server/src/workspace/engine.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";

let engine: Engine | undefined;
const log: string[] = [];

afterEach(async () => {
  await engine?.close();
  engine = undefined;
  log.length = 0;
});

async function check(path: string, content: string | Uint8Array, others: Record<string, string> = {}): Promise<FileReport> {
  engine = createEngine(memoryHost({ ...others, [path]: content }));
  engine.onLog((line) => log.push(line));
  await engine.open(["/w"], {});
  const report = await engine.check(path);
  for (const { range } of report.findings) {
    expect(range.start).toBeGreaterThanOrEqual(0);
    expect(range.end).toBeGreaterThanOrEqual(range.start);
    expect(range.end).toBeLessThanOrEqual(content.length);
  }
  expect(log).toEqual([]);
  return report;
}

const rules = (report: FileReport) => report.findings.map((finding) => finding.rule);
const codes = (report: FileReport) => report.findings.flatMap((finding) => (finding.data.kind === "problem" ? [finding.data.code] : []));
const names = (report: FileReport) => report.findings.flatMap((finding) => (finding.data.kind === "field" ? [finding.data.field.name] : []));

describe("bad input", () => {
  it("an unclosed Prisma block: said at its place, the blocks around it still read", async () => {
    const report = await check("/w/a.prisma", "model User {\n  email String\n\nmodel Customer {\n  phone String\n}\n");
    expect(names(report)).toEqual(["email", "phone"]);
    expect(rules(report)).toContain("source-problem");
  });

  it("tabs in YAML", async () => {
    const report = await check("/w/a.yaml", "openapi: 3.1.0\ncomponents:\n  schemas:\n    User:\n      properties:\n\temail: { type: string }\n");
    expect(codes(report)).toContain("yaml-tab");
  });

  it("duplicate keys", async () => {
    const report = await check("/w/a.yaml", "openapi: 3.1.0\ncomponents:\n  schemas:\n    User:\n      properties:\n        email: { type: string }\n        email: { type: string }\n");
    expect(codes(report)).toContain("duplicate-key");
    expect(names(report)).toContain("email");
  });

  it("an alias bomb", async () => {
    const levels = Array.from({ length: 12 }, (_, i) => `  l${i + 1}: &l${i + 1} [${Array.from({ length: 9 }, () => `*l${i}`).join(", ")}]`).join("\n");
    const report = await check("/w/a.yaml", `openapi: 3.1.0\nx-bomb:\n  l0: &l0 [a, a]\n${levels}\ncomponents:\n  schemas:\n    User:\n      properties:\n        email: { type: string }\n`);
    expect(names(report)).toContain("email");
  });

  it("a byte order mark, CRLF and UTF-16", async () => {
    expect(names(await check("/w/a.prisma", "\uFEFFmodel User {\r\n  email String\r\n}\r\n"))).toEqual(["email"]);
    await engine?.close();
    const wide = new Uint8Array([0xff, 0xfe, ...[..."model User {\n  email String\n}\n"].flatMap((character) => [character.charCodeAt(0), 0])]);
    expect(names(await check("/w/b.prisma", wide))).toEqual(["email"]);
  });

  it("bytes that are no text", async () => {
    expect((await check("/w/a.prisma", new Uint8Array([0, 1, 2, 3]))).findings).toEqual([]);
  });

  it("bytes in another encoding: said at the first bad place", async () => {
    const gbk = new Uint8Array([...new TextEncoder().encode("model User { // "), 0xd6, 0xd0, ...new TextEncoder().encode("\n  email String\n}\n")]);
    const report = await check("/w/a.prisma", gbk);
    expect(codes(report)).toContain("text-encoding");
    expect(names(report)).toEqual(["email"]);
  });

  it.each(["a.prisma", "a.yaml", "a.json", "a.ts", "a.vue", "borderline.yaml"])("an empty %s", async (name) => {
    expect((await check(`/w/${name}`, "")).findings).toEqual([]);
  });

  it("a $ref to itself and one outside the workspace", async () => {
    const report = await check(
      "/w/a.yaml",
      "openapi: 3.1.0\ncomponents:\n  schemas:\n    Loop: { $ref: '#/components/schemas/Loop' }\n    Out:\n      properties:\n        secret: { $ref: '../../etc/passwd.yaml#/x' }\n        email: { type: string }\n    User: { properties: { email: { type: string } } }\n",
      { "/etc/passwd.yaml": "x: { type: string, format: email }" },
    );
    expect(codes(report)).toContain("ref-outside-workspace");
    expect(names(report)).toContain("email");
  });

  it("a tsconfig.json that does not parse, and none at all", async () => {
    const code = 'export interface User { email: string }\nexport const send = (user: User) => fetch("https://api.resend.com/x", { method: "POST", body: JSON.stringify({ e: user.email }) });\n';
    const broken = await check("/w/src/a.ts", code, { "/w/tsconfig.json": "{ compilerOptions: [[[ " });
    expect(rules(broken)).toContain("outbound-transfer");
    await engine?.close();
    expect(rules(await check("/w/src/a.ts", code))).toContain("outbound-transfer");
  });

  it("code half typed", async () => {
    const report = await check("/w/a.ts", "interface User { email: string }\nexport function f(user: User) {\n  fetch(\n");
    expect(names(report)).toEqual(["email"]);
  });

  it("a broken borderline.yaml leaves the last good one in force", async () => {
    const files = { "/w/borderline.yaml": "severity:\n  personal-data: warning\n" };
    const report = await check("/w/a.prisma", "model User {\n  email String\n}\n", files);
    expect(report.findings.map((finding) => finding.severity)).toEqual(["warning"]);
    await engine?.updateDocument({ path: "/w/borderline.yaml", text: "severity:\n\t: [", version: 1 });
    expect((await engine?.check("/w/a.prisma"))?.findings.map((finding) => finding.severity)).toEqual(["warning"]);
    expect((await engine?.check("/w/borderline.yaml"))?.findings.map((finding) => finding.rule)).toContain("configuration-problem");
  });

  it("a broken borderline.yaml is not blamed for what the last good one said", async () => {
    const good = "recipients:\n  - id: a\n    hosts: [a.example.com]\n    purpose: contract\n    necessary: true\n    individual-is-party: false\n";
    await check("/w/borderline.yaml", good);
    expect((await engine?.check("/w/borderline.yaml"))?.findings.length).toBeGreaterThan(0);
    await engine?.updateDocument({ path: "/w/borderline.yaml", text: "a: [", version: 1 });
    const report = await engine?.check("/w/borderline.yaml");
    expect(report?.findings.filter(({ range }) => range.end > 4)).toEqual([]);
    expect(report === undefined ? [] : codes(report)).toEqual(["configuration-syntax"]);
  });

  it("a file over the limit gets a message instead of an analysis", async () => {
    engine = createEngine(memoryHost({ "/w/a.prisma": "model User {\n  email String\n}\n" }));
    await engine.open(["/w"], { maxFileLength: 10 });
    expect(codes(await engine.check("/w/a.prisma"))).toEqual(["file-too-long"]);
  });

  it("files that vanish between listing and reading", async () => {
    const host = memoryHost({ "/w/a.prisma": "model User {\n  email String\n}\n", "/w/b.prisma": "model User {\n  phone String\n}\n" });
    engine = createEngine({ ...host, readFile: (path) => (path === "/w/b.prisma" ? undefined : host.readFile(path)) });
    await engine.open(["/w"], {});
    const seen: string[] = [];
    await engine.scan((report) => void seen.push(report.path), () => {});
    expect(seen).toEqual(["/w/a.prisma"]);
  });
});

it("follows the other files where the compiler cannot hand over one", async () => {
  // A number that is longer once it is read: the compiler's own encoder counts below zero.
  const sender = 'export const send = (customer: { email: string }) => fetch("https://crm.example.com/a", { method: "POST", body: JSON.stringify({ email: customer.email }) });\n';
  const config = { "/w/borderline.yaml": "overseas-hosts: [{ host: \"crm.example.com\", country: US }]\n" };
  expect(rules(await check("/w/b.ts", sender, { ...config, "/w/a.ts": "1e999;\n" }))).toContain("outbound-transfer");
});
