// Writing into the site of any field leaves a document that reads the same but for that field's annotation.
import { describe, expect, it } from "vitest";
import type { AnnotationSite } from "../../../server/src/model/field.js";
import { readOpenApi } from "../../../server/src/schemas/openapi/index.js";
import { generateOpenApi } from "./generator.js";

const entries = [["x-personal-data", "phone-mobile"], ["x-note", "a b"]] as const;

function write(text: string, site: AnnotationSite): string {
  const written = entries.map(([key, value]) => (site.style === "json" ? `"${key}": "${value}"` : `${key}: ${value}`));
  return text.slice(0, site.offset) + site.prefix + written.join(site.separator) + site.suffix + text.slice(site.offset);
}

const yaml = `openapi: 3.0.0
paths:
  /a:
    get:
      parameters:
      - name: q
        in: query
        schema: {type: string}
      - {name: r, in: query}
      responses: {}
components:
  schemas:
    A:
      properties:
        plain:
          type: string # a comment
        block:
          type: string
          description: |
            text
            more

        kept:
          type: string
          description: |+
            text

        folded:
          description: one
            two
        empty:
        flow: {type: string}
        none: {}
        wide: {
          type: string,
          format: email
        }
        nested:
          type: object
          properties:
            inner:
              type: string
        referred: {$ref: '#/components/schemas/A'}
        last:
          type: string`;

const json = `{
  "swagger": "2.0",
  "definitions": {
    "A": {
      "properties": {
        "own": {
          "type": "string"
        },
        "line": { "type": "string" },
        "none": {},
        "tabs": {
\t\t\t"type": "string"
\t\t},
        "nested": { "properties": { "inner": {"type":"string"} } }
      }
    }
  }
}
`;

describe("the place for annotations", () => {
  it.each([["block YAML", yaml], ["CRLF", yaml.replaceAll("\n", "\r\n")], ["JSON", json], ["JSON on one line", JSON.stringify(JSON.parse(json))], ["generated YAML", generateOpenApi("yaml", 5_000)], ["generated JSON", generateOpenApi("json", 5_000)]])("is right for every field of %s", (_name, text) => {
    const before = readOpenApi(text, "/w/a.yaml");
    expect(before.problems).toEqual([]);
    expect(before.fields.length).toBeGreaterThan(4);
    before.fields.forEach((field, index) => {
      const site = field.annotationSite;
      if (!site) return expect.fail(`no site for ${field.name}`);
      const after = readOpenApi(write(text, site), "/w/a.yaml");
      expect(after.problems, write(text, site)).toEqual([]);
      expect(after.fields.map((each) => each.name)).toEqual(before.fields.map((each) => each.name));
      const meanings = after.fields[index]?.annotations.map((annotation) => annotation.meaning);
      expect(meanings, write(text, site)).toEqual([{ kind: "personal-data", category: "phone-mobile" }]);
      after.fields.forEach((each, other) => other !== index && expect(each.annotations).toEqual([]));
      expect(after.fields.map((each) => each.comments.map((comment) => comment.text.trim()))).toEqual(before.fields.map((each) => each.comments.map((comment) => comment.text.trim())));
      return undefined;
    });
  });

  it("is absent where there is no object to write into", () => {
    const [field] = readOpenApi("openapi: 3.1.0\ncomponents: {schemas: {A: {properties: {a: true}}}}\n", "/w/a.yaml").fields;
    expect(field?.name).toBe("a");
    expect(field?.annotationSite).toBeUndefined();
  });
});

describe("annotations and suppressions", () => {
  it("are read from extensions and YAML comments, covering their declaration", () => {
    const text = `openapi: 3.0.0
components:
  schemas:
    A:
      x-personal-data: none
      properties:
        email: {type: string, x-borderline-ignore: 'personal-data-field -- known (until 2030-01-01)'}
        # borderline-ignore personal-data-field -- test data
        phone: {type: string, x-pii: true}
        city: {type: string, x-data-classification: {category: contact, sensitivity: nonsense}}
`;
    const document = readOpenApi(text, "/w/a.yaml");
    expect(document.containers[0]?.annotations).toHaveLength(1);
    expect(document.fields[1]?.annotations).toMatchObject([{ meaning: { kind: "personal-data" }, dialect: "openapi-extension" }]);
    expect(document.suppressions.map(({ rules, reason, scope }) => [rules[0], reason, text.slice(scope.start, scope.end).trim().slice(0, 6)])).toEqual([
      ["personal-data-field", "known", "email:"], ["personal-data-field", "test data", "phone:"],
    ]);
    expect(document.problems.map((problem) => problem.code)).toEqual(["invalid-annotation-value"]);
  });
});
