import { canonicalTokens, vocabulary, type Phrase, type Vocabulary } from "./vocabulary.js";
import { hasEastAsian, splitIdentifier } from "./tokens.js";

/** One occurrence of a notion in a name: tokens [start, end). */
export interface Match {
  readonly phrase: Phrase;
  readonly start: number;
  readonly end: number;
}

/** A name understood: canonical tokens and the notions found in them, longest wordings only. */
export interface Reading {
  readonly tokens: readonly string[];
  readonly matches: readonly Match[];
}

/** Reads an identifier or a short text; the same text always gives the same reading. */
export function readName(text: string): Reading {
  const name = text.length > maxText ? text.slice(0, maxText) : text;
  const known = memo.get(name);
  if (known) return known;
  const reading = readTokens(tokensOf(name, vocabulary()));
  if (memo.size >= maxMemo) memo.clear();
  memo.set(name, reading);
  return reading;
}

/** Reads pinyin initials ("xm", "sfzh"); undefined when the name is none. Only for names in a Chinese context. */
export function readInitials(name: string): Reading | undefined {
  const canonical = vocabulary().initials.get(splitIdentifier(name).join(""));
  return canonical && readTokens(canonical);
}

/** Whether a name is a pinyin word or pinyin initials. */
export function looksPinyin(name: string): boolean {
  const joined = splitIdentifier(name).join("");
  return vocabulary().pinyin.has(joined) || vocabulary().initials.has(joined);
}

/** Finds notions in canonical tokens. */
export function readTokens(tokens: readonly string[]): Reading {
  return { tokens, matches: findMatches(tokens) };
}

const memo = new Map<string, Reading>();
const maxMemo = 50_000;
const maxText = 400;
const maxHanForm = 10;

function tokensOf(name: string, words: Vocabulary): readonly string[] {
  if (!hasEastAsian(name)) return canonicalTokens(splitIdentifier(name), words);
  return segmentEastAsian(name.toLowerCase(), words);
}

/** Longest known word at each place; Latin stretches are read as identifiers; unknown characters become one token "?". */
function segmentEastAsian(text: string, words: Vocabulary): readonly string[] {
  const result: string[] = [];
  let latin = "";
  const flush = (): void => {
    if (latin.trim() !== "") result.push(...canonicalTokens(splitIdentifier(latin), words));
    latin = "";
  };
  for (let i = 0; i < text.length;) {
    const found = hanAt(text, i, words);
    if (found) {
      flush();
      result.push(...found.canonical);
      i += found.length;
      continue;
    }
    const ch = text.charAt(i++);
    if (!hasEastAsian(ch)) latin += ch;
    else {
      flush();
      if (!particles.has(ch) && result.at(-1) !== "?") result.push("?");
    }
  }
  flush();
  return result;
}

const particles = new Set(["的", "之", "号", "者", "の", "或", "和", "与", "及", "个", "人", "您", "你", "我", "该", "所", "其", "为", "本"]);

function hanAt(text: string, at: number, words: Vocabulary): { canonical: readonly string[]; length: number } | undefined {
  for (let length = Math.min(maxHanForm, text.length - at); length > 0; length--) {
    const canonical = words.han.get(text.slice(at, at + length));
    if (canonical) return { canonical, length };
  }
  return undefined;
}

function findMatches(tokens: readonly string[]): readonly Match[] {
  const words = vocabulary(), found: Match[] = [];
  for (let start = 0; start < tokens.length; start++) {
    for (const phrase of words.phrases.get(tokens[start] ?? "") ?? []) {
      const end = start + phrase.tokens.length;
      if (end <= tokens.length && phrase.tokens.every((token, i) => tokens[start + i] === token)) found.push({ phrase, start, end });
    }
  }
  return found.filter((m) => !found.some((other) => other.end - other.start > m.end - m.start && other.start <= m.start && other.end >= m.end));
}
