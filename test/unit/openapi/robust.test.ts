// Properties over mutated documents: no exception, ranges inside, and a second reading equal to a first one.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readOpenApi, recogniseOpenApi, type OpenApiDocument } from "../../../server/src/schemas/openapi/index.js";
import { generateOpenApi } from "./generator.js";

const tricky = `openapi: 3.1.0
info: {title: x, version: "1"} # about
paths:
  /a/{id}:
    get:
      parameters: [{name: q, in: query, schema: {$ref: '#/components/schemas/S'}}]
      responses: {'200': {description: "a \\"b\\"", content: {a/b: {schema: {$ref: "#/components/schemas/A"}}}}}
components:
  schemas:
    S: &s {type: string, format: email}
    # first
    A:
      allOf: [{$ref: '#/components/schemas/B'}]
      properties:
        email: *s # mail
        note: {description: 'it''s', type: [string, 'null']}
    B:
      <<: {type: object}
      description: |
        text: not a key
         more
      properties:
        "quoted key": {type: string}
        nested:
        - x
`;
const samples = [
  generateOpenApi("yaml", 6_000), generateOpenApi("json", 6_000), tricky, tricky.replaceAll("\n", "\r\n"),
  '{"swagger":"2.0","paths":{"/a":{"post":{"parameters":[{"in":"body","schema":{"properties":{"b":{"type":"string"}}}}]}}},"definitions":{"C":{"properties":{"d":{"$ref":"#/definitions/C"}}}}}',
];
const bits = ["\n", " ", "  ", "\t", ":", ": ", "- ", "{", "}", "[", "]", ",", "\"", "'", "#", "&a ", "*a", "|", ">", "<<: ", "$ref: ", "\"$ref\":", "\\", "---\n", "\uFEFF", "\r\n", "😀", "properties:", "\"properties\":{", "~1", "%zz"];

/** A longer run by hand: FUZZ_RUNS=50000 npx vitest run test/unit/openapi/robust.test.ts */
const runs = Number(process.env["FUZZ_RUNS"]) || 1_500;

interface Mutation { readonly at: number; readonly remove: number; readonly insert: string }

const mutation = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.oneof(fc.constant(0), fc.nat(8), fc.nat(300)), insert: fc.oneof(fc.constantFrom(...bits), fc.constant(""), fc.string({ maxLength: 4 })) });

function mutate(text: string, { at, remove, insert }: Mutation): string {
  const offset = Math.floor(at * text.length);
  return text.slice(0, offset) + insert + text.slice(offset + remove);
}

function everyRange(document: OpenApiDocument): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("start" in value && "end" in value) found.push(value as { start: number; end: number });
    if ("offset" in value) found.push({ start: Number(value.offset), end: Number(value.offset) });
    for (const each of Object.values(value)) visit(each);
  };
  visit({ ...document, groups: [] });
  return found;
}

function plain(document: OpenApiDocument): unknown {
  return { ...document, groups: document.groups.map(({ from, to }) => ({ from, to })) };
}

describe("mutated documents", () => {
  it("are read without exceptions, with ranges inside the text", () => {
    fc.assert(fc.property(fc.constantFrom(...samples), fc.array(mutation, { minLength: 1, maxLength: 4 }), (sample, mutations) => {
      const text = mutations.reduce(mutate, sample);
      recogniseOpenApi(text, "/w/a.yaml");
      const document = readOpenApi(text, "/w/a.yaml");
      for (const { start, end } of everyRange(document)) {
        if (!(start >= 0 && start <= end && end <= text.length)) expect.fail(`range ${start}-${end} of ${text.length} in ${JSON.stringify(text)}`);
      }
      for (const field of document.fields) expect(field.nameRange.start >= field.range.start || field.attributes.some(({ name }) => name === "in")).toBe(true);
    }), { seed: 23, numRuns: runs });
  });

  it("give the same whether read afresh or after the reading before", () => {
    fc.assert(fc.property(fc.constantFrom(...samples), fc.array(mutation, { minLength: 1, maxLength: 5 }), (sample, mutations) => {
      let text = sample;
      let document = readOpenApi(text, "/w/a.yaml");
      for (const each of mutations) {
        text = mutate(text, each);
        document = readOpenApi(text, "/w/a.yaml", undefined, document);
        expect(plain(document)).toEqual(plain(readOpenApi(text, "/w/a.yaml")));
      }
    }), { seed: 29, numRuns: runs / 5 });
  });
});

describe("reading again", () => {
  it("keeps the identity of what did not change, and gives a new one to what refers to a change", () => {
    const text = "openapi: 3.0.0\ncomponents:\n  schemas:\n    A: {properties: {a: {$ref: '#/components/schemas/S'}}}\n    B: {properties: {b: {type: string}}}\n    S: {type: string}\n    C: {properties: {c: {$ref: '#/components/schemas/B'}}}\n";
    const first = readOpenApi(text, "/w/a.yaml");
    const moved = readOpenApi(text.replace("openapi: 3.0.0", "openapi: 3.0.0 # x"), "/w/a.yaml", undefined, first);
    expect(moved.groups.map((group) => group.identity)).toEqual(first.groups.map((group) => group.identity));
    expect(moved.groups.every((group, i) => group.identity === first.groups[i]?.identity)).toBe(true);
    const changed = readOpenApi(text.replace("S: {type: string}", "S: {type: integer}"), "/w/a.yaml", undefined, first);
    expect(changed.groups.map((group, i) => group.identity === first.groups[i]?.identity)).toEqual([false, true, true]);
    expect(changed.fields[0]?.type.kind).toBe("number");
    const member = readOpenApi(text.replace("b: {type: string}", "b: {type: integer}"), "/w/a.yaml", undefined, first);
    expect(member.groups.map((group, i) => group.identity === first.groups[i]?.identity)).toEqual([true, false, true]);
  });
});
