// A position-keeping JSON reader. The yaml package needs seconds for 5 MB of JSON and loses most of a half-typed
// document; this one is an order of magnitude faster and recovers member by member.
import type { Problem } from "../../base/problem.js";
import {
  closeBrace, closeBracket, colon, comma, isDelimiter, openBrace, openBracket, quote, skipBlank, skipJsonValue, stringEnd, unescape,
} from "./json-scan.js";
import { duplicateKey, jsonSyntax, nestingTooDeep } from "./problems.js";
import type { JsonError } from "./problems.js";
import { maxDepth, missing, noAnchors, scalar } from "./tree.js";
import type { MapNode, Parsed, ScalarNode, SeqNode, TreeEntry, TreeNode } from "./tree.js";

/** Problems beyond this many say nothing new. */
const maxProblems = 100;

/** Reads one JSON value from a stretch of a text. Never throws; what cannot be read is skipped and reported. */
export function parseJson(source: string, start = 0, end = source.length): Parsed {
  const parser = new JsonParser(source, start, end);
  return { node: parser.document(), anchors: noAnchors, problems: parser.problems };
}

class JsonParser {
  readonly problems: Problem[] = [];
  #at: number;
  #depth = 0;
  /** End of the line the last string was on, so that text on one huge line is not searched again for each string. */
  #line = -1;
  /** Brackets do not balance: indentation decides where an unclosed object ends. */
  #broken = false;
  /** The last token that stood first on its line, and that line's indentation. */
  #firstAt = -1;
  #indent = 0;

  constructor(readonly source: string, start: number, readonly end: number) {
    this.#at = start;
  }

  document(): TreeNode | undefined {
    this.#blank();
    if (this.#at >= this.end) return undefined;
    const close = skipJsonValue(this.source, this.#at, this.end);
    this.#broken = close < 0 || skipBlank(this.source, close, this.end) < this.end;
    const node = this.#value();
    this.#blank();
    if (this.#at < this.end) this.#problem("trailing-text", this.#at, this.end);
    return node;
  }

  #value(): TreeNode {
    const code = this.source.charCodeAt(this.#at);
    if (code === quote) return this.#string();
    if (code !== openBrace && code !== openBracket) return this.#bare();
    if (this.#depth >= maxDepth) return this.#tooDeep();
    this.#depth++;
    const node = code === openBrace ? this.#object() : this.#array();
    this.#depth--;
    return node;
  }

  #object(): MapNode {
    const start = this.#at++;
    const column = this.#indent;
    const entries: TreeEntry[] = [];
    const keys = new Set<string>();
    while (!this.#closed(start, column, closeBrace)) {
      const code = this.source.charCodeAt(this.#at);
      if (code === quote) this.#member(entries, keys);
      else if (code === comma) this.#problem("expected-key", this.#at, ++this.#at);
      else this.#garbage();
    }
    return { kind: "map", start, end: this.#at, style: "json", entries };
  }

  #array(): SeqNode {
    const start = this.#at++;
    const column = this.#indent;
    const items: TreeNode[] = [];
    while (!this.#closed(start, column, closeBracket)) {
      const code = this.source.charCodeAt(this.#at);
      if (code === comma || code === colon) this.#problem("expected-value", this.#at, ++this.#at);
      else {
        items.push(this.#value());
        this.#separator(closeBracket);
      }
    }
    return { kind: "seq", start, end: this.#at, items };
  }

  /** Moves to the next token and says whether it ends the bracket opened at start, its own way or by force. */
  #closed(start: number, column: number, close: number): boolean {
    this.#blank();
    const code = this.source.charCodeAt(this.#at);
    if (this.#at < this.end && code === close && !this.#belongsOutside(column)) {
      this.#at++;
      return true;
    }
    const other = code === closeBrace || code === closeBracket;
    if (this.#at < this.end && !other && !this.#belongsOutside(column)) return false;
    if (this.#at < this.end && other && this.#depth === 1) {
      this.#garbage();
      return false;
    }
    this.#problem("unclosed", start, start + 1);
    return true;
  }

  #member(entries: TreeEntry[], keys: Set<string>): void {
    const key = this.#string();
    if (keys.has(key.value)) this.#add(duplicateKey(key.value, key.start, key.end));
    keys.add(key.value);
    this.#blank();
    if (this.source.charCodeAt(this.#at) === colon && this.#at < this.end) this.#at++;
    else this.#problem("expected-colon", key.start, key.end);
    const value = this.#memberValue(key.end);
    entries.push({ key: key.value, keyStart: key.start, keyEnd: key.end, value });
    this.#separator(closeBrace);
  }

  /** A value, unless what follows can only be the next member or the end: then the value was not typed yet. */
  #memberValue(after: number): TreeNode {
    this.#blank();
    const code = this.#at < this.end ? this.source.charCodeAt(this.#at) : closeBrace;
    const absent = code === comma || code === closeBrace || code === closeBracket || code === colon || (code === quote && this.#startsMember());
    if (!absent) return this.#value();
    this.#problem("expected-value", after, after);
    if (code === colon && this.#at < this.end) this.#at++;
    return missing(after);
  }

  #separator(close: number): void {
    const before = this.#at;
    this.#blank();
    if (this.#at >= this.end) return;
    const code = this.source.charCodeAt(this.#at);
    if (code === comma) {
      const at = this.#at++;
      this.#blank();
      if (this.source.charCodeAt(this.#at) === close) this.#problem("trailing-comma", at, at + 1);
    } else if (code !== closeBrace && code !== closeBracket) this.#problem("expected-comma", before, before);
  }

  #string(): ScalarNode {
    const start = this.#at;
    const line = this.#lineEnd(start);
    const close = stringEnd(this.source, start, line);
    if (close < 0) return this.#openString(start, line);
    this.#at = close;
    return scalar(start, close, unescape(this.source.slice(start + 1, close - 1)), true);
  }

  /** A string not closed on its line ends before the line's last comma, or at its colon where it looks like a key. */
  #openString(start: number, line: number): ScalarNode {
    let end = line;
    while (end > start + 1 && " \r\t,".includes(this.source.charAt(end - 1))) end--;
    const key = /^[\w$.-]{1,100}(?=\s*:)/.exec(this.source.slice(start + 1, Math.min(end, start + 120)));
    if (key) end = start + 1 + key[0].length;
    this.#problem("unclosed-string", start, end);
    this.#at = end;
    return scalar(start, end, unescape(this.source.slice(start + 1, end)), true);
  }

  #bare(): TreeNode {
    const start = this.#at++;
    while (this.#at < this.end && !isDelimiter(this.source.charCodeAt(this.#at))) this.#at++;
    const value = this.source.slice(start, this.#at);
    if (!/^(?:true|false|null|-?\d[\d.eE+-]*)$/.test(value)) this.#problem("expected-value", start, this.#at);
    return scalar(start, this.#at, value, false);
  }

  #garbage(): void {
    const start = this.#at++;
    while (this.#at < this.end && !isDelimiter(this.source.charCodeAt(this.#at))) this.#at++;
    this.#problem("expected-key", start, this.#at);
  }

  /** A string followed by a colon. */
  #startsMember(): boolean {
    const close = stringEnd(this.source, this.#at, this.#lineEnd(this.#at));
    return close >= 0 && this.source.charCodeAt(skipBlank(this.source, close, this.end)) === colon;
  }

  /**
   * People indent JSON: in text whose brackets do not balance, a closing bracket or a member that stands, first on its
   * line, left of what this object holds belongs to an outer one.
   */
  #belongsOutside(column: number): boolean {
    if (!this.#broken || this.#firstAt !== this.#at || this.#depth <= 1) return false;
    const code = this.source.charCodeAt(this.#at);
    if (code === closeBrace || code === closeBracket) return this.#indent < column;
    return code === quote && this.#indent <= column;
  }

  #tooDeep(): TreeNode {
    const start = this.#at;
    const close = skipJsonValue(this.source, start, this.end);
    this.#at = close < 0 ? this.end : close;
    this.#add(nestingTooDeep(start, start + 1));
    return missing(start);
  }

  #blank(): void {
    const before = this.#at;
    const at = skipBlank(this.source, before, this.end);
    this.#at = at;
    if (!this.#broken) return;
    let line = at - 1;
    while (line >= before && this.source.charCodeAt(line) !== 10) line--;
    if (line < before) return;
    this.#firstAt = at;
    this.#indent = at - line - 1;
  }

  #lineEnd(at: number): number {
    if (this.#line < at) {
      const line = this.source.indexOf("\n", at);
      this.#line = line < 0 || line > this.end ? this.end : line;
    }
    return this.#line;
  }

  #problem(error: JsonError, start: number, end: number): void {
    this.#add(jsonSyntax(error, start, Math.min(end, this.end)));
  }

  #add(problem: Problem): void {
    if (this.problems.length < maxProblems) this.problems.push(problem);
  }
}
