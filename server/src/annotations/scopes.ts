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
  return candidates.map(({ wholeFile, ...rest }) => ({ ...rest, scope: wholeFile ? range(0, text.length) : scopeOf(rest.range, text, sorted) }));
}

/** Suppressions of a text by its comments alone, for readers that keep no comments. The language decides what a comment is. */
export function findSuppressions(text: string, language: "typescript" | "prisma" | "yaml"): { readonly suppressions: readonly SuppressionCandidate[]; readonly problems: readonly Problem[] } {
  const suppressions: SuppressionCandidate[] = [];
  const problems: Problem[] = [];
  const blocks = new BlockComments(language === "yaml" ? "" : text);
  let at = text.indexOf("borderline-");
  while (at >= 0) {
    const start = lineStart(text, at);
    const end = lineEnd(text, at);
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

function scopeOf(place: TextRange, text: string, declarations: readonly TextRange[]): TextRange {
  const start = lineStart(text, place.start);
  const end = lineEnd(text, place.end);
  const own = text.slice(start, place.start);
  if (hasCode(own) || codeAfterBlock(text, place.start, end)) return range(start, end);
  const next = nextCodeLine(text, end, insideBlock(own, text, place.end));
  if (next === undefined) return range(start, end);
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
const longestComment = 20_000;

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

function nextCodeLine(text: string, from: number, startsInBlock: boolean): TextRange | undefined {
  let at = from;
  let inBlock = startsInBlock;
  while (at < text.length) {
    const start = at + 1;
    const end = lineEnd(text, start);
    const line = text.slice(start, end).trim();
    at = end;
    if (inBlock) {
      const close = line.indexOf("*/");
      if (close < 0) continue;
      inBlock = false;
      if (line.slice(close + 2).trim() === "") continue;
      return range(start, end);
    }
    if (line === "" || line.startsWith("//") || line.startsWith("#")) continue;
    if (!line.startsWith("/*")) return range(start, end);
    const close = line.indexOf("*/", 2);
    inBlock = close < 0;
    if (!inBlock && line.slice(close + 2).trim() !== "") return range(start, end);
  }
  return undefined;
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
  #open = -1;
  #next = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isOpenAt(offset: number): boolean {
    while (this.#next < offset) {
      const found = this.#text.indexOf(this.#open < 0 ? "/*" : "*/", this.#next);
      if (found < 0 || found >= offset) {
        // Nothing before the offset; look again from there, keeping a mark that straddles it.
        this.#next = Math.max(this.#next, offset - 1);
        break;
      }
      this.#open = this.#open < 0 ? found : -1;
      this.#next = found + 2;
    }
    return this.#open >= 0;
  }
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline < 0 ? text.length : newline;
}
