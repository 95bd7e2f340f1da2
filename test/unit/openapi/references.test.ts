import { describe, expect, it } from "vitest";
import { readOpenApi } from "../../../server/src/schemas/openapi/index.js";
import { check, field } from "./markers.js";

const files: Record<string, string> = {
  "/w/common.yaml": "components:\n  schemas:\n    Address: {type: object, properties: {street: {type: string}}}\n    Mobile: {type: string, pattern: '^1', description: 手机号, example: '13800000000'}\n    Back: {$ref: 'api.yaml#/components/schemas/Local'}\n",
  "/w/schemas/Pet.json": '{"type": "object", "properties": {"owner": {"$ref": "../common.yaml#/components/schemas/Address"}}}',
};
const resolve = (path: string): string | undefined => files[path];

function document(properties: string, more = ""): string {
  return `openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Local: {type: object, properties: {‹Local›x‹›: {type: string}}}\n    Code: {type: string, enum: [a, b]}\n    'a/b~c d': {type: string, format: email}\n    A:\n      properties:\n${properties}${more}`;
}

describe("$ref", () => {
  it("lends the scalar's format and words, and names the object", () => {
    const read = check(document(`        ‹A|Local›local‹›: {$ref: '#/components/schemas/Local'}
        ‹A|Code›code‹›: {$ref: '#/components/schemas/Code'}
        ‹A|a/b~c d›escaped‹›: {$ref: '#/components/schemas/a~1b~0c%20d'}
        ‹A|Address›address‹›: {$ref: './common.yaml#/components/schemas/Address'}
        ‹A|Mobile›mobile‹›: {$ref: 'common.yaml#/components/schemas/Mobile'}
        ‹A|Pet[]›pets‹›: {type: array, items: {$ref: schemas/Pet.json}}
        ‹A|Back›back‹›: {$ref: 'common.yaml#/components/schemas/Back'}
`), "/w/api.yaml", resolve);
    expect(read.problems).toEqual([]);
    expect(field(read, "A", "local").type).toMatchObject({ kind: "object", reference: "Local" });
    expect(field(read, "A", "code").type).toMatchObject({ kind: "enum", reference: "Code", values: ["a", "b"] });
    expect(field(read, "A", "escaped")).toMatchObject({ type: { kind: "string" }, attributes: [{ name: "format", arguments: ["email"] }] });
    expect(field(read, "A", "address").type).toMatchObject({ kind: "object", reference: "Address" });
    expect(field(read, "A", "mobile")).toMatchObject({ type: { kind: "string" }, comments: [{ text: "手机号" }], examples: ["13800000000"], attributes: [{ name: "pattern" }] });
    expect(field(read, "A", "pets").type).toMatchObject({ kind: "object", isList: true, reference: "Pet" });
    expect(field(read, "A", "back").type).toMatchObject({ kind: "object" });
    expect(read.references.toSorted()).toEqual(["/w/common.yaml", "/w/schemas/Pet.json"]);
    for (const attribute of field(read, "A", "mobile").attributes) expect(read.text.slice(attribute.range.start, attribute.range.end)).toContain("Mobile");
  });

  it("reports what cannot or will not be followed at its place, once", () => {
    const read = check(document(`        ‹A›gone‹›: {$ref: '#/components/schemas/Gone'}
        ‹A›noFile‹›: {$ref: '../outside.yaml#/X'}
        ‹A›remote‹›: {$ref: 'https://example.com/x.yaml#/X'}
        ‹A›self‹›: {$ref: '#/components/schemas/A/properties/self'}
        ‹A›loop‹›: {$ref: '#/components/schemas/Loop1'}
`, "    Loop1: {$ref: '#/components/schemas/Loop2'}\n    Loop2: {$ref: '#/components/schemas/Loop1'}\n"), "/w/api.yaml", resolve);
    expect(read.problems.map(({ code, range, severity }) => [code, severity, read.text.slice(range.start + 1, range.end - 1)])).toEqual([
      ["unresolved-ref", "warning", "#/components/schemas/Gone"],
      ["ref-outside-workspace", "warning", "../outside.yaml#/X"],
      ["remote-ref", "information", "https://example.com/x.yaml#/X"],
      ["circular-ref", "warning", "#/components/schemas/A/properties/self"],
      ["circular-ref", "warning", "#/components/schemas/Loop1"],
      ["circular-ref", "warning", "#/components/schemas/Loop2"],
      ["circular-ref", "warning", "#/components/schemas/Loop1"],
    ]);
    expect(read.references).toEqual(["/outside.yaml"]);
  });

  it("is at ease with schemas that contain themselves, in one file and across files", () => {
    expect(check(document("        ‹A|A[]›children‹›: {type: array, items: {$ref: '#/components/schemas/A'}}\n")).problems).toEqual([]);
    files["/w/ping.yaml"] = "type: object\nproperties: {pong: {$ref: pong.yaml}}\n";
    files["/w/pong.yaml"] = "type: object\nproperties: {ping: {$ref: ping.yaml}}\n";
    expect(check("type: object\nproperties: {‹ping|pong›pong‹›: {$ref: pong.yaml}}\n", "/w/ping.yaml", resolve).problems).toEqual([]);
  });

  it("sees changes of other files when read again", () => {
    const text = "openapi: 3.0.0\npaths: {}\ncomponents:\n  schemas:\n    A: {properties: {a: {$ref: 'other.yaml#/T'}}}\n    B: {properties: {b: {$ref: '#/components/schemas/C'}}}\n    C: {$ref: 'other.yaml#/T'}\n";
    const reader = (other: string | undefined) => (path: string): string | undefined => (path === "/w/other.yaml" ? other : undefined);
    const first = readOpenApi(text, "/w/api.yaml", reader("T: {type: string}\n"));
    expect(first.fields.map((each) => each.type.kind)).toEqual(["string", "string"]);
    for (const other of ["T: {type: integer}\n", undefined, "T: {type: string}\n"]) {
      const again = readOpenApi(text, "/w/api.yaml", reader(other), first);
      const afresh = readOpenApi(text, "/w/api.yaml", reader(other));
      expect({ ...again, groups: [] }).toEqual({ ...afresh, groups: [] });
      expect(again.references).toEqual(["/w/other.yaml"]);
    }
  });

  it("takes unions of unions in bounded time", () => {
    const names = Array.from({ length: 30 }, (_, i) => `#/components/schemas/U${i}`);
    const unions = names.map((_, i) => `    U${i}: {oneOf: [${names.map((ref) => `{$ref: '${ref}'}`).join(", ")}]}`);
    const read = readOpenApi(`openapi: 3.0.0\ncomponents:\n  schemas:\n${unions.join("\n")}\n    A: {properties: {u: {$ref: '#/components/schemas/U1'}}}\n`, "/w/api.yaml");
    expect(read.fields.map((each) => each.name)).toEqual(["u"]);
  });

  it("understands anchors of schemas, wrappers with words of their own and nullable unions", () => {
    const read = check(document(`        ‹A›anchored‹›: {$ref: '#local'}
        ‹A|Local›wrapped‹›:
          description: where the customer lives
          allOf: [{$ref: '#/components/schemas/Local'}]
        ‹A|string(email)›maybe‹›: {anyOf: [{type: string, format: email}, {type: 'null'}]}
        ‹A|Local|Code›either‹›: {oneOf: [{$ref: '#/components/schemas/Local'}, {$ref: '#/components/schemas/Code'}]}
`, "    L: {$anchor: local, type: string}\n"));
    expect(read.problems).toEqual([]);
    expect(field(read, "A", "anchored").type.kind).toBe("string");
    expect(field(read, "A", "wrapped")).toMatchObject({ comments: [{ text: "where the customer lives" }], type: { reference: "Local" } });
    expect(field(read, "A", "maybe").type).toMatchObject({ kind: "string", isOptional: true });
  });
});

describe("broken references of operations", () => {
  it("are reported for parameters, bodies, responses, headers and items", () => {
    const read = readOpenApi(`openapi: 3.0.0
paths:
  /a:
    $ref: '#/components/pathItems/x'
  /b:
    get:
      parameters: [{$ref: '#/1'}]
      requestBody: {$ref: '#/2'}
      responses:
        '200': {$ref: '#/3'}
        '201': {headers: {X: {$ref: '#/4'}}, content: {a/b: {schema: {type: array, items: {$ref: '#/5'}}}}}
        '202': {headers: {X: {schema: {$ref: '#/6'}}}, content: {a/b: {schema: {$ref: '#/7'}}}}
`, "/w/api.yaml");
    expect(read.problems.map((problem) => problem.code)).toEqual(Array.from({ length: 8 }, () => "unresolved-ref"));
  });
});
