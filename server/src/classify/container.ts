import type { DataSubject, FieldFacts } from "../model/classification.js";
import { isPersonKind, kindOfName, kindOfTokens, subjectOfWord, type Named } from "./kinds.js";
import { memberSigns, type MemberSigns } from "./members.js";
import { readName } from "./reading.js";
import { hasEastAsian } from "./tokens.js";
import { vocabulary } from "./vocabulary.js";

export type ContainerFacts = FieldFacts["container"];

/** What a container holds, from its name, comments and members. */
export interface ContainerProfile {
  /** A kind of the lexicon, or "unknown". */
  readonly kind: string;
  /** Canonical word the kind came from; empty when it came from the members. */
  readonly word: string;
  readonly fromMembers: boolean;
  readonly subject: DataSubject;
  readonly minor: boolean;
  /** Students whose age nothing shows; the conservative profile takes them for pupils. */
  readonly maybeMinor: boolean;
  /** Members in pinyin or initials, or comments in Chinese: initials may be read. */
  readonly chinese: boolean;
  /** Members that speak for a person, as they are shown in evidence. */
  readonly signs: readonly string[];
  /** The members speak of renting: a tenant is a person then. */
  readonly rental: boolean;
  /** A member says whose the record is. */
  readonly keyed: boolean;
  /** Limits, defaults, codes and sort orders: a definition or a total, not somebody's record. */
  readonly catalogue: boolean;
  /** Bank details among the members: a bare account is a bank account. */
  readonly bank: boolean;
  /** A plain name stands beside a plain e-mail or phone. */
  readonly named: boolean;
  /** A contact person is named: the phone and e-mail of that contact are his. */
  readonly contactNamed: boolean;
  /** A message beside an e-mail or phone: somebody writes to somebody. */
  readonly letter: boolean;
  /** The care of a patient: what is not mechanics is part of the medical record. */
  readonly clinical: boolean;
  /** A width among the members: heights are those of pictures and boxes. */
  readonly sized: boolean;
  /** A nonce among the members: signatures are a machine's. */
  readonly nonce: boolean;
  /** A value to compare with among the members. */
  readonly compared: boolean;
  /** A name and its value, nothing else. */
  readonly labelled: boolean;
  /** Members of an OAuth exchange: `state` among them is its opaque token. */
  readonly authorising: boolean;
  /** Neither a name nor members are known: a name by itself. */
  readonly bare: boolean;
  /** Parts of an address among the members: a bare number or unit is one too. */
  readonly addressed: boolean;
  /** How sure it is that a person is described, by members alone. */
  readonly persons: number;
}

/** The profile of a container; computed once for each container object. */
export function profileOf(container: ContainerFacts): ContainerProfile {
  const cached = cache.get(container);
  if (cached) return cached;
  const profile = compute(container);
  cache.set(container, profile);
  return profile;
}

const cache = new WeakMap<ContainerFacts, ContainerProfile>();

function compute(container: ContainerFacts): ContainerProfile {
  const names = [container.name, ...(container.mappedName ? [container.mappedName] : []), ...(container.bases ?? [])];
  const signs = memberSigns(container.members), comment = container.comments.map((c) => c.text).join(" ").slice(0, 200);
  const named = container.kind === "enum" ? { kind: "config", word: "enum" } : firstKind(names) ?? commentKind(comment);
  const read = resolve(named, signs), resolved = read.kind === "health" && isTelemetry(container) ? { ...read, kind: "log", fromMembers: false } : read, words = names.flatMap((name) => readName(name).tokens), student = resolved.kind === "student";
  const adult = signs.adult || words.some((w) => wordSet("adultWords").has(w) || wordSet("collegeWords").has(w));
  return {
    ...resolved, subject: subjectOf(words, resolved.word),
    minor: words.some((w) => wordSet("minorWords").has(w)) || (student && (signs.guardian || signs.school) && !adult), maybeMinor: (student || (resolved.kind === "grade" && signs.schooling)) && !adult,
    chinese: signs.pinyin >= 3 || hasEastAsian(comment), signs: signs.found.slice(0, 4), rental: signs.rental, named: signs.named,
    keyed: signs.owned || signs.person >= 1, catalogue: signs.catalogue >= 2, bank: signs.bank,
    contactNamed: signs.contactNamed, letter: signs.written && signs.reachable, persons: signs.person, bare: container.name === "" && container.members.length === 0, sized: signs.width, nonce: signs.nonce, compared: signs.compared, labelled: signs.compared && signs.count <= 2, addressed: signs.address >= 1, authorising: isAuthorising(container),
    clinical: resolved.kind === "patient" || (resolved.kind === "health" && (signs.owned || signs.clinical || signs.medical >= 2 || (signs.thing === 0 && signs.catalogue === 0 && !isTelemetry(container) && examined.has(resolved.word)))) || (resolved.fromMembers && signs.clinical),
  };
}

function isAuthorising({ members }: ContainerFacts): boolean {
  return members.some(({ name }) => /^(?:redirect_?ur[il]|client_?id|code_?(?:verifier|challenge)|grant_?type|response_?type|client_?secret)$/i.test(name));
}

/** An "observation" or "score" beside trace and span ids, or a model's input and output, is a program's, not a patient's. */
function isTelemetry(container: ContainerFacts): boolean {
  const has = (pattern: RegExp): boolean => container.members.some(({ name }) => pattern.test(name));
  if (has(/^model(?:_?(?:name|id))?$/i) && has(/^(?:input|output|prompt|completion)$/i)) return true;
  return container.members.some(({ name }) => /^(?:trace|span|parent_?observation)_?id$/i.test(name) || /^(?:latency|time_?to_?first_?token|model_?parameters|total_?tokens)$/i.test(name));
}

/** Words that stand for the examination or care of somebody, whoever the key names. */
const examined = new Set(["imaging study", "imaging report", "radiology study", "glucose reading", "insulin log", "glucose", "insulin", "anamnesis", "diagnosis", "prescription", "triage", "antenatal", "lab result", "lab order", "vital", "vital sign", "vital reading", "discharge summary", "discharge letter", "allergy intolerance", "bloodtest", "blood test", "progress note", "nurse note"]);

const sets = new Map<string, ReadonlySet<string>>();

function wordSet(list: string): ReadonlySet<string> {
  const known = sets.get(list) ?? new Set(vocabulary().lexicon.members.get(list));
  sets.set(list, known);
  return known;
}

function firstKind(names: readonly string[]): Named | undefined {
  for (const name of names) {
    const found = kindOfName(name);
    if (found) return found;
  }
  return undefined;
}

/** A comment's first words, when the name says nothing. In English prose only a person is believed. */
function commentKind(text: string): Named | undefined {
  if (text === "") return undefined;
  const head = text.split(/[.\n。;；:：]/)[0]?.slice(0, 60) ?? "", found = kindOfTokens(readName(head).tokens.slice(0, 8));
  return found && (isPersonKind(found.kind) || hasEastAsian(text)) ? found : undefined;
}

type Resolved = Pick<ContainerProfile, "kind" | "word" | "fromMembers">;

/** Joins what the name says with what the members say. */
function resolve(named: Named | undefined, signs: MemberSigns): Resolved {
  const kind = named?.kind ?? "unknown", word = named?.word ?? "";
  const corrected = kind === "unknown" ? kindOfMembers(signs) : correction(kind, word, signs);
  return corrected === undefined ? { kind, word, fromMembers: false } : { kind: corrected, word, fromMembers: true };
}

function kindOfMembers(signs: MemberSigns): string | undefined {
  if (signs.server && signs.person < 2) return "config";
  if (signs.geo && signs.owned && signs.thing < 1) return "trip";
  if (signs.person >= 1.4 && signs.person > signs.org && signs.thing < 2) return "person";
  if (signs.bank && signs.account && signs.org < 1) return "finance";
  if (signs.asked && signs.owned) return "diary";
  if (signs.address >= 1.5) return "address";
  if (signs.keyed && signs.thing < 2) return signs.keyed;
  return signs.org >= 1 ? "org" : signs.thing >= 1.5 ? "thing" : undefined;
}

const outvoted = new Set(["org", "thing", "content", "config", "place", "log", "job"]);
const outvotedByMany = new Set(["record", "address", "attendance", "finance", "trip", "ticket", "health"]);

/** Words of places that are a person's whereabouts when a member says whose. */
const tracked = new Set(["location", "geo", "request", "log", "report", "stop", "point", "position", "waypoint", "place", "area", "zone visit", "delivery"]);

/** Words of an examination; with somebody's key it is his result. */
const tested = new Set(["exam", "quiz", "test", "assessment", "assignment", "homework", "submission", "mistake", "exercise"]);

/** Words that end the name of a type, not of a setting: "UserType" with a name and an e-mail is a user. */
const defining = new Set(["type", "state", "user type", "auth", "option", "schema", "role", "status", "setting"]);

/** Where members contradict the name, or say more than it. */
function correction(kind: string, word: string, signs: MemberSigns): string | undefined {
  if (signs.server && signs.person < 2) return "config";
  if (kind === "config" && word === "policy" && signs.prefixed >= 1) return "record";
  if ((kind === "thing" || kind === "content") && signs.browser) return "log";
  if (word === "tenant" && (signs.rental || signs.person > 1) && signs.org < 1 && !signs.contactNamed) return "person";
  if (word === "device" && signs.browser) return "log";
  if (word === "event" && signs.keyed === "log") return "log";
  if (kind === "message" && signs.count === 1) return "config";
  if (kind === "message" && signs.machine) return "diary";
  if (kind === "health" && signs.thing >= 1 && signs.keyed !== "health") return "thing";
  if (kind === "record" && signs.keyed === "health") return "health";
  if (tested.has(word) && signs.keyed === "grade") return "grade";
  if (word === "assessment" && signs.clinical) return "health";
  if ((word === "report" || word === "session") && signs.clinical && !signs.server) return "health";
  if (tracked.has(word) && signs.geo && signs.owned && signs.org + signs.thing < 1) return "trip";
  const personal = signs.person > signs.org + signs.thing;
  if (kind === "form" && word === "field" && signs.owned && signs.person >= 0.8) return "person";
  if (kind === "config" && ((signs.named && personal && defining.has(word)) || signs.prefixed >= 2)) return signs.named ? "person" : "record";
  if (personal && signs.person >= (kind === "org" ? 2 : 2.5) && outvoted.has(kind)) return "person";
  return personal && signs.person >= 3 && outvotedByMany.has(kind) ? "person" : undefined;
}

function subjectOf(words: readonly string[], word: string): DataSubject {
  for (const token of [...word.split(" ").reverse(), ...[...words].reverse()]) {
    const subject = subjectOfWord(token);
    if (subject) return subject;
  }
  return "unknown";
}
