import { closest } from "../base/closest.js";
import { localized } from "../base/localized.js";
import { range, type TextRange } from "../base/range.js";
import type { Suppression } from "../model/annotation.js";
import type { Finding, Fix, RuleMetadata } from "../model/finding.js";
import { removalFixes } from "./expired-suppression.js";
import { type DocumentContext, type DocumentRule, metadata, type RawFinding } from "./rule.js";

/** A suppression that silences nothing: the code was changed, or the rule was never heard here. Dead ones hide the next finding. */
export const unusedSuppression: DocumentRule = {
  metadata: metadata("unused-suppression", "annotation", "information", {
    title: ["Suppression silences nothing", "忽略未起作用"],
    description: ["No rule named by this borderline-ignore has anything to say here. Remove it: a dead suppression would hide the next finding.", "该 borderline-ignore 所列规则在此处没有结果。请删除：失效的忽略会掩盖以后的结果。"],
  }),
  // What is unused is known once all other rules have spoken; see unusedFindings.
  check: () => [],
  fixes: (finding, context) => [...renameFixes(finding, context), ...removalFixes(finding, context)],
};

export interface UsedSuppressions {
  readonly file: string;
  readonly text: string;
  readonly suppressions: readonly Suppression[];
  /** Those that silenced a finding. */
  readonly used: ReadonlySet<Suppression>;
  /** Whether a rule was asked here: not when flows are off, or its severity is. */
  isJudged(rule: string): boolean;
  readonly rules: ReadonlyMap<string, RuleMetadata>;
  /** ISO date; expired suppressions have a rule of their own. */
  readonly today: string;
}

/** Findings about suppressions that silenced nothing although every rule they name was asked. */
export function unusedFindings(context: UsedSuppressions): readonly RawFinding[] {
  return context.suppressions.filter((suppression) => isUnused(suppression, context)).map((suppression) => {
    const unknown = suppression.rules.find((rule) => rule !== "all" && !context.rules.has(rule));
    return unknown === undefined ? finding(suppression, context, suppression.range, {}) : unknownRule(suppression, unknown, context);
  });
}

function isUnused(suppression: Suppression, { used, today, isJudged, rules }: UsedSuppressions): boolean {
  if (used.has(suppression) || suppression.rules.includes(unusedSuppression.metadata.id)) return false;
  if (suppression.until !== undefined && suppression.until < today) return false;
  return suppression.rules.every((rule) => (rule === "all" ? [...rules.keys()].every(isJudged) : !rules.has(rule) || isJudged(rule)));
}

function unknownRule(suppression: Suppression, rule: string, context: UsedSuppressions): RawFinding {
  const meant = closest(rule, context.rules.keys(), 1)[0];
  const at = context.text.indexOf(rule, suppression.range.start);
  const isHere = at >= 0 && at + rule.length <= suppression.range.end;
  const details = { unknown: rule, ...(meant === undefined || !isHere ? {} : { meant, start: String(at) }) };
  return finding(suppression, context, suppression.range, details);
}

function finding(suppression: Suppression, { file }: UsedSuppressions, place: TextRange, details: { readonly unknown?: string; readonly meant?: string; readonly start?: string }): RawFinding {
  const hint = details.meant === undefined ? localized("", "") : localized(` Did you mean "${details.meant}"?`, `是否应为“${details.meant}”？`);
  const list = { en: suppression.rules.join(", "), zh: suppression.rules.join("、") };
  const message = details.unknown === undefined
    ? localized(`This suppression silences nothing: ${list.en} has nothing to say here.`, `该忽略未起作用：此处没有 ${list.zh} 的结果。`)
    : localized(`This suppression silences nothing: there is no rule "${details.unknown}".${hint.en}`, `该忽略未起作用：没有规则“${details.unknown}”。${hint.zh}`);
  return {
    rule: unusedSuppression.metadata.id, file, range: place, message,
    data: { kind: "problem", code: unusedSuppression.metadata.id, details: Object.fromEntries(Object.entries(details)) },
    identity: [...suppression.rules, suppression.reason],
  };
}

function renameFixes(finding: Finding, { file }: DocumentContext): readonly Fix[] {
  if (finding.data.kind !== "problem") return [];
  const { unknown, meant, start } = finding.data.details;
  if (unknown === undefined || meant === undefined || start === undefined) return [];
  const at = Number(start);
  return [{
    id: "replace-with-suggestion", title: localized(`Change to "${meant}"`, `改为“${meant}”`), rule: finding.rule, kind: "quickfix", isPreferred: false,
    edits: [{ file, edits: [{ range: range(at, at + unknown.length), newText: meant }] }],
  }];
}
