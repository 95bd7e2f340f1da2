import { describe, expect, it } from "vitest";
import { categories, category, categoryCompletions, importantDataCues, readCategories } from "../../../server/src/catalog/categories.js";
import { lexicon, readLexicon } from "../../../server/src/catalog/lexicon.js";

const leaf = {
  id: "x", group: "g", en: "X", zh: "某", isPi: "yes", sensitive: { current: "no", conservative: "yes" },
  by: { pipl: "no", gbt35273: "yes", gbt45574: "not_listed", tc260: "not_listed" }, confidence: "read",
};
const groups = [{ id: "g", en: "G", zh: "组" }], texts = { x: { en: "Text.", zh: "文字。" } };

describe("catalog of categories", () => {
  it("holds the rulebook's leaves with both languages", () => {
    expect(categories().size).toBe(143);
    for (const c of categories().values()) for (const text of [c.name, c.description, c.groupName]) expect([text.en.length > 0, text.zh.length > 0], c.id).toEqual([true, true]);
  });
  it("describes every category in words of its own", () => {
    expect([...categories().values()].filter((c) => c.description.en === c.name.en).map((c) => c.id)).toEqual([]);
  });
  it("carries the marks of both profiles", () => {
    expect(category("id-card-number")?.sensitive).toEqual({ current: "conditional", conservative: "yes" });
    expect(category("precise-location")?.sensitive).toEqual({ current: "yes", conservative: "yes" });
    expect(category("email")?.sensitive).toEqual({ current: "no", conservative: "no" });
  });
  it("names the articles behind a sensitive category", () => {
    expect(category("face-feature")?.articles.map((a) => a.en)).toEqual(["PIPL Art. 28", "GB/T 45574-2025", "GB/T 35273-2020 Annex B"]);
  });
  it("lists entries for completion in the rulebook's order", () => {
    expect(categoryCompletions()[0]).toMatchObject({ id: "name-full", label: { en: "Full name", zh: "姓名" } });
  });
  it("knows nothing of an unknown id", () => expect(category("nothing")).toBeUndefined());
  it("holds the cues of possible important data", () => expect(importantDataCues().map((c) => c.id)).toContain("geo-high-precision"));
});

describe("loader", () => {
  it("accepts what is well formed", () => expect(readCategories({ groups, leaves: [leaf] }, texts).get("x")?.name.zh).toBe("某"));
  it.each([
    ["an unknown group", { groups, leaves: [{ ...leaf, group: "h" }] }, /leaves\[0\] \(x\): unknown group h/],
    ["a wrong mark", { groups, leaves: [{ ...leaf, sensitive: { current: "maybe", conservative: "no" } }] }, /current "maybe" must be one of/],
    ["an id given twice", { groups, leaves: [leaf, leaf] }, /x is given twice/],
    ["no list", { groups }, /leaves must be a list/],
  ])("names the fault: %s", (_, data, message) => expect(() => readCategories(data, texts)).toThrow(message));
  it("asks for a description", () => expect(() => readCategories({ groups, leaves: [leaf] }, {})).toThrow(/categories-descriptions\.x/));
  it("rejects a lexicon entry of an unknown category", () => {
    const context = { classes: { c: { base: 1 } }, kinds: {}, containers: {}, keys: {}, signs: {}, heads: {}, members: {} };
    const words = { latin: {}, han: {}, pinyin: {}, initials: {} };
    expect(() => readLexicon(words, [{ leaf: "no-such", class: "c", phrases: "a" }], context)).toThrow(/no-such\): unknown category/);
  });
});

describe("lexicon", () => {
  it("names only categories of the rulebook", () => {
    expect(lexicon().concepts.map((c) => c.leaf).filter((id) => !categories().has(id))).toEqual([]);
  });
  it("covers nearly all categories", () => {
    const covered = new Set(lexicon().concepts.map((c) => c.leaf));
    expect([...categories().keys()].filter((id) => !covered.has(id))).toEqual(["service-ticket"]);
  });
  it("speaks of every kind it uses in both languages", () => {
    for (const [id, kind] of lexicon().kinds) expect([kind.name.en, kind.name.zh].every((t) => t.length > 0), id).toBe(true);
  });
});
