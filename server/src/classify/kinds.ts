import type { DataSubject } from "../model/classification.js";
import { readName } from "./reading.js";
import { singular } from "./tokens.js";
import { vocabulary, type Vocabulary } from "./vocabulary.js";

/** A kind of container and the word that told it. */
export interface Named {
  readonly kind: string;
  readonly word: string;
}

/** The kind a kind is like, for weights that name only the broader one. */
export function broader(kind: string): string | undefined {
  return vocabulary().lexicon.kinds.get(kind)?.like;
}

/** Whether a kind is a natural person of some sort. */
export function isPersonKind(kind: string | undefined): boolean {
  return kind === "person" || (kind !== undefined && broader(kind) === "person");
}

/** Kind of container a canonical word stands for. */
export function kindOfWord(word: string): string | undefined {
  return tables().kinds.get(word);
}

/** Data subject named by a word. */
export function subjectOfWord(word: string): DataSubject | undefined {
  return tables().subjects.get(word);
}

/** Looks at the last path segment first: in "CreateOrder.shippingAddress" the address counts, the order only if it says nothing. */
export function kindOfName(text: string): Named | undefined {
  const name = text.length > maxName ? text.slice(-maxName) : text;
  if (memo.has(name)) return memo.get(name);
  if (memo.size >= maxMemo) memo.clear();
  const found = readKind(name);
  memo.set(name, found);
  return found;
}

const memo = new Map<string, Named | undefined>();
const maxMemo = 20_000;
const maxName = 400;

function readKind(name: string): Named | undefined {
  const segments = name.split(/[./]|\[\]|(?<!\s)\s+\(|\{[^{}]*\}/).filter((s) => s.trim() !== "");
  for (let i = segments.length - 1; i >= 0; i--) {
    const found = kindOfTokens(readName(segments[i] ?? "").tokens);
    if (!found) continue;
    const configured = segments.slice(0, i).some((s) => kindOfTokens(readName(s).tokens)?.kind === "config");
    if (found.word === "location" && segments.slice(0, i).some((s) => isPersonKind(kindOfTokens(readName(s).tokens)?.kind))) return { kind: "trip", word: found.word };
    return configured ? { kind: "config", word: found.word } : found;
  }
  return undefined;
}

/** The last telling word decides; an address, account or profile of an organisation is the organisation's. */
export function kindOfTokens(all: readonly string[]): Named | undefined {
  const { kinds, wrappers } = tables();
  const pair = pairOf(all);
  if (pair) return pair;
  if (all.length === 1 && kinds.get(all[0] ?? "") === "config") return { kind: "config", word: all[0] ?? "" };
  const bare = all.filter((token) => !wrappers.has(token) && !/^\d+$/.test(token));
  const tokens = bare.length > 0 ? bare : all.filter((token) => kinds.get(token) === "person");
  const yielded = specialKind(tokens);
  if (yielded) return yielded;
  for (let end = tokens.length; end > 0; end--) {
    const word = tokens[end - 1] ?? "", kind = kinds.get(word);
    if (kind === "message" && tokens.some((t) => shownTexts.has(t))) return { kind: "form", word };
    if (kind) return owned({ kind, word }, tokens.slice(0, end - 1));
  }
  return undefined;
}

/** Messages that a program shows, not people to each other. */
const shownTexts = new Set(["i18n", "locale", "error", "validation", "toast", "translation", "warning", "flash", "commit", "exception", "prop", "props", "success"]);

interface Tables {
  readonly kinds: ReadonlyMap<string, string>;
  readonly phrases: ReadonlyMap<string, string>;
  readonly wrappers: ReadonlySet<string>;
  readonly subjects: ReadonlyMap<string, DataSubject>;
  readonly weakHeads: ReadonlySet<string>;
  readonly specialKinds: ReadonlySet<string>;
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
  const { lexicon } = words, kinds = new Map<string, string>(), phrases = new Map<string, string>(), subjects = new Map<string, DataSubject>();
  for (const [kind, list] of lexicon.containers) for (const word of list) kinds.set(canonical(word), kind);
  for (const [kind, list] of lexicon.containerPhrases) for (const phrase of list) phrases.set(canonical(phrase), kind);
  for (const subject of subjectNames) for (const word of lexicon.subjects.get(subject) ?? []) if (!subjects.has(canonical(word))) subjects.set(canonical(word), subject);
  return {
    kinds, phrases, subjects, wrappers: new Set(lexicon.wrappers.map(singular)),
    weakHeads: new Set(lexicon.heads.get("weak")), specialKinds: new Set(lexicon.heads.get("special")),
  };
}

function canonical(word: string): string {
  return readName(word).tokens.join(" ");
}

/** Two words that mean more together ("login log"), when nothing telling follows them. */
function pairOf(all: readonly string[]): Named | undefined {
  const { kinds, phrases, wrappers } = tables();
  for (let end = all.length; end > 1; end--) {
    const word = all.slice(end - 2, end).join(" "), kind = phrases.get(word);
    if (kind && all.slice(end).every((t) => !kinds.has(t) || wrappers.has(t))) return { kind, word };
  }
  return undefined;
}

/** A weak head yields to the kind named before it; a report only where it is one about a person. */
function specialKind(tokens: readonly string[]): Named | undefined {
  const { kinds, weakHeads, specialKinds } = tables(), head = tokens.at(-1) ?? "";
  if (!weakHeads.has(head)) return undefined;
  const word = [...tokens].reverse().find((t) => specialKinds.has(kinds.get(t) ?? "")), kind = kinds.get(word ?? "");
  if (word === undefined || kind === undefined) return undefined;
  return head !== "report" || kind === "health" || kind === "criminal" ? { kind, word } : undefined;
}

/** Persons whose account is one at a bank. */
const paid = new Set(["payee", "payer", "payor", "beneficiary", "debtor", "creditor", "recipient", "sender", "holder", "investor", "borrower", "lead", "contact", "affiliate", "principal", "sub"]);
const special = new Set(["student", "patient", "employee"]);

function owned(head: Named, before: readonly string[]): Named {
  if (head.kind !== "address" && head.kind !== "finance" && head.word !== "profile") return head;
  const { kinds } = tables();
  const owner = [...before].reverse().map((token) => ({ word: token, kind: kinds.get(token) })).find((o) => o.kind !== undefined);
  // "PlayerAccount" is the player; "PayeeAccount" is money.
  if (head.word === "account" && owner !== undefined && isPersonKind(owner.kind) && !paid.has(owner.word)) return { kind: owner.kind ?? "person", word: owner.word };
  if (owner?.kind !== undefined && special.has(owner.kind) && head.kind === "person") return { kind: owner.kind, word: owner.word };
  const orgLike = owner?.kind === "org" || owner?.kind === "place" || owner?.kind === "thing";
  return owner?.kind && orgLike && owner.word !== "bank" && owner.word !== "card" ? { kind: owner.kind, word: `${owner.word} ${head.word}` } : head;
}
