import { relativeTo } from "../base/paths.js";
import type { Finding } from "../model/finding.js";
import type { CodeLocation } from "../model/flow.js";
import { listPieces } from "./json-layout.js";
import type { ReportInput } from "./report.js";

/** Stable machine-readable form; `formatVersion` grows when a key changes its meaning. Lines and columns count from 1. */
export function jsonReport(input: ReportInput): string {
  return [...jsonPieces(input)].join("");
}

/** The document piece by piece, one finding at a time, so that a large one never stands in memory as a whole. */
export function* jsonPieces(input: ReportInput): Generator<string> {
  const head = { formatVersion: 1, tool: { name: "borderline", version: input.version }, summary: input.summary };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "findings": `;
  yield* listPieces(findingsOf(input), 2);
  yield ',\n  "limits": ';
  yield* listPieces(limitsOf(input), 2);
  yield "\n}\n";
}

function* findingsOf(input: ReportInput): Generator<object> {
  for (const report of input.reports) for (const finding of report.findings) yield findingJson(finding, input);
}

function* limitsOf(input: ReportInput): Generator<object> {
  for (const report of input.reports) {
    for (const limit of report.limits) yield { reason: limit.reason, message: limit.text[input.locale], ...place(limit.location, input) };
  }
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
