import { closest } from "../base/closest.js";
import { localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import type { Annotation } from "../model/annotation.js";
import { unspecifiedCategory } from "./vocabulary.js";

/**
 * Checks all annotations of one declaration together: categories that do not exist (`categories` holds the catalog's ids
 * and the configured ones) and annotations that contradict each other, whatever spelling each is in.
 */
export function checkAnnotations(annotations: readonly Annotation[], categories: ReadonlySet<string>): readonly Problem[] {
  const problems: Problem[] = [];
  for (const annotation of annotations) problems.push(...unknownCategories(annotation, categories));
  problems.push(...contradictions(annotations));
  return problems;
}

function unknownCategories(annotation: Annotation, categories: ReadonlySet<string>): readonly Problem[] {
  const meaning = annotation.meaning;
  if (meaning.kind !== "personal-data" || meaning.category === unspecifiedCategory || categories.has(meaning.category)) return [];
  const suggestions = closest(meaning.category, categories);
  const hint = suggestions.length === 0 ? localized("", "") : localized(` Did you mean "${suggestions[0]}"?`, `是否应为“${suggestions[0]}”？`);
  return [{
    code: "unknown-category", severity: "warning", suggestions, range: annotation.valueRange ?? annotation.range,
    message: localized(`Unknown category "${meaning.category}".${hint.en}`, `未知类别“${meaning.category}”。${hint.zh}`),
  }];
}

function contradictions(annotations: readonly Annotation[]): readonly Problem[] {
  const problems: Problem[] = [];
  const denial = annotations.find((annotation) => annotation.meaning.kind === "not-personal-data");
  let first: string | undefined;
  for (const annotation of annotations) {
    const meaning = annotation.meaning;
    if (denial !== undefined && (meaning.kind === "personal-data" || meaning.kind === "sensitive")) {
      problems.push(contradiction(annotation, localized("This field is also annotated as not personal information.", "该字段同时被标注为非个人信息。")));
    } else if (denial !== undefined && meaning.kind === "redact") {
      problems.push(contradiction(annotation, localized("Nothing to redact: this field is annotated as not personal information.", "该字段已标注为非个人信息，无需脱敏。")));
    } else if (meaning.kind === "personal-data" && meaning.category !== unspecifiedCategory) {
      if (first !== undefined && first !== meaning.category) {
        problems.push(contradiction(annotation, localized(`This field is also annotated with category "${first}".`, `该字段还被标注为类别“${first}”。`)));
      }
      first ??= meaning.category;
    }
  }
  return problems;
}

function contradiction(annotation: Annotation, message: Problem["message"]): Problem {
  return { code: "contradictory-annotation", severity: "warning", message, range: annotation.range };
}
