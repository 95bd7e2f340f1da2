// SARIF 2.1.0 (OASIS standard): rules, results, traces as codeFlows (source first, sink call last), fixes, fingerprints.
import { resolveCitation } from "../catalog/instruments.js";
import { localized } from "../base/localized.js";
import { relativeTo } from "../base/paths.js";
import type { Finding, Fix, RuleMetadata } from "../model/finding.js";
import type { CodeLocation, Flow, FlowStep } from "../model/flow.js";
import type { Transfer } from "../model/transfer.js";
import { indented } from "./json-layout.js";
import type { ReportInput } from "./report.js";

const repository = "https://github.com/borderline-dev/borderline";

const levels = { error: "error", warning: "warning", information: "note", hint: "note" } as const;

export function sarifReport(input: ReportInput): string {
  return [...sarifPieces(input)].join("");
}

/** The document piece by piece, one result at a time, so that a large one never stands in memory as a whole. */
export function* sarifPieces(input: ReportInput): Generator<string> {
  const driver = {
    name: "Borderline", version: input.version, semanticVersion: input.version, informationUri: repository, language: input.locale === "zh" ? "zh-CN" : "en",
    rules: input.rules.map((rule) => ruleJson(rule, input)),
  };
  yield `{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": { "driver": ${indented(driver, 6)} },
      "columnKind": "utf16CodeUnits",
      "originalUriBaseIds": { "%SRCROOT%": { "description": { "text": ${JSON.stringify(rootText[input.locale])} } } },
      "results": [`;
  let separator = "\n        ";
  for (const report of input.reports) {
    for (const finding of report.findings) {
      yield separator + indented(resultJson(finding, input), 8);
      separator = ",\n        ";
    }
  }
  yield `
      ],
      "invocations": [${indented(invocationJson(input), 6)}]
    }
  ]
}
`;
}

const rootText = localized("The scanned folder.", "被扫描的文件夹。");

/** Where analysis gave up is told as a notification: a result stands for a finding only. */
function invocationJson(input: ReportInput): object {
  const notifications = input.reports.flatMap((report) => report.limits.map((limit) => ({
    level: "note", descriptor: { id: limit.reason }, message: { text: limit.text[input.locale] }, locations: [locationJson(limit.location, input)],
  })));
  return { executionSuccessful: true, ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }) };
}

function ruleJson(rule: RuleMetadata, input: ReportInput): object {
  const description = rule.description[input.locale];
  const basis = rule.legalBasis.map((id) => {
    const citation = resolveCitation(id);
    return { id, text: citation?.text, address: citation?.instrument.address };
  });
  const links = basis.map(({ id, text, address }) => (address === undefined ? (text?.[input.locale] ?? id) : `[${text?.[input.locale] ?? id}](${address})`));
  return {
    id: rule.id,
    name: rule.id.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(""),
    shortDescription: { text: rule.title[input.locale] },
    fullDescription: { text: description },
    help: { text: [description, ...basis.map(({ id, text }) => text?.[input.locale] ?? id)].join("\n"), markdown: [description, ...links.map((link) => `- ${link}`)].join("\n\n") },
    helpUri: `${repository}/blob/main/docs/rules/${rule.id}.md`,
    defaultConfiguration: rule.defaultSeverity === "off" ? { enabled: false } : { level: levels[rule.defaultSeverity] },
    properties: { tags: ["privacy", rule.scope, ...(rule.scope === "flow" ? ["security"] : []), ...rule.legalBasis.map((id) => id.replaceAll(" ", "-"))] },
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
    ...fixesJson(input.fixesOf?.(finding) ?? [], input),
    ...(finding.related.length > 0 ? { relatedLocations: finding.related.map((related, id) => ({ id, ...locationJson(related.location, input), message: { text: related.text[input.locale] } })) } : {}),
    ...(data.kind === "flow" ? { codeFlows: codeFlows(data.flow, input), properties: flowProperties(data.flow, data.transfer) } : {}),
    ...(data.kind === "field" ? { properties: { container: data.field.container.name, field: data.field.name, category: data.classification.category, level: data.classification.level, confidence: Number(data.classification.confidence.toFixed(2)) } } : {}),
  };
}

/** Most fixes a result carries. */
const shownFixes = 3;

/** Fixes that stand for themselves: not those that wait for a reason, nor those that make files. */
function fixesJson(fixes: readonly Fix[], input: ReportInput): object {
  const ready = fixes.filter((fix) => !["suppress", "suppress-until", "annotate-not-personal-data"].includes(fix.id) && fix.edits.every(({ create, edits }) => create !== true && edits.length > 0));
  if (ready.length === 0) return {};
  return {
    fixes: ready.slice(0, shownFixes).map((fix) => ({
      description: { text: fix.title[input.locale] },
      artifactChanges: fix.edits.map(({ file, edits }) => ({
        artifactLocation: artifactJson(file, input),
        replacements: edits.map(({ range, newText }) => ({ deletedRegion: regionJson({ file, range }, input), insertedContent: { text: newText } })),
      })),
    })),
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
  return { physicalLocation: { artifactLocation: artifactJson(location.file, input), region: regionJson(location, input) } };
}

function artifactJson(file: string, input: ReportInput): object {
  return { uri: relativeTo(input.folder, file).split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}

function regionJson({ file, range }: CodeLocation, input: ReportInput): object {
  const index = input.lineIndex(file);
  const start = index.positionAt(range.start);
  const end = index.positionAt(range.end);
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}
