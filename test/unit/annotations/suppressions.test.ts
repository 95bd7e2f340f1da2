import { describe, expect, it } from "vitest";
import { findSuppressions, readTags, withScopes } from "../../../server/src/annotations/index.js";

function one(source: string): unknown {
  const { suppressions, problems } = readTags(source, 0, "line-comment");
  return { ...(suppressions[0] === undefined ? {} : strip(suppressions[0])), ...(problems.length === 0 ? {} : { problems: problems.map(({ code }) => code) }) };
}

function strip({ range: _range, ...rest }: { readonly range: unknown }): object {
  return rest;
}

describe("what a suppression says", () => {
  it.each<[string, object]>([
    ["// borderline-ignore outbound-transfer -- contract filed", { rules: ["outbound-transfer"], reason: "contract filed", wholeFile: false }],
    ["// borderline-ignore a-b,c-d -- both (until 2027-03-01) [wei]", { rules: ["a-b", "c-d"], reason: "both", until: "2027-03-01", owner: "wei", wholeFile: false }],
    ["// borderline-ignore a-b, c-d -- both [wei] (until 2027-03-01)", { rules: ["a-b", "c-d"], reason: "both", until: "2027-03-01", owner: "wei", wholeFile: false }],
    ["# borderline-ignore-file personal-data —— 仓库数据（至 2027-03-01）【王伟】", { rules: ["personal-data"], reason: "仓库数据", until: "2027-03-01", owner: "王伟", wholeFile: true }],
    ["/* borderline-ignore personal-data because these are lots */", { rules: ["personal-data"], reason: "because these are lots", wholeFile: false }],
    ["/// borderline-ignore personal-data -- see (the) notes", { rules: ["personal-data"], reason: "see (the) notes", wholeFile: false }],
    ["// eslint-disable-next-line x borderline-ignore personal-data -- why", { rules: ["personal-data"], reason: "why", wholeFile: false }],
    ["// borderline-ignore personal-data", { rules: ["personal-data"], reason: "", wholeFile: false, problems: ["suppression-without-reason"] }],
    ["// borderline-ignore", { problems: ["malformed-suppression"] }],
    ["// borderline-ignore -- no rule", { problems: ["malformed-suppression"] }],
    ["// borderline-ignore personal-data -- why (until next year)", { problems: ["malformed-suppression"] }],
    ["// borderline-ignore personal-data -- why (until 2027-02-30)", { problems: ["malformed-suppression"] }],
    ["// borderline-ignore-next-line personal-data -- why", { problems: ["malformed-suppression"] }],
    ["// borderline-disable personal-data", { problems: ["malformed-suppression"] }],
    ["// a borderline-case, nothing of ours", {}],
    ["// write borderline-ignore like so", {}],
    ["// the word \"borderline-ignore\" in prose", {}],
  ])("%s", (source, expected) => {
    expect(one(source)).toEqual(expected);
  });
});

/** Lines the suppressions of a text cover, as "first-last" (from 1). */
function covered(text: string, language: "typescript" | "prisma" | "yaml", declarations: readonly string[] = []): readonly string[] {
  const found = findSuppressions(text, language).suppressions;
  const places = declarations.map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length }));
  const line = (offset: number): number => text.slice(0, offset).split("\n").length;
  return withScopes(found, text, places).map(({ scope }) => `${line(scope.start)}-${line(scope.end)}`);
}

describe("what a suppression covers", () => {
  it.each<[string, string, "typescript" | "prisma" | "yaml", readonly string[], readonly string[]]>([
    ["the line below", "a();\n// borderline-ignore x-y -- r\nb();\nc();\n", "typescript", [], ["3-3"]],
    ["its own line", "a();\nb(); // borderline-ignore x-y -- r\nc();", "typescript", [], ["2-2"]],
    ["the line below blank and comment lines", "// borderline-ignore x-y -- r\n\n// more\n/* and\n more */\nb();", "typescript", [], ["6-6"]],
    ["the line below a JSDoc block", "/**\n * Text.\n * borderline-ignore x-y -- r\n */\nb();", "typescript", [], ["5-5"]],
    ["a block comment before code", "x;\n/* borderline-ignore x-y -- r */ b();\nc();", "typescript", [], ["2-2"]],
    ["a JSX comment", "<p>\n{/* borderline-ignore x-y -- r */}\n<b/>\n</p>", "typescript", [], ["3-3"]],
    ["the whole file", "a();\n// borderline-ignore-file x-y -- r\nb();", "typescript", [], ["1-3"]],
    ["the declaration that starts below", "/// borderline-ignore x-y -- r\nmodel A {\n  id Int\n}\n", "prisma", ["model A {\n  id Int\n}"], ["2-4"]],
    ["a YAML key", "a: 1\n# borderline-ignore x-y -- r\nb: 'it''s'\n", "yaml", [], ["3-3"]],
    ["the end of a YAML line", "a: it's # borderline-ignore x-y -- r\nb: 2\n", "yaml", [], ["1-1"]],
    ["CRLF", "a();\r\n// borderline-ignore x-y -- r\r\nb();\r\n", "typescript", [], ["3-3"]],
  ])("%s", (_name, text, language, declarations, expected) => {
    expect(covered(text, language, declarations)).toEqual(expected);
  });

  it("is not read from strings", () => {
    expect(covered('const a = "// borderline-ignore x-y -- r";\nconst b = `borderline-ignore x-y -- r`;\n', "typescript")).toEqual([]);
    expect(covered('a: "# borderline-ignore x-y -- r"\n', "yaml")).toEqual([]);
  });
});
