import { describe, expect, it } from "vitest";
import { LineIndex } from "../../../server/src/base/line-index.js";
import type { Locale } from "../../../server/src/base/localized.js";
import { transferOf } from "../../../server/src/law/transfer.js";
import type { Finding } from "../../../server/src/model/finding.js";
import type { Flow } from "../../../server/src/model/flow.js";
import { dataMapHtml, dataMapReport, editorHref } from "../../../server/src/report/data-map-html.js";
import { layoutMap } from "../../../server/src/report/data-map-layout.js";
import { dataMap } from "../../../server/src/report/data-map.js";
import type { ReportInput } from "../../../server/src/report/report.js";
import { config, flow, recipient } from "../../support/flows.js";

const settings = config({
  exporter: { ciio: "no", personsExported: { ordinary: 96_500, sensitive: 240 } },
  recipients: [recipient({ id: "maker", purpose: "contract", necessary: true, individualIsParty: true }), recipient({ id: "desk", purpose: "support" }), recipient({ id: "mail", purpose: "marketing" })],
});

const flows = [
  flow({ recipient: "mail", file: "/shop/src/loyalty.ts", at: 21, fields: [{ name: "email", container: "User" }, { name: "name", container: "User", category: "name-full" }] }),
  flow({ recipient: "maker", country: "JP", file: "/shop/src/orders.ts", at: 1, fields: [{ name: "phone", container: "Address", category: "recipient-phone" }] }),
  flow({ recipient: "desk", file: "/shop/src/desk.ts", at: 41, fields: [{ name: "idCardPhoto", container: "Ticket", category: "id-card-photo", level: "sensitive" }, { name: "email", container: "User" }] }),
  flow({ recipient: "home", outside: false, file: "/shop/src/sms.ts" }),
];

function input(items: readonly Flow[], locale: Locale = "en"): ReportInput {
  const findings = items.map((item): Finding => ({
    rule: "outbound-transfer", file: item.report.file, range: item.report.range, severity: "warning", message: { en: "x", zh: "x" }, related: [],
    data: { kind: "flow", flow: item, transfer: transferOf(item, settings, { today: "2026-11-24" }) }, fingerprint: "f",
  }));
  return {
    folder: "/shop", locale, version: "0", rules: [], reports: [{ path: "/shop", findings, limits: [] }],
    summary: { filesListed: 0, filesRead: 0, fields: 0, personalFields: 0, sensitiveFields: 0, flows: 0, limits: 0, milliseconds: 0 },
    lineIndex: () => new LineIndex("\n".repeat(100)),
  };
}

describe("data map", () => {
  it("joins fields, lines, recipients and countries; what stays inside is not on it", () => {
    const { nodes, paths } = dataMap(input(flows));
    expect(nodes.map(({ id }) => id)).toEqual([
      "field Address.phone", "field Ticket.idCardPhoto", "field User.email", "field User.name",
      "code src/desk.ts:42", "code src/loyalty.ts:22", "code src/orders.ts:2",
      "recipient desk", "recipient mail", "recipient maker", "country JP", "country US",
    ]);
    expect(paths.map((path) => [path.nodes[0], path.nodes[2], path.level, path.severity])).toEqual([
      ["field Address.phone", "recipient maker", "general", "information"],
      ["field Ticket.idCardPhoto", "recipient desk", "sensitive", "warning"],
      ["field User.email", "recipient desk", "general", "warning"],
      ["field User.email", "recipient mail", "general", "information"],
      ["field User.name", "recipient mail", "general", "information"],
    ]);
  });

  it("is the same whatever the order of findings", () => {
    expect(dataMapReport(input([...flows].reverse()))).toBe(dataMapReport(input(flows)));
  });

  it("lays nodes of a column below each other, without overlap", () => {
    const { nodes } = layoutMap(dataMap(input(flows)));
    for (const a of nodes) for (const b of nodes) if (a.index < b.index && a.x === b.x) expect(b.y - a.y).toBeGreaterThanOrEqual(30);
  });
});

describe("page", () => {
  const html = dataMapReport(input(flows));

  it("loads and runs nothing", () => expect(html).not.toMatch(/<script|src=|url\(|@import|\son\w+=/));

  it("has a check box for every value that occurs", () => {
    expect([...html.matchAll(/<label><input type="checkbox" id="(f-\w+)" checked> ([^<]+)/g)].map(([, id, label]) => [id, label])).toEqual([
      ["f-c0", expect.stringContaining("JP")], ["f-c1", "United States"], ["f-l0", "sensitive"], ["f-l1", "ordinary"], ["f-s0", "mechanism or fact missing"], ["f-s1", "may go"],
    ]);
  });

  it("reaches every node with the keyboard and leads to code", () => {
    const nodes = [...html.matchAll(/<(a|g) class="node[^>]*>/g)].map(([tag]) => tag);
    expect(nodes).toHaveLength(12);
    for (const tag of nodes) expect(tag).toMatch(/ href="| tabindex="0"/);
    expect(html).toContain('href="vscode://file/shop/src/desk.ts:42" data-file="/shop/src/desk.ts" data-line="42"');
    expect(editorHref({ file: "C:/my shop/a.ts", line: 3 })).toBe("vscode://file/C:/my%20shop/a.ts:3");
  });

  it("escapes names and shortens long ones", () => {
    const nasty = flow({ recipient: "mail", fields: [{ name: `"><img>${"x".repeat(60)}`, container: "A" }] });
    const page = dataMapHtml(dataMap(input([nasty])), { locale: "zh", hrefOf: () => "#" });
    expect(page).toContain("A.&quot;&gt;&lt;img&gt;xxx");
    expect(page).not.toContain("<img>");
    expect(page).toContain("…</text>");
  });

  it("says so when nothing leaves", () => expect(dataMapReport(input([], "zh"))).toContain("<p>未发现出境传输。</p>"));
});
