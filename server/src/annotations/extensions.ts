import { closest } from "../base/closest.js";
import { isDate } from "../base/dates.js";
import { localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import type { TextRange } from "../base/range.js";
import type { Annotation, AnnotationMeaning } from "../model/annotation.js";
import { readMeta } from "./meta.js";
import type { AnnotationReading, KeyEntry, SuppressionCandidate } from "./reading.js";
import { leavesOf, registryCategories, registrySensitivities, registryStrategies, strategyFromRegistry } from "./registry.js";
import { badDate, malformed, noRule, readBody, withoutReason } from "./suppression-text.js";
import { extensionKeys, unspecifiedCategory } from "./vocabulary.js";

/** Reads `x-` keys of an OpenAPI or JSON Schema object; keys that are not ours or a known foreign mark are ignored. */
export function readExtensions(keys: readonly KeyEntry[]): AnnotationReading {
  const ours = keys.filter((entry) => entry.key.startsWith("x-"));
  const annotations: Annotation[] = [];
  const suppressions: SuppressionCandidate[] = [];
  const problems: Problem[] = [];
  const named = ours.some((entry) => entry.key === extensionKeys.personalData);
  for (const entry of ours) {
    if (entry.key === extensionKeys.classification) readClassification(entry, named, annotations, problems);
    else if (entry.key === extensionKeys.ignore) readIgnore(entry, suppressions, problems);
    else nearMiss(entry, problems);
  }
  const marks = readMeta(ours, "openapi-extension");
  return { annotations: [...annotations, ...marks.annotations], suppressions, problems: [...problems, ...marks.problems] };
}

function readClassification(entry: KeyEntry, named: boolean, annotations: Annotation[], problems: Problem[]): void {
  if (typeof entry.value !== "object" || entry.value === null || Array.isArray(entry.value)) {
    problems.push(wrongValue(entry, localized("x-data-classification is an object with category, sensitivity and masking.", "x-data-classification 应为含 category、sensitivity、masking 的对象。"), []));
    return;
  }
  const value = entry.value as Readonly<Record<string, unknown>>;
  const add = (meaning: AnnotationMeaning): void => {
    annotations.push({ meaning, dialect: "openapi-extension", range: entry.range, valueRange: entry.valueRange });
  };
  const category = textOf(value["category"]);
  if (category !== undefined) {
    if (!isOne(category, registryCategories)) problems.push(unknownRegistryValue(entry, category, registryCategories));
    // A secret need not be about a person; x-personal-data, where present, says more than the registry can.
    else if (!named && category.toLowerCase() !== "secret" && textOf(value["sensitivity"]) !== "public") add(categoryMeaning(category));
  }
  const sensitivity = textOf(value["sensitivity"]);
  if (sensitivity !== undefined && !isOne(sensitivity, registrySensitivities)) problems.push(unknownRegistryValue(entry, sensitivity, registrySensitivities));
  else if (sensitivity === "restricted") add({ kind: "sensitive" });
  readMasking(entry, value["masking"], add, problems);
}

function categoryMeaning(category: string): AnnotationMeaning {
  const within = leavesOf(category);
  return { kind: "personal-data", category: unspecifiedCategory, ...(within === undefined ? {} : { within }) };
}

function readMasking(entry: KeyEntry, masking: unknown, add: (meaning: AnnotationMeaning) => void, problems: Problem[]): void {
  if (typeof masking !== "object" || masking === null) return;
  const written = textOf((masking as Readonly<Record<string, unknown>>)["strategy"]);
  if (written === undefined) return;
  const strategy = strategyFromRegistry(written);
  if (strategy === undefined) problems.push(unknownRegistryValue(entry, written, registryStrategies));
  else add({ kind: "redact", strategy });
}

/** `rule -- reason (until …) [owner]`, a list of rules, or an object with rules, reason, until, owner. */
function readIgnore(entry: KeyEntry, suppressions: SuppressionCandidate[], problems: Problem[]): void {
  const body = ignoreBody(entry.value);
  if (body.rules.length === 0) problems.push(malformed(entry.range, noRule));
  else if (body.badDate !== undefined) problems.push(malformed(entry.range, badDate(body.badDate)));
  else {
    if (body.reason === "") problems.push(withoutReason(entry.range));
    const { badDate: _none, ...rest } = body;
    suppressions.push({ ...rest, range: entry.range, wholeFile: false });
  }
}

function ignoreBody(value: unknown): ReturnType<typeof readBody> {
  if (typeof value === "string") return readBody(value);
  if (Array.isArray(value)) return { rules: value.filter((rule): rule is string => typeof rule === "string"), reason: "" };
  if (typeof value !== "object" || value === null) return { rules: [], reason: "" };
  const fields = value as Readonly<Record<string, unknown>>;
  const listed = fields["rules"] ?? fields["rule"];
  const rules = typeof listed === "string" ? readBody(listed).rules : Array.isArray(listed) ? listed.filter((rule): rule is string => typeof rule === "string") : [];
  const until = textOf(fields["until"]);
  const owner = textOf(fields["owner"]);
  return {
    rules, reason: textOf(fields["reason"]) ?? "",
    ...(until === undefined ? {} : isDate(until) ? { until } : { badDate: until }),
    ...(owner === undefined ? {} : { owner }),
  };
}

/** Keys one slip away from ours; `x-` keys of others are none of our business. */
function nearMiss(entry: KeyEntry, problems: Problem[]): void {
  const names = Object.values(extensionKeys);
  if (names.some((name) => name === entry.key) || entry.key.length > 40) return;
  if (!/personal|classification|borderline/i.test(entry.key) && closest(entry.key, names, 1).length === 0) return;
  const near = closest(entry.key, names, 1)[0];
  if (near === undefined || Math.abs(near.length - entry.key.length) > 3) return;
  problems.push({
    code: "unknown-annotation", severity: "warning", suggestions: [near], range: keyRange(entry),
    message: localized(`Unknown key "${entry.key}". Did you mean "${near}"?`, `无法识别键“${entry.key}”，是否应为“${near}”？`),
  });
}

function keyRange(entry: KeyEntry): TextRange {
  return { start: entry.range.start, end: Math.min(entry.range.end, entry.range.start + entry.key.length) };
}

function unknownRegistryValue(entry: KeyEntry, value: string, names: readonly string[]): Problem {
  return wrongValue(entry, localized(`Unknown value "${value}"; one of: ${names.join(", ")}.`, `取值“${value}”无效，可选：${names.join("、")}。`), []);
}

function wrongValue(entry: KeyEntry, message: Problem["message"], suggestions: readonly string[]): Problem {
  return { code: "invalid-annotation-value", severity: "warning", message, range: entry.valueRange, suggestions };
}

function isOne(value: string, names: readonly string[]): boolean {
  return names.some((name) => name.toLowerCase() === value.toLowerCase());
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value.trim() : value instanceof Date ? value.toISOString().slice(0, 10) : undefined;
}
