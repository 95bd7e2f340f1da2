// Every removal is checked against the text it must leave, and read again: the suppression is gone, everything else is as it was.
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { removeSuppression } from "../../../server/src/annotations/index.js";
import { applyEdits } from "../../../server/src/base/text-edit.js";
import { createSyntaxService } from "../../../server/src/compiler/syntax.js";
import type { SchemaDocument } from "../../../server/src/model/field.js";
import { readOpenApi } from "../../../server/src/schemas/openapi/index.js";
import { readPrisma } from "../../../server/src/schemas/prisma/index.js";
import { readTypeScript } from "../../../server/src/schemas/typescript/index.js";
import { typeErrors } from "../../support/type-errors.js";

const syntax = createSyntaxService({ log: () => {} });
afterAll(() => syntax.close());

function read(file: string, text: string): SchemaDocument {
  if (file.endsWith(".prisma")) return readPrisma(text, file);
  if (/\.(?:ya?ml|json)$/.test(file)) return readOpenApi(text, file);
  const tree = syntax.parse(file, text);
  if (tree === undefined) throw new Error("no tree");
  return readTypeScript(tree, text, file);
}

function removeAll(file: string, text: string): string {
  let result = text;
  for (let found = read(file, result).suppressions; found[0] !== undefined; found = read(file, result).suppressions) {
    const next = applyEdits(result, removeSuppression(result, file, found[0].range));
    if (next === result) throw new Error("nothing removed");
    result = next;
  }
  return result;
}

const fieldsOf = (file: string, text: string) => read(file, text).fields.map(({ container, name, type, annotations }) => [container.name, name, type.text, annotations.map(({ meaning }) => meaning)]);

const s = "borderline-ignore personal-data -- why (until 2030-01-01) [owner]";

const cases: readonly (readonly [string, string, string, string])[] = [
  ["a line of its own", "/a.ts", `interface A {\n  // ${s}\n  b: string;\n}\n`, "interface A {\n  b: string;\n}\n"],
  ["CRLF", "/a.ts", `interface A {\r\n  // ${s}\r\n  b: string;\r\n}\r\n`, "interface A {\r\n  b: string;\r\n}\r\n"],
  ["behind code", "/a.ts", `interface A {\n  b: string; // ${s}\n}\n`, "interface A {\n  b: string;\n}\n"],
  ["behind code in a block", "/a.ts", `interface A {\n  b: string; /* ${s} */\n}\n`, "interface A {\n  b: string;\n}\n"],
  ["before code", "/a.ts", `type A = { /* ${s} */ b: string };\n`, "type A = { b: string };\n"],
  ["a doc block of its own", "/a.ts", `interface A {\n  /** ${s} */\n  b: string;\n}\n`, "interface A {\n  b: string;\n}\n"],
  ["a doc block of several lines", "/a.ts", `interface A {\n  /**\n   * ${s}\n   */\n  b: string;\n}\n`, "interface A {\n  b: string;\n}\n"],
  ["a line of a doc block", "/a.ts", `interface A {\n  /**\n   * Says more.\n   * ${s}\n   * @personalData email\n   */\n  b: string;\n}\n`, "interface A {\n  /**\n   * Says more.\n   * @personalData email\n   */\n  b: string;\n}\n"],
  ["the last line of a doc block", "/a.ts", `interface A {\n  /** Says more.\n   * ${s} */\n  b: string;\n}\n`, "interface A {\n  /** Says more.\n   */\n  b: string;\n}\n"],
  ["amid other words", "/a.ts", `interface A {\n  // see the wiki ${s}\n  b: string;\n}\n`, "interface A {\n  // see the wiki\n  b: string;\n}\n"],
  ["amid other words of a block", "/a.ts", `interface A {\n  /* see the wiki ${s} */\n  b: string;\n}\n`, "interface A {\n  /* see the wiki */\n  b: string;\n}\n"],
  ["two, one above the other", "/a.ts", `interface A {\n  // ${s}\n  // borderline-ignore important-data-candidate -- why\n  b: string;\n}\n`, "interface A {\n  b: string;\n}\n"],
  ["a whole file", "/a.ts", `// borderline-ignore-file personal-data -- why\n\nexport interface A {\n  b: string;\n}\n`, "\nexport interface A {\n  b: string;\n}\n"],
  ["the only line, without line break", "/a.ts", `// borderline-ignore-file personal-data -- why`, ""],
  ["a child of an element", "/a.tsx", `const a = (\n  <p>\n    {/* ${s} */}\n    <b>{x}</b>\n  </p>\n);\n`, "const a = (\n  <p>\n    <b>{x}</b>\n  </p>\n);\n"],
  ["a child in a line", "/a.tsx", `const a = <p>{/* ${s} */}text</p>;\n`, "const a = <p>text</p>;\n"],
  ["the body of an arrow", "/a.tsx", `const f = () =>\n{/* ${s} */};\n`, "const f = () =>\n{};\n"],
  ["in an attribute list", "/a.tsx", `const a = (\n  <p\n    // ${s}\n    id="x"\n  />\n);\n`, "const a = (\n  <p\n    id=\"x\"\n  />\n);\n"],
  ["Prisma, above", "/a.prisma", `model A {\n  /// ${s}\n  /// @personalData email\n  b String\n}\n`, "model A {\n  /// @personalData email\n  b String\n}\n"],
  ["Prisma, behind", "/a.prisma", `model A {\n  b String // ${s}\n}\n`, "model A {\n  b String\n}\n"],
  ["Prisma, file", "/a.prisma", `// borderline-ignore-file personal-data -- why\nmodel A {\n  b String\n}\n`, "model A {\n  b String\n}\n"],
];

const openapi = (properties: string) => `openapi: 3.1.0\ninfo: {title: t, version: "1"}\npaths: {}\ncomponents:\n  schemas:\n    User:\n      type: object\n      properties:\n${properties}`;
const json = (properties: string) => `{\n  "openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {},\n  "components": {"schemas": {"User": {"type": "object", "properties": {\n${properties}\n  }}}}\n}\n`;

const keys: readonly (readonly [string, string, string, string])[] = [
  ["YAML comment above", "/a.yaml", openapi(`        # ${s}\n        email: {type: string}\n`), openapi("        email: {type: string}\n")],
  ["YAML comment behind", "/a.yaml", openapi(`        email: {type: string} # ${s}\n`), openapi("        email: {type: string}\n")],
  ["last key", "/a.yaml", openapi("        email:\n          type: string\n          x-borderline-ignore: personal-data -- why # note\n        x: {type: string}\n"), openapi("        email:\n          type: string\n        x: {type: string}\n")],
  ["first key", "/a.yaml", openapi("        email:\n          x-borderline-ignore: personal-data -- why\n          # about the type\n          type: string\n"), openapi("        email:\n          # about the type\n          type: string\n")],
  ["an object", "/a.yaml", openapi("        email:\n          type: string\n          x-borderline-ignore:\n            rules: [personal-data]\n            reason: why\n          description: d\n"), openapi("        email:\n          type: string\n          description: d\n")],
  ["a folded text at the end of the file", "/a.yaml", openapi("        email:\n          type: string\n          x-borderline-ignore: >-\n            personal-data --\n            why\n"), openapi("        email:\n          type: string\n")],
  ["the only key", "/a.yaml", openapi("        email:\n          x-borderline-ignore: personal-data -- why\n        x: {type: string}\n"), openapi("        email:\n          {}\n        x: {type: string}\n")],
  ["between braces", "/a.yaml", openapi("        email: {type: string, x-borderline-ignore: personal-data -- why}\n"), openapi("        email: {type: string}\n")],
  ["first between braces", "/a.yaml", openapi("        email: {x-borderline-ignore: personal-data -- why, type: string}\n"), openapi("        email: {type: string}\n")],
  ["JSON, in a line", "/a.json", json('    "email": {"type": "string", "x-borderline-ignore": "personal-data -- why"}'), json('    "email": {"type": "string"}')],
  ["JSON, first", "/a.json", json('    "email": {"x-borderline-ignore": "personal-data -- why", "type": "string"}'), json('    "email": {"type": "string"}')],
  ["JSON, on lines", "/a.json", json('    "email": {\n      "x-borderline-ignore": ["personal-data"],\n      "type": "string"\n    }'), json('    "email": {\n      "type": "string"\n    }')],
  ["JSON, last on lines", "/a.json", json('    "email": {\n      "type": "string",\n      "x-borderline-ignore": {"rule": "personal-data", "reason": "why"}\n    }'), json('    "email": {\n      "type": "string"\n    }')],
  ["JSON, alone", "/a.json", json('    "email": { "x-borderline-ignore": "personal-data -- why" }'), json('    "email": { }')],
];

describe.each([...cases, ...keys])("%s (%s)", (_name, file, before, after) => {
  it("leaves the rest", () => {
    expect(read(file, before).suppressions.length).toBeGreaterThan(0);
    expect(removeAll(file, before)).toBe(after);
  });

  it("reads as before", () => {
    const left = removeAll(file, before);
    expect(fieldsOf(file, left)).toEqual(fieldsOf(file, before));
    if (/\.(?:ya?ml|json)$/.test(file)) expect(() => parse(left) as unknown).not.toThrow();
    else if (file.endsWith(".ts")) expect(typeErrors(file, left)).toEqual(typeErrors(file, before));
  });
});

it("a list item's first key gives way to the next one", () => {
  const before = openapi("        a:\n          allOf:\n            - x-borderline-ignore: personal-data -- why\n              type: object\n            - {type: object}\n");
  const at = before.indexOf("x-borderline-ignore");
  const left = applyEdits(before, removeSuppression(before, "/a.yaml", { start: at, end: before.indexOf("why") + 3 }));
  expect(left).toBe(openapi("        a:\n          allOf:\n            - type: object\n            - {type: object}\n"));
});
