import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../../server/src/configuration/index.js";

const known = { categories: new Set(["email", "phone-mobile"]), "category-groups": new Set(["identity"]), recipients: new Set(["sentry"]), rules: new Set<string>() };

/** Ids of the statements in force, then problems as "code <text> suggestions". */
function outcome(text: string): readonly string[] {
  const { config, problems } = readConfiguration(text, known);
  return [
    ...(config?.policy ?? []).map(({ id, effect }) => `${effect} ${id}`),
    ...problems.map(({ code, range, suggestions }) => [code.replace("configuration-", ""), `<${text.slice(range.start, range.end)}>`, ...(suggestions ?? [])].join(" ")),
  ];
}

describe("policy", () => {
  it.each<[string, readonly string[]]>([
    ["policy:\n  - id: a\n    deny: {categories: [email, identity], recipients: [sentry, \"*.example.com\"]}\n", ["deny a"]],
    ["policy:\n  - id: a\n    allow: {levels: general}\n", ["allow a"]],
    ["policy:\n  - id: a\n", ["policy-effect <id>"]],
    ["policy:\n  - id: a\n    deny: {levels: [general]}\n    allow: {levels: [sensitive]}\n", ["policy-effect <id>"]],
    ["policy:\n  - deny: {levels: [general]}\n", ["missing-key <deny>"]],
    ["policy:\n  - id: a\n    deny: {levels: [general]}\n  - id: a\n    deny: {levels: [sensitive]}\n", ["deny a", "deny a", "duplicate-policy <id>"]],
    ["policy:\n  - id: a\n    deny: {}\n  - id: b\n    deny: {levels: [sensitive]}\n", ["deny a", "deny b", "unreachable-policy <id>"]],
    ["policy:\n  - id: a\n    deny: {}\n    unless: {recipients: [sentry]}\n  - id: b\n    allow: {}\n", ["deny a", "allow b"]],
    // A statement with a fault decides nothing.
    ["policy:\n  - id: a\n    allow: {levls: [general]}\n", ["unknown-key <levls> levels"]],
    ["policy:\n  - id: a\n    allow: {levels: [genral]}\n", ["bad-value <genral> general"]],
    ["policy:\n  - id: a\n    deny: {categories: [emial]}\n", ["unknown-name <emial> email"]],
    ["policy:\n  - id: a\n    deny: {recipients: [sentri]}\n", ["unknown-name <sentri> sentry"]],
    ["policy:\n  - id: a\n    deny: {countries: [de, out-side, Germany]}\n", ["bad-country <de> DE", "bad-country <out-side> outside", "bad-country <Germany>"]],
    ["policy:\n  - id: a\n    deny: {countries: outside}\n    unless: {mechanism-in-force: maybe}\n", ["wrong-type <maybe> true false"]],
    ["policy: {}\n", ["wrong-type <{}>"]],
  ])("%j", (text, expected) => expect(outcome(text)).toEqual(expected));

  it("knows the categories and recipients of the same file", () => {
    expect(outcome(`policy:
  - {id: a, deny: {categories: [member-tier], recipients: [acme]}}
categories:
  - {id: member-tier, en: Member tier, zh: 会员等级}
recipients:
  - {id: acme, country: US}
`)).toEqual(["deny a"]);
  });
});
