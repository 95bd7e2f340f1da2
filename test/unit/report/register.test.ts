import { describe, expect, it } from "vitest";
import { LineIndex } from "../../../server/src/base/line-index.js";
import { localized, type Locale } from "../../../server/src/base/localized.js";
import { categoryName } from "../../../server/src/catalog/names.js";
import { transferOf } from "../../../server/src/law/transfer.js";
import type { Finding } from "../../../server/src/model/finding.js";
import type { AnalysisLimit, Flow } from "../../../server/src/model/flow.js";
import { registerReport } from "../../../server/src/report/register-formats.js";
import { transferRegister, type RegisterInput } from "../../../server/src/report/register.js";
import { config, flow, recipient } from "../../support/flows.js";

const settings = config({
  exporter: { ciio: "no", personsExported: { ordinary: 96_500, sensitive: 240 } },
  recipients: [
    recipient({ id: "maker", purpose: "contract", necessary: true, individualIsParty: true }),
    recipient({ id: "desk", purpose: "support", mechanism: { kind: "standard-contract", filedOn: "2025-03-14", validUntil: "2027-03-13" } }),
    recipient({ id: "mail", purpose: "marketing" }),
  ],
});

const flows = [
  flow({ recipient: "mail", file: "/shop/src/loyalty.ts", at: 21, fields: [{ name: "email", container: "Member" }] }),
  flow({ recipient: "maker", country: "JP", file: "/shop/src/orders.ts", at: 1, fields: [{ name: "phone", container: "Address", category: "recipient-phone" }, { name: "name", container: "Address", category: "recipient-name" }] }),
  flow({ recipient: "desk", host: "desk.example.com", file: "/shop/src/desk.ts", at: 41, fields: [{ name: "idCardPhoto", container: "Ticket", category: "id-card-photo", level: "sensitive" }] }),
  flow({ recipient: "mail", file: "/shop/src/birthday.ts", at: 1, fields: [{ name: "email", container: "Member" }] }),
  flow({ recipient: "home", outside: false, file: "/shop/src/sms.ts" }),
];

const limit: AnalysisLimit = { location: { file: "/shop/src/any.ts", range: { start: 0, end: 1 } }, reason: "dynamic-property", text: localized("analysis stopped here: dynamic property", "分析在此中止：动态属性") };

function input(items: readonly Flow[], locale: Locale = "en", exporter?: string): RegisterInput {
  const findings = items.map((item): Finding => ({
    rule: "outbound-transfer", file: item.report.file, range: item.report.range, severity: "warning", message: localized("x", "x"), related: [],
    data: { kind: "flow", flow: item, transfer: transferOf(item, settings, { today: "2026-11-24" }) }, fingerprint: "f",
  }));
  return {
    folder: "/shop", locale, exporter, version: "0", rules: [],
    reports: [{ path: "/shop", findings, limits: [limit] }],
    summary: { filesListed: 0, filesRead: 0, fields: 0, personalFields: 0, sensitiveFields: 0, flows: 0, limits: 1, milliseconds: 0 },
    lineIndex: () => new LineIndex("\n".repeat(100)),
  };
}

describe("transfer register", () => {
  const register = transferRegister(input(flows));

  it("has one row a field, recipient and route, with every line that shows it", () => {
    expect(register.rows.map((row) => [row.field, row.recipient.id, row.country.code, row.route.rule, row.mechanism.state, row.evidence])).toEqual([
      ["Ticket.idCardPhoto", "desk", "US", "R18", "in-force", [{ file: "src/desk.ts", line: 42 }]],
      ["Member.email", "mail", "US", "R19", "not-needed", [{ file: "src/birthday.ts", line: 2 }, { file: "src/loyalty.ts", line: 22 }]],
      ["Address.name", "maker", "JP", "R07", "not-needed", [{ file: "src/orders.ts", line: 2 }]],
      ["Address.phone", "maker", "JP", "R07", "not-needed", [{ file: "src/orders.ts", line: 2 }]],
    ]);
  });

  it("says who is counted and how far the next threshold is", () => {
    expect(register.counting.en).toBe("transfers counted towards the thresholds, all recipients together: 3; left out as exempt under Arts. 3, 4, 5(1)(1)-(3) or 6: 1 (maker)");
    expect(register.thresholds.map(({ zh }) => zh)).toEqual([expect.stringContaining("距100,000人门槛还差3,500人"), expect.stringContaining("距10,000人门槛还差9,760人")]);
  });

  it("names duties common to all once", () => {
    expect(register.duties.map(({ id }) => id)).toContain("notice");
    expect(register.recipients.map(({ id, obligations }) => [id, obligations.map((duty) => duty.id).filter((duty) => !duty.startsWith("cont"))])).toEqual([
      ["desk", ["separate_consent", "certificate_validity", "certificate_renewal"]], ["mail", ["separate_consent"]], ["maker", []],
    ]);
  });

  it("gives the impact assessment what code knows and asks the rest", () => {
    const desk = register.recipients.find(({ id }) => id === "desk");
    expect(desk).toMatchObject({ means: ["fetch → desk.example.com"], evidence: [{ file: "src/desk.ts", line: 42 }] });
    expect(desk?.necessity.map(({ zh }) => zh)).toEqual(["未声明：请说明各字段为何必要"]);
    expect(register.recipients.find(({ id }) => id === "maker")?.necessity.map(({ en }) => en)).toEqual(["declared necessary for the purpose"]);
    const hashed = transferRegister(input([flow({ recipient: "mail", fields: [{ name: "email", redacted: "hash" }] })]));
    expect(hashed.recipients[0]?.protection.map(({ en }) => en)).toEqual(["email: hashed before it leaves"]);
    expect(registerReport(input(flows), "md")).toContain("For every recipient a person has to answer (PIPL Art. 56):");
  });

  it("does not depend on the order of findings, in any format", () => {
    for (const format of ["md", "csv", "html", "json"] as const) {
      expect(registerReport(input([...flows].reverse()), format)).toBe(registerReport(input(flows), format));
    }
  });

  it("asks what is open, once for each recipient", () => {
    const open = transferRegister(input([flow({ recipient: "new", file: "/shop/b.ts" }), flow({ recipient: "new", file: "/shop/a.ts" })]));
    const place = { file: "a.ts", line: 11 };
    expect(open.questions.map(({ recipient: id, evidence }) => [id, evidence])).toEqual([["new", place]]);
  });
});

describe("formats", () => {
  it("Markdown in Chinese", () => {
    const text = registerReport(input(flows, "zh", "灯笼巷"), "md");
    expect(text.split("\n").slice(0, 4)).toEqual(["# 个人信息出境登记表", "", "出境主体: 灯笼巷  ", "规则库日期: 2026-11-22"]);
    expect(text).toContain(`| Ticket.idCardPhoto | ${categoryName("id-card-photo").zh} | 敏感 | 客户 | 客户支持 | desk (desk.example.com) |`);
    expect(text).toContain("- src/any.ts:1: 分析在此中止：动态属性");
  });

  it("escape what comes from code", () => {
    const nasty = flow({ recipient: "mail", fields: [{ name: "a|b<script>", container: "=cmd()" }] });
    expect(registerReport(input([nasty]), "md")).toContain("=cmd().a\\|b\\<script\\>");
    expect(registerReport(input([nasty]), "html")).toContain("=cmd().a|b&lt;script&gt;");
    expect(registerReport(input([nasty]), "csv")).toContain("\r\n'=cmd().a|b<script>,");
    expect(JSON.parse(registerReport(input([nasty]), "json"))).toMatchObject({ formatVersion: 1, rows: [{ field: "=cmd().a|b<script>" }] });
  });

  it("CSV has the same number of cells in every line", () => {
    const lines = registerReport(input(flows), "csv").replace("\uFEFF", "").trimEnd().split("\r\n");
    expect(lines.map((line) => line.match(/("([^"]|"")*"|[^",]*)(,|$)/g)?.filter((cell) => cell !== "").length)).toEqual(lines.map(() => 11));
  });

  it("say so where there is nothing", () => {
    expect(registerReport({ ...input([]), reports: [] }, "md")).toContain("## Transfers\n\nnone");
    expect(registerReport({ ...input([]), reports: [] }, "html")).toContain("<p>none</p>");
  });

  it("HTML loads nothing and runs nothing", () => {
    const html = registerReport(input(flows), "html");
    expect(html).not.toMatch(/<script|src=|href=|url\(|@import/);
  });
});
