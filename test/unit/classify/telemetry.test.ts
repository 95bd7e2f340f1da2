import { describe, expect, it } from "vitest";
import { classify } from "../../../server/src/classify/index.js";
import type { FieldFacts } from "../../../server/src/model/classification.js";

function observation(members: readonly string[], name: string): FieldFacts {
  return {
    schema: "typescript", name, type: { text: "string", kind: "string", isList: false, isOptional: false }, comments: [], attributes: [], examples: [], annotations: [],
    container: { name: "Observation", kind: "interface", comments: [], annotations: [], members: [...members, name].map((member) => ({ name: member, type: "string" })) },
  };
}

const options = { profile: "conservative", customCategories: [] } as const;

describe("an observation", () => {
  it("of a program's trace is no patient's record", () => {
    expect(classify(observation(["id", "traceId", "model", "latency", "userId"], "output"), options).level).toBe("none");
  });

  it("of a patient is", () => {
    expect(classify(observation(["id", "patientId", "effectiveDate", "diagnosis"], "interpretation"), options).level).toBe("sensitive");
  });
});
