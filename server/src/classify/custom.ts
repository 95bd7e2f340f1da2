import { localized } from "../base/localized.js";
import type { Classification } from "../model/classification.js";
import type { CustomCategoryConfig } from "../model/config.js";
import type { FieldFacts } from "../model/classification.js";
import { splitIdentifier } from "./tokens.js";

/** The first category of the user's configuration that names the field; excludes win over names. */
export function customMatch(facts: FieldFacts, categories: readonly CustomCategoryConfig[]): Classification | undefined {
  if (categories.length === 0) return undefined;
  const names = [facts.name, ...(facts.mappedName ? [facts.mappedName] : [])].map(plain);
  const found = categories.find((c) => c.names.some((n) => names.some((name) => covers(name, plain(n)))) && !c.excludes.some((x) => names.some((name) => covers(name, plain(x)))));
  if (!found) return undefined;
  return {
    level: found.sensitive ? "sensitive" : "general", category: found.id, confidence: 0.95, subject: "unknown", annotated: false,
    candidates: [{ category: found.id, score: 1 }],
    evidence: [{ kind: "name", weight: 1, text: localized(`named by your category "${found.en}"`, `符合自定义类别“${found.zh}”`) }],
  };
}

function plain(name: string): string {
  return ` ${splitIdentifier(name).join(" ")} `;
}

/** Whole words in a row: "member tier" is in "vipMemberTierCode", "tier" is not in "frontier". */
function covers(name: string, wanted: string): boolean {
  return wanted.trim() !== "" && name.includes(wanted);
}
