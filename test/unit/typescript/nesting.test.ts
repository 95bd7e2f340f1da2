// The parser reads some beginnings twice or more: what no person nests that deeply is not given to it.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { nestedTooDeeplyAt } from "../../../server/src/compiler/nesting.js";
import type { Engine } from "../../../server/src/workspace/engine.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";
import { root } from "../../support/sources.js";

const found = (text: string, path = "/a.tsx"): number | undefined => nestedTooDeeplyAt(text, path);

describe("texts the compiler cannot read in time", () => {
  it.each(["async (", "async a + (", "async.series([", "async `${", "async [async "])("doublings: %s", (part) => {
    expect(found(`const x = ${part.repeat(10)}`)).toBeUndefined();
    expect(found(`const x = ${part.repeat(40)}`)).toBeGreaterThan(100);
  });

  it("what stands inside of doublings counts as often as it is read", () => {
    const inside = (length: number): string => `x = ${"async (".repeat(10)}${"a + ".repeat(length)}`;
    expect(found(inside(100))).toBeUndefined();
    expect(found(inside(20_000))).toBeDefined();
  });

  it.each(["(", "(a = ", "f(", "a<", "a<b, ", "a<{ b: ", "new a<"])("many tries: %s", (part) => {
    expect(found(`const x = ${part.repeat(400)}`)).toBeUndefined();
    expect(found(`const x = ${part.repeat(600)}`)).toBeDefined();
  });

  it("elements", () => {
    expect(found(`x = ${"<a>".repeat(200)}${"</a>".repeat(200)}`)).toBeUndefined();
    expect(found(`x = ${"<a>".repeat(300)}`)).toBeDefined();
    expect(found("x = <a><b/><c /></a>;\n".repeat(2_000))).toBeUndefined();
    expect(found("const f = <T>(a: T) => a;\n".repeat(2_000), "/a.ts")).toBeUndefined();
  });
});

it("leaves alone what is long and not deep", () => {
  const long = [
    " + b", ".b", "()", "[0]", " ? (b) : (c)", "; if (a < b && c<d) e()", "; x<y", ";\nasync (a) => { await f(async () => {}) }", ";\nasync function f() { return [async x => x] }", "; a(\":(\")",
    ";\nclass A { async a() { return { async b() {} } } async c(d = async () => {}) {} }",
  ];
  for (const part of long) expect(found(`x = a${part.repeat(50_000)}`), part).toBeUndefined();
  const own = readdirSync(join(root, "server/src"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  expect(own.length).toBeGreaterThan(100);
  for (const name of own) expect(found(readFileSync(join(root, "server/src", name), "utf8"), name), name).toBeUndefined();
});

describe("in a workspace", () => {
  const sender = 'import { deep } from "./deep";\nexport interface Member { email: string }\nexport const send = (member: Member) => fetch("https://api.resend.com/emails", { method: "POST", body: JSON.stringify({ to: member.email, deep }) });\n';
  const deep = `export const deep = ${"async (".repeat(60)}1`;
  let engine: Engine | undefined;
  const log: string[] = [];
  const rules = async (path: string): Promise<readonly string[]> => (await engine?.check(path))?.findings.map(({ data, rule }) => (data.kind === "problem" ? data.code : rule)) ?? [];

  afterEach(async () => {
    await engine?.close();
    log.length = 0;
  });

  it.each(["on the disk", "open"])("such a file costs its own findings and no others: %s", async (where) => {
    engine = createEngine({ ...memoryHost({ "/w/src/send.ts": sender, "/w/src/deep.ts": where === "open" ? "export const deep = 1;" : deep }) });
    engine.onLog((line) => log.push(line));
    await engine.open(["/w"], {});
    if (where === "open") {
      expect(await rules("/w/src/deep.ts")).toEqual([]);
      await engine.updateDocument({ path: "/w/src/deep.ts", text: deep, version: 1 });
    }
    expect(await rules("/w/src/deep.ts")).toEqual(["code-nested-too-deeply"]);
    expect(await rules("/w/src/send.ts")).toEqual(["personal-data", "outbound-transfer"]);
    expect(log).toEqual([]);
  });
});
