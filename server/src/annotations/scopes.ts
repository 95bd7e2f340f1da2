import { range, type TextRange } from "../base/range.js";
import type { Suppression } from "../model/annotation.js";
import { commentLines } from "./comment-lines.js";
import type { SuppressionCandidate } from "./reading.js";
import { readSuppression } from "./suppression-text.js";
import type { Problem } from "../base/problem.js";

/**
 * Gives each suppression what it covers: the file; its own line when code stands there too; otherwise the next line of code,
 * widened to the declaration that starts on it. `declarations` need not be sorted.
 */
export function withScopes(candidates: readonly SuppressionCandidate[], text: string, declarations: readonly TextRange[]): readonly Suppression[] {
  if (candidates.length === 0) return [];
  const sorted = [...declarations].sort((a, b) => a.start - b.start || b.end - a.end);
  // Last first: a run of comments above one line is walked once, each finding what the one below it found.
  const found: NextLines = new Map();
  const scopes = [...candidates].sort((a, b) => b.range.start - a.range.start)
    .map((candidate) => [candidate, candidate.wholeFile ? range(0, text.length) : scopeOf(candidate.range, text, sorted, found)] as const);
  const byCandidate = new Map(scopes);
  return candidates.map((candidate) => {
    const { wholeFile: _wholeFile, ...rest } = candidate;
    return { ...rest, scope: byCandidate.get(candidate) ?? candidate.range };
  });
}

/** Suppressions of a text by its comments alone, for readers that keep no comments. The language decides what a comment is. */
export function findSuppressions(text: string, language: "typescript" | "prisma" | "yaml"): { readonly suppressions: readonly SuppressionCandidate[]; readonly problems: readonly Problem[] } {
  const suppressions: SuppressionCandidate[] = [];
  const problems: Problem[] = [];
  const blocks = new BlockComments(language === "yaml" ? "" : text);
  let at = text.indexOf("borderline-");
  let start = 0;
  let end = -1;
  while (at >= 0) {
    if (at > end) {
      start = lineStart(text, at);
      end = lineEnd(text, at);
    }
    const before = text.slice(start, at);
    const opened = language !== "yaml" && blocks.isOpenAt(start) && /^[\s*]*$/.test(before.slice(0, longestLine));
    const comment = opened ? 0 : before.length > longestLine ? undefined : commentStart(before, language);
    if (comment !== undefined) {
      const line = commentLines(text.slice(start + comment, end), start + comment)[0];
      const reading = line === undefined ? { problems: [] } : readSuppression(line.text, line.offset);
      if (reading.suppression !== undefined) suppressions.push(reading.suppression);
      problems.push(...reading.problems);
      at = text.indexOf("borderline-", end);
    } else {
      at = text.indexOf("borderline-", at + 1);
    }
  }
  return { suppressions, problems };
}

/** Twice the end of a line, plus one inside a block comment → the next line of code below it. */
type NextLines = Map<number, TextRange | undefined>;

function scopeOf(place: TextRange, text: string, declarations: readonly TextRange[], found: NextLines): TextRange {
  const start = lineStart(text, place.start);
  const end = lineEnd(text, place.end);
  const own = text.slice(start, place.start);
  if (hasCode(own) || codeAfterBlock(text, place.start, end)) return range(start, end);
  const next = nextCodeLine(text, end, insideBlock(own, text, place.end), found);
  // Nothing but comments follows: they are what is meant (types written in JSDoc).
  if (next === undefined) return range(start, text.length);
  return declarationOn(next, declarations) ?? next;
}

/** First declaration whose start lies on the line. */
function declarationOn(line: TextRange, declarations: readonly TextRange[]): TextRange | undefined {
  let low = 0;
  let high = declarations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((declarations[middle]?.start ?? 0) < line.start) low = middle + 1;
    else high = middle;
  }
  const found = declarations[low];
  return found !== undefined && found.start <= line.end ? range(Math.min(line.start, found.start), Math.max(line.end, found.end)) : undefined;
}

/** A comment longer than this is not searched for its end; the bound keeps many suppressions in one file cheap. */
const longestComment = 5_000;

/** Whether the line after the place still belongs to the block comment the place stands in. */
function insideBlock(own: string, text: string, from: number): boolean {
  const mark = own.trim();
  if (mark.startsWith("//") || mark.startsWith("#") || mark.startsWith("<!--")) return false;
  const ahead = text.slice(from, from + longestComment);
  const close = ahead.indexOf("*/");
  const open = ahead.indexOf("/*");
  const newline = ahead.indexOf("\n");
  return close > newline && newline >= 0 && (open < 0 || close < open);
}

function nextCodeLine(text: string, from: number, startsInBlock: boolean, found: NextLines): TextRange | undefined {
  const passed: number[] = [];
  let at = from;
  let inBlock = startsInBlock;
  let answer: TextRange | undefined;
  while (at < text.length) {
    const state = 2 * at + (inBlock ? 1 : 0);
    if (found.has(state)) {
      answer = found.get(state);
      break;
    }
    passed.push(state);
    const start = at + 1;
    at = lineEnd(text, start);
    const step = commentStep(text.slice(start, at).trim(), inBlock);
    if (step === "code") {
      answer = range(start, at);
      break;
    }
    inBlock = step === "open";
  }
  for (const state of passed) found.set(state, answer);
  return answer;
}

/** What a line does to the search for code: it is code, or it leaves a block comment open, or not. */
function commentStep(line: string, inBlock: boolean): "code" | "open" | "closed" {
  if (!inBlock) {
    if (line === "" || line.startsWith("//") || line.startsWith("#")) return "closed";
    if (!line.startsWith("/*")) return "code";
  }
  const close = line.indexOf("*/", inBlock ? 0 : 2);
  if (close < 0) return "open";
  return line.slice(close + 2).trim() === "" ? "closed" : "code";
}

/** Something other than comment marks before the place on its line. JSX comments stand in braces. */
function hasCode(before: string): boolean {
  const rest = before.trim().replace(/^\{\s*(?=\/\*)/, "");
  return rest !== "" && !/^(?:\/\*|\*|\/\/|#|<!--)/.test(rest);
}

function codeAfterBlock(text: string, from: number, lineStop: number): boolean {
  const line = text.slice(from, lineStop);
  const close = line.indexOf("*/");
  return close >= 0 && line.slice(close + 2).trim().replace(/^\}/, "") !== "";
}

/** Code lines longer than this are machine-made; no one suppresses at their end. */
const longestLine = 2_000;

/** Column where a comment starts and is still open at the end of `before`; undefined when code or a string is. */
function commentStart(before: string, language: "typescript" | "prisma" | "yaml"): number | undefined {
  const yaml = language === "yaml";
  let quote = "";
  for (let i = 0; i < before.length; i++) {
    const char = before[i] ?? "";
    const atWord = i === 0 || /[\s,:[{-]/.test(before[i - 1] ?? "");
    if (quote !== "") {
      if (char === "\\" && !(yaml && quote === "'")) i++;
      else if (char === quote) quote = "";
    } else if (yaml ? char === "#" && (i === 0 || /\s/.test(before[i - 1] ?? "")) : char === "/" && (before[i + 1] === "/" || before[i + 1] === "*")) {
      return i;
    } else if (isQuote(char, language) && (atWord || !yaml)) {
      quote = char;
    }
  }
  return undefined;
}

function isQuote(char: string, language: "typescript" | "prisma" | "yaml"): boolean {
  return char === '"' || (char === "'" && language !== "prisma") || (char === "`" && language === "typescript");
}

/** Tells for ascending offsets whether a block comment that began on an earlier line is open; each character is seen once. */
class BlockComments {
  readonly #text: string;
  #open = false;
  /** The next mark that changes the state, found once. */
  #mark: number;

  constructor(text: string) {
    this.#text = text;
    this.#mark = this.#find("/*", 0);
  }

  isOpenAt(offset: number): boolean {
    while (this.#mark < offset) {
      this.#open = !this.#open;
      this.#mark = this.#find(this.#open ? "*/" : "/*", this.#mark + 2);
    }
    return this.#open;
  }

  #find(mark: string, from: number): number {
    const found = this.#text.indexOf(mark, from);
    return found < 0 ? Number.POSITIVE_INFINITY : found;
  }
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline < 0 ? text.length : newline;
}
