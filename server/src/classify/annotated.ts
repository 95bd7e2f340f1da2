import { localized } from "../base/localized.js";
import { category } from "../catalog/categories.js";
import type { Annotation } from "../model/annotation.js";
import type { Classification, Evidence } from "../model/classification.js";
import type { FieldFacts } from "../model/classification.js";
import type { ClassifyOptions } from "./index.js";
import { levelOf } from "./level.js";

type Meaning = Annotation["meaning"];

/** Annotations have the final word; a container's apply where the field has none of that kind. */
export function applyAnnotations(facts: FieldFacts, guess: Classification, options: ClassifyOptions): Classification {
  const meanings = facts.annotations.map((a) => a.meaning), inherited = facts.container.annotations.map((a) => a.meaning);
  if (meanings.length === 0 && inherited.length === 0) return guess;
  const verdict = verdictOf(meanings) ?? verdictOf(inherited);
  const redact = meanings.find((m) => m.kind === "redact") ?? inherited.find((m) => m.kind === "redact");
  const result = verdict ? applyVerdict(verdict, [...meanings], guess, options) : guess;
  return redact?.kind === "redact" ? { ...result, redaction: redact.strategy } : result;
}

function verdictOf(meanings: readonly Meaning[]): Meaning | undefined {
  return meanings.find((m) => m.kind === "not-personal-data") ?? meanings.find((m) => m.kind === "personal-data") ?? meanings.find((m) => m.kind === "sensitive");
}

function applyVerdict(verdict: Meaning, meanings: readonly Meaning[], guess: Classification, options: ClassifyOptions): Classification {
  if (verdict.kind === "not-personal-data") {
    return { ...guess, level: "none", category: "none", confidence: 1, annotated: true, evidence: [...guess.evidence, said("annotated: not personal data", "标注为非个人信息")] };
  }
  const named = verdict.kind === "personal-data" && verdict.category !== "unspecified" ? verdict.category : undefined;
  const id = named ?? (guess.category !== "none" ? guess.category : guess.candidates[0]?.category ?? "unspecified");
  const custom = options.customCategories.find((c) => c.id === id);
  const guessed = named === undefined || named === guess.category ? guess.level : "none";
  const byCategory = custom ? (custom.sensitive ? "sensitive" : "general") : category(id) ? levelOf(id, { profile: options.profile, minor: false, meta: false, medical: false, payment: false }) : "general";
  const sensitive = meanings.some((m) => m.kind === "sensitive") || verdict.kind === "sensitive" || byCategory === "sensitive" || guessed === "sensitive";
  const text = named === undefined ? said("annotated as personal data", "标注为个人信息") : said(`annotated as ${named}`, `标注为 ${named}`);
  return { ...guess, level: sensitive ? "sensitive" : "general", category: id, confidence: 1, annotated: true, evidence: [...guess.evidence, text] };
}

function said(en: string, zh: string): Evidence {
  return { kind: "annotation", weight: 1, text: localized(en, zh) };
}
