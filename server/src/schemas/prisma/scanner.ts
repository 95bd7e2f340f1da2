import { range, type TextRange } from "../../base/range.js";
import type { PrismaAttribute, PrismaComment } from "./syntax.js";

/** The start of a block: keyword, name, ZModel's bases, brace. Sticky, and bounded by the line it stands on. */
const header = /[ \t\uFEFF]*(?:abstract[ \t]+)?(model|view|type|enum|datasource|generator|plugin|mixin|typedef)[ \t]+([\p{L}_][\p{L}\p{N}_-]*)((?:[ \t]+(?:extends|with)[ \t]+[\p{L}\p{N}_., ]{1,200}?)?)[ \t]*\{/duy;

/** A line that can only be the next field, so an open parenthesis before it was forgotten. */
const fieldLike = /[ \t]*(?:@|\}|[A-Za-z_]\w*[ \t]+(?:@|[A-Z]\w*(?:\[\]|[?!])*[ \t]*(?:[@\r\n/]|$)))/y;

export interface Header {
  readonly keyword: string;
  readonly name: string;
  readonly nameRange: TextRange;
  readonly bases: readonly string[];
  /** After the brace. */
  readonly end: number;
}

/** Arguments of an attribute may span lines, but not more characters than this: a forgotten parenthesis stops somewhere. */
const longestArguments = 20_000;

/** A cursor over Prisma text. Every method moves forward only. */
export class Scanner {
  readonly text: string;
  at = 0;
  /** No comment closes any more from here on; saves looking again. */
  #noClose = false;
  /** Characters that may still be read in vain behind parentheses that never close; keeps the whole linear. */
  #budget: number;

  constructor(text: string) {
    this.text = text;
    this.#budget = 200_000 + 2 * text.length;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  get char(): string {
    return this.text[this.at] ?? "";
  }

  /** Spaces, tabs, a byte order mark. */
  skipBlanks(): void {
    while (this.at < this.text.length && isBlank(this.text.charCodeAt(this.at))) this.at++;
  }

  get atLineEnd(): boolean {
    return this.done || isNewline(this.text.charCodeAt(this.at));
  }

  /** Moves past the line break; true when there was one. */
  skipNewline(): boolean {
    if (this.done || !this.atLineEnd) return false;
    this.at += this.text.startsWith("\r\n", this.at) ? 2 : 1;
    return true;
  }

  /** Moves to the end of the line and returns what was skipped, without blanks at its end. */
  skipLine(): TextRange {
    const start = this.at;
    while (!this.atLineEnd) this.at++;
    let end = this.at;
    while (end > start && isBlank(this.text.charCodeAt(end - 1))) end--;
    return range(start, end);
  }

  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  header(): Header | undefined {
    const found = this.match(header);
    if (found === null) return undefined;
    const [whole, keyword = "", name = "", bases = ""] = found;
    const [start, end] = found.indices?.[2] ?? [this.at, this.at];
    return {
      keyword, name, nameRange: range(start, end),
      bases: bases.split(/[\s,]+/).filter((word) => word !== "" && word !== "extends" && word !== "with"),
      end: this.at + whole.length,
    };
  }

  /** A comment at the cursor, to the end of its line or its closing mark. */
  comment(): PrismaComment | undefined {
    const start = this.at;
    if (this.text.startsWith("//", start)) {
      const place = this.skipLine();
      const doc = this.text[start + 2] === "/";
      const words = this.text.slice(start, place.end).replace(/^\/{2,}/, "");
      return { range: place, text: words.trim(), kind: doc ? "doc" : "line" };
    }
    if (!this.text.startsWith("/*", start)) return undefined;
    const close = this.#noClose ? -1 : this.text.indexOf("*/", start + 2);
    this.#noClose ||= close < 0;
    // An unclosed comment costs its own line only.
    const place = close < 0 ? this.skipLine() : range(start, close + 2);
    this.at = place.end;
    return { range: place, text: blockText(this.text.slice(start + 2, close < 0 ? place.end : close)), kind: "block" };
  }

  /** An attribute at the cursor (`@` or `@@`); `unclosed` when its parenthesis never closes. */
  attribute(): { readonly attribute: PrismaAttribute; readonly unclosed: boolean } | undefined {
    const found = this.match(/@{1,2}([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)/uy);
    if (found === null) return undefined;
    const start = this.at;
    this.at += found[0].length;
    const name = found[1] ?? "";
    if (this.char !== "(") return { attribute: { name, arguments: [], range: range(start, this.at) }, unclosed: false };
    const list = this.#arguments();
    return { attribute: { name, arguments: list.items, range: range(start, this.at) }, unclosed: list.unclosed };
  }

  /** Reads a balanced argument list. An unclosed one ends with its first line. */
  #arguments(): { readonly items: readonly string[]; readonly unclosed: boolean } {
    const open = this.at;
    const items: string[] = [];
    let itemStart = open + 1;
    let depth = 0;
    const limit = Math.min(this.text.length, open + longestArguments);
    let at = open;
    let firstLineEnd = -1;
    while (at < limit || (firstLineEnd < 0 && at < this.text.length)) {
      const char = this.text[at] ?? "";
      if (char === '"' || char === "'") { at = this.#stringEnd(at); continue; }
      if (char === "/" && this.text[at + 1] === "/") { at = this.#lineEnd(at); continue; }
      if (char === "\n" || char === "\r") {
        if (firstLineEnd < 0) firstLineEnd = at;
        if (this.#budget < 0 || this.#startsOther(at + 1)) break;
      }
      if (char === "(" || char === "[" || char === "{") depth++;
      if (char === ")" || char === "]" || char === "}") depth--;
      if (depth === 0 || (char === "," && depth === 1)) {
        pushArgument(items, this.text.slice(itemStart, at));
        itemStart = at + 1;
      }
      at++;
      if (depth <= 0) { this.at = at; return { items, unclosed: false }; }
    }
    this.#budget -= at - open;
    const end = firstLineEnd < 0 ? Math.min(at, this.text.length) : firstLineEnd;
    if (itemStart <= end) pushArgument(items, this.text.slice(itemStart, end));
    this.at = end;
    return { items, unclosed: true };
  }

  /** A string ends at its quote or, half-typed, with its line. */
  #stringEnd(from: number): number {
    const quote = this.text[from];
    let at = from + 1;
    while (at < this.text.length && !isNewline(this.text.charCodeAt(at))) {
      if (this.text[at] === quote) return at + 1;
      at += this.text[at] === "\\" && !isNewline(this.text.charCodeAt(at + 1)) ? 2 : 1;
    }
    return Math.min(at, this.text.length);
  }

  #lineEnd(from: number): number {
    let at = from;
    while (at < this.text.length && !isNewline(this.text.charCodeAt(at))) at++;
    return at;
  }

  #startsOther(lineStart: number): boolean {
    header.lastIndex = lineStart;
    fieldLike.lastIndex = lineStart;
    return header.test(this.text) || fieldLike.test(this.text);
  }
}

function pushArgument(items: string[], raw: string): void {
  const text = raw.trim();
  if (text === "") return;
  items.push(unquoted(text) ?? text);
}

/** The content of a lone string literal. */
function unquoted(text: string): string | undefined {
  const quote = text[0];
  if ((quote !== '"' && quote !== "'") || text.length < 2 || text.at(-1) !== quote) return undefined;
  let plain = "";
  for (let i = 1; i < text.length - 1; i++) {
    if (text[i] === quote) return undefined;
    if (text[i] === "\\") i++;
    plain += text[i] ?? "";
  }
  return plain;
}

function blockText(inner: string): string {
  return inner.split("\n").map((line) => line.trim().replace(/^\*+\s?/, "")).join("\n").trim();
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 0xfeff || code === 0xa0 || code === 0x3000 || code === 11 || code === 12;
}

function isNewline(code: number): boolean {
  return code === 10 || code === 13;
}
