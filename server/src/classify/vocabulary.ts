import { lexicon, type Concept, type Lexicon } from "../catalog/lexicon.js";
import { singular, splitIdentifier } from "./tokens.js";

/** A wording of a notion in canonical tokens. */
export interface Phrase {
  readonly tokens: readonly string[];
  readonly concept: Concept;
}

/** The lexicon indexed for look-up; built once, on first use. */
export interface Vocabulary {
  readonly lexicon: Lexicon;
  /** Spelling (tokens joined by a space) → canonical tokens. */
  readonly forms: ReadonlyMap<string, readonly string[]>;
  readonly longestForm: number;
  readonly han: ReadonlyMap<string, readonly string[]>;
  readonly initials: ReadonlyMap<string, readonly string[]>;
  readonly pinyin: ReadonlyMap<string, readonly string[]>;
  /** All canonical tokens any list knows. */
  readonly known: ReadonlySet<string>;
  /** First canonical token → wordings, longest first. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
}

/** The index of the built-in lexicon. */
export function vocabulary(): Vocabulary {
  built ??= build(lexicon());
  return built;
}

let built: Vocabulary | undefined;

function build(source: Lexicon): Vocabulary {
  const forms = new Map<string, readonly string[]>();
  const put = (form: string, canonical: string): void => {
    const tokens = splitIdentifier(form);
    if (!forms.has(tokens.join(" "))) forms.set(tokens.join(" "), canonical.split(" "));
  };
  // A canonical wording stands for itself, so that wordings of notions pass through unchanged.
  for (const canonical of source.words.latin.keys()) put(canonical, canonical);
  for (const [canonical, list] of source.words.latin) for (const form of list) put(form, canonical);
  const pinyin = new Map<string, readonly string[]>();
  for (const [canonical, list] of source.words.pinyin) for (const form of list) pinyin.set(form, canonical.split(" "));
  const known = knownTokens(source, forms);
  const partial = { lexicon: source, forms, longestForm: longest(forms), han: flat(source.words.han), initials: flat(source.words.initials), pinyin, known };
  return { ...partial, phrases: phraseIndex({ ...partial, phrases: new Map() }) };
}

function longest(forms: ReadonlyMap<string, unknown>): number {
  let length = 1;
  for (const key of forms.keys()) length = Math.max(length, key.split(" ").length);
  return length;
}

function flat(lists: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, readonly string[]>();
  for (const [canonical, list] of lists) for (const form of list) result.set(form.toLowerCase(), canonical.split(" "));
  return result;
}

function knownTokens(source: Lexicon, forms: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const known = new Set<string>();
  const add = (word: string): void => {
    for (const token of splitIdentifier(word)) known.add(singular(token));
  };
  for (const list of [source.containers, source.qualifiers, source.suffixes, source.prefixes, source.subjects]) for (const words of list.values()) words.forEach(add);
  for (const concept of source.concepts) for (const phrase of concept.phrases) phrase.replace(/\?/g, "").split(/[ |]/).forEach(add);
  for (const canonical of forms.values()) canonical.forEach(add);
  return known;
}

function phraseIndex(words: Vocabulary): ReadonlyMap<string, readonly Phrase[]> {
  const index = new Map<string, Phrase[]>(), seen = new Set<string>();
  for (const concept of words.lexicon.concepts) {
    for (const wording of concept.phrases.flatMap(expand)) {
      const tokens = canonicalTokens(splitIdentifier(wording), words), key = `${concept.className}:${tokens.join(" ")}`, first = tokens[0];
      if (first === undefined || seen.has(key)) continue;
      seen.add(key);
      const list = index.get(first);
      if (list) list.push({ tokens, concept });
      else index.set(first, [{ tokens, concept }]);
    }
  }
  for (const list of index.values()) list.sort((a, b) => b.tokens.length - a.tokens.length);
  return index;
}

/** "a|b c?" → "a c", "a", "b c", "b". */
export function expand(pattern: string): string[] {
  let results = [""];
  for (const part of pattern.split(" ")) {
    const optional = part.endsWith("?"), options = (optional ? part.slice(0, -1) : part).split("|");
    if (optional) options.push("");
    results = results.flatMap((head) => options.map((option) => `${head} ${option}`.trim()));
  }
  return results.filter(Boolean);
}

/** Tokens of a name → canonical tokens: spellings replaced longest first, plurals reduced, joined words cut at known words. */
export function canonicalTokens(tokens: readonly string[], words: Vocabulary): readonly string[] {
  const result: string[] = [];
  for (let i = 0; i < tokens.length;) {
    const found = longestMatch(tokens, i, words);
    if (found) {
      result.push(...found.canonical);
      i += found.length;
    } else result.push(...single(tokens[i++] ?? "", words));
  }
  return result;
}

function longestMatch(tokens: readonly string[], from: number, words: Vocabulary): { canonical: readonly string[]; length: number } | undefined {
  for (let length = Math.min(words.longestForm, tokens.length - from); length > 0; length--) {
    const slice = tokens.slice(from, from + length), key = slice.join(" ");
    const canonical = words.forms.get(key) ?? words.forms.get([...slice.slice(0, -1), singular(slice.at(-1) ?? "")].join(" "));
    const joined = canonical ?? (length > 1 && length < 4 ? words.forms.get(slice.join("")) : undefined);
    if (joined) return { canonical: joined, length };
    const pinyin = length > 1 ? words.pinyin.get(slice.join("")) : undefined;
    if (pinyin && slice.every((t) => t.length <= 6)) return { canonical: pinyin, length };
  }
  return undefined;
}

function single(token: string, words: Vocabulary): readonly string[] {
  if (words.known.has(token)) return [token];
  const one = singular(token);
  if (words.known.has(one)) return [one];
  return words.pinyin.get(token) ?? segment(token, words) ?? [one];
}

const shortPieces = new Set(["tel", "zip", "dob", "fax", "url", "num", "pwd", "img", "pic", "sex", "age", "job", "tax", "ssn", "otp", "pin", "cpf", "nik", "iban", "user", "date", "name", "code", "card", "bank", "mail", "home", "work", "text", "city", "last", "full", "nick", "real"]);

/** Cuts "customername" or "lastloginip" into known words; undefined unless the whole word is covered. */
function segment(word: string, words: Vocabulary): readonly string[] | undefined {
  if (word.length < 6 || word.length > 40 || words.lexicon.whole.has(word) || words.lexicon.whole.has(singular(word)) || !/^[a-z]+$/.test(word)) return undefined;
  const best: (readonly string[] | undefined)[] = [[]];
  for (let end = 1; end <= word.length; end++) {
    for (let start = Math.max(0, end - 14); start < end; start++) {
      const head = best[start], piece = word.slice(start, end);
      if (!head || head.length >= 4 || !isPiece(piece, start === 0 || end === word.length, words)) continue;
      const current = best[end];
      if (!current || head.length + 1 < current.length) best[end] = [...head, piece];
    }
  }
  const pieces = best[word.length];
  return pieces && pieces.length > 1 ? pieces.flatMap((piece) => words.forms.get(piece) ?? words.pinyin.get(piece) ?? [singular(piece)]) : undefined;
}

function isPiece(piece: string, atEdge: boolean, words: Vocabulary): boolean {
  if (piece.length <= 3) return (shortPieces.has(piece) && piece !== "age" && atEdge) || (atEdge && (piece === "id" || piece === "no" || piece === "ip"));
  return words.known.has(piece) || words.forms.has(piece) || words.pinyin.has(piece) || words.known.has(singular(piece));
}
