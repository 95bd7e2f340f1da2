// 50,000 findings stay usable: an editor gets as many as it can show, the most severe first, and is told what is left.
import { afterEach, describe, expect, test } from "vitest";
import type { Diagnostic, DocumentDiagnosticReport } from "vscode-languageserver";
import { LineIndex } from "../../../server/src/base/line-index.js";
import { localized } from "../../../server/src/base/localized.js";
import { mostPublished } from "../../../server/src/lsp/features/scan.js";
import { mostInFile } from "../../../server/src/lsp/to-lsp.js";
import type { Finding } from "../../../server/src/model/finding.js";
import { jsonPieces, jsonReport } from "../../../server/src/report/json.js";
import type { ReportInput } from "../../../server/src/report/report.js";
import { sarifPieces } from "../../../server/src/report/sarif.js";
import type { FileReport, ScanSummary } from "../../../server/src/workspace/engine.js";
import { pulling } from "../../protocol/client.js";
import { connect, stopClients } from "./connected.js";
import { FakeEngine } from "./fake-engine.js";

const summary: ScanSummary = { filesListed: 100, filesRead: 100, fields: 50_000, personalFields: 50_000, sensitiveFields: 0, flows: 0, limits: 0, milliseconds: 1 };

afterEach(stopClients);

function report(path: string, count: number): FileReport {
  const findings = Array.from({ length: count }, (_, i): Finding => ({
    rule: "personal-data", file: path, range: { start: i, end: i + 1 }, severity: i % 10 === 9 ? "error" : "information", message: localized(`finding ${i}`, `结果 ${i}`),
    related: [], data: { kind: "problem", code: "x", details: {} }, fingerprint: `${path} ${i}`,
  }));
  return { path, findings, limits: [] };
}

const reports = Array.from({ length: 100 }, (_, i) => report(`/w/${String(i).padStart(3, "0")}.prisma`, 500));

describe("in the editor", () => {
  test("a file shows the most severe ones in their order, and how many are left", async () => {
    const engine = new FakeEngine();
    engine.onCheck = async (path) => report(path, 50_000);
    const client = await connect(engine, { capabilities: pulling, locale: "zh-cn" });
    const uri = "file:///w/a.prisma";
    await client.open(uri, "x".repeat(50_001));
    const { items } = (await client.request<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri } })) as { items: readonly Diagnostic[] };
    const [more, ...shown] = items;
    expect(more).toMatchObject({ code: "more-findings", severity: 3, message: expect.stringMatching(/49000 条/) });
    expect(shown).toHaveLength(mostInFile);
    expect(shown.every(({ severity }) => severity === 1)).toBe(true);
    expect(shown.map(({ range }) => range.start.character)).toEqual(Array.from({ length: mostInFile }, (_, i) => 10 * i + 9));
  });

  test("a scan publishes no more than can be looked at, says so, and makes room again", async () => {
    const files = new Map(reports.map(({ path }) => [path, new TextEncoder().encode("x".repeat(600))]));
    const engine = new FakeEngine();
    let found = reports;
    engine.onScan = async (onReport) => {
      found.forEach(onReport);
      return summary;
    };
    const client = await connect(engine, {}, files);
    const shown = (): number => [...client.published.values()].reduce((sum, { diagnostics }) => sum + diagnostics.length, 0);
    const first = await client.request<{ text: string }>("borderline/scan", {});
    expect(first.text).toContain("30000 findings are too many to be shown here");
    await client.until(() => shown() === mostPublished);
    found = reports.slice(60);
    const second = await client.request<{ text: string }>("borderline/scan", {});
    await client.until(() => shown() === mostPublished && client.published.get("file:///w/099.prisma")?.diagnostics.length === 500);
    expect(second.text).not.toContain("too many");
  });
});

describe("in reports", () => {
  const input: ReportInput = { folder: "/w", locale: "en", reports, summary, rules: [], version: "1", lineIndex: () => new LineIndex("x".repeat(600)) };

  test.each([["JSON", jsonPieces], ["SARIF", sarifPieces]] as const)("%s is written one finding at a time", (_name, pieces) => {
    let count = 0;
    let longest = 0;
    for (const piece of pieces(input)) {
      count++;
      longest = Math.max(longest, piece.length);
    }
    expect(count).toBeGreaterThan(50_000);
    expect(longest).toBeLessThan(3_000);
  });

  test.each([0, 1, 3])("JSON of %i findings is laid out as before", (count) => {
    const text = jsonReport({ ...input, reports: [report("/w/a.prisma", count)] });
    expect(`${JSON.stringify(JSON.parse(text), null, 2)}\n`).toBe(text);
    expect((JSON.parse(text) as { findings: unknown[] }).findings).toHaveLength(count);
  });
});
