// Rules that hand on what readers could not make sense of: one rule a kind of problem, keyed by problem code.
import { localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import type { Finding, Fix, RuleMetadata } from "../model/finding.js";
import type { DocumentContext, DocumentRule, RawFinding } from "./rule.js";

/** A rule over problems of the given codes, or of a predicate over codes. */
export function problemRule(ruleMetadata: RuleMetadata, concerns: (code: string) => boolean): DocumentRule {
  return {
    metadata: ruleMetadata,
    check: ({ problems, file, text }) => problems.filter((problem) => concerns(problem.code)).map((problem) => problemFinding(ruleMetadata.id, file, text, problem)),
    fixes: problemFixes,
  };
}

function problemFinding(rule: string, file: string, text: string, problem: Problem): RawFinding {
  return {
    rule, file, range: problem.range, severity: problem.severity, message: problem.message,
    data: { kind: "problem", code: problem.code, details: Object.fromEntries((problem.suggestions ?? []).map((suggestion, i) => [`suggestion${i}`, suggestion])) },
    identity: [problem.code, text.slice(problem.range.start, Math.min(problem.range.end, problem.range.start + 80))],
  };
}

/** A misspelt word is replaced by what it may have meant. */
function problemFixes(finding: Finding, context: DocumentContext): readonly Fix[] {
  if (finding.data.kind !== "problem") return [];
  return Object.values(finding.data.details).map((suggestion, i) => ({
    id: "replace-with-suggestion",
    title: localized(`Change to "${suggestion}"`, `改为“${suggestion}”`),
    rule: finding.rule, kind: "quickfix", isPreferred: i === 0,
    edits: [{ file: context.file, edits: [{ range: finding.range, newText: suggestion }] }],
  }));
}
