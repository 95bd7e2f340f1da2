import { localized, type Localized } from "../base/localized.js";
import type { Concept } from "../catalog/lexicon.js";
import type { FieldFacts } from "../model/classification.js";
import type { ContainerProfile } from "./container.js";
import { isPersonKind, kindOfWord } from "./kinds.js";
import { looksPinyin, readName } from "./reading.js";
import type { Judgement } from "./score.js";
import { hasEastAsian, singular } from "./tokens.js";
import { vocabulary } from "./vocabulary.js";

/**
 * What an unread member of a record about one person is taken for: the treatment of a patient, a part of the pay, a particular of the
 * person. Only members that do not speak of the record's own mechanics; the weight stays just above the threshold.
 */
export function residual(facts: FieldFacts, profile: ContainerProfile): Judgement | undefined {
  const found = residueOf(profile, facts);
  if (!found || !readable(facts, found)) return undefined;
  const evidence = [{ kind: "container", weight: weight, text: found.text }] as const;
  return { concept: found.concept, score: weight, evidence, kind: profile.kind, owner: undefined, words: [] };
}

const weight = 0.52;

interface Residue {
  readonly concept: Concept;
  readonly text: Localized;
  /** Numbers carry it too, and words of things belong to it. */
  readonly wide: boolean;
}

function concept(leaf: string, className: string): Concept {
  return { leaf, className, phrases: [], flag: false, date: false, number: true, object: false, meta: false, medical: true, payment: false };
}

const medical: Residue = { concept: concept("medical-record", "healthfact"), wide: true, text: localized("part of a patient's record", "患者记录的一部分") };
const crime: Residue = { concept: concept("criminal-record", "crimefact"), wide: true, text: localized("part of a criminal record", "违法犯罪记录的一部分") };
const pay: Residue = { concept: concept("payroll", "payfact"), wide: true, text: localized("part of somebody's pay", "个人薪酬的组成部分") };
const particular: Residue = { concept: concept("profile-tag", "personal"), wide: false, text: localized("a particular of the person described", "所述自然人的个人情况") };

function residueOf(profile: ContainerProfile, facts: FieldFacts): Residue | undefined {
  const { kind } = facts.type;
  if (profile.catalogue) return undefined;
  if (profile.clinical && (kind === "string" || kind === "number" || kind === "json")) return medical;
  if (profile.kind === "criminal" && kind === "string") return crime;
  if (profile.kind === "pay" && profile.keyed && kind === "number") return pay;
  return kind === "string" && isPersonKind(profile.kind) && profile.persons >= 0.5 ? particular : undefined;
}

function readable(facts: FieldFacts, residue: Residue): boolean {
  const reading = readName(facts.name), { tokens } = reading;
  if (tokens.length === 0 || tokens.length > 5 || hasEastAsian(facts.name) || looksPinyin(facts.name) || /^[a-z]{1,2}$|\d{3}/i.test(facts.name)) return false;
  if (reading.matches.some((m) => m.phrase.concept.className === "quiet")) return false;
  const texts = [tokens, ...facts.comments.filter((c) => c.text.length <= 24).map((c) => readName(c.text).tokens)];
  return texts.every((list) => list.every((token) => !mechanical(token, residue.wide)) && !lists().ends.has(list.at(-1) ?? ""));
}

interface Lists {
  /** Words that make any member a part of the record's mechanics. */
  readonly anywhere: ReadonlySet<string>;
  /** Words that do so at the end of a name. */
  readonly ends: ReadonlySet<string>;
  /** Words of things and organisations. */
  readonly others: ReadonlySet<string>;
}

let made: Lists | undefined;

function lists(): Lists {
  const { lexicon } = vocabulary(), set = (words: readonly string[] | undefined): ReadonlySet<string> => new Set((words ?? []).map(singular));
  made ??= {
    anywhere: set(lexicon.members.get("mechanicWords")), ends: set(lexicon.members.get("mechanicEnds")),
    others: set([...(lexicon.qualifiers.get("org") ?? []), ...(lexicon.qualifiers.get("thing") ?? []), ...(lexicon.suffixes.get("hard") ?? []), ...(lexicon.prefixes.get("hard") ?? [])]),
  };
  return made;
}

function mechanical(token: string, wide: boolean): boolean {
  if (token === "?" || token === "thing" || lists().anywhere.has(token)) return true;
  if (wide) return false;
  const kind = kindOfWord(token);
  return lists().others.has(token) || (kind !== undefined && !isPersonKind(kind));
}
