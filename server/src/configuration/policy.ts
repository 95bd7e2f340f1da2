// Checks of `policy` that look at a whole statement.
import { localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import type { TextRange } from "../base/range.js";
import { problem } from "./problems.js";
import type { ValidObject, ValidValue } from "./validate.js";

/** Conditions that are lists and mean the same in file and model. */
export const conditionNames = ["categories", "levels", "subjects", "recipients", "countries", "via", "paths"] as const;

/** A statement without one effect, two statements of one id, statements no flow can reach, conditions that allow everything. */
export function policyChecks(valid: ValidObject): readonly Problem[] {
  const list = valid.fields["policy"];
  const statements = (Array.isArray(list) ? (list as readonly ValidValue[]) : []).filter(isObject);
  const seen = new Set<unknown>();
  let final: string | undefined;
  return statements.flatMap((statement) => {
    const { id, deny, allow, unless } = statement.fields;
    const problems: Problem[] = [];
    const place = firstOf(statement.range);
    if (seen.has(id)) problems.push(problem("duplicate-policy", place, localized(`Policy "${String(id)}" stands here twice.`, `规则“${String(id)}”重复。`)));
    seen.add(id);
    if ((deny === undefined) === (allow === undefined)) problems.push(problem("policy-effect", place, localized("A statement has either deny or allow.", "每个条目须有 deny 或 allow，且只能有一个。")));
    if (final !== undefined) problems.push(problem("unreachable-policy", place, localized(`Never reached: "${final}" above matches everything.`, `永远不会用到：上方的“${final}”已匹配全部。`), [], "warning"));
    else if (unless === undefined && isEmpty(deny ?? allow)) final = String(id);
    return problems;
  });
}

function isEmpty(value: ValidValue | undefined): boolean {
  return isObject(value) && Object.keys(value.fields).length === 0;
}

function isObject(value: ValidValue | undefined): value is ValidObject {
  return typeof value === "object" && !Array.isArray(value);
}

function firstOf(place: TextRange): TextRange {
  return { start: place.start, end: Math.min(place.end, place.start + 2) };
}
