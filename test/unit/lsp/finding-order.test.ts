import { describe, expect, it } from "vitest";
import { nextFinding } from "../../../client/src/finding-order.js";

const places = [{ file: "b", line: 3, character: 0 }, { file: "a", line: 1, character: 4 }, { file: "a", line: 1, character: 9 }, { file: "b", line: 0, character: 0 }];
const name = (place: { file: string; line: number; character: number } | undefined) => (place === undefined ? undefined : `${place.file}${place.line}:${place.character}`);

describe("walking through findings", () => {
  it("goes on in the file, then to the next, then round again", () => {
    const seen: (string | undefined)[] = [];
    let at: (typeof places)[number] | undefined;
    for (let i = 0; i < 5; i++) seen.push(name((at = nextFinding(places, at, 1))));
    expect(seen).toEqual(["a1:4", "a1:9", "b0:0", "b3:0", "a1:4"]);
  });

  it("goes back the same way, and from places without a finding", () => {
    expect(name(nextFinding(places, { file: "a", line: 1, character: 4 }, -1))).toBe("b3:0");
    expect(name(nextFinding(places, { file: "aa", line: 0, character: 0 }, 1))).toBe("b0:0");
    expect(name(nextFinding(places, { file: "aa", line: 0, character: 0 }, -1))).toBe("a1:9");
    expect(nextFinding([], undefined, 1)).toBeUndefined();
  });
});
