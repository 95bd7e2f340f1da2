import { describe, expect, it } from "vitest";
import { allSdks } from "../../../server/src/catalog/sdks.js";
describe("SDK models", () => {
  it("load", () => {
    expect(allSdks().length).toBeGreaterThan(0);
  });
});
