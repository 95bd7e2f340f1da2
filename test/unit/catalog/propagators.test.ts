import { describe, expect, it } from "vitest";
import { globalPropagators, propagatorGroups, propagatorOfExport, propagatorsOfPackage, residue } from "../../../server/src/catalog/propagators.js";

describe("propagators", () => {
  it("knows lodash under its many names", () => {
    for (const name of ["lodash", "lodash-es", "lodash.pick", "lodash/pick"]) expect(propagatorsOfPackage(name).map((group) => group.id)).toEqual(["lodash"]);
    const omit = propagatorsOfPackage("lodash")[0]?.calls.find((call) => call.target.name === "omit");
    expect(omit).toMatchObject({ effect: "omit", from: [{ text: "a0" }], keys: { argument: 1, rest: true } });
  });
  it("does not take a plain digest for a cleaner", () => {
    const [group] = propagatorsOfPackage("node:crypto");
    const digest = group?.calls.find((call) => call.target.text === "Hash#digest");
    expect(digest?.effect).toBe("hash");
    expect([residue("hash"), residue("keyed-hash"), residue("mask"), residue("copy"), residue("stop")]).toEqual(["same", "downgraded", "none", "same", "none"]);
  });
  it.each([
    ["lodash", "pick", [], "pick"], ["lodash", "default", ["omit"], "omit"], ["lodash/pick", "default", [], "pick"], ["lodash.omit", "default", [], "omit"], ["crypto-js", "*", ["MD5"], "hash"],
    ["node:crypto", "createHmac", ["()", "update"], "keyed-hash"], ["bcrypt", "default", ["compare"], "stop"], ["qs", "default", ["stringify"], "copy"],
  ])("%s %s %j is %s", (specifier, name, members, effect) => {
    expect(propagatorOfExport(specifier, name, members)?.effect).toBe(effect);
  });
  it("knows nothing of other packages", () => {
    expect(propagatorOfExport("stripe", "default")).toBeUndefined();
  });
  it("has the global functions", () => {
    const texts = globalPropagators().map((call) => call.target.text);
    for (const text of ["$JSON.stringify", "$encodeURIComponent", "FormData#append", "new $URLSearchParams"]) expect(texts).toContain(text);
  });
  it("describes every function once a group", () => {
    for (const group of propagatorGroups()) {
      const texts = group.calls.map((call) => call.target.text);
      expect([group.id, texts.filter((text, at) => texts.indexOf(text) !== at)]).toEqual([group.id, []]);
    }
  });
});
