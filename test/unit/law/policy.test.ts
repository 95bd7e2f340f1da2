import { describe, expect, it } from "vitest";
import { policyDenials } from "../../../server/src/law/policy.js";
import { transferOf } from "../../../server/src/law/transfer.js";
import type { PolicyConditions, PolicyStatement } from "../../../server/src/model/config.js";
import { config, flow, recipient, type FlowSketch } from "../../support/flows.js";

const deny = (id: string, when: PolicyConditions, unless?: PolicyConditions): PolicyStatement => ({ id, effect: "deny", when, ...(unless === undefined ? {} : { unless }), range: { start: 0, end: 1 } });
const allow = (id: string, when: PolicyConditions): PolicyStatement => ({ ...deny(id, when), effect: "allow" });

const recipients = [
  recipient({ id: "desk", purpose: "support", country: "DE", mechanism: { kind: "standard-contract", filedOn: "2025-03-14", validUntil: "2027-03-13" } }),
  recipient({ id: "mail", purpose: "marketing" }),
];

/** "statement: fields" for what is denied. */
function denied(policy: readonly PolicyStatement[], sketch: FlowSketch): readonly string[] {
  const settings = config({ policy, recipients, exporter: { ciio: "no", personsExported: { ordinary: 500_000, sensitive: 10 } } });
  const one = flow(sketch);
  return policyDenials(one, transferOf(one, settings, { today: "2026-11-24" }), settings).map(({ statement, sources }) => `${statement.id}: ${sources.map(({ source }) => source.name).join(" ")}`);
}

const email = { name: "email", category: "email" };
const card = { name: "idCard", category: "id-card-number", level: "sensitive" } as const;
const child = { name: "nickname", category: "nickname", subject: "minor" } as const;

describe("conditions", () => {
  it.each<[string, PolicyConditions, FlowSketch, readonly string[]]>([
    ["nothing asked is everything", {}, { fields: [email, card] }, ["p: email idCard"]],
    ["a category", { categories: ["email"] }, { fields: [email, card] }, ["p: email"]],
    ["a group", { categories: ["identity"] }, { fields: [email, card] }, ["p: idCard"]],
    ["a group spelled as in the catalog", { categories: ["online_id"] }, { fields: [{ name: "account", category: "account-id" }] }, ["p: account"]],
    ["a level", { levels: ["sensitive"] }, { fields: [email, card] }, ["p: idCard"]],
    ["everything about children is sensitive", { levels: ["sensitive"] }, { fields: [child] }, ["p: nickname"]],
    ["the other level", { levels: ["general"] }, { fields: [email, card, child] }, ["p: email"]],
    ["a subject", { subjects: ["minor"] }, { fields: [email, child] }, ["p: nickname"]],
    ["outside", { countries: ["outside"] }, { country: "HK" }, ["p: email"]],
    ["a country", { countries: ["SG", "US"] }, {}, ["p: email"]],
    ["another country", { countries: ["SG"] }, {}, []],
    ["members of the Union", { countries: ["EU"] }, { country: "FR" }, ["p: email"]],
    ["a declared country wins", { countries: ["EU"] }, { recipient: "desk", country: "US" }, ["p: email"]],
    ["mainland", { countries: ["mainland"] }, { outside: false }, ["p: email"]],
    ["mainland by its code", { countries: ["CN"] }, { outside: false }, ["p: email"]],
    ["mainland is not outside", { countries: ["outside", "unknown"] }, { outside: false }, []],
    ["unknown", { countries: ["unknown"] }, { outside: "unknown" }, ["p: email"]],
    ["a recipient", { recipients: ["mail"] }, { recipient: "mail" }, ["p: email"]],
    ["a host pattern", { recipients: ["*.example.com"] }, { host: "api.example.com" }, ["p: email"]],
    ["another recipient", { recipients: ["mail"] }, { recipient: "desk" }, []],
    ["a purpose", { purposes: ["marketing"] }, { recipient: "mail" }, ["p: email"]],
    ["no purpose", { purposes: ["unknown"] }, { recipient: "new" }, ["p: email"]],
    ["the way", { via: ["log"] }, {}, []],
    ["a path", { paths: ["src/**"] }, { file: "/shop/src/a/b.ts" }, ["p: email"]],
    ["another path", { paths: ["src/legacy/**"] }, {}, []],
    ["redacted", { redacted: false }, { fields: [email, { name: "phone", redacted: "hash" }] }, ["p: email"]],
    ["a mechanism", { mechanismInForce: true }, { recipient: "desk" }, ["p: email"]],
    ["no mechanism", { mechanismInForce: true }, { recipient: "mail" }, []],
    ["all of several", { levels: ["general"], countries: ["outside"], recipients: ["mail"] }, { recipient: "desk" }, []],
    ["an empty list holds for nothing", { categories: [] }, {}, []],
    ["what is not personal is no matter", {}, { fields: [{ name: "total", level: "none" }] }, []],
  ])("%s", (_name, when, sketch, expected) => expect(denied([deny("p", when)], sketch)).toEqual(expected));
});

describe("order", () => {
  it("the first statement that matches decides, field by field", () => {
    const policy = [allow("mail-may", { recipients: ["mail"], categories: ["email"] }), deny("sensitive", { levels: ["sensitive"] }), deny("rest", {})];
    expect(denied(policy, { recipient: "mail", fields: [email, card, { name: "phone", category: "phone-mobile" }] })).toEqual(["sensitive: idCard", "rest: phone"]);
  });

  it("unless lets the next statement speak", () => {
    const policy = [deny("abroad", { countries: ["outside"] }, { mechanismInForce: true }), deny("eu", { countries: ["EU"] })];
    expect(denied(policy, { recipient: "desk" })).toEqual(["eu: email"]);
    expect(denied(policy, { recipient: "mail" })).toEqual(["abroad: email"]);
  });
});
