import { localized } from "../base/localized.js";
import { category } from "../catalog/categories.js";
import type { CustomCategoryConfig } from "../model/config.js";
import type { CategoryCandidate, Classification, DataSubject, Evidence, SensitivityLevel, SensitivityProfile } from "../model/classification.js";
import type { FieldFacts } from "../model/classification.js";
import { applyAnnotations } from "./annotated.js";
import { profileOf, type ContainerProfile } from "./container.js";
import { isPersonKind, subjectOfWord } from "./kinds.js";
import { customMatch } from "./custom.js";
import { exampleHints } from "./examples.js";
import { importantDataCandidate } from "./important.js";
import { levelOf } from "./level.js";
import { residual } from "./residual.js";
import { endsAsMechanics, judge, threshold, type Judgement } from "./score.js";
import { readInitials, readName, readTokens, type Reading } from "./reading.js";
import { vocabulary } from "./vocabulary.js";
import { commentReadings, speaksOfCompany } from "./comments.js";
import { lengthEvidence, validatorReadings } from "./validators.js";
import { hasEastAsian } from "./tokens.js";

export interface ClassifyOptions {
  readonly profile: SensitivityProfile;
  readonly customCategories: readonly CustomCategoryConfig[];
}

/** What a declared field is about, with every reason for and against. Depends on the facts alone. */
export function classify(facts: FieldFacts, options: ClassifyOptions): Classification {
  const profile = profileOf(facts.container);
  const custom = customMatch(facts, options.customCategories);
  const judgements = collect(facts, profile);
  const guess = custom ?? decide(facts, profile, judgements, options);
  const important = importantDataCandidate(facts);
  const withCue = important === undefined ? guess : { ...guess, importantDataCandidate: important };
  return applyAnnotations(facts, withCue, options);
}

function collect(facts: FieldFacts, profile: ContainerProfile): readonly Judgement[] {
  const { type } = facts, found: Judgement[] = [];
  const company = facts.comments.some((c) => speaksOfCompany(c.text)) ? -0.5 : 0;
  found.push(...judge(readName(facts.name), { profile, type, source: "name", text: facts.name }).map((j) => (company !== 0 && reachable.has(j.concept.className) ? scaled(j, company) : j)));
  if (facts.mappedName && facts.mappedName !== facts.name) {
    found.push(...judge(readName(facts.mappedName), { profile, type, source: "attribute", text: facts.mappedName }).map((j) => scaled(j, -0.02)));
  }
  const chinese = profile.chinese || facts.comments.some((c) => hasEastAsian(c.text));
  const spelt = readInitials(facts.name), fits = spelt?.matches.some((m) => lengthEvidence(facts, m.phrase.concept.leaf) !== undefined) === true;
  const initials = chinese || fits ? spelt : undefined;
  if (initials) found.push(...judge(initials, { profile, type, source: "name", text: facts.name }).map((j) => scaled(j, -0.05)));
  const own = readName(facts.name), mechanics = endsAsMechanics(own) || own.tokens.includes("captcha") ? -0.5 : 0;
  for (const { reading, text, cost } of commentReadings(facts)) {
    found.push(...judge(reading, { profile, type, source: "comment", text }).map((j) => scaled(j, cost + (hasEastAsian(text) && /id$/i.test(facts.name) ? 0 : mechanics))));
  }
  if (type.kind === "object" && type.reference) found.push(...judge(typeReading(type.reference), { profile, type, source: "type", text: type.reference }).map((j) => scaled(j, -0.1)));
  for (const { reading, text } of validatorReadings(facts)) found.push(...judge(reading, { profile, type, source: "validator", text }).map((j) => scaled(j, -0.05)));
  found.sort((a, b) => b.score - a.score);
  const rest = (found[0]?.score ?? 0) < threshold && !(found[0]?.evidence ?? []).some((e) => e.weight <= -0.5) ? residual(facts, profile) : undefined;
  return rest ? [rest, ...found] : found;
}

/** Notions a comment can hand to a company. */
const reachable = new Set(["identity", "generic", "contact", "address"]);

/** A type's name without the words that only wrap it: "AddressResponseDto" is an address. */
function typeReading(reference: string): Reading {
  const reading = readName(reference), kept = reading.tokens.filter((token) => !vocabulary().lexicon.wrapperSet.has(token));
  return kept.length === 0 || kept.length === reading.tokens.length ? reading : readTokens(kept);
}

/** A reading that is less direct than the name counts less; the cost is part of its first piece of evidence. */
function scaled(judgement: Judgement, cost: number): Judgement {
  const [first, ...rest] = judgement.evidence;
  const evidence = first ? [{ ...first, weight: Number((first.weight + cost).toFixed(2)) }, ...rest] : rest;
  return { ...judgement, score: judgement.score + cost, evidence };
}

function decide(facts: FieldFacts, profile: ContainerProfile, judgements: readonly Judgement[], options: ClassifyOptions): Classification {
  const best = judgements[0];
  const hints = exampleHints(facts, best?.concept.leaf);
  const extra = best ? corroboration(judgements, best) : [];
  const length = lengthEvidence(facts, best?.concept.leaf), further = [...extra, ...hints.evidence, ...(length ? [length] : [])];
  const evidence: Evidence[] = [...(best?.evidence ?? []), ...further];
  const score = (best?.score ?? 0) + further.reduce((sum, e) => sum + e.weight, 0);
  const leaf = hints.category ?? best?.concept.leaf;
  const candidates = candidatesOf(judgements, leaf, score);
  if (leaf === undefined || score < threshold) {
    return { level: "none", category: "none", confidence: confidence(score, false), subject: "unknown", evidence, candidates, annotated: false };
  }
  const resolved = specialise(leaf, best, profile);
  const child = aboutMinor(resolved, best, profile, options);
  const level: SensitivityLevel = levelOf(resolved, {
    profile: options.profile, minor: child, meta: best?.concept.meta === true, medical: best?.concept.medical === true, payment: best?.concept.payment === true,
  });
  const subject = subjectOf(best, profile);
  if (child) evidence.push({ kind: "subject", weight: 0, text: profile.minor || minorOwner(best) ? aboutChild : aboutStudent });
  return { level, category: resolved, confidence: confidence(score, true), subject, evidence, candidates, annotated: false };
}

/** Free text about a patient is part of the medical record, whatever its field is called. */
function specialise(leaf: string, best: Judgement | undefined, profile: ContainerProfile): string {
  if (leaf === "employee-number" && profile.subject === "driver" && best?.words.includes("license")) return "driving-licence";
  if (leaf === "disease-diagnosis" && !profile.clinical && isPersonKind(profile.kind) && best?.words.some((word) => habits.has(word))) return "profile-tag";
  if (leaf === "device-fingerprint" && bodily.has(profile.kind)) return "fingerprint";
  if (leaf === "account-id" && profile.bank && best?.words.join(" ") === "account") return "bank-account";
  if (leaf === "message-content" && (profile.kind === "ticket" || (profile.letter && profile.kind !== "message"))) return "refund-aftersale";
  const healthText = best !== undefined && ["note", "message", "ticket", "diary"].includes(best.concept.className) && profile.kind === "health";
  return healthText ? "medical-record" : leaf;
}

/** Ways of life that are no health record by themselves. */
const habits = new Set(["smoking", "drinking", "tobacco", "alcohol"]);

/** Where a fingerprint is a finger's: people at work, school, in care or custody. */
const bodily = new Set(["employee", "student", "patient", "presence", "attendance", "criminal"]);

function corroboration(judgements: readonly Judgement[], best: Judgement): readonly Evidence[] {
  const source = best.evidence[0]?.kind;
  const other = judgements.find((j) => j.concept.leaf === best.concept.leaf && j.evidence[0]?.kind !== source && j.score > 0.2);
  const first = other?.evidence[0];
  return first ? [{ ...first, weight: 0.1 }] : [];
}

const aboutChild = localized("about a child: every item is sensitive", "涉及未成年人：各项均为敏感个人信息");
const aboutStudent = localized("about a student of unknown age: taken for a child under the conservative profile", "学生年龄不明：保守口径下按未成年人处理");
const adultLeaves = new Set(["children-info", "guardian-info", "family-relations", "emergency-contact"]);

const elders = new Set(["guardian", "parent", "father", "mother", "teacher", "doctor", "relative", "grandfather", "grandmother"]);

/** Items about a child; a guardian's own name or phone stays what it is. */
function aboutMinor(leaf: string, best: Judgement | undefined, profile: ContainerProfile, options: ClassifyOptions): boolean {
  if (adultLeaves.has(leaf)) return false;
  if (minorOwner(best)) return true;
  if ([best?.owner, ...(best?.words ?? [])].some((word) => word !== undefined && elders.has(word))) return false;
  return profile.minor || (profile.maybeMinor && options.profile === "conservative" && best?.owner === undefined);
}

function minorOwner(best: Judgement | undefined): boolean {
  return best?.concept.leaf === "minor-under-14" || best?.words.some((word) => subjectOfWord(word) === "minor") === true || (best?.owner !== undefined && subjectOfWord(best.owner) === "minor");
}

function subjectOf(best: Judgement | undefined, profile: ContainerProfile): DataSubject {
  if (profile.minor || minorOwner(best)) return "minor";
  const owner = best?.owner === undefined ? undefined : subjectOfWord(best.owner);
  return owner ?? profile.subject;
}

function candidatesOf(judgements: readonly Judgement[], leaf: string | undefined, score: number): readonly CategoryCandidate[] {
  const best = new Map<string, number>();
  if (leaf !== undefined) best.set(leaf, Math.max(score, 0));
  for (const j of judgements) if (!best.has(j.concept.leaf)) best.set(j.concept.leaf, Math.max(j.score, 0));
  return [...best].filter(([id]) => category(id)).slice(0, 3).map(([id, s]) => ({ category: id, score: Number(Math.min(s, 1).toFixed(2)) }));
}

function confidence(score: number, personal: boolean): number {
  const distance = personal ? 0.5 + (score - threshold) : 0.5 + (threshold - score) * 0.8;
  return Number(Math.min(0.99, Math.max(0.5, distance)).toFixed(2));
}
