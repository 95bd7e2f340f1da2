import fc from "fast-check";
import { expect, it } from "vitest";
import { completeAnnotation, findSuppressions, readExtensions, readMeta, readTags, suppressAt, withScopes, type AnnotationReading } from "../../../server/src/annotations/index.js";

const words = fc.constantFrom(
  "@personalData", " phone-mobile", "@sensitive", "@notPersonalData ", "@redact", "mask", "@redacts a,b", "@persnalData", "borderline-ignore", "borderline-ignore-file", " -- ", "—", " rule-a", ",", "(until 2027-01-01)", "(until x)", "[me]",
  "/**", "*/", "///", "//", "#", "\n", "\r\n", "\t", " * ", "{", "}", "\"", "'", "`", "<!--", "﻿", "手机", "😀", "\u0000", "@", "x-personal-data: ", "-", "(", ")",
);
const source = fc.oneof(fc.array(words, { maxLength: 40 }).map((parts) => parts.join("")), fc.string({ unit: "binary", maxLength: 80 }));

it("reads any text without throwing, with ranges inside it", () => {
  fc.assert(fc.property(source, fc.constantFrom("jsdoc", "prisma-comment", "line-comment" as const), (text, dialect) => {
    inside(readTags(text, 7, dialect), 7, 7 + text.length);
    for (const language of ["typescript", "prisma", "yaml"] as const) {
      const { suppressions, problems } = findSuppressions(text, language);
      inside({ annotations: [], suppressions, problems }, 0, text.length);
      for (const { scope } of withScopes(suppressions, text, [])) expect(scope.start >= 0 && scope.start <= scope.end && scope.end <= text.length).toBe(true);
    }
  }), { seed: 1, numRuns: 1500 });
});

it("completes and suppresses anywhere without throwing", () => {
  fc.assert(fc.property(source, fc.nat(), fc.constantFrom("jsdoc", "prisma-comment", "openapi-extension" as const), (text, at, dialect) => {
    const offset = at % (text.length + 1);
    for (const { edit } of completeAnnotation(text, offset, dialect, { categories: [{ id: "email", en: "E", zh: "邮" }] })) {
      expect(edit.range.start <= offset && offset <= edit.range.end && edit.range.end <= text.length).toBe(true);
    }
    for (const language of ["typescript", "prisma", "yaml"] as const) {
      for (const { range } of suppressAt(text, offset, language, { rules: ["a-b"], reason: text })) expect(range.start >= 0 && range.end <= text.length).toBe(true);
    }
  }), { seed: 2, numRuns: 1000 });
});

it("reads any value of any key", () => {
  const key = fc.constantFrom("x-personal-data", "x-data-classification", "x-borderline-ignore", "x-pii", "x-sensitive", "personalData", "redact", "pii", "__proto__", "constructor", "x-");
  fc.assert(fc.property(fc.array(fc.tuple(key, fc.anything())), (pairs) => {
    const entries = pairs.map(([name, value]) => ({ key: name, value, range: { start: 0, end: 5 }, valueRange: { start: 2, end: 5 } }));
    inside(readExtensions(entries), 0, 5);
    inside(readMeta(entries, "zod-meta"), 0, 5);
  }), { seed: 3, numRuns: 1000 });
});

it("stays linear on long and repetitive texts", () => {
  // A quadratic step would take minutes here and run into the test's own limit.
  const size = 300_000;
  for (const unit of ["borderline-ignore ", "@personalData ", "/* borderline-ignore a-b -- x\n", " ", "\n", "// borderline-ignore a-b -- x\n", "@a ", "(", "—", "* borderline-\n", "`", "@personalData a,"]) {
    const text = unit.repeat(Math.ceil(size / unit.length));
    for (const language of ["typescript", "yaml"] as const) withScopes(findSuppressions(text, language).suppressions, text, []);
    readTags(`/** ${text}`, 0, "jsdoc");
  }
});

function inside({ annotations, suppressions, problems }: AnnotationReading, start: number, end: number): void {
  const ranges = [...annotations.flatMap(({ range, valueRange }) => [range, valueRange ?? range]), ...suppressions.map(({ range }) => range), ...problems.map(({ range }) => range)];
  for (const range of ranges) expect(start <= range.start && range.start <= range.end && range.end <= end).toBe(true);
}
