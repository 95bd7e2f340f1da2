// SARIF 2.1.0 (OASIS standard): rules, results, traces as codeFlows (source first, sink call last), fingerprints.
import { relativeTo } from "../base/paths.js";
import type { Finding, RuleMetadata } from "../model/finding.js";
import type { CodeLocation, Flow, FlowStep } from "../model/flow.js";
import type { Transfer } from "../model/transfer.js";
import type { ReportInput } from "./report.js";

export const ruleHelpBase = "https://github.com/borderline-tools/borderline/blob/main/docs/rules";

const levels = { error: "error", warning: "warning", information: "note", hint: "note" } as const;

export function sarifReport(input: ReportInput): string {
  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Borderline", version: input.version, informationUri: "https://github.com/borderline-tools/borderline", rules: input.rules.map((rule) => ruleJson(rule, input)) } },
        columnKind: "utf16CodeUnits",
        results: input.reports.flatMap((report) => report.findings.map((finding) => resultJson(finding, input))),
      },
    ],
  };
  return JSON.stringify(document, null, 2) + "\n";
}

function ruleJson(rule: RuleMetadata, input: ReportInput): object {
  return {
    id: rule.id,
    shortDescription: { text: rule.title[input.locale] },
    fullDescription: { text: rule.description[input.locale] },
    help: { text: [rule.description[input.locale], ...rule.legalBasis].join("\n") },
    helpUri: `${ruleHelpBase}/${rule.id}.md`,
    defaultConfiguration: rule.defaultSeverity === "off" ? { enabled: false } : { level: levels[rule.defaultSeverity] },
  };
}

function resultJson(finding: Finding, input: ReportInput): object {
  const { data } = finding;
  return {
    ruleId: finding.rule,
    ruleIndex: input.rules.findIndex((rule) => rule.id === finding.rule),
    level: levels[finding.severity],
    message: { text: finding.message[input.locale] },
    locations: [locationJson({ file: finding.file, range: finding.range }, input)],
    partialFingerprints: { "borderline/v1": finding.fingerprint },
    ...(finding.related.length > 0 ? { relatedLocations: finding.related.map((related, id) => ({ id, ...locationJson(related.location, input), message: { text: related.text[input.locale] } })) } : {}),
    ...(data.kind === "flow" ? { codeFlows: codeFlows(data.flow, input), properties: flowProperties(data.flow, data.transfer) } : {}),
    ...(data.kind === "field" ? { properties: { container: data.field.container.name, field: data.field.name, category: data.classification.category, level: data.classification.level, confidence: Number(data.classification.confidence.toFixed(2)) } } : {}),
  };
}

function codeFlows(flow: Flow, input: ReportInput): object[] {
  return flow.sources.map(({ source, trace }) => ({
    message: { text: source.container === undefined ? source.name : `${source.container}.${source.name}` },
    threadFlows: [{ locations: trace.steps.map((step) => ({ location: stepLocation(step, input) })) }],
  }));
}

function stepLocation(step: FlowStep, input: ReportInput): object {
  return { ...locationJson(step.location, input), message: { text: step.text[input.locale] } };
}

function flowProperties(flow: Flow, transfer: Transfer | undefined): object {
  const { endpoint } = flow;
  return {
    recipient: flow.recipient.name,
    host: endpoint.host ?? null,
    hostCertainty: endpoint.certainty,
    jurisdiction: endpoint.jurisdiction.code,
    fields: flow.sources.map(({ source }) => ({ name: source.name, category: source.classification.category })),
    route: transfer?.decision.route ?? null,
  };
}

function locationJson(location: CodeLocation, input: ReportInput): object {
  const index = input.lineIndex(location.file);
  const start = index.positionAt(location.range.start);
  const end = index.positionAt(location.range.end);
  return {
    physicalLocation: {
      artifactLocation: { uri: relativeTo(input.folder, location.file).split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" },
      region: { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 },
    },
  };
}
