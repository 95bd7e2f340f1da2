import { describe, expect, it } from "vitest";
import { allSdks } from "../../../server/src/catalog/sdks.js";
import { checkedVersions, compiledVersions, outsideCheckedRange } from "../../../server/src/catalog/sdk-versions.js";

describe("versions the shapes were checked with", () => {
  it("gives the range of the model, or the major version compiled against", () => {
    expect(checkedVersions("stripe")).toMatchObject({ range: ">=8 <24", checked: "typings" });
    expect(checkedVersions("pg")).toMatchObject({ range: ">=8 <9", compiledWith: expect.stringMatching(/^8\./) });
    expect(checkedVersions("lodash")).toBeUndefined();
  });
  it("tells versions outside", () => {
    expect([outsideCheckedRange("openai", "3.2.1"), outsideCheckedRange("openai", "4.0.0"), outsideCheckedRange("openai", "6.9.1-beta.2"), outsideCheckedRange("openai", "7.0.0")]).toEqual([">=4 <7", undefined, undefined, ">=4 <7"]);
  });
  it("covers at least one package of every model checked against typings, globals apart", () => {
    const missing = allSdks().filter((sdk) => sdk.checked === "typings" && sdk.packages.length > 0 && !sdk.packages.some((name) => [...compiledVersions().keys()].some((known) => known === name || (name.endsWith("*") && known.startsWith(name.slice(0, -1))))));
    expect(missing.map((sdk) => sdk.id)).toEqual(["node-http"]);
  });
  it("lies inside the range of the model", () => {
    expect([...compiledVersions()].filter(([name, version]) => outsideCheckedRange(name, version) !== undefined)).toEqual([]);
  });
  it("covers the width asked for", () => {
    expect(compiledVersions().size).toBeGreaterThanOrEqual(150);
  });
});
