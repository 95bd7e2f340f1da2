import { describe, expect, test } from "vitest";
import { Documents } from "../../../server/src/lsp/documents.js";

const uri = "file:///w/a.prisma";
const at = (line: number, character: number) => ({ line, character });

function opened(text: string): Documents {
  const documents = new Documents();
  documents.open(uri, "prisma", 5, text);
  return documents;
}

describe("open documents", () => {
  test("incremental changes of one notification build on each other", () => {
    const documents = opened("one\ntwo\n");
    documents.change(uri, 6, [
      { range: { start: at(0, 0), end: at(0, 3) }, text: "1\n1.5" },
      { range: { start: at(2, 0), end: at(2, 3) }, text: "2" },
    ]);
    expect(documents.snapshot("/w/a.prisma")).toMatchObject({ text: "1\n1.5\n2\n", clientVersion: 6 });
  });

  test("ranges beyond a line or the text are clamped", () => {
    const documents = opened("ab\ncd");
    documents.change(uri, 6, [{ range: { start: at(0, 99), end: at(0, 120) }, text: "!" }]);
    documents.change(uri, 7, [{ range: { start: at(44, 1), end: at(99, 0) }, text: "?" }]);
    expect(documents.snapshot("/w/a.prisma")?.text).toBe("ab!\ncd?");
    expect(documents.offsetAt("/w/a.prisma", at(0, 99))).toBe(3);
    expect(documents.offsetAt("/w/a.prisma", at(99, 0))).toBe(7);
  });

  test("characters count as UTF-16 units", () => {
    const documents = opened("// 😀\nid");
    expect(documents.offsetAt("/w/a.prisma", at(1, 0))).toBe(6);
  });

  test("versions may repeat, go back or be absent; arrival order decides", () => {
    const documents = opened("a");
    documents.change(uri, 3, [{ text: "b" }]);
    documents.change(uri, 3, [{ text: "c" }]);
    documents.change(uri, null, [{ range: { start: at(0, 1), end: at(0, 1) }, text: "d" }]);
    expect(documents.snapshot("/w/a.prisma")?.text).toBe("cd");
    const sequences = documents.takeUnsent().map(({ version }) => version);
    expect(sequences).toHaveLength(1);
    documents.change(uri, 1, [{ text: "e" }]);
    const [later] = documents.takeUnsent();
    expect(later?.text).toBe("e");
    expect(later?.version).toBeGreaterThan(sequences[0] ?? 0);
  });

  test("a snapshot keeps its text when the document goes on", () => {
    const documents = opened("a");
    const before = documents.snapshot("/w/a.prisma");
    documents.change(uri, 6, [{ text: "b" }]);
    expect(before?.text).toBe("a");
  });

  test("documents that are no files, and changes of documents that are not open, are left alone", () => {
    const documents = new Documents();
    expect(documents.open("untitled:Untitled-1", "prisma", 1, "model A {}")).toBeUndefined();
    expect(documents.change(uri, 2, [{ text: "x" }])).toBeUndefined();
    expect(documents.close(uri)).toBeUndefined();
    expect(documents.paths).toEqual([]);
    expect(documents.takeUnsent()).toEqual([]);
  });

  test("only what changed is handed on", () => {
    const documents = opened("a");
    expect(documents.takeUnsent()).toHaveLength(1);
    expect(documents.takeUnsent()).toHaveLength(0);
  });
});
