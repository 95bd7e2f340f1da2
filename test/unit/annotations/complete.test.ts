import { describe, expect, it } from "vitest";
import { completeAnnotation, type CompletionDialect } from "../../../server/src/annotations/index.js";

const choices = {
  categories: [{ id: "email", en: "E-mail address", zh: "电子邮箱" }, { id: "phone-mobile", en: "Mobile number", zh: "手机号码" }],
  rules: [{ id: "personal-data", en: "Personal information", zh: "个人信息" }],
};

/** Completes at `|`; gives the labels, and the text after choosing the first one. */
function complete(marked: string, dialect: CompletionDialect): readonly string[] {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const found = completeAnnotation(text, offset, dialect, choices);
  const first = found[0];
  const applied = first === undefined ? [] : [text.slice(0, first.edit.range.start) + first.edit.newText + text.slice(first.edit.range.end)];
  for (const { detail } of found) expect(detail.en !== "" && detail.zh !== "").toBe(true);
  return [...applied, ...found.map(({ label }) => label)];
}

const tags = ["@personalData", "@sensitive", "@notPersonalData", "@redact", "@redacts", "@transfer"];

describe("completion", () => {
  it.each<[string, CompletionDialect, readonly string[]]>([
    ["/** @|", "jsdoc", ["/** @personalData", ...tags]],
    ["/**\n * Tel.\n * @pers|\n */\na;", "jsdoc", ["/**\n * Tel.\n * @personalData\n */\na;", ...tags]],
    ["  /// @|ersonalData email", "prisma-comment", ["  /// @personalData email", ...tags]],
    ["phone String // @personalData |", "prisma-comment", ["phone String // @personalData email", "email", "phone-mobile"]],
    ["/// @personalData ph|one", "prisma-comment", ["/// @personalData email", "email", "phone-mobile"]],
    ["/** @redacts email, |", "jsdoc", ["/** @redacts email, email", "email", "phone-mobile"]],
    ["/// @redact |", "prisma-comment", ["/// @redact mask", "mask", "hash", "remove", "tokenize", "full"]],
    ["// borderline-|", "jsdoc", ["// borderline-ignore ", "borderline-ignore", "borderline-ignore-file"]],
    ["x(); // borderline-ignore a-b,p|", "jsdoc", ["x(); // borderline-ignore a-b,personal-data", "personal-data"]],
    ["phone:\n  x-|\n", "openapi-extension", ["phone:\n  x-personal-data: \n", "x-personal-data", "x-data-classification", "x-borderline-ignore"]],
    ['{ "x-|" }', "openapi-extension", ['{ "x-personal-data" }', "x-personal-data", "x-data-classification", "x-borderline-ignore"]],
    ["  x-personal-data: |", "openapi-extension", ["  x-personal-data: none", "none", "email", "phone-mobile"]],
    ['  "x-personal-data": |', "openapi-extension", ['  "x-personal-data": "none"', "none", "email", "phone-mobile"]],
    ['  "x-personal-data": "|"', "openapi-extension", ['  "x-personal-data": "none"', "none", "email", "phone-mobile"]],
    ["  x-data-classification:\n    masking:\n      strategy: |", "openapi-extension", ["  x-data-classification:\n    masking:\n      strategy: full", "full", "partial", "regex", "hash", "remove", "tokenize"]],
    ["  x-data-classification: {sensitivity: |}", "openapi-extension", ["  x-data-classification: {sensitivity: public}", "public", "internal", "confidential", "restricted"]],
    ["# borderline-ignore |", "openapi-extension", ["# borderline-ignore personal-data", "personal-data"]],
  ])("%s", (marked, dialect, expected) => {
    expect(complete(marked, dialect)).toEqual(expected);
  });

  it.each<[string, CompletionDialect]>([
    ["const a = '@|'", "jsdoc"], ["@|Decorator()", "jsdoc"], ["email String @|", "prisma-comment"], ["/* done */ @|", "jsdoc"], ["// mail me@|", "jsdoc"],
    ["category: |", "openapi-extension"], ["description: x |", "openapi-extension"], ["a * @|", "jsdoc"],
  ])("nothing in %s", (marked, dialect) => {
    expect(complete(marked, dialect)).toEqual([]);
  });
});
