import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LineIndex } from "../../../server/src/base/line-index.js";
import type { Locale } from "../../../server/src/base/localized.js";
import type { ReportInput } from "../../../server/src/report/report.js";
import { sarifPieces, sarifReport } from "../../../server/src/report/sarif.js";
import { ruleMetadata } from "../../../server/src/rules/index.js";
import type { Engine, FileReport, ScanSummary } from "../../../server/src/workspace/engine.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import type { Fix } from "../../../server/src/model/finding.js";
import { root } from "../../support/sources.js";

const shop = join(root, "examples/shop").replaceAll("\\", "/");
const reports: FileReport[] = [];
const fixes = new Map<string, readonly Fix[]>();
let summary: ScanSummary;
let engine: Engine;

beforeAll(async () => {
  engine = createEngine();
  await engine.open([shop], {});
  summary = await engine.scan((report) => reports.push(report), () => {});
  for (const report of reports) fixes.set(report.path, await engine.fixes(report.path, { start: 0, end: 1e9 }));
});

afterAll(() => engine.close());

function input(locale: Locale): ReportInput {
  return {
    folder: shop, locale, reports, summary, rules: [...ruleMetadata.values()], version: "1.2.3",
    lineIndex: (file) => new LineIndex(readFileSync(file, "utf8")), fixesOf: (finding) => (fixes.get(finding.file) ?? []).filter((fix) => fix.finding === finding.fingerprint),
  };
}

interface Log {
  readonly runs: readonly { readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri: string; readonly properties: { readonly tags: readonly string[] } }[] } }; readonly results: readonly Result[] }[];
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly codeFlows?: readonly { readonly threadFlows: readonly { readonly locations: readonly object[] }[] }[];
  readonly fixes?: readonly { readonly artifactChanges: readonly { readonly replacements: readonly object[] }[] }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8")) as object;

describe.each<Locale>(["en", "zh"])("SARIF (%s)", (locale) => {
  it("is valid by the schema of 2.1.0", () => {
    const ajv = new AjvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    validate(JSON.parse(sarifReport(input(locale))));
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe("SARIF", () => {
  it("comes result by result and is the same document", () => {
    const pieces = [...sarifPieces(input("en"))];
    expect(pieces.length).toBe(reports.flatMap((report) => report.findings).length + 2);
    expect(pieces.join("")).toBe(sarifReport(input("en")));
  });

  it("points results at their rules, traces from source to sink, fixes with replacements", () => {
    const [run] = (JSON.parse(sarifReport(input("en"))) as Log).runs;
    const results = run?.results ?? [];
    expect(results.every((result) => run?.tool.driver.rules[result.ruleIndex]?.id === result.ruleId)).toBe(true);
    expect(new Set(results.map((result) => result.partialFingerprints["borderline/v1"])).size).toBe(results.length);
    const transfers = results.filter((result) => result.ruleId === "outbound-transfer");
    expect(transfers.length).toBeGreaterThan(5);
    expect(transfers.every((result) => (result.codeFlows?.[0]?.threadFlows[0]?.locations.length ?? 0) >= 2)).toBe(true);
    const fields = results.filter((result) => result.ruleId === "personal-data");
    expect(fields.every((result) => (result.fixes?.[0]?.artifactChanges[0]?.replacements.length ?? 0) > 0)).toBe(true);
    const rule = run?.tool.driver.rules.find(({ id }) => id === "outbound-transfer");
    expect(rule).toMatchObject({ helpUri: "https://github.com/borderline-dev/borderline/blob/main/docs/rules/outbound-transfer.md", properties: { tags: expect.arrayContaining(["privacy", "security", "flow"]) as unknown } });
  });

  it("is a valid document without any result", () => {
    expect((JSON.parse(sarifReport({ ...input("en"), reports: [] })) as Log).runs[0]?.results).toEqual([]);
  });
});
