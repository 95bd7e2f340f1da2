import { describe, expect, it } from "vitest";
import { transferOf } from "../../../server/src/law/transfer.js";
import type { RecipientConfig } from "../../../server/src/model/config.js";
import type { Transfer } from "../../../server/src/model/transfer.js";
import { config, flow, recipient, type FlowSketch } from "../../support/flows.js";

const today = "2026-11-24";
const idPhoto = { name: "idCardPhoto", category: "id-card-photo", level: "sensitive" } as const;

function judge(sketch: FlowSketch, declared: Partial<RecipientConfig> = {}, ordinary?: number, sensitive?: number): Transfer {
  const recipients = Object.keys(declared).length === 0 ? [] : [recipient({ id: "partner", ...declared })];
  return transferOf(flow({ recipient: "partner", ...sketch }), config({ recipients, exporter: { ciio: "no", personsExported: { ordinary, sensitive } } }), { today });
}

describe("severity follows the route", () => {
  it.each([
    ["exempt by contract", {}, { purpose: "contract", necessary: true, individualIsParty: true }, 2_000_000, 0, "exempt_art5_1", "information"],
    ["small volume", {}, { purpose: "marketing" }, 99_999, 0, "exempt_art5_4", "information"],
    ["contract tier", {}, { purpose: "marketing" }, 100_000, 0, "scc_or_certification", "warning"],
    ["assessment tier", {}, { purpose: "marketing" }, 1_000_000, 0, "security_assessment", "error"],
    ["restricted recipient", {}, { purpose: "marketing", restricted: true }, 1, 0, "blocked", "error"],
    ["sensitive from the first person", { fields: [idPhoto] }, { purpose: "support" }, 0, 0, "scc_or_certification", "warning"],
    ["sensitive, many", { fields: [idPhoto] }, { purpose: "support" }, 0, 10_000, "security_assessment", "error"],
    ["ordinary fields beside sensitive exports elsewhere", {}, { purpose: "support" }, 10, 12_000, "exempt_art5_4", "information"],
    ["inside the mainland", { outside: false }, { purpose: "support" }, 9_000_000, 0, "not_outbound", "none"],
    ["country override to the mainland", {}, { purpose: "support", country: "CN" }, 9_000_000, 0, "not_outbound", "none"],
    ["Hong Kong is outside", { outside: false }, { purpose: "support", country: "HK" }, 100_000, 0, "scc_or_certification", "warning"],
    ["published important data", {}, { purpose: "contract", importantData: "published" }, 1, 0, "security_assessment", "error"],
  ] as const)("%s", (_title, sketch, declared, ordinary, sensitive, route, severity) => {
    expect(judge(sketch, declared, ordinary, sensitive).decision).toMatchObject({ route, severity, decidingInput: undefined });
  });
});

describe("mechanisms", () => {
  const scc = { kind: "standard-contract", filedOn: "2025-03-14" } as const;
  it.each([
    ["in force", { ...scc, validUntil: "2027-03-13" }, 100_000, "in-force", "information"],
    ["last day", { ...scc, validUntil: "2026-11-24" }, 100_000, "expiring", "warning"],
    ["61 days left", { ...scc, validUntil: "2027-01-24" }, 100_000, "in-force", "information"],
    ["60 days left", { ...scc, validUntil: "2027-01-23" }, 100_000, "expiring", "warning"],
    ["expired yesterday", { ...scc, validUntil: "2026-11-23" }, 100_000, "expired", "error"],
    ["a contract where an assessment is due", scc, 1_000_000, "insufficient", "error"],
    ["an assessment where a contract would do", { kind: "security-assessment", filedOn: "2025-01-01" }, 100_000, "in-force", "information"],
    ["an assessment of three years ago", { kind: "security-assessment", filedOn: "2023-11-20" }, 1_000_000, "expired", "error"],
    ["filed tomorrow", { ...scc, filedOn: "2026-11-25" }, 100_000, "not-yet", "warning"],
    ["expired, but nothing needed", { ...scc, validUntil: "2026-01-01" }, 10, "not-needed", "information"],
    ["dates nobody can read", { ...scc, validUntil: "next spring" }, 100_000, "in-force", "information"],
  ] as const)("%s", (_title, mechanism, ordinary, state, severity) => {
    const { decision, mechanism: actual } = judge({}, { purpose: "marketing", mechanism }, ordinary, 0);
    expect({ state: actual.state, severity: decision.severity }).toEqual({ state, severity });
  });

  it("covers what is unknown when it fits every possible route", () => {
    const mechanism = { kind: "security-assessment", filedOn: "2025-01-01" } as const;
    expect(judge({}, { purpose: "marketing", mechanism }).decision).toMatchObject({ severity: "information" });
    expect(judge({}, { purpose: "marketing" }).decision).toMatchObject({ severity: "warning", decidingInput: "counts.pi" });
  });
});

describe("unknown facts", () => {
  it("name the one that settles most", () => {
    const { decision, summary } = judge({});
    expect(decision).toMatchObject({ severity: "warning", decidingInput: "purpose" });
    expect(summary.en).toContain("it depends on the purpose of the transfer");
  });

  it("are counts where the purpose is declared", () => {
    const { summary } = judge({}, { purpose: "marketing" });
    expect(summary.en).toBe("Route not settled: it depends on how many persons' ordinary data was exported since 1 January. As assumed so far: exempt: fewer than 100,000 persons, nothing sensitive (CBDF 2024 Art. 5(1)(4))");
    expect(summary.zh).toContain("取决于当年1月1日起累计出境的人数");
  });

  it("ask for the place with the endpoint's own explanation", () => {
    const { decision, summary } = judge({ outside: "unknown" }, { purpose: "marketing" }, 100_000, 0);
    expect(decision).toMatchObject({ severity: "warning", decidingInput: "outbound" });
    expect(summary.en).toContain("whether data leaves mainland China (BASE_URL is not set)");
  });

  it("raise no alarm when every possible route weighs the same", () => {
    const { decision, questions } = judge({}, {}, 500, 0);
    expect(decision).toMatchObject({ severity: "information", route: "exempt_art5_4" });
    expect(questions.map(({ en }) => en)).toEqual([expect.stringContaining("Not known, may lead to another route")]);
  });
});

describe("facts of the flow", () => {
  it("a child's field is sensitive whatever it is", () => {
    const { decision, reasons } = judge({ fields: [{ name: "favouriteToy", category: "profile-tag", subject: "minor" }] }, { purpose: "operations" }, 10, 5);
    expect(decision).toMatchObject({ rule: "R18" });
    expect(decision.obligations.map(({ id }) => id)).toContain("minors");
    expect(reasons.map(({ zh }) => zh)).toContain("不满14周岁：全部字段均属敏感个人信息");
  });

  it("employees open the HR exemption, applicants do not", () => {
    const hr = { purpose: "hr", necessary: true, lawfulLabourRules: true } as const;
    expect(judge({ fields: [{ name: "workEmail", subject: "employee" }] }, hr, 200_000, 0).decision.route).toBe("exempt_art5_2");
    expect(judge({ fields: [{ name: "cv", subject: "applicant" }] }, hr, 200_000, 0).decision.route).toBe("scc_or_certification");
  });

  it("a hash is still personal information and a question", () => {
    const { decision, reasons, questions } = judge({ fields: [{ name: "mobile", category: "phone-mobile", redacted: "hash" }] }, { purpose: "marketing" }, 10, 0);
    expect(decision.route).toBe("exempt_art5_4");
    expect(reasons.map(({ en }) => en).join()).toContain("stay personal information");
    expect(questions.map(({ en }) => en).join()).toContain("Really anonymised?");
  });

  it("ordinary fields that together may be sensitive are pointed out", () => {
    const fields = ["name-full", "phone-mobile", "home-address", "id-card-number"].map((category) => ({ name: category, category }));
    expect(judge({ fields }, { purpose: "marketing" }, 10, 0).questions.map(({ en }) => en).join()).toContain("together may be sensitive");
    expect(judge({ fields: fields.slice(0, 3) }, { purpose: "marketing" }, 10, 0).questions.map(({ en }) => en).join()).not.toContain("together");
  });

  it("an important-data candidate is a question, never a verdict", () => {
    const { decision, questions } = judge({ fields: [{ name: "parcelVolume", important: "logistics-national" }] }, { purpose: "operations" }, 10, 0);
    expect(decision.route).toBe("exempt_art5_4");
    expect(questions[0]?.en).toMatch(/^Could parcelVolume be important data \(.+\)\? If neither notified nor published/);
  });

  it("a purpose stated at the call wins", () => {
    const declared = recipient({ id: "partner", purpose: "marketing", necessary: true, individualIsParty: true });
    const settings = config({ recipients: [declared], exporter: { personsExported: { ordinary: 200_000, sensitive: 0 } } });
    expect(transferOf(flow({ recipient: "partner" }), settings, { today, purpose: "contract" }).decision.route).toBe("exempt_art5_1");
  });

  it("free-trade zone and Greater Bay Area are read", () => {
    const zone = config({ recipients: [recipient({ id: "partner", purpose: "marketing" })], exporter: { freeTradeZone: { name: "Lingang", coversScenario: true, position: "outside" }, personsExported: { ordinary: 400_000, sensitive: 0 } } });
    expect(transferOf(flow({ recipient: "partner" }), zone, { today }).decision.route).toBe("exempt_art6");
    expect(judge({}, { purpose: "support", greaterBayArea: true }, 200_000, 0).decision.alternatives).toEqual(["gba_standard_contract"]);
    expect(judge({}, { purpose: "support", greaterBayArea: true, onwardTransfer: true }, 200_000, 0).decision.alternatives).toEqual([]);
  });
});

describe("summaries", () => {
  it.each([
    [judge({}, { purpose: "contract", necessary: true, individualIsParty: true }, 10, 0), "Exempt: contract with the individual (CBDF 2024 Art. 5(1)(1))", "豁免：履行个人作为一方的合同（跨境流动规定第五条第一款第一项）"],
    [judge({}, { purpose: "marketing" }, 640_000, 0), "Filed standard contract or certification: 100,000 to 999,999 persons (CBDF 2024 Art. 8); no mechanism declared", "须订立标准合同并备案，或通过个人信息出境认证：10万人以上不满100万人（跨境流动规定第八条）；未声明已有机制"],
    [judge({}, { purpose: "marketing" }, 1_000_000, 0), "Security assessment by the CAC, before the export: 1,000,000 persons or more (CBDF 2024 Art. 7(2)); no mechanism declared", "须先通过数据出境安全评估：100万人以上（跨境流动规定第七条第二项）；未声明已有机制"],
  ])("%#", (transfer, en, zh) => expect(transfer.summary).toEqual({ en, zh }));
});
