import { describe, expect, it } from "vitest";
import { localized } from "../../../server/src/base/localized.js";
import { runFixes } from "../../../server/src/cli/fix-rounds.js";
import type { FileEdit, Fix } from "../../../server/src/model/finding.js";
import type { Engine, OpenDocument } from "../../../server/src/workspace/engine.js";

/** An engine that knows texts and asks a function for fixes of one; the rest of the façade is not called. */
function fakeEngine(fixesOf: (path: string, text: string) => readonly Fix[], disk: Readonly<Record<string, string>>): { readonly engine: Engine; readonly calls: () => number } {
  const texts = new Map(Object.entries(disk));
  let calls = 0;
  const part: Pick<Engine, "fixes" | "updateDocument"> = {
    fixes: async (path) => {
      calls++;
      return fixesOf(path, texts.get(path) ?? "");
    },
    updateDocument: async ({ path, text }: OpenDocument) => void texts.set(path, text),
  };
  return { engine: part as Engine, calls: () => calls };
}

const fix = (edits: readonly FileEdit[], id = "f"): Fix => ({ id, title: localized("f", "f"), rule: "r", kind: "quickfix", isPreferred: true, edits });
const edit = (file: string, start: number, end: number, newText: string): FileEdit => ({ file, edits: [{ range: { start, end }, newText }] });

async function play(disk: Readonly<Record<string, string>>, fixesOf: (path: string, text: string) => readonly Fix[]) {
  const { engine, calls } = fakeEngine(fixesOf, disk);
  const outcome = await runFixes({ engine, files: Object.keys(disk), readText: (path) => disk[path], select: (fixes) => fixes });
  return { changed: Object.fromEntries(outcome.changed.map(({ path, after }) => [path, after])), applied: Object.fromEntries(outcome.applied), calls: calls() };
}

describe("rounds of fixes", () => {
  it("apply what does not touch at once, the rest on the new text", async () => {
    const { changed, applied } = await play({ "/a": "x x x" }, (path, text) => [...text.matchAll(/x ?/g)].map(({ index, 0: word }) => fix([edit(path, index, index + word.length, "y")])));
    expect([changed, applied]).toEqual([{ "/a": "yyy" }, { f: 3 }]);
  });

  it("never mix two fixes of the same place", async () => {
    const { changed } = await play({ "/a": "ab" }, (path, text) => (text === "ab" ? [fix([edit(path, 0, 2, "first")]), fix([edit(path, 1, 2, "second")])] : []));
    expect(changed).toEqual({ "/a": "first" });
  });

  it("take all files of a fix or none", async () => {
    const { changed } = await play({ "/a": "a", "/b": "b" }, (path, text) => (path === "/a" && text === "a" ? [fix([edit("/b", 0, 1, "B")], "one"), fix([edit("/a", 0, 1, "A"), edit("/b", 0, 1, "other")], "two")] : []));
    expect(changed).toEqual({ "/b": "B" });
  });

  it("make files that are not there, and leave those that are", async () => {
    const create = (file: string): FileEdit => ({ file, create: true, edits: [{ range: { start: 0, end: 0 }, newText: "new" }] });
    const { changed } = await play({ "/a": "a", "/b": "b" }, (path, text) => (path === "/a" && text === "a" ? [fix([edit("/a", 0, 1, "A"), create("/c")]), fix([create("/b")])] : []));
    expect(changed).toEqual({ "/a": "A", "/c": "new" });
  });

  it("refuse places outside the text", async () => {
    expect((await play({ "/a": "a" }, () => [fix([edit("/a", 0, 9, "A")]), fix([edit("/gone", 0, 0, "A")])])).changed).toEqual({});
  });

  it("stop when a fix does not do what it says", async () => {
    const { changed, calls } = await play({ "/a": "a" }, (path) => [fix([edit(path, 0, 0, "-")])]);
    expect([changed, calls]).toEqual([{ "/a": "-a" }, 2]);
  });

  it("stop when fixes undo each other", async () => {
    const { changed } = await play({ "/a": "a" }, (path, text) => [fix([edit(path, 0, 1, text === "a" ? "b" : "a")])]);
    expect(changed).toEqual({ "/a": "b" });
  });
});
