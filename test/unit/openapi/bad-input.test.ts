import { describe, expect, it } from "vitest";
import { readOpenApi, type OpenApiDocument } from "../../../server/src/schemas/openapi/index.js";
import { check, field } from "./markers.js";

const head = "openapi: 3.0.3\ninfo: {title: x, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";

function codes(document: OpenApiDocument): string[] {
  return document.problems.map((problem) => problem.code);
}

describe("half-typed YAML", () => {
  it("keeps the other schemas when one is broken", () => {
    const document = check(`${head}    A:
      properties:
        ‹A›email‹›: {type: string}
        ‹A›phone‹›
    B:
      properties:
        ‹B›street‹›: {type: string
    C:
      properties:
        ‹C›name‹›: {type: string}
`);
    expect(codes(document).every((code) => code === "yaml-syntax")).toBe(true);
    expect(codes(document).length).toBeGreaterThan(1);
  });

  it("takes a key without a value for a field of unknown type", () => {
    const document = check(`${head}    A:\n      properties:\n        ‹A|unknown›email‹›:\n        ‹A›phone‹›: {type: string}\n`);
    expect(document.problems).toEqual([]);
  });

  it("passes over a word above the first key", () => {
    expect(codes(check(`ope\n${head}    A: {properties: {‹A›a‹›: {}}}\n`))).toEqual(["yaml-syntax"]);
  });

  it("reports errors outside the sections it walks", () => {
    expect(codes(check(`${head}    A: {properties: {‹A›a‹›: {}}}\nservers: [{url: x}\ntags: y\n`))).toContain("yaml-syntax");
  });

  it("reports tabs", () => {
    const document = check(`${head}    A:\n      properties:\n\t      email: {type: string}\n    B:\n      properties:\n        ‹B›name‹›: {type: string}\n`);
    expect(codes(document)).toContain("yaml-tab");
  });

  it("reports duplicate keys at the second one, of schemas and of properties", () => {
    const document = check(`${head}    A:\n      properties:\n        ‹A›a‹›: {type: string}\n        a: {type: integer}\n    B: {properties: {‹B›b‹›: {}}}\n    B: {properties: {‹B›c‹›: {}}}\n`);
    expect(document.problems.map(({ code, range }) => [code, document.text.slice(range.start, range.end)])).toEqual([["duplicate-key", "a"], ["duplicate-key", "B"]]);
  });
});

describe("half-typed JSON", () => {
  const json = (schemas: string): string => `{\n  "openapi": "3.0.3",\n  "paths": {},\n  "components": {\n    "schemas": {\n${schemas}\n    }\n  }\n}\n`;

  it("survives a missing value, colon, comma and closing bracket", () => {
    const document = check(json(`      "A": {
        "type": "object",
        "properties": {
          "‹A›email‹›": ,
          "‹A›phone‹›": { "type": "string" }
          "‹A›name‹›": { "type": "string",
          "‹A›city‹›" { "type": "string" },
          "‹A›zip‹›": { "type":
          "‹A›street‹›": { "type": "string" }
        }
      },
      "B": {
        "properties": {
          "‹B›born‹›": { "type": "string" }
        }
      }`), "/w/api.json");
    expect(new Set(codes(document))).toEqual(new Set(["json-syntax"]));
  });

  it("survives an open string", () => {
    check(json(`      "A": {
        "properties": {
          "‹A›email‹›": { "type": "string", "description": "Where we },
          "‹A›phone‹›": { "type": "string" }
        }
      }`), "/w/api.json");
  });

  it("reads the beginning of a cut document", () => {
    check(json(`      "A": {\n        "properties": {\n          "‹A›email‹›": { "type": "string" },\n          "‹A›phone‹›": { "ty`).split('"ty')[0] ?? "", "/w/api.json");
  });

  it("reads over comments, and reports trailing commas and duplicate keys", () => {
    const document = check(json(`      // the customer\n      "A": { "properties": { "‹A›a‹›": {}, "a": {}, } }`), "/w/api.json");
    expect(codes(document).toSorted()).toEqual(["duplicate-key", "json-syntax"]);
  });
});

describe("anchors, aliases and merge keys", () => {
  it("reports fields of an aliased mapping once, and counts them as members where they are merged", () => {
    const document = check(`${head}    Base: &base
      type: object
      properties: &props
        ‹Base›email‹›: &email {type: string, format: email}
    Copy: *base
    Merged:
      <<: *base
      required: [extra]
    Own:
      type: object
      properties:
        <<: *props
        ‹Own|string(email)›second‹›: *email
`);
    expect(document.problems).toEqual([]);
    expect(document.containers.find((each) => each.name === "Own")?.members).toEqual([{ name: "second", type: "string(email)" }, { name: "email", type: "string(email)" }]);
    expect(field(document, "Own", "second").attributes.map((each) => each.name)).toEqual(["format"]);
  });

  it("reads fields of a mapping that is only ever used through aliases", () => {
    check(`openapi: 3.0.3\nx-parts:\n  address: &address\n    properties:\n      ‹A.home›street‹›: {type: string}\npaths: {}\ncomponents:\n  schemas:\n    A: {properties: {‹A›home‹›: *address, ‹A›work‹›: *address}}\n`);
  });

  it("reports an alias without an anchor, and survives aliases that contain themselves", () => {
    expect(codes(check(`${head}    A: {properties: {‹A›a‹›: *nowhere}}\n`))).toEqual(["unresolved-alias"]);
    check(`${head}    A: &a\n      properties:\n        ‹A›self‹›: *a\n        ‹A›b‹›: {allOf: [*a]}\n`);
  });

  it("is not blown up by an alias bomb", () => {
    const levels = Array.from({ length: 40 }, (_, i) => `  l${i}: &l${i} {properties: {p${i}: {}}, allOf: [${`*l${Math.max(0, i - 1)}, `.repeat(9)}{}]}`);
    const document = readOpenApi(`openapi: 3.0.0\nx-bomb:\n${levels.join("\n")}\ncomponents:\n  schemas:\n    A: *l39\n    B: {properties: {x: *l39, y: {items: *l39}}}\n`, "/w/bomb.yaml");
    expect(document.fields.length).toBeLessThan(100);
  });
});

describe("other bad input", () => {
  it.each(["", " ", "\n", "\uFEFF", "---", "...", "{", "}", "[", "\"", "null", "openapi: 3.0.0", "openapi: [", "{\"openapi\":\"3.0.0\"", "&a", "*a", "%", "\0", "? ", "- - -"])("answers for %j", (text) => {
    expect(readOpenApi(text, "/w/x.yaml").fields).toEqual([]);
    expect(readOpenApi(text, "/w/x.json").fields).toEqual([]);
  });

  it("reads text with a byte order mark and CRLF, positions unharmed", () => {
    check(`\uFEFF${head}    A:\n      description: |\n        two\n        lines\n      properties:\n        ‹A›email‹›: {type: string}\n`.replaceAll("\n", "\r\n"));
    check('\uFEFF{\r\n  "openapi": "3.0.0",\r\n  "components": {"schemas": {"A": {"properties": {"‹A›email‹›": {}}}}}\r\n}', "/w/api.json");
  });

  it("bounds depth with a problem in both languages", () => {
    const deep = 10_000;
    const nest = (open: string, close: string): string => open.repeat(deep) + close.repeat(deep);
    const json = readOpenApi(`{"openapi":"3.0.0","components":{"schemas":{"A":${nest('{"properties":{"a":', "}}")},"B":{"properties":{"b":{}}}}}}`, "/w/deep.json");
    expect(codes(json)).toContain("nesting-too-deep");
    expect(json.fields.at(-1)?.name).toBe("b");
    const flow = readOpenApi(`${head}    A: ${nest("{properties: {a: ", "}}")}\n    B: {properties: {b: {}}}\n`, "/w/deep.yaml");
    expect(flow.problems.length).toBeGreaterThan(0);
    expect(flow.fields.at(-1)?.name).toBe("b");
    const block = Array.from({ length: 1_500 }, (_, i) => `${" ".repeat(6 + i)}${i % 2 === 0 ? "properties" : "a"}:`).join("\n");
    const indented = readOpenApi(`${head}    A:\n${block}\n    B: {properties: {b: {}}}\n`, "/w/deep.yaml");
    expect(indented.problems.length).toBeGreaterThan(0);
    expect(indented.fields.at(-1)?.name).toBe("b");
    expect(() => readOpenApi("[".repeat(100_000), "/w/deep.yaml")).not.toThrow();
    expect(() => readOpenApi("{\"a\":".repeat(100_000), "/w/deep.json")).not.toThrow();
    expect(() => readOpenApi("- ".repeat(100_000), "/w/deep.yaml")).not.toThrow();
  });

  it("ignores documents after the first", () => {
    check(`---\n${head}    A: {properties: {‹A›a‹›: {}}}\n---\ncomponents: {schemas: {B: {properties: {b: {}}}}}\n`);
  });
});
