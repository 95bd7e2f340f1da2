import { describe, expect, test } from "vitest";
import { asCommentText } from "../../../client/src/comment-text.js";
import { Deaths } from "../../../client/src/deaths.js";
import { isRelevant } from "../../../client/src/relevance.js";

function document(languageId: string, fileName: string, text = "", scheme = "file") {
  const lines = text.split("\n");
  return { languageId, fileName, uri: { scheme }, lineCount: lines.length, lineAt: (line: number | { line: number }) => ({ text: lines[typeof line === "number" ? line : line.line] ?? "" }) } as unknown as Parameters<typeof isRelevant>[0];
}

describe("what starts the server", () => {
  test.each([
    ["prisma", "/w/schema.prisma", ""],
    ["vue", "/w/App.vue", ""],
    ["yaml", "/w/api.yaml", "openapi: 3.1.0\n"],
    ["yaml", "/w/api.yaml", "# comment\nswagger: '2.0'\n"],
    ["json", "/w/api.json", '{\n  "openapi": "3.0.3"\n}'],
    ["json", "/w/user.schema.json", '{ "$schema": "https://json-schema.org/draft/2020-12/schema" }'],
    ["yaml", "/w/borderline.yaml", ""],
    ["plaintext", "/w/model.zmodel", ""],
  ])("%s %s", (language, name, text) => expect(isRelevant(document(language, name, text))).toBe(true));

  test.each([
    ["yaml", "/w/.github/workflows/ci.yaml", "name: CI\non: push\n"],
    ["json", "/w/package.json", '{ "name": "x" }'],
    ["markdown", "/w/README.md", "openapi: 3.1.0"],
  ])("not %s %s", (language, name, text) => expect(isRelevant(document(language, name, text))).toBe(false));

  test("documents that are no files do not", () => expect(isRelevant(document("prisma", "Untitled-1", "", "untitled"))).toBe(false));
});

test.each([
  ["  office phone  ", "office phone"],
  ["ends */ here", "ends * / here"],
  ['the "public" one\nof two', "the 'public' one of two"],
  ["see: ticket #12", "see, ticket 12"],
  ["仓库地址，公开信息", "仓库地址，公开信息"],
])("a reason is written as one harmless line: %s", (answer, text) => expect(asCommentText(answer)).toBe(text));

describe("a server that dies", () => {
  test("is started again, each time after a longer wait, and let rest at last", () => {
    const deaths = new Deaths();
    expect([0, 10, 20, 30, 40].map((time) => deaths.died(time))).toEqual([
      ...[0, 1_000, 4_000, 15_000].map((waitMilliseconds) => ({ kind: "restart", waitMilliseconds })), { kind: "give-up", deaths: 5 },
    ]);
    deaths.forget();
    expect(deaths.died(50)).toEqual({ kind: "restart", waitMilliseconds: 0 });
  });

  test("now and then is started again at once", () => {
    const deaths = new Deaths();
    for (let hour = 0; hour < 24; hour++) expect(deaths.died(hour * 3_600_000)).toEqual({ kind: "restart", waitMilliseconds: 0 });
  });
});
