import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../server/src/base/text-edit.js";
import { configurationFixes, readConfiguration } from "../../../server/src/configuration/index.js";
import { defaultConfig } from "../../../server/src/model/config.js";

const full = `exporter:
  name: 上海某某有限公司
  ciio: no
  state-organ: false
  free-trade-zone: { name: Lingang, covers-scenario: true, position: contract-tier }
  persons-exported: { ordinary: 120000, sensitive: 0 }
profile: conservative
environment: staging
recipients:
  - id: acme
    name: Acme Inc.
    hosts: [api.acme.example, "*.acme.example"]
    packages: ["@acme/sdk"]
    country: US
    purpose: legal-duty
    necessary: true
    individual-is-party: false
    lawful-labour-rules: true
    greater-bay-area: false
    restricted: false
    important-data: unknown
    data-origin: abroad-only
    domestic-mixed-in: false
    mechanism: { kind: standard-contract, filed-on: 2026-01-05, valid-until: 2028-01-04, reference: 20260105 }
    onward-transfer: true
    paths: ["src/**"]
domestic-hosts: ["*.lan.example.cn"]
overseas-hosts:
  - gw.example.com
  - { host: "*.example.sg", country: SG }
categories:
  - { id: member-tier, en: Member tier, zh: 会员等级, sensitive: true, names: [tier, dengji], excludes: [tierName] }
sources:
  - { package: "@acme/session", name: current, category: name-full }
  - { name: handler, parameter: body }
sinks:
  - { package: ./lib/bus, name: client.send, argument: 1, recipient: acme, host: api.acme.example }
redactors:
  - maskPhone
  - { package: ./redact, name: mask, argument: 0, category: phone-mobile }
policy:
  - { id: staff-stay, deny: { subjects: [employee], countries: [outside, SG], purposes: [legal-duty, unknown] }, unless: { mechanism-in-force: true }, reason: works council }
  - { id: rest, allow: {} }
baseline: known.json
exclude: ["legacy/**"]
include: ["test/**"]
severity: { personal-data: hint, outbound-transfer: off }
`;

describe("a configuration", () => {
  it("is read whole", () => {
    const { config, problems } = readConfiguration(full);
    expect(problems).toEqual([]);
    const place = { start: expect.any(Number) as number, end: expect.any(Number) as number };
    expect(config).toEqual({
      exporter: { name: "上海某某有限公司", ciio: "no", stateOrgan: false, freeTradeZone: { name: "Lingang", coversScenario: true, position: "contract_tier" }, personsExported: { ordinary: 120000, sensitive: 0 } },
      profile: "conservative", environment: "staging",
      recipients: [{
        id: "acme", name: "Acme Inc.", hosts: ["api.acme.example", "*.acme.example"], packages: ["@acme/sdk"], country: "US", purpose: "legal_duty", necessary: true, individualIsParty: false,
        lawfulLabourRules: true, greaterBayArea: false, restricted: false, importantData: "unknown", dataOrigin: "abroad-only", domesticMixedIn: false,
        mechanism: { kind: "standard-contract", filedOn: "2026-01-05", validUntil: "2028-01-04", reference: "20260105" }, onwardTransfer: true, paths: ["src/**"], range: place,
      }],
      domesticHosts: ["*.lan.example.cn"], overseasHosts: [{ host: "gw.example.com" }, { host: "*.example.sg", country: "SG" }],
      categories: [{ id: "member-tier", en: "Member tier", zh: "会员等级", sensitive: true, names: ["tier", "dengji"], excludes: ["tierName"] }],
      sources: [{ package: "@acme/session", name: "current", category: "name-full", range: place }, { name: "handler", parameter: "body", range: place }],
      sinks: [{ package: "./lib/bus", name: "client.send", argument: 1, recipient: "acme", host: "api.acme.example", range: place }],
      redactors: [{ name: "maskPhone", range: place }, { package: "./redact", name: "mask", argument: 0, category: "phone-mobile", range: place }],
      policy: [
        { id: "staff-stay", effect: "deny", when: { subjects: ["employee"], countries: ["outside", "SG"], purposes: ["legal_duty", "unknown"] }, unless: { mechanismInForce: true }, reason: "works council", range: place },
        { id: "rest", effect: "allow", when: {}, range: place },
      ],
      baseline: "known.json",
      exclude: ["legacy/**"], include: ["test/**"], severity: { "personal-data": "hint", "outbound-transfer": "off" },
    });
    const recipient = config?.recipients[0];
    expect(full.slice(recipient?.range.start, recipient?.range.end)).toMatch(/^id: acme[^]*paths: \["src\/\*\*"\]\s*$/);
  });

  it.each(["", "# only a comment\n", "---\n", "recipients:\nsources:\n"])("may be empty: %j", (text) => {
    expect(readConfiguration(text)).toMatchObject({ config: defaultConfig, problems: [] });
  });

  it("may use anchors and merge keys", () => {
    const { config, problems } = readConfiguration("recipients:\n  - &base\n    id: a\n    country: US\n    purpose: support\n  - <<: *base\n    id: b\n    hosts: &h [x.example]\n  - { id: c, hosts: *h }\n");
    expect(problems).toEqual([]);
    expect(config?.recipients.map(({ id, country, purpose, hosts }) => [id, country, purpose, hosts])).toEqual([["a", "US", "support", []], ["b", "US", "support", ["x.example"]], ["c", undefined, undefined, ["x.example"]]]);
  });

  it("of the example is valid", () => {
    expect(readConfiguration(readFileSync("examples/shop/borderline.yaml", "utf8")).problems).toEqual([]);
  });
});

/** Problems as "code <text> suggestions". */
function faults(text: string): readonly string[] {
  return readConfiguration(text, { rules: new Set(["personal-data", "outbound-transfer"]) }).problems
    .map(({ code, range, suggestions }) => `${code.replace("configuration-", "")} <${text.slice(range.start, range.end)}>${suggestions === undefined ? "" : ` ${suggestions.join("|")}`}`);
}

describe("faults stand at their place", () => {
  it.each<[string, readonly string[]]>([
    ["exportr:\n  name: x\n", ["unknown-key <exportr> exporter"]],
    ["domesticHosts: [a.cn]\n", ["unknown-key <domesticHosts> domestic-hosts"]],
    ["recipients:\n  - id: a\n    hots: [b.c]\n", ["unknown-key <hots> hosts"]],
    ["nonsense: 1\n", ["unknown-key <nonsense>"]],
    ["profile: strict\n", ["bad-value <strict>"]],
    ["profile: conservativ\n", ["bad-value <conservativ> conservative"]],
    ["exporter: { ciio: maybe }\n", ["bad-value <maybe>"]],
    ["exporter: { state-organ: yes }\n", ["wrong-type <yes> true"]],
    ["exporter: { persons-exported: { ordinary: -1, sensitive: 12万 } }\n", ["wrong-type <-1>", "wrong-type <12万> 120000"]],
    ["exporter: { persons-exported: { ordinary: \"100,000\", sensitive: 1.5 } }\n", ["wrong-type <\"100,000\"> 100000", "wrong-type <1.5>"]],
    ["exporter: x\n", ["wrong-type <x>"]],
    ["recipients: { id: a }\n", ["wrong-type <{ id: a }>"]],
    ["recipients:\n  - name: x\n", ["missing-key <name>"]],
    ["recipients:\n  - id: My Partner\n", ["bad-id <My Partner> my-partner"]],
    ["recipients:\n  - id: a\n  - id: a\n", ["duplicate-recipient <id>"]],
    ["recipients:\n  - id: a\n    paths: [x/**]\n  - id: a\n    paths: [y/**]\n", []],
    ["recipients:\n  - id: a\n    country: usa\n  - id: b\n    country: us\n", ["bad-country <usa>", "bad-country <us> US"]],
    ["recipients:\n  - id: a\n    hosts: [\"https://api.b.example/v1\"]\n", ["bad-host <\"https://api.b.example/v1\"> api.b.example"]],
    ["recipients:\n  - id: a\n    purpose: sales\n", ["bad-value <sales>"]],
    ["recipients:\n  - id: a\n    mechanism: { kind: standard-contract, filed-on: 2026/3/1, valid-until: 2026-02-30 }\n", ["bad-date <2026/3/1> 2026-03-01", "bad-date <2026-02-30>"]],
    ["recipients:\n  - id: a\n    mechanism: { kind: standard-contract, valid-until: 2020-01-01 }\n", []],
    ["domestic-hosts: [a.example]\noverseas-hosts: [a.example, { host: b.example, country: CN }]\n", ["contradictory-host <a.example>", "contradictory-host <{ host: b.example, country: CN }>"]],
    ["categories:\n  - { id: a, en: A, zh: 甲 }\n  - { id: a, en: A, zh: 甲 }\n", ["duplicate-category <{ >"]],
    ["categories:\n  - { id: a }\n", ["missing-key <id>"]],
    ["sources:\n  - { name: f, argument: first }\n", ["wrong-type <first>"]],
    ["severity:\n  personal-dat: hint\n  outbound-transfer: fatal\n", ["unknown-key <personal-dat> personal-data", "bad-value <fatal>"]],
    ["exclude: dist/**\n", []],
    ["- a\n", ["wrong-type <- a\n>"]],
    ["a: [1, 2\nb: 3\n", expect.arrayContaining([expect.stringMatching(/^syntax /)]) as readonly string[]],
    ["exporter:\n\tname: x\n", expect.arrayContaining([expect.stringMatching(/^syntax /)]) as readonly string[]],
    ["profile: current\nprofile: current\n", [expect.stringMatching(/^syntax /) as string]],
    ["a: 1\n---\nb: 2\n", [expect.stringMatching(/^syntax /) as string]],
  ])("%j", (text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  it("leaves the valid rest in force, and nothing of broken YAML", () => {
    expect(readConfiguration("profile: conservative\nexporter:\n  ciio: maybe\n  name: X\n").config).toMatchObject({ profile: "conservative", exporter: { name: "X" } });
    expect(readConfiguration("profile: [\n").config).toBeUndefined();
    expect(readConfiguration("just text\n").config).toBeUndefined();
  });

  it("is gone after its fix", () => {
    for (const text of ["exportr:\n  name: x\n", "exporter: { persons-exported: { ordinary: 12万 } }\n", "recipients:\n  - id: a\n    hosts: [\"https://a.example/x\"]\n", "profile: conservativ\n"]) {
      const [problem] = readConfiguration(text).problems;
      const [fix] = problem === undefined ? [] : configurationFixes(problem);
      expect(fix, text).toBeDefined();
      expect(readConfiguration(applyEdits(text, fix === undefined ? [] : [fix.edit])).problems, text).toEqual([]);
    }
  });

  it("says everything in both languages", () => {
    for (const text of ["exportr: 1\n", "profile: x\n", "recipients: [{}]\n", "a: [\n", "exporter: { ciio: q, state-organ: q, persons-exported: q }\n"]) {
      for (const { message } of readConfiguration(text).problems) expect([/[a-z]/.test(message.en), /[\u4e00-\u9fff]/.test(message.zh)]).toEqual([true, true]);
    }
  });
});

describe("hostile text", () => {
  it("does not expand an alias bomb", () => {
    const bomb = Array.from({ length: 40 }, (_, i) => `a${i}: &a${i} [${i === 0 ? "x" : Array.from({ length: 9 }, () => `*a${i - 1}`).join(", ")}]`).join("\n");
    expect(readConfiguration(`${bomb}\nexclude: *a39\n`).problems.length).toBeGreaterThan(0);
    const many = `exclude: [&x y, ${Array.from({ length: 500 }, () => "*x").join(", ")}]\n`;
    expect(readConfiguration(many)).toMatchObject({ config: undefined, problems: [{ code: "configuration-too-many-aliases" }] });
    expect(readConfiguration("recipients: &r [*r]\nexporter: &e { name: *e, <<: *e }\n").config).toBeDefined();
  });

  it("survives depth and length", () => {
    for (const text of ["[".repeat(10_000), "{a: ".repeat(10_000), "- ".repeat(10_000), "a:\n".repeat(10), "x".repeat(400_000), "\uFEFFprofile: current\r\n"]) readConfiguration(text);
    expect(readConfiguration("\uFEFFprofile: conservative\r\n").config?.profile).toBe("conservative");
  });

  it("never throws and keeps ranges inside the text", () => {
    const pieces = fc.constantFrom("exporter:", "recipients:", "\n", "\r\n", "  ", "- ", "id: a", "hosts: [", "]", "{", "}", "name: x", "&a ", "*a", "<<: ", "\t", "#", "\"", "'", "|", ">", "? ", "---", "severity:", "categories:", "ciio: no", ": ", ",", "用", "\u0000", "!!map ", "%YAML", "__proto__: 1", "constructor: 2");
    fc.assert(fc.property(fc.oneof(fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")), fc.string({ unit: "binary", maxLength: 100 })), (text) => {
      for (const { range } of readConfiguration(text).problems) expect(0 <= range.start && range.start <= range.end && range.end <= text.length).toBe(true);
    }), { seed: 6, numRuns: 1500 });
  });

  it("survives any cut and any changed character of a real file", () => {
    fc.assert(fc.property(fc.nat(full.length), fc.nat(30), fc.constantFrom("", "\n", "\t", ":", "*", "[", "  x: y\n", "- "), (at, length, put) => {
      const text = full.slice(0, at) + put + full.slice(at + length);
      for (const { range } of readConfiguration(text).problems) expect(0 <= range.start && range.start <= range.end && range.end <= text.length).toBe(true);
    }), { seed: 7, numRuns: 600 });
  });
});

describe("a value that cannot be used", () => {
  const good = "exporter:\n  ciio: no\n  persons-exported: { ordinary: 96500, sensitive: 3 }\nrecipients:\n  - id: mail\n    purpose: marketing\n    country: US\n";
  const last = readConfiguration(good);
  const next = (from: string, to: string) => readConfiguration(good.replace(from, to), {}, last.valid);

  it.each([
    ["ordinary: 96500", "ordinary: -5"], ["ordinary: 96500", "ordinary: many"], ["purpose: marketing", "purpose: sales"], ["country: US", "country: Narnia"], ["ciio: no", "ciio: perhaps"],
  ])("%s → %s is a problem at its line and the last good value stays in force", (from, to) => {
    const reading = next(from, to);
    expect(reading.problems.map(({ range }) => good.replace(from, to).slice(0, range.start).split("\n").length)).toEqual([good.slice(0, good.indexOf(from)).split("\n").length]);
    expect({ ...reading.config, recipients: reading.config?.recipients.map((one) => ({ ...one, range: undefined })) }).toEqual({ ...last.config, recipients: last.config?.recipients.map((one) => ({ ...one, range: undefined })) });
  });

  it("is gone once it is taken out, and a later good value wins", () => {
    const bad = next("ordinary: 96500", "ordinary: -5");
    expect(readConfiguration(good.replace("ordinary: 96500, ", ""), {}, bad.valid).config?.exporter.personsExported).toEqual({ sensitive: 3 });
    expect(readConfiguration(good.replace("96500", "7"), {}, bad.valid).config?.exporter.personsExported).toEqual({ ordinary: 7, sensitive: 3 });
    expect(readConfiguration(good.replace("96500", "x"), {}, bad.valid).config?.exporter.personsExported).toEqual({ ordinary: 96_500, sensitive: 3 });
  });

  it("counts as not written where nothing was good before", () => {
    expect(readConfiguration("exporter:\n  persons-exported: { ordinary: -5 }\n").config?.exporter.personsExported).toEqual({});
  });

  it("a glob that could take very long is refused at its place, the others are kept", () => {
    const text = 'exclude: ["src/gen/**", "*a*a*a*a*b"]\n';
    const { config, problems } = readConfiguration(text);
    expect(config?.exclude).toEqual(["src/gen/**"]);
    expect(problems.map(({ code, range }) => [code, text.slice(range.start, range.end)])).toEqual([["configuration-costly-glob", '"*a*a*a*a*b"']]);
    expect(problems[0]?.message.zh).toMatch(/模式/);
  });
});

it("says nothing at places of an earlier text, whatever is taken over from it", () => {
  const filler = "# a long comment\n".repeat(40);
  const before = readConfiguration(`${filler}recipients:\n  - id: crm\n    hosts: [crm.example.com]\n    necessary: true\n  - id: crm\n    hosts: [crm.example.com]\n`);
  const { problems } = readConfiguration("recipients: 7\n", {}, before.valid);
  expect(problems.length).toBeGreaterThan(0);
  for (const { range } of problems) expect(range.end).toBeLessThanOrEqual(14);
});
