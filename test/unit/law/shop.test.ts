// The stories of examples/shop as far as law goes: its borderline.yaml judged over flows like those of its code.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../../server/src/configuration/index.js";
import { contradictions } from "../../../server/src/law/contradictions.js";
import { transferOf } from "../../../server/src/law/transfer.js";
import { defaultConfig } from "../../../server/src/model/config.js";
import { flow, type FlowSketch } from "../../support/flows.js";

const today = "2026-11-24";
const reading = readConfiguration(readFileSync(new URL("../../../examples/shop/borderline.yaml", import.meta.url), "utf8"));
const config = reading.config ?? defaultConfig;

describe("the shop's borderline.yaml", () => {
  it("is valid and free of contradictions", () => {
    expect(reading.problems).toEqual([]);
    expect(contradictions(config, today)).toEqual([]);
  });
});

const stories: readonly (readonly [string, FlowSketch, string, string, string])[] = [
  ["order to a maker abroad", { host: "orders.kyoto-makers.example", fields: [{ name: "recipient", category: "recipient-name" }] }, "R07", "information", "not-needed"],
  ["member letters", { model: "klaviyo", host: "a.klaviyo.com" }, "R19", "information", "not-needed"],
  ["employee directory", { host: "people.lantern-lane-holding.example", fields: [{ name: "workEmail", subject: "employee" }] }, "R19", "information", "not-needed"],
  ["ID-card photo", { host: "lanternlane.zendesk.com", fields: [{ name: "idCardPhotoUrl", category: "id-card-photo", level: "sensitive" }] }, "R18", "information", "in-force"],
  ["children", { host: "api.happycards.example", fields: [{ name: "childName", category: "minor-under-14", level: "sensitive", subject: "minor" }] }, "R18", "warning", "none"],
  ["device identifiers", { host: "graph.facebook.com", fields: [{ name: "oaid", category: "device-adid" }, { name: "mobile", category: "phone-mobile", redacted: "hash" }] }, "R19", "information", "not-needed"],
  ["inside the mainland", { host: "dysmsapi.aliyuncs.com", outside: false, fields: [{ name: "phone", category: "phone-mobile" }] }, "R00", "none", "not-needed"],
  ["behind our own host", { host: "eu.i.posthog.com" }, "R19", "information", "not-needed"],
];

describe("stories", () => {
  it.each(stories)("%s", (_title, sketch, rule, severity, state) => {
    const { decision, mechanism } = transferOf(flow(sketch), config, { today });
    expect({ rule: decision.rule, severity: decision.severity, state: mechanism.state }).toEqual({ rule, severity, state });
  });

  it("member letters need a contract once the count passes 100,000", () => {
    const grown = { ...config, exporter: { ...config.exporter, personsExported: { ordinary: 100_000, sensitive: 240 } } };
    expect(transferOf(flow({ host: "a.klaviyo.com" }), grown, { today }).decision).toMatchObject({ rule: "R17", severity: "warning" });
  });

  it("the support desk's contract is warned of before it ends and an error after", () => {
    const desk = flow({ host: "lanternlane.zendesk.com", fields: [{ name: "idCardPhotoUrl", category: "id-card-photo", level: "sensitive" }] });
    expect(transferOf(desk, config, { today: "2027-02-01" }).decision.severity).toBe("warning");
    expect(transferOf(desk, config, { today: "2027-03-14" }).decision.severity).toBe("error");
  });
});
