import { checkAnnotations } from "../annotations/index.js";
import { categoryIds } from "../catalog/names.js";
import { dirname } from "../base/paths.js";
import type { Problem } from "../base/problem.js";
import { configurationProblemPrefix } from "../configuration/index.js";
import { defaultConfig } from "../model/config.js";
import type { Finding } from "../model/finding.js";
import { contradictions } from "../law/contradictions.js";
import { applySettings } from "../rules/apply.js";
import { documentRules, ruleMetadata } from "../rules/index.js";
import type { DocumentContext, RawFinding } from "../rules/rule.js";
import type { DocumentAnalysis, DocumentAnalyzer } from "./document-analysis.js";
import { fileKind } from "./file-kinds.js";
import type { WorkspaceFolder } from "./folder.js";

export interface CheckedDocument {
  readonly findings: readonly Finding[];
  readonly context: DocumentContext | undefined;
}

/** Runs every document rule over one file and puts what the flow rules say of it beside; settings and suppressions apply to both. */
export function checkDocument(path: string, analyzer: DocumentAnalyzer, folder: WorkspaceFolder | undefined, today: string, flowFindings: readonly RawFinding[] = []): CheckedDocument {
  const analysis = analyzer.analyse(path);
  if (analysis === undefined) return { findings: [], context: undefined };
  const context = documentContext(path, analysis, folder, today);
  const raw: RawFinding[] = [...documentRules.flatMap((rule) => [...rule.check(context)]), ...flowFindings];
  const { findings } = applySettings(raw, {
    folder: folder?.path ?? dirname(path),
    severity: folder?.severity ?? {},
    suppressions: analysis.schema.suppressions,
    rules: ruleMetadata,
    today,
  });
  return { findings, context };
}

export function documentContext(path: string, analysis: DocumentAnalysis, folder: WorkspaceFolder | undefined, today: string): DocumentContext {
  const known = new Set([...categoryIds(), ...(folder?.config.categories ?? []).map((category) => category.id)]);
  const problems: Problem[] = [...analysis.problems];
  for (const container of analysis.schema.containers) if (container.annotations.length > 0) problems.push(...checkAnnotations(container.annotations, known));
  for (const { field } of analysis.fields) if (field.annotations.length > 0) problems.push(...checkAnnotations(field.annotations, known));
  if (fileKind(path) === "configuration" && folder?.configFile === path) problems.push(...folder.configProblems, ...contradictions(folder.config, today).map((problem) => ({ ...problem, code: configurationProblemPrefix + problem.code })));
  return { file: path, text: analysis.source.text, schema: analysis.schema, fields: analysis.fields, problems, config: folder?.config ?? defaultConfig, today };
}
