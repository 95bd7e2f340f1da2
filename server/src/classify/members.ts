import type { MemberSummary } from "../model/field.js";
import { isPersonKind, kindOfWord } from "./kinds.js";
import { looksPinyin, readName, type Reading } from "./reading.js";
import { vocabulary } from "./vocabulary.js";

/** What the members of a container show about it. */
export interface MemberSigns {
  readonly count: number;
  /** Points for a natural person, an organisation, a thing, an address. */
  readonly person: number;
  readonly org: number;
  readonly thing: number;
  readonly address: number;
  /** Members in pinyin or initials. */
  readonly pinyin: number;
  /** Limits, defaults, codes: signs of a definition. */
  readonly catalogue: number;
  /** Kind shown by a foreign key to a person ("patientId"), or by addresses of devices on the net. */
  readonly keyed: string | undefined;
  /** Somebody is named: "employeeId", "patientName". */
  readonly owned: boolean;
  /** A plain name beside a plain e-mail or phone. */
  readonly named: boolean;
  readonly rental: boolean;
  /** A model's part in a conversation: role, tokens, prompt. */
  readonly machine: boolean;
  /** Host and port: a connection. */
  readonly server: boolean;
  /** A browser or push address: somebody's own device. */
  readonly browser: boolean;
  readonly bank: boolean;
  /** The number of a bank account. */
  readonly account: boolean;
  /** Higher education or working life. */
  readonly adult: boolean;
  readonly school: boolean;
  readonly guardian: boolean;
  /** Exams, subjects, classes: study at a school. */
  readonly schooling: boolean;
  /** Words put to a language model: prompt, conversation. */
  readonly asked: boolean;
  /** A width: heights beside it are those of pictures and boxes. */
  readonly width: boolean;
  /** A nonce: signatures beside it are a machine's. */
  readonly nonce: boolean;
  /** A value to compare with: an operator beside it compares. */
  readonly compared: boolean;
  /** A place on the map. */
  readonly geo: boolean;
  /** A message or subject to somebody. */
  readonly written: boolean;
  /** An e-mail or phone, whoever's. */
  readonly reachable: boolean;
  /** A contact person is named ("contactName"). */
  readonly contactNamed: boolean;
  /** Care of a patient is recorded. */
  readonly clinical: boolean;
  /** How many members are readings of a body or facts of its care. */
  readonly medical: number;
  /** Members such as "guestFirstName" or "holderEmail": persons in a record of something else. */
  readonly prefixed: number;
  /** Names of the members that speak for a person. */
  readonly found: readonly string[];
}

/** Reads the members of a container. */
export function memberSigns(members: readonly MemberSummary[]): MemberSigns {
  const seen = new Set<string>(), found: string[] = [];
  let person = 0, org = 0, thing = 0, address = 0, pinyin = 0, catalogue = 0, prefixed = 0, medical = 0, all = 0, keyed: string | undefined;
  for (const member of members.slice(0, maxMembers)) {
    const traits = traitsOf(member.name), { flags } = traits;
    all |= flags;
    keyed ??= traits.keyed;
    if (flags & bits.org) org += 0.5;
    if (flags & bits.thing) thing += 0.5;
    if (flags & bits.pinyin) pinyin++;
    if (flags & bits.definition) catalogue++;
    if (traits.medical) medical++;
    if (traits.prefixed && !seen.has(traits.prefixed)) prefixed++;
    if (traits.prefixed) seen.add(traits.prefixed);
    if (traits.signs.length === 0 || /bool|=>/i.test(member.type)) continue;
    for (const sign of traits.signs) {
      if (seen.has(sign.leaf)) continue;
      seen.add(sign.leaf);
      person += sign.person;
      org += sign.org;
      address += sign.address;
      if (sign.person > 0) found.push(member.name);
    }
  }
  const shown = (bit: number): boolean => (all & bit) !== 0;
  return {
    count: members.length, person, org, thing, address, pinyin, catalogue, keyed, found, owned: shown(bits.owner), rental: shown(bits.rental), machine: shown(bits.machine),
    named: shown(bits.name) && shown(bits.reachable) && org < 0.5, server: shown(bits.host) && shown(bits.port), browser: shown(bits.browser), bank: shown(bits.bank), account: shown(bits.account),
    adult: shown(bits.adult) || (shown(bits.college) && !shown(bits.school)), asked: shown(bits.asked), width: shown(bits.width), nonce: shown(bits.nonce), compared: shown(bits.compared), school: shown(bits.school), guardian: shown(bits.guardian), schooling: shown(bits.schooling), geo: shown(bits.geo), written: shown(bits.written), reachable: shown(bits.reachable), contactNamed: shown(bits.contactNamed),
    clinical: shown(bits.clinical), medical, prefixed,
  };
}

const maxMembers = 120;

const bits = {
  org: 1, thing: 2, pinyin: 4, definition: 8, owner: 16, rental: 32, machine: 64, reachable: 128, browser: 256, bank: 512, adult: 1024, school: 2048, guardian: 4096,
  name: 8192, host: 16384, port: 32768, schooling: 65536, account: 131072, geo: 262144, written: 524288, contactNamed: 1048576, clinical: 2097152, college: 4194304, asked: 8388608, width: 16777216, nonce: 33554432, compared: 67108864,
} as const;

interface Sign {
  readonly leaf: string;
  readonly person: number;
  readonly org: number;
  readonly address: number;
}

interface Traits {
  readonly flags: number;
  readonly keyed: string | undefined;
  readonly signs: readonly Sign[];
  /** A reading of a body or a fact of its care, by name. */
  readonly medical: boolean;
  /** Person and notion of a member such as "holderEmail". */
  readonly prefixed: string | undefined;
}

const memo = new Map<string, Traits>();
const maxMemo = 50_000;

/** What one member's name shows; names recur, so each is read once. */
function traitsOf(name: string): Traits {
  const known = memo.get(name);
  if (known) return known;
  const traits = readTraits(name);
  if (memo.size >= maxMemo) memo.clear();
  memo.set(name, traits);
  return traits;
}

function readTraits(name: string): Traits {
  const reading = readName(name), { tokens } = reading, whole = tokens.join(" "), [first = ""] = tokens;
  const has = (list: string): boolean => tokens.some((t) => words(list).has(t));
  const is = (list: string): boolean => words(list).has(whole);
  const shown: Readonly<Record<keyof typeof bits, boolean>> = {
    org: has("orgWords"), thing: has("thingWords"), rental: has("rentalWords"), adult: has("adultWords") || whole === "email", pinyin: looksPinyin(name),
    definition: is("definitionWholes") || (tokens.length > 1 && words("definitionHeads").has(first)), machine: is("machineWholes"), browser: is("browserWholes"),
    bank: is("bankWholes"), reachable: first === "phone" || first === "email", owner: first === "student" || namesOwner(tokens),
    schooling: has("schoolingWords"), school: first === "grade" || first === "class" || tokens.includes("roll"),
    guardian: reading.matches.some((m) => m.phrase.concept.leaf === "guardian-info" || (m.phrase.tokens.includes("father") && m.phrase.tokens.at(-1) !== "name")),
    account: reading.matches.some((m) => m.phrase.concept.leaf === "bank-account" && !m.phrase.concept.meta && m.end === tokens.length) || whole === "account", name: whole === "name", host: whole === "host", port: whole === "port",
    geo: reading.matches.some((m) => m.phrase.concept.className === "geo" && m.end === tokens.length), written: is("writtenWholes"), contactNamed: is("contactWholes"),
    clinical: is("clinicalWholes"), college: has("collegeWords"), asked: is("askedWholes"), width: tokens.includes("width"), nonce: is("nonceWholes"), compared: /^(?:values?|operands?|rhs|right)$/i.test(name),
  };
  let flags = 0;
  for (const [key, bit] of Object.entries(bits)) if (shown[key as keyof typeof bits]) flags |= bit;
  const medical = reading.matches.some((m) => m.phrase.concept.className === "health" && !m.phrase.concept.meta && m.start === 0);
  return { flags, medical, keyed: keyedKind(reading), signs: signsOf(reading), prefixed: prefixedSign(reading) };
}

const lists = new Map<string, ReadonlySet<string>>();

function words(list: string): ReadonlySet<string> {
  const known = lists.get(list);
  if (known) return known;
  const set: ReadonlySet<string> = new Set(vocabulary().lexicon.members.get(list));
  lists.set(list, set);
  return set;
}

/** Only notions that make up the whole name speak for the container. */
function signsOf(reading: Reading): readonly Sign[] {
  return reading.matches.filter((m) => m.start === 0 && m.end === reading.tokens.length && weighty(m.phrase.concept.className)).map(({ phrase }) => {
    const leaf = phrase.concept.leaf, composed = leaf === "name-full" && phrase.tokens.length > 1;
    return {
      leaf, person: composed ? 0.8 : vocabulary().lexicon.signs.get(leaf) ?? 0, org: leaf === "invoice-tax-no" ? 1 : 0,
      address: leaf === "postcode" || leaf === "region-city" || leaf === "home-address" ? 0.5 : 0,
    };
  });
}

/** Words that speak in one kind of container only ("value", "amount") show nothing about it. */
function weighty(className: string): boolean {
  return (vocabulary().lexicon.classes.get(className)?.base ?? 0) > 0;
}

function prefixedSign(reading: Reading): string | undefined {
  const owners = ownerWords();
  const found = reading.matches.find((m) => m.start > 0 && m.end === reading.tokens.length && (vocabulary().lexicon.signs.get(m.phrase.concept.leaf) ?? 0) >= 0.5);
  return found && reading.tokens.slice(0, found.start).every((t) => owners.has(t)) ? reading.tokens.join(" ") : undefined;
}

let owners: ReadonlySet<string> | undefined;

function ownerWords(): ReadonlySet<string> {
  return (owners ??= new Set(vocabulary().lexicon.qualifiers.get("person")));
}

function keyedKind(reading: Reading): string | undefined {
  const [first = "", second, third] = reading.tokens;
  if (second === "id" && third === undefined) return vocabulary().lexicon.keys.get(first);
  const online = reading.matches.some((m) => m.phrase.concept.className === "network" && m.start === 0 && m.end === reading.tokens.length && (m.phrase.concept.leaf === "ip-address" || m.phrase.tokens.join(" ") === "user agent"));
  return online ? "log" : undefined;
}

function namesOwner(tokens: readonly string[]): boolean {
  const [first = "", second, third] = tokens;
  return third === undefined && isPersonKind(kindOfWord(first)) && (second === undefined || second === "id" || second === "name" || second === "number" || second === "code");
}
