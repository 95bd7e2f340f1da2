import { describe, expect, it } from "vitest";
import { checkAnnotations, isAnnotationDecorator, leavesOf, readDecorator, readExtensions, readMeta, registryCategoryOf, type KeyEntry } from "../../../server/src/annotations/index.js";
import { categories } from "../../../server/src/catalog/categories.js";
import type { Annotation, AnnotationMeaning } from "../../../server/src/model/annotation.js";

const at = { start: 0, end: 9 };
const entries = (object: Readonly<Record<string, unknown>>): readonly KeyEntry[] => Object.entries(object).map(([key, value]) => ({ key, value, range: at, valueRange: at }));
const short = (meaning: AnnotationMeaning): string => {
  switch (meaning.kind) {
    case "personal-data": return `personal ${meaning.category}${meaning.within === undefined ? "" : ` of ${meaning.within.length > 0 ? meaning.within[0] : ""}`}`;
    case "not-personal-data": return `not (${meaning.reason})`;
    case "redact": return `redact ${meaning.strategy}`;
    default: return meaning.kind;
  }
};

describe("extension keys", () => {
  it.each<[object, readonly string[], readonly string[]]>([
    [{ "x-personal-data": "phone-mobile" }, ["personal phone-mobile"], []],
    [{ "x-personal-data": true }, ["personal unspecified"], []],
    [{ "x-personal-data": "none" }, ["not ()"], []],
    [{ "x-personal-data": "none -- lot number" }, ["not (lot number)"], []],
    [{ "x-personal-data": { category: "email", sensitive: true, redact: "hash" } }, ["personal email", "sensitive", "redact hash"], []],
    [{ "x-data-classification": { category: "health", sensitivity: "restricted", masking: { strategy: "partial" } } }, ["personal unspecified of disease-diagnosis", "sensitive", "redact mask"], []],
    [{ "x-data-classification": { category: "contact" }, "x-personal-data": "email" }, ["personal email"], []],
    [{ "x-data-classification": { category: "PII", sensitivity: "confidential" } }, ["personal unspecified"], []],
    [{ "x-data-classification": { category: "secret", sensitivity: "restricted" } }, ["sensitive"], []],
    [{ "x-data-classification": { category: "person" } }, [], ["invalid-annotation-value"]],
    [{ "x-data-classification": "PII" }, [], ["invalid-annotation-value"]],
    [{ "x-pii": true }, ["personal unspecified"], []],
    [{ "x-pii": "email_address" }, ["personal email"], []],
    [{ "x-pii": false }, ["not (x-pii: false)"], []],
    [{ "x-sensitive": true }, ["sensitive"], []],
    [{ "x-sensitive-data": { type: "PHI" } }, ["sensitive"], []],
    [{ "x-sensitive": false }, [], []],
    [{ "x-persona-data": "email" }, [], ["unknown-annotation"]],
    [{ "x-amazon-apigateway-integration": {}, "x-enum-varnames": [], "x-internal": true, "x-order": 1 }, [], []],
    [{ personalData: "email", pii: true }, [], []],
  ])("%j", (object, annotations, problems) => {
    const reading = readExtensions(entries(object as Readonly<Record<string, unknown>>));
    expect(reading.annotations.map(({ meaning }) => short(meaning))).toEqual(annotations);
    expect(reading.problems.map(({ code }) => code)).toEqual(problems);
  });

  it.each<[unknown, object]>([
    ["personal-data -- shop hotline (until 2027-01-31) [ops]", { rules: ["personal-data"], reason: "shop hotline", until: "2027-01-31", owner: "ops" }],
    [{ rules: ["a-b", "c-d"], reason: "r", until: "2027-01-31" }, { rules: ["a-b", "c-d"], reason: "r", until: "2027-01-31" }],
    [["a-b"], { rules: ["a-b"], reason: "" }],
  ])("x-borderline-ignore: %j", (value, expected) => {
    expect(readExtensions(entries({ "x-borderline-ignore": value })).suppressions).toEqual([{ ...expected, range: at, wholeFile: false }]);
  });

  it("reports a suppression that silences nothing", () => {
    for (const value of [true, "-- why", { rules: ["a-b"], until: "soon" }]) {
      const reading = readExtensions(entries({ "x-borderline-ignore": value }));
      expect([reading.suppressions, reading.problems.map(({ code }) => code)]).toEqual([[], ["malformed-suppression"]]);
    }
  });
});

describe("options and decorators", () => {
  it("reads meta entries", () => {
    const { annotations, problems } = readMeta(entries({ personalData: "email", sensitive: true, redact: "mask", title: "E-mail", description: "x" }), "zod-meta");
    expect(annotations.map(({ meaning }) => short(meaning))).toEqual(["personal email", "sensitive", "redact mask"]);
    expect(problems).toEqual([]);
    expect(readMeta(entries({ redact: "maks" }), "zod-meta").problems.map(({ code, suggestions }) => [code, suggestions])).toEqual([["unknown-strategy", ["mask"]]]);
    expect(readMeta(entries({ notPersonalData: "lot" }), "typebox-options").annotations.map(({ meaning }) => short(meaning))).toEqual(["not (lot)"]);
  });

  it("reads decorators", () => {
    const says = (name: string, ...args: readonly unknown[]): readonly string[] => readDecorator(name, args, at).annotations.map(({ meaning }) => short(meaning));
    expect(says("PersonalData", "email")).toEqual(["personal email"]);
    expect(says("PersonalData")).toEqual(["personal unspecified"]);
    expect(says("NotPersonalData", "lot")).toEqual(["not (lot)"]);
    expect(says("Redact")).toEqual(["redact mask"]);
    expect(says("Sensitive")).toEqual(["sensitive"]);
    expect(says("constructor")).toEqual([]);
    expect(isAnnotationDecorator("toString")).toBe(false);
  });

  it("maps registry categories both ways", () => {
    const known = categories();
    for (const category of ["financial", "government-id", "health", "credential", "contact"]) {
      for (const leaf of leavesOf(category) ?? []) expect([registryCategoryOf(leaf), known.has(leaf), leaf]).toEqual([category, true, leaf]);
    }
    expect(leavesOf("PII")).toBeUndefined();
    expect(registryCategoryOf("name-full")).toBe("PII");
  });
});

describe("checks over all annotations of a field", () => {
  const known = new Set(["email", "phone-mobile", "phone-landline"]);
  const check = (...meanings: readonly AnnotationMeaning[]): readonly unknown[] =>
    checkAnnotations(meanings.map((meaning): Annotation => ({ meaning, dialect: "jsdoc", range: at })), known).map(({ code, suggestions }) => [code, ...(suggestions ?? [])]);

  it("reports unknown categories with the closest ones", () => {
    expect(check({ kind: "personal-data", category: "phone" })).toEqual([["unknown-category", "phone-mobile", "phone-landline"]]);
    expect(check({ kind: "personal-data", category: "e-mail" })).toEqual([["unknown-category", "email"]]);
    expect(check({ kind: "personal-data", category: "unspecified" }, { kind: "personal-data", category: "email" })).toEqual([]);
  });

  it("reports contradictions", () => {
    const denial: AnnotationMeaning = { kind: "not-personal-data", reason: "r" };
    expect(check({ kind: "personal-data", category: "email" }, denial)).toEqual([["contradictory-annotation"]]);
    expect(check(denial, { kind: "redact", strategy: "mask" })).toEqual([["contradictory-annotation"]]);
    expect(check(denial, { kind: "sensitive" })).toEqual([["contradictory-annotation"]]);
    expect(check({ kind: "personal-data", category: "email" }, { kind: "personal-data", category: "phone-mobile" })).toEqual([["contradictory-annotation"]]);
    expect(check({ kind: "personal-data", category: "email" }, { kind: "personal-data", category: "email" }, { kind: "sensitive" })).toEqual([]);
  });
});
