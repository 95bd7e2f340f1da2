import { describe, expect, it } from "vitest";
import { allInstruments, chineseArticle, resolveCitation } from "../../../server/src/catalog/instruments.js";
import { readRouteTable, routeTable } from "../../../server/src/catalog/routes.js";
import { contradictions } from "../../../server/src/law/contradictions.js";
import { dayNumber, lastDay } from "../../../server/src/law/mechanism.js";
import { declaredRecipient } from "../../../server/src/law/recipients.js";
import { countedTransfers, distance, isCounted, thresholds } from "../../../server/src/law/thresholds.js";
import { transferOf } from "../../../server/src/law/transfer.js";
import { config, flow, recipient } from "../../support/flows.js";

describe("citations", () => {
  it.each([
    ["pipl 39", "PIPL Art. 39", "个保法第三十九条"],
    ["cbdf-2024 5(1)(4)", "CBDF 2024 Art. 5(1)(4)", "跨境流动规定第五条第一款第四项"],
    ["cbdf-2024 7(2)", "CBDF 2024 Art. 7(2)", "跨境流动规定第七条第二项"],
    ["cbdf-2024 Q&A 11", "CBDF 2024 Q&A 11", "跨境流动规定答记者问第11问"],
    ["cac-qa-2025-10 1", "CAC Q&A 2025-10 no. 1", "网信办问答（2025年10月）第一问"],
    ["small-processor-2026", "Small handlers 2026", "小型处理者规定"],
  ])("%s", (id, en, zh) => expect(resolveCitation(id)?.text).toEqual({ en, zh }));

  it("carry title and confidence", () => {
    expect(resolveCitation("pipl 39")).toMatchObject({ title: { zh: "《中华人民共和国个人信息保护法》第三十九条" }, confidence: "read" });
    expect(resolveCitation("gba-scc-hk")).toMatchObject({ confidence: "read-secondary" });
    expect(resolveCitation("no-such-law 1")).toBeUndefined();
  });

  it("resolve for everything the table rests on", () => {
    const { rules, obligations, deadlines, aggregates } = routeTable();
    const ids = [...rules, ...obligations, ...deadlines, ...aggregates].flatMap(({ citations }) => citations);
    expect(ids.filter((id) => resolveCitation(id) === undefined)).toEqual([]);
    expect(allInstruments().size).toBe(58);
  });

  it.each([["3", "第三条"], ["10", "第十条"], ["35(6)", "第三十五条第六款"], ["89", "第八十九条"], ["110", "第一百一十条"], ["scope", "scope"]])("number %s", (id, zh) => expect(chineseArticle(id)).toBe(zh));
});

describe("the catalog's loader", () => {
  it("lists everything wrong at once", () => {
    const broken = { "as-of": "2026-11-22", rules: [{ id: "R1", en: "x", zh: "x", when: { nothing: true }, route: "nowhere" }], gba: {} };
    expect(() => readRouteTable(broken, {})).toThrow(/unknown route nowhere[\s\S]*unknown input nothing/);
  });
});

describe("recipients", () => {
  it("match by id, host or package; declarations narrowed to paths come first", () => {
    const wide = recipient({ id: "mail", hosts: ["*.klaviyo.com"], packages: ["klaviyo-api"] });
    const narrow = recipient({ id: "mail-orders", hosts: ["*.klaviyo.com"], paths: ["src/orders/**"] });
    const settings = config({ recipients: [wide, narrow] });
    expect(declaredRecipient(flow({ host: "a.klaviyo.com" }), settings)?.id).toBe("mail");
    expect(declaredRecipient(flow({ host: "a.klaviyo.com", file: "/shop/src/orders/mail.ts" }), settings)?.id).toBe("mail-orders");
    expect(declaredRecipient(flow({ recipient: "mail-orders", file: "/shop/src/other.ts" }), settings)).toBeUndefined();
    expect(declaredRecipient(flow({ model: "klaviyo-api" }), settings)?.id).toBe("mail");
    expect(declaredRecipient(flow({ host: "api.other.com" }), settings)).toBeUndefined();
  });
});

describe("thresholds", () => {
  it.each([
    ["counts.pi", 0, 100_000, "scc_or_certification"], ["counts.pi", 99_999, 100_000, "scc_or_certification"], ["counts.pi", 100_000, 1_000_000, "security_assessment"],
    ["counts.pi", 1_000_000, undefined, undefined], ["counts.sensitive", 0, 1, "scc_or_certification"], ["counts.sensitive", 9_999, 10_000, "security_assessment"],
  ] as const)("%s at %i", (counter, count, next, route) => {
    const { next: actual, route: then } = distance(counter, count);
    expect({ next: actual, route: then }).toEqual({ next, route });
  });

  it("say it in words", () => {
    expect(distance("counts.pi", 96_500).text).toEqual({
      en: "ordinary data: 96,500 persons, 3,500 short of 100,000 (filed standard contract or certification)",
      zh: "一般个人信息：96,500人，距100,000人门槛还差3,500人（届时须订立标准合同并备案，或通过个人信息出境认证）",
    });
  });

  it("mean nothing to a CIIO or without counts", () => {
    expect(thresholds({ ciio: "yes", personsExported: { ordinary: 1 } })).toEqual([]);
    expect(thresholds({})).toEqual([]);
  });

  it("leave exempt flows out of the count, but not those of small volume", () => {
    expect(["exempt_art3", "exempt_art4", "exempt_art5_1", "exempt_art5_2", "exempt_art5_3", "exempt_art6", "not_outbound"].filter(isCounted)).toEqual([]);
    expect(["exempt_art5_4", "scc_or_certification", "security_assessment"].every(isCounted)).toBe(true);
    const settings = config({ recipients: [recipient({ id: "maker", purpose: "contract", necessary: true, individualIsParty: true })] });
    const transfers = [flow({ recipient: "maker" }), flow({ recipient: "mail" }), flow({ outside: false })].map((item) => ({ transfer: transferOf(item, settings, { today: "2026-11-24" }), recipient: item.recipient.name }));
    expect(countedTransfers(transfers)).toMatchObject({ counted: 1, leftOut: 1 });
    expect(countedTransfers(transfers).text.zh).toContain("不计入（maker）");
  });
});

describe("dates", () => {
  it("are days of the calendar or nothing", () => {
    expect(dayNumber("1970-01-02")).toBe(1);
    for (const bad of ["2026-02-30", "2026-13-01", "26-01-01", "", undefined]) expect(dayNumber(bad)).toBeUndefined();
  });

  it("end a certificate after three years, a contract only when said", () => {
    expect(lastDay({ kind: "certification", filedOn: "2026-02-01" })).toBe("2029-01-31");
    expect(lastDay({ kind: "standard-contract", filedOn: "2026-02-01" })).toBeUndefined();
    expect(lastDay({ kind: "standard-contract", filedOn: "2026-02-01", validUntil: "2028-02-01" })).toBe("2028-02-01");
  });
});

describe("contradictions", () => {
  it.each([
    [{ purpose: "contract", necessary: true, individualIsParty: false }, ["contract-without-individual"]],
    [{ purpose: "marketing", individualIsParty: true }, ["fact-without-purpose"]],
    [{ purpose: "marketing", lawfulLabourRules: true }, ["fact-without-purpose"]],
    [{ mechanism: { kind: "standard-contract", filedOn: "2026-01-01", validUntil: "2025-01-01" } }, ["mechanism-ends-before-start"]],
    [{ mechanism: { kind: "standard-contract", validUntil: "2026-11-01" } }, ["mechanism-expired"]],
    [{ mechanism: { kind: "standard-contract", validUntil: "2026-12-01" } }, ["mechanism-expiring"]],
    [{ mechanism: { kind: "certification", validUntil: "2027-05-20" } }, ["mechanism-expiring"]],
    [{ mechanism: { kind: "security-assessment", validUntil: "2027-05-20" } }, []],
    [{ mechanism: { kind: "security-assessment", validUntil: "2027-02-01" } }, ["mechanism-expiring"]],
    [{ hosts: ["hooks.partner-systems.example"] }, ["unknown-host"]],
    [{ hosts: ["hooks.partner-systems.example"], country: "SG" }, []],
    [{ hosts: ["*.zendesk.com"] }, []],
    [{ purpose: "contract", necessary: true, individualIsParty: true, mechanism: { kind: "standard-contract", validUntil: "2028-12-01" } }, []],
  ] as const)("%j", (declared, codes) => {
    const settings = config({ recipients: [recipient({ id: "partner", ...declared })] });
    expect(contradictions(settings, "2026-11-24").map(({ code }) => code)).toEqual(codes);
  });

  it("a host of two recipients belongs to the first, and is marked where it stands a second time", () => {
    const text = "- id: a\n  hosts: [x.zendesk.com]\n- id: b\n  hosts: [x.zendesk.com]\n";
    const second = text.indexOf("- id: b");
    const settings = config({ recipients: [recipient({ id: "a", hosts: ["x.zendesk.com"], range: { start: 0, end: second } }), recipient({ id: "b", hosts: ["x.zendesk.com"], range: { start: second, end: text.length } })] });
    const at = text.lastIndexOf("x.zendesk.com");
    expect(contradictions(settings, "2026-11-24", text).map(({ code, range }) => [code, range])).toEqual([["duplicate-host", { start: at, end: at + 13 }]]);
  });
});
