import { categoryName } from "../catalog/names.js";
import { type Localized, localized } from "../base/localized.js";
import { overlaps, type TextRange } from "../base/range.js";
import { describeTransfer } from "../law/describe.js";
import type { Finding } from "../model/finding.js";
import type { AnalysisLimit } from "../model/flow.js";
import type { ClassifiedField, RawFinding } from "../rules/rule.js";
import type { DocumentAnalyzer } from "./document-analysis.js";
import type { Explanation } from "./engine.js";
import { checkDocument } from "./findings.js";
import type { WorkspaceFolder } from "./folder.js";
import { levelText } from "./hover.js";

export interface ExplainContext {
  readonly analyzer: DocumentAnalyzer;
  readonly folder: WorkspaceFolder | undefined;
  readonly today: string;
  /** What the flow rules say of this file; undefined where no flow was followed. */
  readonly flowFindings?: readonly RawFinding[];
  readonly limits?: readonly AnalysisLimit[];
}

/** All that is known about a line: every field on it with its evidence, every finding, and why there is none. */
export function explainRange(path: string, range: TextRange, { analyzer, folder, today, flowFindings, limits = [] }: ExplainContext): readonly Explanation[] {
  const at = { file: path, range };
  const analysis = analyzer.analyse(path);
  if (analysis === undefined) return [{ location: at, title: localized("This file cannot be read as text.", "此文件无法作为文本读取。"), lines: [] }];
  const explanations: Explanation[] = [];
  if (folder?.isExcluded(path) === true) {
    explanations.push({ location: at, title: localized("This file is left out (tests, generated code, .gitignore or `exclude`); name it under `include` in borderline.yaml to bring it back.", "此文件不在范围内（测试、生成代码、.gitignore 或 exclude）；可在 borderline.yaml 的 include 中加入。"), lines: [] });
  }
  for (const entry of analysis.fields) if (overlaps(entry.field.nameRange, range)) explanations.push(explainField(path, entry));
  const { findings } = checkDocument(path, analyzer, folder, today, flowFindings);
  for (const finding of findings) {
    if (finding.data.kind === "field" || !overlaps(finding.range, range)) continue;
    explanations.push({ location: { file: path, range: finding.range }, title: finding.message, lines: findingLines(finding) });
  }
  for (const limit of limits) {
    if (limit.location.file === path && overlaps(limit.location.range, range)) explanations.push({ location: limit.location, title: limit.text, lines: [] });
  }
  if (explanations.length === 0) explanations.push({ location: at, title: localized("No declared field stands on this line, and no rule speaks of it.", "此行没有声明字段，也没有规则结果。"), lines: [] });
  return explanations;
}

function explainField(path: string, { field, classification }: ClassifiedField): Explanation {
  const name = `${field.container.name}.${field.name}`;
  const category = classification.category === "none" ? undefined : categoryName(classification.category);
  const level = levelText[classification.level];
  const confidence = `${Math.round(classification.confidence * 100)} %`;
  const lines: Localized[] = classification.evidence.map((piece) => localized(`${signed(piece.weight)}  ${piece.text.en}`, `${signed(piece.weight)}  ${piece.text.zh}`));
  if (lines.length === 0) lines.push(localized("Nothing speaks for personal information.", "没有任何依据表明其为个人信息。"));
  if (classification.candidates.length > 1) {
    const others = classification.candidates.map((candidate) => candidate.category).join(", ");
    lines.push(localized(`Candidates: ${others}`, `候选类别：${others}`));
  }
  return {
    location: { file: path, range: field.nameRange },
    title: localized(`${name}: ${level.en}${category === undefined ? "" : `, ${category.en}`} (${confidence})`, `${name}：${level.zh}${category === undefined ? "" : `，${category.zh}`}（${confidence}）`),
    lines,
  };
}

/** The rule, and for a flow every hop and the legal reasons. */
function findingLines(finding: Finding): readonly Localized[] {
  const rule = localized(`Rule: ${finding.rule}`, `规则：${finding.rule}`);
  if (finding.data.kind !== "flow") return [rule];
  const { flow, transfer } = finding.data;
  const hops = finding.related.map(({ text }) => localized(`→ ${text.en}`, `→ ${text.zh}`));
  const described = transfer === undefined ? undefined : describeTransfer(flow, transfer);
  return [rule, ...hops, ...(described === undefined ? [] : [...described.reasons, ...described.outlook, ...described.questions, ...described.citations.map(({ text }) => text)])];
}

function signed(weight: number): string {
  return weight >= 0 ? `+${weight.toFixed(1)}` : `-${Math.abs(weight).toFixed(1)}`;
}
