import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { SchemaDocument } from "../../../server/src/model/field.js";
import { couldDeclareSchemas, readTypeScript, virtualVueText } from "../../../server/src/schemas/typescript/index.js";
import { read, syntax, unmark } from "./support.js";

afterAll(() => syntax.close());

const folder = fileURLToPath(new URL("fixtures/", import.meta.url));
const sources = readdirSync(folder).map((name) => ({ path: `/app/${name.replace(/\.txt$/, "")}`, text: unmark(readFileSync(folder + name, "utf8")).text }));

/** A generator with a fixed seed: the same texts on every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) / 0x7fffffff;
}

function expectInside(document: SchemaDocument, text: string): void {
  const ranges = [
    ...document.fields.flatMap((field) => [field.range, field.nameRange, ...field.comments.map((one) => one.range), ...field.attributes.map((one) => one.range), ...field.annotations.map((one) => one.range)]),
    ...document.containers.flatMap((container) => [container.range, container.nameRange]), ...document.problems.map((one) => one.range), ...document.suppressions.map((one) => one.scope),
  ];
  expect(ranges.filter((one) => one.start < 0 || one.end < one.start || one.end > text.length)).toEqual([]);
}

function mutate(text: string, next: () => number): string {
  const at = Math.floor(next() * text.length);
  const length = Math.floor(next() * 20);
  const other = Math.floor(next() * text.length);
  switch (Math.floor(next() * 4)) {
    case 0: return text.slice(0, at);
    case 1: return text.slice(0, at) + text.slice(at + length);
    case 2: return text.slice(0, at) + text.slice(other, other + length) + text.slice(at);
    default: return text.slice(0, at) + (["{", "}", "(", "<", "`", "/*", '"', "@", "?.", "😀"][Math.floor(next() * 10)] ?? "") + text.slice(at);
  }
}

describe("bad input", () => {
  it("never throws and keeps ranges inside, whatever is cut or moved", () => {
    const next = random(20_261_124);
    const broken = sources.flatMap(({ path, text }) => Array.from({ length: 40 }, () => ({ path, text: mutate(mutate(text, next), next) })));
    const scripts = broken.map(({ path, text }) => ({ path, ...(path.endsWith(".vue") ? (virtualVueText(text) ?? { text: "", extension: ".js" }) : { text, extension: "" }) }));
    const trees = [...syntax.parseAll(scripts.map(({ path, text, extension }) => ({ path: path + extension, text })))];
    expect(trees).toHaveLength(broken.length);
    trees.forEach(({ tree, text, path }) => {
      if (tree === undefined) return;
      couldDeclareSchemas(text, path);
      expectInside(readTypeScript(tree, text, path), text);
    });
  });

  it("reads empty texts, marks alone and other languages", () => {
    for (const text of ["", "\ufeff", "\n", "{}", "<html></html>", "%PDF-1.4 \u0000\u0001", "export", "interface", "class {", "z.object({", "@", "/**", "`${"]) {
      for (const path of ["/a.ts", "/a.tsx", "/a.js", "/a.vue"]) expectInside(read(text, path), text);
    }
  });

  it("reads deeply nested types and schemas to a bounded depth", () => {
    const depth = 3_000;
    const type = read(`type A = ${"{ a: ".repeat(depth)}string${" }".repeat(depth)};`);
    expect(type.fields).toHaveLength(depth);
    expect(Math.max(...type.containers.map((one) => one.name.length))).toBeLessThan(40);
    const schema = read(`import { z } from "zod"; const s = ${"z.object({ a: ".repeat(400)}z.string()${" })".repeat(400)};`);
    expect(schema.fields).toHaveLength(400);
    const mongo = read(`const { Schema } = require("mongoose"); new Schema(${"{ a: ".repeat(depth)}String${" }".repeat(depth)});`, "/a.js");
    expect(mongo.fields).toHaveLength(depth);
    const signs = read(`class A { @Column({ nullable: ${"!".repeat(12_000)}1 }) a: string }`);
    expect(signs.fields.map((field) => field.name)).toEqual(["a"]);
    const chain = read(`import { z } from "zod"; const s = z.object({ a: z.string()${".min(1)".repeat(depth)} });`);
    expect(chain.fields.length).toBeLessThanOrEqual(1);
  });

  it("does not multiply schemas that use each other", () => {
    const lines = Array.from({ length: 60 }, (_, i) => `const s${i + 1} = z.union([s${i}, s${i}, s${i}]);`).join("\n");
    const document = read(`import { z } from "zod"; const s0 = z.string().email();\n${lines}\nconst all = z.object({ a: s60 });`);
    expect(document.fields).toHaveLength(1);
    expect(document.fields[0]?.attributes.length).toBeLessThanOrEqual(200);
  });

  it("reads very many comments in one place", () => {
    const document = read(`interface A { ${"/* x */ ".repeat(20_000)} a: string /* y */; b: string ${"/* z */".repeat(20_000)} }`);
    expect(document.fields.map((one) => one.name)).toEqual(["a", "b"]);
  });

  it("reads a large generated file", () => {
    const text = Array.from({ length: 5_000 }, (_, i) => `/** Row ${i} */\nexport interface Row${i} { id: number; email?: string; /** 电话 */ phone: string }`).join("\n");
    expect(read(text).fields).toHaveLength(15_000);
  });
});
