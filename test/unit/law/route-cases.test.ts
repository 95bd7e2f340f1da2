import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compareCase, readCases } from "../../support/route-cases.js";
import { resolveCitation } from "../../../server/src/catalog/instruments.js";
import { decide } from "../../../server/src/law/evaluate.js";

const cases = readCases(readFileSync(new URL("../../fixtures/law/route-cases.yaml", import.meta.url), "utf8"));

describe("worked cases of the decision table", () => {
  it("are all there", () => expect(cases).toHaveLength(123));

  it.each(cases.map((item) => [item.id, item.title, item] as const))("%s %s", (_id, _title, item) => {
    expect(compareCase(item)).toEqual([]);
  });

  it("end in decisions whose citations resolve", () => {
    for (const { inputs } of cases) {
      const { citations, obligations } = decide(inputs);
      const ids = [...citations, ...obligations.flatMap((duty) => duty.citations)];
      expect(ids.filter((id) => resolveCitation(id) === undefined)).toEqual([]);
    }
  });
});
