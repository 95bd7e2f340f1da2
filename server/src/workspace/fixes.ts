import { annotate, suppress } from "../annotations/index.js";
import { daysAfter } from "../base/dates.js";
import { localized } from "../base/localized.js";
import { overlaps, type TextRange } from "../base/range.js";
import type { TextEdit } from "../base/text-edit.js";
import type { Finding, Fix } from "../model/finding.js";
import { documentRules } from "../rules/index.js";
import type { ClassifiedField, DocumentContext } from "../rules/rule.js";
import type { DocumentAnalyzer } from "./document-analysis.js";
import { checkDocument } from "./findings.js";
import { fixesTogether } from "./fix-together.js";
import type { FlowService } from "./flow-service.js";
import type { WorkspaceFolder } from "./folder.js";

/** Most findings at one place that get joint fixes. */
const mostJoint = 3;

/** Fixes for the findings at a range, then those for a whole model and the whole file. */
export function fixesFor(path: string, range: TextRange, findings: readonly Finding[], analyzer: DocumentAnalyzer, folder: WorkspaceFolder | undefined, today: string, reason = "", flows?: FlowService): readonly Fix[] {
  const { context: plain } = checkDocument(path, analyzer, folder, today);
  if (plain === undefined) return [];
  const context = { ...plain, reason };
  const here = findings.filter((finding) => overlaps(finding.range, range));
  const together: Fix[] = [];
  const fixes = here.flatMap((finding) => {
    const flowFixes = flows?.fixes(finding, reason) ?? [];
    // Asked for a whole file (command line), nobody chooses among joint fixes: the single ones are there.
    if (flows !== undefined && here.length <= mostJoint) together.push(...fixesTogether(finding, flowFixes, findings, flows));
    return [...ruleFixes(finding, context), ...flowFixes, ...suppressFixes(finding, context)].map((fix) => ({ ...fix, finding: finding.fingerprint }));
  });
  return [...fixes, ...together, ...annotateAllFixes(range, findings, context)];
}

function ruleFixes(finding: Finding, context: DocumentContext): readonly Fix[] {
  return documentRules.find((rule) => rule.metadata.id === finding.rule)?.fixes?.(finding, context) ?? [];
}

/** How long a suppression with a date holds: a quarter, as long as a promise to look again is believed. */
const suppressedDays = 90;

/** Silencing is offered for every rule, with the reason left to be written, and with a day on which the rule speaks again. */
function suppressFixes(finding: Finding, context: DocumentContext): readonly Fix[] {
  const field = finding.data.kind === "field" ? finding.data.field : undefined;
  const until = daysAfter(context.today, suppressedDays);
  const offered = [
    { id: "suppress", title: localized(`Ignore ${finding.rule} here, with a reason`, `在此忽略 ${finding.rule}（需写理由）`) },
    { id: "suppress-until", until, title: localized(`Ignore ${finding.rule} here until ${until}, with a reason`, `在此忽略 ${finding.rule}，至 ${until}（需写理由）`) },
  ];
  return offered.flatMap(({ id, title, ...expiry }): Fix[] => {
    const edits = suppress({ text: context.text, file: context.file, at: finding.range, field, rule: finding.rule, reason: context.reason ?? "", ...expiry });
    return edits.length === 0 ? [] : [{ id, rule: finding.rule, kind: "quickfix", isPreferred: false, title, edits: [{ file: context.file, edits }] }];
  });
}

/** "Annotate all": writes the likeliest category at every field that is still only a guess. */
function annotateAllFixes(range: TextRange, findings: readonly Finding[], context: DocumentContext): readonly Fix[] {
  const open = findings.flatMap((finding) => (finding.data.kind === "field" && !finding.data.classification.annotated && finding.data.classification.level !== "none" ? [finding.data] : []));
  const fixes: Fix[] = [];
  const model = open.find(({ field }) => overlaps(field.range, range))?.field.container;
  const inModel = open.filter(({ field }) => field.container.range.start === model?.range.start && field.container.name === model.name);
  if (model !== undefined && inModel.length > 1) {
    fixes.push(annotateAll("annotate-model", localized(`Annotate all ${inModel.length} personal fields of ${model.name}`, `标注 ${model.name} 的全部 ${inModel.length} 个个人信息字段`), inModel, context, "quickfix"));
  }
  if (open.length > 0) {
    fixes.push(annotateAll("annotate-file", localized(`Annotate all ${open.length} personal fields of this file`, `标注此文件的全部 ${open.length} 个个人信息字段`), open, context, "source.fixAll"));
  }
  return fixes;
}

function annotateAll(id: string, title: Fix["title"], fields: readonly ClassifiedField[], context: DocumentContext, kind: Fix["kind"]): Fix {
  const seen = new Set<number>();
  const edits: TextEdit[] = [];
  for (const { field, classification } of fields) {
    // A field may carry two findings (personal and important data); it is annotated once.
    if (seen.has(field.nameRange.start)) continue;
    seen.add(field.nameRange.start);
    edits.push(...annotate(field, context.text, { kind: "personal-data", category: classification.category }));
  }
  return { id, title, rule: "personal-data", kind, isPreferred: false, edits: [{ file: context.file, edits }] };
}
