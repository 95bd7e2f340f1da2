import { closest } from "../base/closest.js";
import { localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import type { TextRange } from "../base/range.js";
import { purposeOf } from "../configuration/index.js";
import type { Annotation, AnnotationMeaning } from "../model/annotation.js";
import type { AnnotationReading, KeyEntry } from "./reading.js";
import { isStrategy, strategies, unspecifiedCategory } from "./vocabulary.js";

type MetaDialect = Exclude<Annotation["dialect"], "jsdoc" | "prisma-comment" | "line-comment" | "decorator">;

/** Reads the entries of zod `.meta({…})`, TypeBox options or other key–value marks; unknown keys belong to others. */
export function readMeta(entries: readonly KeyEntry[], dialect: MetaDialect): AnnotationReading {
  const annotations: Annotation[] = [];
  const problems: Problem[] = [];
  for (const entry of entries) {
    for (const meaning of meaningsOf(entry, problems)) {
      annotations.push({ meaning, dialect, range: entry.range, valueRange: entry.valueRange });
    }
  }
  return { annotations, suppressions: [], problems };
}

/** Reads `@PersonalData("phone-mobile")`, `@Sensitive()`, `@NotPersonalData("…")`, `@Redact("mask")`, `@Pii()`. */
export function readDecorator(name: string, args: readonly unknown[], place: TextRange, valuePlace?: TextRange): AnnotationReading {
  const key = isAnnotationDecorator(name) ? decorators[name] : undefined;
  if (key === undefined) return { annotations: [], suppressions: [], problems: [] };
  const value = args.length === 0 ? (key === "redact" ? "mask" : key === "notPersonalData" ? "" : true) : args[0];
  const problems: Problem[] = [];
  const entry: KeyEntry = { key, value, range: place, valueRange: valuePlace ?? place };
  const annotations = meaningsOf(entry, problems).map((meaning): Annotation => ({
    meaning, dialect: "decorator", range: place, ...(valuePlace === undefined ? {} : { valueRange: valuePlace }),
  }));
  return { annotations, suppressions: [], problems };
}

/** Names of decorators that are annotations of ours. */
export function isAnnotationDecorator(name: string): boolean {
  return Object.hasOwn(decorators, name);
}

const decorators: Readonly<Record<string, string>> = {
  PersonalData: "personalData", Sensitive: "sensitive", SensitiveData: "sensitive", NotPersonalData: "notPersonalData",
  Redact: "redact", Pii: "pii", PII: "pii", IsPii: "pii",
};

function meaningsOf(entry: KeyEntry, problems: Problem[]): readonly AnnotationMeaning[] {
  switch (entry.key) {
    case "personalData": case "x-personal-data": return personalData(entry.value);
    case "notPersonalData": case "x-not-personal-data": return notPersonal(entry.value);
    case "pii": case "PII": case "isPii": case "x-pii": case "x-PII": return foreignPii(entry.key, entry.value);
    case "sensitive": case "x-sensitive": case "x-sensitive-data": return isSet(entry.value) ? [{ kind: "sensitive" }] : [];
    case "redact": case "x-redact": return redaction(entry, problems);
    case "transfer": case "x-transfer": return transfer(entry.value);
    default: return [];
  }
}

/** A category; true; false or `none -- reason`; a list; or an object { category, sensitive, redact, reason }. */
function personalData(value: unknown): readonly AnnotationMeaning[] {
  if (value === true) return [{ kind: "personal-data", category: unspecifiedCategory }];
  if (value === false) return [{ kind: "not-personal-data", reason: "" }];
  if (typeof value === "string") {
    const none = /^none(?:\s*(?:--+|[—–]+|[:：])\s*(.*))?$/is.exec(value.trim());
    if (none !== null) return [{ kind: "not-personal-data", reason: none[1]?.trim() ?? "" }];
    return [{ kind: "personal-data", category: value.trim() === "" ? unspecifiedCategory : value.trim() }];
  }
  if (Array.isArray(value)) return value.slice(0, longestList).flatMap((item) => (typeof item === "string" ? personalData(item) : []));
  return typeof value === "object" && value !== null ? fromObject(value as Readonly<Record<string, unknown>>) : [];
}

const longestList = 20;

function fromObject(value: Readonly<Record<string, unknown>>): readonly AnnotationMeaning[] {
  const category = value["category"];
  const meanings: AnnotationMeaning[] = category === "none"
    ? [{ kind: "not-personal-data", reason: typeof value["reason"] === "string" ? value["reason"] : "" }]
    : [{ kind: "personal-data", category: typeof category === "string" && category !== "" ? category : unspecifiedCategory }];
  if (value["sensitive"] === true) meanings.push({ kind: "sensitive" });
  const strategy = value["redact"];
  if (typeof strategy === "string" && isStrategy(strategy)) meanings.push({ kind: "redact", strategy });
  return meanings;
}

function notPersonal(value: unknown): readonly AnnotationMeaning[] {
  if (typeof value === "string") return [{ kind: "not-personal-data", reason: value.trim() }];
  return value === true ? [{ kind: "not-personal-data", reason: "" }] : [];
}

/** Others' marks: a plain yes or no, or a word of their own vocabulary, which we take only where it is plain English for a leaf. */
function foreignPii(key: string, value: unknown): readonly AnnotationMeaning[] {
  if (value === false || value === "none" || value === "false" || value === "no") return [{ kind: "not-personal-data", reason: `${key}: ${String(value)}` }];
  if (!isSet(value)) return [];
  const word = typeof value === "string" ? value.toLowerCase().replaceAll("_", "-") : "";
  const leaf = Object.hasOwn(plainWords, word) ? plainWords[word] : undefined;
  return [{ kind: "personal-data", category: leaf ?? unspecifiedCategory }];
}

const plainWords: Readonly<Record<string, string>> = {
  "email": "email", "e-mail": "email", "email-address": "email", "phone": "phone-mobile", "phone-number": "phone-mobile",
  "name": "name-full", "full-name": "name-full", "first-name": "name-given", "last-name": "name-family", "address": "home-address",
  "ip": "ip-address", "ip-address": "ip-address", "birth-date": "birth-date", "date-of-birth": "birth-date", "dob": "birth-date",
  "passport": "passport-number", "passport-number": "passport-number", "password": "password", "gender": "gender",
  "credit-card": "payment-card", "card-number": "payment-card", "bank-account": "bank-account",
};

function isSet(value: unknown): boolean {
  return value === true || (typeof value === "string" && value !== "" && value !== "false" && value !== "no" && value !== "none")
    || (typeof value === "number" && value > 0) || (typeof value === "object" && value !== null);
}

function redaction(entry: KeyEntry, problems: Problem[]): readonly AnnotationMeaning[] {
  if (entry.value === true) return [{ kind: "redact", strategy: "mask" }];
  if (typeof entry.value !== "string") return [];
  const strategy = entry.value.toLowerCase();
  if (isStrategy(strategy)) return [{ kind: "redact", strategy }];
  const names = Object.keys(strategies);
  problems.push({
    code: "unknown-strategy", severity: "warning", range: entry.valueRange, suggestions: closest(entry.value, names),
    message: localized(`Unknown value "${entry.value}"; one of: ${names.join(", ")}.`, `取值“${entry.value}”无效，可选：${names.join("、")}。`),
  });
  return [];
}

function transfer(value: unknown): readonly AnnotationMeaning[] {
  const purpose = typeof value === "string" ? purposeOf(value) : undefined;
  return purpose === undefined ? [] : [{ kind: "transfer", purpose }];
}
