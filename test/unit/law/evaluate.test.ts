import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { routeTable } from "../../../server/src/catalog/routes.js";
import { decide } from "../../../server/src/law/evaluate.js";
import type { RouteInputs } from "../../../server/src/model/transfer.js";

const leaving = { outbound: true, purpose: "marketing" } as const;

describe("boundaries", () => {
  it.each([
    [{ "counts.pi": 99_999 }, "R19", "exempt_art5_4"],
    [{ "counts.pi": 100_000 }, "R17", "scc_or_certification"],
    [{ "counts.pi": 999_999 }, "R17", "scc_or_certification"],
    [{ "counts.pi": 1_000_000 }, "R15", "security_assessment"],
    [{ "counts.sensitive": 1 }, "R18", "scc_or_certification"],
    [{ "counts.sensitive": 9_999 }, "R18", "scc_or_certification"],
    [{ "counts.sensitive": 10_000 }, "R16", "security_assessment"],
    [{ "counts.pi": 1, "exporter.ciio": "yes" }, "R14", "security_assessment"],
    [{ "counts.pi": 0 }, "R19", "exempt_art5_4"],
  ])("%j is %s", (counts, rule, route) => {
    expect(decide({ ...leaving, ...counts })).toMatchObject({ rule, route, needsInfo: [], possibleRoutes: [route] });
  });
});

describe("what is still needed", () => {
  it("is nothing where an earlier rule has decided", () => {
    expect(decide({ outbound: false, purpose: "unknown", "counts.pi": "unknown" }).needsInfo).toEqual([]);
    expect(decide({ outbound: true, recipient_restricted: true, purpose: "unknown" }).needsInfo).toEqual([]);
  });

  it("leaves out facts that lead to the same route", () => {
    expect(decide({ ...leaving, "exporter.ciio": "unknown", "counts.pi": 2_000_000 }).needsInfo).toEqual([]);
    expect(decide({ ...leaving, "exporter.ciio": "unknown", "counts.pi": 2 }).needsInfo).toEqual(["exporter.ciio"]);
  });

  it("asks for facts of an exemption only where its purpose is possible", () => {
    const open = { "facts.necessary": "unknown", "facts.individual_is_party": "unknown", "counts.pi": 200_000, outbound: true };
    expect(decide({ ...open, purpose: "marketing" }).needsInfo).toEqual([]);
    expect(decide({ ...open, purpose: "contract" }).needsInfo).toEqual(["facts.individual_is_party", "facts.necessary"]);
  });

  it("respects a lower bound", () => {
    const decision = decide({ ...leaving, "counts.sensitive": ">= 1" });
    expect(decision).toMatchObject({ rule: "R18", needsInfo: ["counts.sensitive"], decidingInput: "counts.sensitive" });
    expect(decide({ ...leaving, "counts.sensitive": ">= 10000" }).needsInfo).toEqual([]);
  });

  it("asks whether data leaves at all when nobody said", () => {
    expect(decide({}).needsInfo).toEqual(["outbound"]);
  });

  it("names the purpose first when everything is unknown", () => {
    const open = { "facts.necessary": "unknown", "facts.individual_is_party": "unknown", "counts.pi": "unknown" };
    expect(decide({ outbound: true, purpose: "unknown", ...open }).decidingInput).toBe("purpose");
    expect(decide({ outbound: true, purpose: "marketing", ...open }).decidingInput).toBe("counts.pi");
  });
});

describe("obligations", () => {
  const ids = (inputs: RouteInputs): string[] => decide(inputs).obligations.map(({ id }) => id);

  it("stay under an exemption, without consent where a contract carries the transfer", () => {
    const exempt = ids({ outbound: true, purpose: "contract", "facts.individual_is_party": true, "facts.necessary": true });
    expect(exempt).toEqual(expect.arrayContaining(["notice", "pipia", "recipient_standard", "security_measures"]));
    expect(exempt).not.toContain("separate_consent");
    expect(ids({ ...leaving, "counts.pi": 10 })).toContain("separate_consent");
  });

  it("end where nothing leaves", () => expect(ids({ outbound: false })).toEqual([]));

  it("bring the deadlines of the route", () => {
    expect(ids({ ...leaving, "counts.pi": 100_000 })).toEqual(expect.arrayContaining(["contract_filing", "certificate_validity"]));
    expect(ids({ ...leaving, "counts.pi": 1_000_000 })).toEqual(expect.arrayContaining(["assessment_validity", "pi_officer"]));
    expect(ids({ ...leaving, "counts.pi": 100_000 })).not.toContain("gba_filing");
  });

  it("add the guardian for children and filing for faces", () => {
    expect(ids({ ...leaving, "data.minors": true, "data.face": true, "counts.sensitive": 1 })).toEqual(expect.arrayContaining(["minors", "face"]));
  });
});

const value = fc.oneof(fc.string({ maxLength: 12 }), fc.double(), fc.integer(), fc.boolean(), fc.constantFrom("unknown", "yes", "no", "contract", ">= 3", "__proto__"));
const inputsOf = (id: fc.Arbitrary<string>): fc.Arbitrary<Record<string, string | number | boolean>> => fc.dictionary(id, value, { maxKeys: 12 });
const known = fc.constantFrom(...routeTable().inputs.keys());

describe("for any inputs", () => {
  it("there is a decision", () => {
    fc.assert(fc.property(inputsOf(fc.oneof(known, fc.string())), (inputs) => {
      const decision = decide(inputs);
      expect(routeTable().routes.has(decision.route)).toBe(true);
      expect(decision.possibleRoutes[0]).toBe(decision.route);
    }));
  });

  it("inputs the table does not know change nothing", () => {
    const foreign = fc.string().filter((id) => !routeTable().inputs.has(id)).map((id) => `x-${id}`);
    fc.assert(fc.property(inputsOf(known), inputsOf(foreign), (inputs, more) => {
      expect(decide({ ...inputs, ...more })).toEqual(decide(inputs));
    }));
  });

  it("nothing needed means no completion changes the route", () => {
    const completion = fc.record(Object.fromEntries([...routeTable().inputs.values()].map((input) => [input.id,
      input.type === "boolean" ? fc.boolean() : input.type === "enum" ? fc.constantFrom(...input.values) : fc.constantFrom(0, 1, 9_999, 10_000, 99_999, 100_000, 1_000_000)])));
    fc.assert(fc.property(completion, fc.subarray([...routeTable().inputs.keys()]), completion, (base, open, other) => {
      const before = decide({ ...base, ...Object.fromEntries(open.map((id) => [id, "unknown"])) });
      const after = decide({ ...base, ...Object.fromEntries(open.map((id) => [id, other[id] ?? false])) });
      expect(before.possibleRoutes).toContain(after.route);
      if (before.needsInfo.length === 0) expect(after.route).toBe(before.route);
    }), { numRuns: 2000 });
  });

  it("every fact asked for can change the route", () => {
    const inputs = { outbound: true, purpose: "unknown", "facts.necessary": "unknown", "facts.individual_is_party": "unknown", "counts.pi": "unknown", "counts.sensitive": 0 };
    const purposes = ["contract", "marketing", "emergency"];
    const routes = new Set<string>();
    for (const purpose of purposes) for (const necessary of [true, false]) for (const count of [0, 100_000, 1_000_000]) {
      routes.add(decide({ ...inputs, purpose, "facts.necessary": necessary, "facts.individual_is_party": true, "counts.pi": count }).route);
    }
    expect([...routes].every((route) => decide(inputs).possibleRoutes.includes(route))).toBe(true);
  });
});
