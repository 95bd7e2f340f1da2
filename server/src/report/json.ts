import { relativeTo } from "../base/paths.js";
import type { Finding } from "../model/finding.js";
import type { CodeLocation } from "../model/flow.js";
import type { ReportInput } from "./report.js";

/** Stable machine-readable form; `formatVersion` grows when a key changes its meaning. Lines and columns count from 1. */
export function jsonReport(input: ReportInput): string {
  const document = {
    formatVersion: 1,
    tool: { name: "borderline", version: input.version },
    summary: input.summary,
    findings: input.reports.flatMap((report) => report.findings.map((finding) => findingJson(finding, input))),
    limits: input.reports.flatMap((report) => report.limits.map((limit) => ({ reason: limit.reason, message: limit.text[input.locale], ...place(limit.location, input) }))),
  };
  return JSON.stringify(document, null, 2) + "\n";
}

function findingJson(finding: Finding, input: ReportInput): object {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message[input.locale],
    ...place({ file: finding.file, range: finding.range }, input),
    ...dataJson(finding),
    related: finding.related.map((related) => ({ message: related.text[input.locale], ...place(related.location, input) })),
    fingerprint: finding.fingerprint,
  };
}

function dataJson(finding: Finding): object {
  const { data } = finding;
  if (data.kind === "field") {
    const { field, classification } = data;
    return {
      field: {
        container: field.container.name, name: field.name, type: field.type.text, category: classification.category, level: classification.level,
        subject: classification.subject, confidence: Number(classification.confidence.toFixed(2)), annotated: classification.annotated,
      },
    };
  }
  if (data.kind === "flow") {
    const { flow, transfer } = data;
    return {
      flow: {
        recipient: flow.recipient.name, host: flow.endpoint.host ?? null, jurisdiction: flow.endpoint.jurisdiction.code,
        fields: flow.sources.map(({ source }) => ({ name: source.name, container: source.container ?? null, category: source.classification.category, level: source.classification.level })),
        route: transfer?.decision.route ?? null,
      },
    };
  }
  return { code: data.code };
}

function place(location: CodeLocation, input: ReportInput): object {
  const index = input.lineIndex(location.file);
  const start = index.positionAt(location.range.start);
  const end = index.positionAt(location.range.end);
  return { file: relativeTo(input.folder, location.file), line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}
