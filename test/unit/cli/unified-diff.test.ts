import { applyPatch } from "diff";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unifiedDiff } from "../../../server/src/cli/unified-diff.js";

describe("unified diff", () => {
  it("shows three lines around, and one hunk for near places", () => {
    const lines = Array.from({ length: 20 }, (_, i) => `${i}\n`);
    const changed = lines.flatMap((line, i) => (i === 5 || i === 8 ? [`new\n`, line] : i === 18 ? [] : [line]));
    expect(unifiedDiff("x/a.txt", lines.join(""), changed.join(""))).toBe(
      "--- a/x/a.txt\n+++ b/x/a.txt\n@@ -3,9 +3,11 @@\n 2\n 3\n 4\n+new\n 5\n 6\n 7\n+new\n 8\n 9\n 10\n@@ -16,5 +18,4 @@\n 15\n 16\n 17\n-18\n 19\n",
    );
  });

  it("of a new file, of line ends, of a missing last line break", () => {
    expect(unifiedDiff("a", undefined, "x\n")).toBe("--- /dev/null\n+++ b/a\n@@ -0,0 +1,1 @@\n+x\n");
    expect(unifiedDiff("a", "x\r\n", "y\r\n")).toBe("--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@\n-x\r\n+y\r\n");
    expect(unifiedDiff("a", "x", "x\n")).toBe("--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n+x\n");
  });

  const text = fc.array(fc.constantFrom("a", "b", "c", "", "d\r"), { maxLength: 40 }).chain((lines) => fc.constantFrom("", "\n").map((end) => (lines.length === 0 ? "" : lines.join("\n") + end)));

  it("makes the one text of the other", () => {
    fc.assert(fc.property(text, text, (before, after) => applyPatch(before, unifiedDiff("a", before, after)) === after), { numRuns: 500 });
  });

  it("so do versions that never agree again", () => {
    const side = (name: string) => Array.from({ length: 300 }, (_, i) => `${name}${i}\n`).join("");
    const [before, after] = [`top\n${side("x")}end\n`, `top\n${side("y")}end\n`];
    expect(applyPatch(before, unifiedDiff("a", before, after))).toBe(after);
  });
});
