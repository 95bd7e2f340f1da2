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
    description: ["A rule named by this borderline-ignore has nothing to say here. Remove it: a dead suppression would hide the next finding.", "该 borderline-ignore 所列规则在此处没有结果。请删除：失效的忽略会掩盖以后的结果。"],
  }),
  // What is unused is known once all other rules have spoken; see unusedFindings.
  check: () => [],
  fixes: (finding, context) => [...renameFixes(finding, context), ...(isPartial(finding) ? shorterListFixes(finding, context) : removalFixes(finding, context))],
};

export interface UsedSuppressions {
  readonly file: string;
  readonly text: string;
  readonly suppressions: readonly Suppression[];
  /** Those that silenced a finding, with the rules they silenced. */
  readonly used: ReadonlyMap<Suppression, ReadonlySet<string>>;
  /** Whether a rule was asked here: not when flows are off, or its severity is. */
  isJudged(rule: string): boolean;
  readonly rules: ReadonlyMap<string, RuleMetadata>;
  /** ISO date; expired suppressions have a rule of their own. */
  readonly today: string;
}

/** Findings about suppressions that silenced nothing although the rules they name were asked; one each where only some rules are idle. */
export function unusedFindings(context: UsedSuppressions): readonly RawFinding[] {
  return context.suppressions.flatMap((suppression) => {
    const idle = idleRules(suppression, context);
    if (idle.length === suppression.rules.length && idle.length > 0) {
      const unknown = idle.find((rule) => rule !== "all" && !context.rules.has(rule));
      return [unknown === undefined ? finding(suppression, context, {}) : finding(suppression, context, { rule: unknown, isUnknown: true })];
    }
    return idle.map((rule) => finding(suppression, context, { rule, isUnknown: !context.rules.has(rule), isPartial: true }));
  });
}

function idleRules(suppression: Suppression, { used, today, isJudged, rules }: UsedSuppressions): readonly string[] {
  if (suppression.rules.includes(unusedSuppression.metadata.id) || (suppression.until !== undefined && suppression.until < today)) return [];
  const silenced = used.get(suppression) ?? new Set<string>();
  if (suppression.rules.includes("all")) return silenced.size === 0 && [...rules.keys()].every(isJudged) ? suppression.rules : [];
  return suppression.rules.filter((rule) => !rules.has(rule) || (isJudged(rule) && !silenced.has(rule)));
}

interface Idle {
  /** The one rule the finding is about, where it is not about all. */
  readonly rule?: string;
  readonly isUnknown?: boolean;
  readonly isPartial?: boolean;
}

function finding(suppression: Suppression, { file, text, rules }: UsedSuppressions, { rule, isUnknown = false, isPartial: partial = false }: Idle): RawFinding {
  const meant = rule === undefined || !isUnknown ? undefined : closest(rule, rules.keys(), 1)[0];
  const name = rule === undefined ? undefined : placeOf(rule, suppression, text);
  const details = {
    ...(partial ? { partial: rule ?? "" } : {}), ...(meant === undefined ? {} : { meant }),
    ...(name === undefined ? {} : { start: String(name.start), end: String(name.end) }),
  };
  return {
    rule: unusedSuppression.metadata.id, file, range: partial ? (name ?? suppression.range) : suppression.range, message: message(suppression, { rule, isUnknown, isPartial: partial, meant }),
    data: { kind: "problem", code: unusedSuppression.metadata.id, details },
    identity: [...(rule === undefined ? suppression.rules : [rule]), suppression.reason],
  };
}

function message(suppression: Suppression, { rule, isUnknown, isPartial: partial, meant }: { rule: string | undefined; isUnknown: boolean; isPartial: boolean; meant: string | undefined }): RawFinding["message"] {
  const hint = meant === undefined ? localized("", "") : localized(` Did you mean "${meant}"?`, `是否应为“${meant}”？`);
  if (isUnknown) return localized(`This suppression silences nothing: there is no rule "${rule}".${hint.en}`, `该忽略未起作用：没有规则“${rule}”。${hint.zh}`);
  if (partial) return localized(`"${rule}" is silenced here for nothing: the rule has nothing to say.`, `此处无需忽略“${rule}”：该规则没有结果。`);
  const list = { en: suppression.rules.join(", "), zh: suppression.rules.join("、") };
  return localized(`This suppression silences nothing: ${list.en} has nothing to say here.`, `该忽略未起作用：此处没有 ${list.zh} 的结果。`);
}

/** Where the rule's name stands in the suppression as a word of its own. */
function placeOf(rule: string, { range: { start, end } }: Suppression, text: string): TextRange | undefined {
  for (let at = text.indexOf(rule, start); at >= 0 && at + rule.length <= end; at = text.indexOf(rule, at + 1)) {
    if (!/[\w-]/.test(text[at - 1] ?? " ") && !/[\w-]/.test(text[at + rule.length] ?? " ")) return range(at, at + rule.length);
  }
  return undefined;
}

function isPartial(found: Finding): boolean {
  return found.data.kind === "problem" && found.data.details["partial"] !== undefined;
}

function renameFixes(found: Finding, { file }: DocumentContext): readonly Fix[] {
  if (found.data.kind !== "problem") return [];
  const { meant, start, end } = found.data.details;
  if (meant === undefined || start === undefined || end === undefined) return [];
  return [{
    id: "replace-with-suggestion", title: localized(`Change to "${meant}"`, `改为“${meant}”`), rule: found.rule, kind: "quickfix", isPreferred: false,
    edits: [{ file, edits: [{ range: range(Number(start), Number(end)), newText: meant }] }],
  }];
}

/** Takes one rule off the list of a comment, with the comma that set it apart. Lists under a key are left to a person. */
function shorterListFixes(found: Finding, { file, text }: DocumentContext): readonly Fix[] {
  if (found.data.kind !== "problem") return [];
  const { partial = "" } = found.data.details;
  const [start, end] = [found.range.start, found.range.end];
  if (text.slice(start, end) !== partial) return [];
  const before = /(?<!\s)\s*[,，、]\s*$/.exec(text.slice(Math.max(0, start - 20), start))?.[0].length ?? 0;
  const after = before > 0 ? 0 : (/^\s*[,，、]\s*/.exec(text.slice(end, end + 20))?.[0].length ?? 0);
  if (before + after === 0) return [];
  return [{
    id: "remove-suppression", title: localized(`Take "${partial}" off the list`, `从列表中删除“${partial}”`), rule: found.rule, kind: "quickfix", isPreferred: true,
    edits: [{ file, edits: [{ range: range(start - before, end + after), newText: "" }] }],
  }];
}
