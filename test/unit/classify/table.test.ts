import { describe, expect, it } from "vitest";
import { classify } from "../../../server/src/classify/index.js";
import { fixtureCases } from "./fixture.js";

const letters = { none: "N", general: "G", sensitive: "S" } as const;

describe("container tables", () => {
  const cases = fixtureCases().filter((c) => c.expected !== "?");
  it.each([...new Set(cases.map((c) => c.file))])("%s", (file) => {
    const wrong = cases.filter((c) => c.file === file).flatMap((c) => {
      const said = letters[classify(c.facts, { profile: "conservative", customCategories: [] }).level];
      return said === c.expected ? [] : [`${c.label}: ${c.expected} → ${said}`];
    });
    expect(wrong).toEqual([]);
  });
});
