import { checkAnnotations } from "../annotations/index.js";
import { categoryIds } from "../catalog/names.js";
import { dirname, isInside } from "../base/paths.js";
import type { Problem } from "../base/problem.js";
import { configurationProblemPrefix } from "../configuration/index.js";
import { defaultConfig } from "../model/config.js";
import type { Finding, Severity } from "../model/finding.js";
import { contradictions } from "../law/contradictions.js";
import { applySettings, compareFindings } from "../rules/apply.js";
import { documentRules, ruleMetadata } from "../rules/index.js";
import { isAnnotationProblem } from "../rules/problem-codes.js";
import { unusedFindings, unusedSuppression } from "../rules/unused-suppression.js";
import type { ClassifiedField, DocumentContext, RawFinding } from "../rules/rule.js";
import type { DocumentAnalysis, DocumentAnalyzer } from "./document-analysis.js";
import { fileKind } from "./file-kinds.js";
import type { WorkspaceFolder } from "./folder.js";

export interface CheckedDocument {
  readonly findings: readonly Finding[];
  readonly context: DocumentContext | undefined;
}

/**
 * Runs every document rule over one file and puts what the flow rules say of it beside; settings and suppressions apply to both.
 * Without flow findings (undefined) no flow was followed, and suppressions of flow rules are not judged.
 */
export function checkDocument(path: string, analyzer: DocumentAnalyzer, folder: WorkspaceFolder | undefined, today: string, flowFindings?: readonly RawFinding[]): CheckedDocument {
  const analysis = analyzer.analyse(path);
  if (analysis === undefined) return { findings: [], context: undefined };
  const context = documentContext(path, analysis, analyzer, folder, today);
  const raw: RawFinding[] = [...documentRules.flatMap((rule) => [...rule.check(context)]), ...(flowFindings ?? [])];
  const options = {
    folder: folder?.path ?? dirname(path),
    severity: folder?.severity ?? {},
    suppressions: folder?.isUnfiltered === true ? [] : analysis.schema.suppressions,
    rules: ruleMetadata,
    today,
  };
  const { findings, used } = applySettings(raw, options);
  if (options.suppressions.length === 0) return { findings, context };
  const unused = unusedFindings({ file: path, text: context.text, suppressions: options.suppressions, used, rules: ruleMetadata, today, isJudged: judged(options.severity, flowFindings !== undefined, context) });
  // "all" would silence the word about itself.
  const suppressions = options.suppressions.filter(({ rules }) => rules.includes(unusedSuppression.metadata.id));
  return { findings: merged(findings, applySettings(unused, { ...options, suppressions }).findings), context };
}

/** Which rules were asked about this text: none where it could not be read in full, no flow rule without flows, none that is off. */
function judged(severity: Readonly<Record<string, Severity>>, hasFlows: boolean, { schema, problems }: DocumentContext): (rule: string) => boolean {
  const isWhole = ![...schema.problems, ...problems].some(({ code }) => !isAnnotationProblem(code) && !code.startsWith(configurationProblemPrefix));
  return (rule) => isWhole && (hasFlows || ruleMetadata.get(rule)?.scope !== "flow") && (severity[rule] ?? ruleMetadata.get(rule)?.defaultSeverity) !== "off";
}

function merged(findings: readonly Finding[], more: readonly Finding[]): readonly Finding[] {
  return more.length === 0 ? findings : [...findings, ...more].sort(compareFindings);
}

export function documentContext(path: string, analysis: DocumentAnalysis, analyzer: DocumentAnalyzer, folder: WorkspaceFolder | undefined, today: string): DocumentContext {
  const known = new Set([...categoryIds(), ...(folder?.config.categories ?? []).map((category) => category.id)]);
  const problems: Problem[] = [...analysis.problems];
  for (const container of analysis.schema.containers) if (container.annotations.length > 0) problems.push(...checkAnnotations(container.annotations, known));
  for (const { field } of analysis.fields) if (field.annotations.length > 0) problems.push(...checkAnnotations(field.annotations, known));
  if (fileKind(path) === "configuration" && folder?.configFile === path) problems.push(...configurationProblems(folder, today, analysis.source.text));
  return { file: path, text: analysis.source.text, schema: analysis.schema, fields: analysis.fields, problems, config: folder?.config ?? defaultConfig, today, ...(folder === undefined ? {} : { readEnv: (name: string) => folder.readEnv(name, path), siblingFields: () => siblingFields(path, analyzer, folder) }) };
}

/** Fields of the other files of a Prisma schema: those below the file's folder, unless they are schemas of their own. */
function siblingFields(path: string, analyzer: DocumentAnalyzer, folder: WorkspaceFolder): readonly ClassifiedField[] {
  if (fileKind(path) !== "prisma") return [];
  return folder.prismaFiles().filter((file) => file !== path && isInside(dirname(path), file)).flatMap((file) => {
    const analysis = analyzer.analyse(file);
    const isOwnSchema = analysis !== undefined && "datasources" in analysis.schema && Array.isArray(analysis.schema.datasources) && analysis.schema.datasources.length > 0;
    return analysis === undefined || isOwnSchema ? [] : analysis.fields;
  });
}

function configurationProblems(folder: WorkspaceFolder, today: string, text: string): readonly Problem[] {
  const contradicting = folder.statedConfig === undefined ? [] : contradictions(folder.statedConfig, today, text);
  return [...folder.configProblems, ...contradicting.map((problem) => ({ ...problem, code: configurationProblemPrefix + problem.code }))];
}
