import type { DataSubject } from "../model/classification.js";
import type { FieldFacts } from "../model/classification.js";
import { vocabulary, type Vocabulary } from "./vocabulary.js";
import { looksPinyin, readName } from "./reading.js";
import { hasEastAsian, singular } from "./tokens.js";

export type ContainerFacts = FieldFacts["container"];

/** What a container holds, from its name, comments and members. */
export interface ContainerProfile {
  /** A kind of the lexicon, or "unknown". */
  readonly kind: string;
  /** Canonical word the kind came from; empty when it came from the members. */
  readonly word: string;
  readonly subject: DataSubject;
  readonly minor: boolean;
  /** Members in pinyin or initials, or comments in Chinese: initials may be read. */
  readonly chinese: boolean;
  /** Notions of identity among the members, as they are shown in evidence. */
  readonly signs: readonly string[];
  readonly fromMembers: boolean;
  /** The members speak of renting: a tenant is a person then. */
  readonly rental: boolean;
  /** A member says whose the record is. */
  readonly keyed: boolean;
  /** Limits, defaults, codes and sort orders: a definition or a total, not somebody's record. */
  readonly catalogue: boolean;
  /** Bank details among the members: a bare account is a bank account. */
  readonly bank: boolean;
  /** Students whose age nothing shows; the conservative profile takes them for pupils. */
  readonly maybeMinor: boolean;
  /** A plain name stands beside a plain e-mail or phone. */
  readonly named: boolean;
}

/** The profile of a container; computed once for each members list and name. */
export function profileOf(container: ContainerFacts): ContainerProfile {
  const cached = cache.get(container);
  if (cached) return cached;
  const profile = compute(container);
  cache.set(container, profile);
  return profile;
}

/** The kind a kind is like, for weights that name only the broader one. */
export function broader(kind: string): string | undefined {
  return vocabulary().lexicon.kinds.get(kind)?.like;
}

/** Words of a container's kind table, by canonical word; later lists win. */
export function kindOfWord(word: string): string | undefined {
  return tables().kinds.get(word);
}

/** Data subject named by a word. */
export function subjectOfWord(word: string): DataSubject | undefined {
  return tables().subjects.get(word);
}

const cache = new WeakMap<ContainerFacts, ContainerProfile>();

interface Tables {
  readonly kinds: ReadonlyMap<string, string>;
  readonly phrases: ReadonlyMap<string, string>;
  readonly wrappers: ReadonlySet<string>;
  readonly subjects: ReadonlyMap<string, DataSubject>;
}

let made: Tables | undefined;

function tables(): Tables {
  made ??= makeTables(vocabulary());
  return made;
}

const subjectNames: readonly DataSubject[] = [
  "customer", "employee", "applicant", "minor", "patient", "student", "traveller", "visitor", "driver", "business-contact", "user",
];

function makeTables(words: Vocabulary): Tables {
  const kinds = new Map<string, string>(), phrases = new Map<string, string>(), subjects = new Map<string, DataSubject>();
  for (const [kind, list] of words.lexicon.containers) for (const word of list) kinds.set(canonical(word), kind);
  for (const [kind, list] of words.lexicon.containerPhrases) for (const phrase of list) phrases.set(canonical(phrase), kind);
  for (const subject of subjectNames) for (const word of words.lexicon.subjects.get(subject) ?? []) if (!subjects.has(canonical(word))) subjects.set(canonical(word), subject);
  return { kinds, phrases, subjects, wrappers: new Set(words.lexicon.wrappers.map((w) => singular(w))) };
}

function canonical(word: string): string {
  return readName(word).tokens.join(" ");
}

function compute(container: ContainerFacts): ContainerProfile {
  const names = [container.name, ...(container.mappedName ? [container.mappedName] : []), ...(container.bases ?? [])];
  const signs = memberSigns(container);
  let named = firstKind(names);
  if (!named) named = commentKind(container);
  if (container.kind === "enum") named = { kind: "config", word: "enum" };
  const resolved = resolve(named, signs);
  const words = names.flatMap((name) => readName(name).tokens);
  return {
    ...resolved, subject: subjectOf(words, resolved.word), minor: isMinor(words, resolved.kind, signs), chinese: signs.pinyin >= 3 || hasEastAsian(commentText(container)),
    signs: signs.found.slice(0, 4), rental: signs.rental, named: signs.named, keyed: signs.owned || signs.person >= 1, catalogue: signs.catalogue >= 2, bank: signs.bank,
    maybeMinor: resolved.kind === "student" && !signs.adult,
  };
}

interface Named {
  readonly kind: string;
  readonly word: string;
}

function firstKind(names: readonly string[]): Named | undefined {
  for (const name of names) {
    const found = kindOfName(name);
    if (found) return found;
  }
  return undefined;
}

/** Looks at the last path segment first: in "CreateOrder.shippingAddress" the address counts, the order only if it says nothing. */
function kindOfName(name: string): Named | undefined {
  const segments = name.split(/[./]|\[\]|\s+\(|\{[^}]*\}/).filter((s) => s.trim() !== "");
  for (let i = segments.length - 1; i >= 0; i--) {
    const found = kindOfTokens(readName(segments[i] ?? "").tokens);
    if (found) return segments.slice(0, i).some((s) => kindOfTokens(readName(s).tokens)?.kind === "config") ? { kind: "config", word: found.word } : found;
  }
  return undefined;
}

/** "AttendanceEvent", "SalaryRevision": heads that shape a record of the kind named before them. */
const weakHeads = new Set(["event", "day", "log", "entry", "history", "archive", "balance", "revision", "session", "transaction", "line", "period", "status", "document", "file", "note", "report", "reading", "metric"]);
const specialKinds = new Set(["presence", "attendance", "pay", "health", "criminal", "grade"]);

/** The last telling word decides; an address, account or profile of an organisation is the organisation's. */
export function kindOfTokens(all: readonly string[]): Named | undefined {
  const { kinds, phrases, wrappers } = tables();
  for (let end = all.length; end > 1; end--) {
    const pair = phrases.get(all.slice(end - 2, end).join(" "));
    if (pair && all.slice(end).every((t) => !kinds.has(t) || wrappers.has(t))) return { kind: pair, word: all.slice(end - 2, end).join(" ") };
  }
  const bare = all.filter((token) => !wrappers.has(token) && !/^\d+$/.test(token));
  const tokens = bare.length > 0 ? bare : all.filter((token) => kinds.get(token) === "person");
  const special = weakHeads.has(tokens.at(-1) ?? "") ? [...tokens].reverse().find((t) => specialKinds.has(kinds.get(t) ?? "")) : undefined;
  const onlyHealth = tokens.at(-1) === "report";
  if (special !== undefined && (!onlyHealth || kinds.get(special) === "health" || kinds.get(special) === "criminal")) return { kind: kinds.get(special) ?? "unknown", word: special };
  for (let end = tokens.length; end > 0; end--) {
    const word = tokens[end - 1] ?? "", kind = kinds.get(word);
    if (kind) return owned({ kind, word }, tokens.slice(0, end - 1), kinds);
  }
  return undefined;
}

function owned(head: Named, before: readonly string[], kinds: ReadonlyMap<string, string>): Named {
  if (head.kind !== "address" && head.kind !== "finance" && head.word !== "profile") return head;
  const owner = [...before].reverse().map((token) => ({ word: token, kind: kinds.get(token) })).find((o) => o.kind !== undefined);
  const orgLike = owner?.kind === "org" || owner?.kind === "place" || owner?.kind === "thing";
  return owner?.kind && orgLike && !(owner.word === "bank" || owner.word === "card") ? { kind: owner.kind, word: `${owner.word} ${head.word}` } : head;
}

function commentText(container: ContainerFacts): string {
  return container.comments.map((c) => c.text).join(" ").slice(0, 200);
}

/** A comment's first words, when the name says nothing. */
function commentKind(container: ContainerFacts): Named | undefined {
  const text = commentText(container);
  if (text === "") return undefined;
  const tokens = readName(text.split(/[.\n。;；:：]/)[0]?.slice(0, 60) ?? "").tokens.slice(0, 8);
  const found = kindOfTokens(tokens);
  return found && (found.kind === "person" || found.kind === "employee" || found.kind === "patient" || found.kind === "student" || hasEastAsian(text)) ? found : undefined;
}

interface MemberSigns {
  /** Points for a natural person, for an organisation, for a thing. */
  readonly person: number;
  readonly org: number;
  readonly thing: number;
  readonly address: number;
  readonly pinyin: number;
  readonly rental: boolean;
  readonly named: boolean;
  readonly owned: boolean;
  /** A model's part in a conversation: role, tokens, prompt. */
  readonly machine: boolean;
  /** Host and port: a connection. */
  readonly server: boolean;
  /** A browser or push address among the members: somebody's own device. */
  readonly browser: boolean;
  /** Bank details among the members. */
  readonly bank: boolean;
  /** Signs of higher education or working life beside a student. */
  readonly adult: boolean;
  readonly catalogue: number;
  /** Kind shown by a foreign key to a person ("patientId"), or by addresses of devices on the net. */
  readonly keyed: string | undefined;
  readonly school: boolean;
  readonly guardian: boolean;
  readonly found: readonly string[];
}

const personLeaves: Readonly<Record<string, number>> = {
  "name-given": 1, "name-family": 1, "name-former": 0.6, gender: 0.5, "birth-date": 1, age: 0.25, "id-card-number": 1, "passport-number": 1, "social-security-card": 1,
  nationality: 0.7, "marital-status": 1, ethnicity: 0.6, "native-place": 0.8, password: 0.8, "avatar-photo": 0.6, "emergency-contact": 1, occupation: 0.6,
  "wechat-openid": 1, religion: 0.8, "family-relations": 0.6, "guardian-info": 0.8, payroll: 0.4,
};
const orgMembers = new Set(["industry", "vat", "capital", "slogan", "employees", "founded", "legal", "headquarters"]);
const thingMembers = new Set(["price", "sku", "stock", "quantity", "barcode", "currency", "discount", "brand", "slug", "color", "width", "category", "unit", "mime", "duration", "isbn", "inventory"]);

function memberSigns(container: ContainerFacts): MemberSigns {
  let person = 0, org = 0, thing = 0, address = 0, pinyin = 0, school = false, guardian = false;
  let keyed: string | undefined, rental = false, owned = false, catalogue = 0, machine = false, browser = false, bank = false, reachable = false, adult = false;
  const plain = new Set<string>();
  const found: string[] = [], seen = new Set<string>();
  for (const member of container.members.slice(0, 120)) {
    if (looksPinyin(member.name)) pinyin++;
    const reading = readName(member.name);
    if (reading.tokens.some((t) => thingMembers.has(t))) thing += 0.5;
    if (reading.tokens.some((t) => orgMembers.has(t))) org += 0.5;
    if (reading.tokens[0] === "grade" || reading.tokens[0] === "class" || reading.tokens.includes("roll")) school = true;
    keyed ??= keyedKind(reading.tokens);
    const whole = reading.tokens.join(" ");
    machine ||= whole === "role" || whole === "model" || whole === "prompt" || whole === "token" || whole === "model name";
    reachable ||= reading.tokens[0] === "phone" || reading.tokens[0] === "email";
    browser ||= whole === "user agent" || whole === "fingerprint" || whole === "push token" || whole === "fcm token";
    bank ||= whole === "bank" || whole === "bank name";
    adult ||= reading.tokens.some((t) => adultWords.has(t));
    owned ||= namesOwner(reading.tokens);
    if (isDefinition(reading.tokens)) catalogue++;
    plain.add(whole);
    if (reading.tokens.some((t) => t === "rent" || t === "lease" || t === "landlord" || t === "lessor")) rental = true;
    for (const { phrase, start, end } of reading.matches) {
      const leaf = phrase.concept.leaf, covers = start === 0 && end === reading.tokens.length;
      if (leaf === "guardian-info" || phrase.tokens.includes("father")) guardian = true;
      if (!covers || seen.has(leaf) || /bool|=>/i.test(member.type)) continue;
      seen.add(leaf);
      const points = leaf === "email" || leaf === "phone-mobile" ? 0.5 : leaf === "name-full" && phrase.tokens.length > 1 ? 0.8 : (personLeaves[leaf] ?? 0);
      if (leaf === "invoice-tax-no") org += 1;
      if (leaf === "postcode" || leaf === "region-city" || leaf === "home-address") address += 0.5;
      person += points;
      if ((leaf === "ip-address" && phrase.concept.className === "network") || phrase.tokens.join(" ") === "user agent") keyed ??= "log";
      if (points > 0) found.push(member.name);
    }
  }
  return { person, org, thing, address, pinyin, keyed, school, guardian, found, rental, owned, machine, server: plain.has("host") && plain.has("port"), browser, bank, adult: adult || plain.has("email"), catalogue, named: plain.has("name") && reachable && org < 0.5 };
}

const keyKinds: ReadonlyMap<string, string> = new Map([
  ["patient", "health"], ["employee", "attendance"], ["staff", "attendance"], ["student", "grade"], ["customer", "record"], ["member", "record"], ["guest", "record"],
  ["lead", "record"], ["contact", "record"], ["passenger", "trip"], ["applicant", "record"], ["candidate", "record"], ["buyer", "record"], ["client", "record"], ["person", "record"],
]);

function keyedKind(tokens: readonly string[]): string | undefined {
  return tokens.length === 2 && tokens[1] === "id" ? keyKinds.get(tokens[0] ?? "") : undefined;
}

const adultWords = new Set(["university", "major", "degree", "gpa", "faculty", "college", "department", "semester", "resume", "linkedin", "github", "company", "job", "thesis", "qq", "wechat", "password", "campus", "scholarship", "cgpa", "program", "credit"]);
const definitionHeads = new Set(["max", "min", "maximum", "minimum", "default", "applicable", "allowed", "required", "enabled"]);
const definitionWords = new Set(["slug", "sort order", "display order", "color", "version", "formula", "code", "is active", "active", "order", "sort", "price", "icon", "is default", "is system", "enabled"]);

function isDefinition(tokens: readonly string[]): boolean {
  return definitionWords.has(tokens.join(" ")) || (tokens.length > 1 && definitionHeads.has(tokens[0] ?? ""));
}

/** "employeeId", "patientName", "student": somebody is named. */
function namesOwner(tokens: readonly string[]): boolean {
  const [first = "", second, third] = tokens;
  return third === undefined && (tables().kinds.get(first) === "person" || tables().kinds.get(first) === "employee" || tables().kinds.get(first) === "patient") && (second === undefined || second === "id" || second === "name" || second === "number" || second === "code") || first === "student";
}

/** Joins what the name says with what the members say. */
function resolve(named: Named | undefined, signs: MemberSigns): Pick<ContainerProfile, "kind" | "word" | "fromMembers"> {
  const kind = named?.kind ?? "unknown", word = named?.word ?? "";
  if (signs.server && signs.person < 2) return { kind: "config", word, fromMembers: true };
  if (kind === "thing" && word === "device" && signs.browser) return { kind: "log", word, fromMembers: true };
  if (kind === "message" && signs.machine) return { kind: "diary", word, fromMembers: true };
  if (kind === "health" && signs.thing >= 1 && signs.keyed !== "health") return { kind: "thing", word, fromMembers: true };
  if (kind === "record" && signs.keyed === "health") return { kind: "health", word, fromMembers: true };
  const manyPersonal = signs.person >= 2.5 && signs.person > signs.org + signs.thing;
  if (kind === "unknown") {
    if (signs.person >= 1.4 && signs.person > signs.org && signs.thing < 2) return { kind: "person", word, fromMembers: true };
    if (signs.address >= 1.5) return { kind: "address", word, fromMembers: true };
    if (signs.keyed && signs.thing < 2) return { kind: signs.keyed, word, fromMembers: true };
    if (signs.org >= 1 || signs.thing >= 1.5) return { kind: signs.org >= 1 ? "org" : "thing", word, fromMembers: true };
    return { kind, word, fromMembers: false };
  }
  if (manyPersonal && ["org", "thing", "content", "config", "place", "log", "job"].includes(kind)) return { kind: "person", word, fromMembers: true };
  if (manyPersonal && signs.person >= 3 && ["record", "stat", "form", "address", "attendance", "finance", "trip", "ticket", "health"].includes(kind)) {
    return { kind: kind === "stat" || kind === "form" ? kind : "person", word, fromMembers: true };
  }
  return { kind, word, fromMembers: false };
}

function subjectOf(words: readonly string[], word: string): DataSubject {
  for (const token of [...word.split(" ").reverse(), ...[...words].reverse()]) {
    const subject = tables().subjects.get(token);
    if (subject) return subject;
  }
  return "unknown";
}

const minorWords = new Set(["pupil", "child", "kid", "baby", "kindergarten", "infant", "toddler", "minor", "juvenile", "kindergartner", "schoolchild", "children"]);

/** Pupils and children; students only where guardians or school classes show that they are pupils. */
function isMinor(words: readonly string[], kind: string, signs: MemberSigns): boolean {
  if (words.some((w) => minorWords.has(w))) return true;
  return kind === "student" && (signs.guardian || signs.school) && !signs.adult;
}
