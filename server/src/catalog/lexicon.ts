import { localized, type Localized } from "../base/localized.js";
import { asRecord, listAt, numberAt, optionalFlag, textAt } from "./shape.js";
import { categories } from "./categories.js";
import wordsData from "./data/lexicon-words.yaml";
import conceptsData from "./data/lexicon-concepts.yaml";
import contextData from "./data/lexicon-context.yaml";

/** A notion that makes a value personal, with the wordings that stand for it. */
export interface Concept {
  readonly leaf: string;
  readonly className: string;
  /** Canonical wordings; "a|b c?" stands for a or b, then optionally c. */
  readonly phrases: readonly string[];
  /** A boolean of it discloses the fact itself. */
  readonly flag: boolean;
  /** The value may be a date, a number, a structure. */
  readonly date: boolean;
  readonly number: boolean;
  readonly object: boolean;
  /** Particulars of a document or account, not its number: never sensitive by themselves. */
  readonly meta: boolean;
  /** Meets the condition of a conditional mark: measured for health, or guarding payments. */
  readonly medical: boolean;
  readonly payment: boolean;
}

/** What a class of notions weighs alone and beside each kind of container. */
export interface ConceptClass {
  readonly base: number;
  readonly byKind: ReadonlyMap<string, number>;
  /** Cost of an unknown word before the notion. */
  readonly stray: number;
  /** Words after the notion that leave the value what it is, for this class only. */
  readonly keep: ReadonlySet<string>;
}

export interface ContainerKindInfo {
  readonly name: Localized;
  readonly like?: string;
}

/** The validated lexicon, as written; the classifier builds its indexes from it. */
export interface Lexicon {
  readonly words: Readonly<Record<"latin" | "han" | "pinyin" | "initials", ReadonlyMap<string, readonly string[]>>>;
  readonly concepts: readonly Concept[];
  readonly classes: ReadonlyMap<string, ConceptClass>;
  readonly kinds: ReadonlyMap<string, ContainerKindInfo>;
  readonly containers: ReadonlyMap<string, readonly string[]>;
  readonly containerPhrases: ReadonlyMap<string, readonly string[]>;
  readonly wrappers: readonly string[];
  readonly wrapperSet: ReadonlySet<string>;
  /** Joined words that are not cut into their parts. */
  readonly whole: ReadonlySet<string>;
  readonly qualifiers: ReadonlyMap<string, readonly string[]>;
  readonly suffixes: ReadonlyMap<string, readonly string[]>;
  readonly prefixes: ReadonlyMap<string, readonly string[]>;
  readonly subjects: ReadonlyMap<string, readonly string[]>;
  readonly heads: ReadonlyMap<string, readonly string[]>;
  /** What members show about their container: word lists by name. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** First word of a foreign key → kind of the record. */
  readonly keys: ReadonlyMap<string, string>;
  /** Category of a member → points for a natural person. */
  readonly signs: ReadonlyMap<string, number>;
}

/** The built-in lexicon, validated once. */
export function lexicon(): Lexicon {
  loaded ??= readLexicon(wordsData, conceptsData, contextData);
  return loaded;
}

let loaded: Lexicon | undefined;

/** Checks and types the lexicon's documents; throws with the place of the first fault. */
export function readLexicon(words: unknown, concepts: unknown, context: unknown): Lexicon {
  const w = asRecord(words, "lexicon-words"), c = asRecord(context, "lexicon-context");
  const kinds = readKinds(c), classes = readClasses(c, kinds);
  if (!Array.isArray(concepts)) throw new Error("lexicon-concepts: a list is expected");
  const containers = wordLists(c, "containers");
  for (const kind of containers.keys()) if (!kinds.has(kind)) throw new Error(`lexicon-context.containers: unknown kind ${kind}`);
  return {
    words: { latin: formLists(w, "latin"), han: formLists(w, "han"), pinyin: formLists(w, "pinyin"), initials: formLists(w, "initials") },
    concepts: concepts.map((item, i) => readConcept(item, `lexicon-concepts[${i}]`, classes)), classes, kinds, containers,
    containerPhrases: phraseLists(c, "containerPhrases"), ...readWrappers(c), whole: new Set(textAt(c, "whole", "lexicon-context").split(/\s+/)),
    qualifiers: wordLists(c, "qualifiers"), suffixes: wordLists(c, "suffixes"), prefixes: wordLists(c, "prefixes"), subjects: wordLists(c, "subjects"),
    heads: phraseLists(c, "heads"), members: phraseLists(c, "members"), keys: readKeys(c, kinds), signs: readSigns(c),
  };
}

function readConcept(item: unknown, at: string, classes: ReadonlyMap<string, ConceptClass>): Concept {
  const concept = asRecord(item, at), leaf = textAt(concept, "leaf", at), where = `${at} (${leaf})`, className = textAt(concept, "class", where);
  if (!categories().has(leaf)) throw new Error(`${where}: unknown category`);
  if (!classes.has(className)) throw new Error(`${where}: unknown class ${className}`);
  const flag = (key: string): boolean => optionalFlag(concept, key, where);
  return {
    leaf, className, phrases: textAt(concept, "phrases", where).split(",").map((p) => p.trim()).filter(Boolean),
    flag: flag("flag"), date: flag("date"), number: flag("number"), object: flag("object"), meta: flag("meta"), medical: flag("medical"), payment: flag("payment"),
  };
}

function readWrappers(context: Readonly<Record<string, unknown>>): Pick<Lexicon, "wrappers" | "wrapperSet"> {
  const wrappers = textAt(context, "wrappers", "lexicon-context").split(/\s+/);
  return { wrappers, wrapperSet: new Set(wrappers) };
}

function readKeys(context: Readonly<Record<string, unknown>>, kinds: ReadonlyMap<string, ContainerKindInfo>): ReadonlyMap<string, string> {
  const keys = asRecord(context["keys"], "lexicon-context.keys");
  return new Map(Object.keys(keys).map((word) => {
    const kind = textAt(keys, word, "lexicon-context.keys");
    if (!kinds.has(kind)) throw new Error(`lexicon-context.keys: unknown kind ${kind}`);
    return [word, kind];
  }));
}

function readSigns(context: Readonly<Record<string, unknown>>): ReadonlyMap<string, number> {
  const signs = asRecord(context["signs"], "lexicon-context.signs");
  return new Map(Object.keys(signs).map((leaf) => {
    if (!categories().has(leaf)) throw new Error(`lexicon-context.signs: unknown category ${leaf}`);
    return [leaf, numberAt(signs, leaf, "lexicon-context.signs")];
  }));
}

function readKinds(context: Readonly<Record<string, unknown>>): ReadonlyMap<string, ContainerKindInfo> {
  return new Map(Object.entries(asRecord(context["kinds"], "lexicon-context.kinds")).map(([id, value]) => {
    const where = `lexicon-context.kinds.${id}`, kind = asRecord(value, where);
    const info = { name: localized(textAt(kind, "en", where), textAt(kind, "zh", where)) };
    return [id, typeof kind["like"] === "string" ? { ...info, like: kind["like"] } : info];
  }));
}

function readClasses(context: Readonly<Record<string, unknown>>, kinds: ReadonlyMap<string, ContainerKindInfo>): ReadonlyMap<string, ConceptClass> {
  return new Map(Object.entries(asRecord(context["classes"], "lexicon-context.classes")).map(([id, value]) => {
    const where = `lexicon-context.classes.${id}`, entry = asRecord(value, where), byKind = new Map<string, number>();
    for (const key of Object.keys(entry)) {
      if (key === "base" || key === "stray" || key === "keep") continue;
      if (!kinds.has(key)) throw new Error(`${where}: unknown kind ${key}`);
      byKind.set(key, numberAt(entry, key, where));
    }
    const keep = typeof entry["keep"] === "string" ? entry["keep"].split(/\s+/) : [];
    return [id, { base: numberAt(entry, "base", where), byKind, stray: "stray" in entry ? numberAt(entry, "stray", where) : -0.05, keep: new Set(keep) }];
  }));
}

function formLists(root: Readonly<Record<string, unknown>>, key: string): ReadonlyMap<string, readonly string[]> {
  const lists = asRecord(root[key], `lexicon-words.${key}`);
  return new Map(Object.keys(lists).map((canonical) => [canonical, listAt(lists, canonical, `lexicon-words.${key}`).map(String)]));
}

function wordLists(root: Readonly<Record<string, unknown>>, key: string): ReadonlyMap<string, readonly string[]> {
  const lists = asRecord(root[key], `lexicon-context.${key}`);
  return new Map(Object.keys(lists).map((id) => [id, textAt(lists, id, `lexicon-context.${key}`).split(/\s+/)]));
}

function phraseLists(root: Readonly<Record<string, unknown>>, key: string): ReadonlyMap<string, readonly string[]> {
  const lists = asRecord(root[key], `lexicon-context.${key}`);
  return new Map(Object.keys(lists).map((id) => [id, textAt(lists, id, `lexicon-context.${key}`).split(",").map((p) => p.trim())]));
}
