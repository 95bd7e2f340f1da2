// Reads the YAML people write in OpenAPI documents: block mappings and sequences, plain, quoted and block scalars, flow
// collections, anchors and aliases. Whatever it is not sure of it gives up on, and the yaml package reads that stretch
// instead (yaml-package.ts), with its error messages. A test compares both on generated documents. The reason is speed:
// the package needs 1.8 s for 5 MB, this some 80 ms.
import { duplicateKey } from "./problems.js";
import type { Problem } from "../../base/problem.js";
import { maxDepth, missing, scalar } from "./tree.js";
import type { MapNode, Parsed, ScalarNode, SeqNode, TreeEntry, TreeNode } from "./tree.js";
import { FlowReader } from "./yaml-flow.js";
import { blockScalar, giveUp, isBlank, isDeeper, isLineBreak, lineEndOf, keyEnd, quoted, Unsure } from "./yaml-scan.js";

/** Reads the block collection or scalar in a stretch of lines, or undefined where the yaml package must decide. */
export function parseYamlFast(source: string, start: number, end: number): Parsed | undefined {
  const reader = new BlockReader(source, start, end);
  try {
    return { node: reader.document(), anchors: reader.anchors, problems: reader.problems };
  } catch (error) {
    if (error instanceof Unsure) return undefined;
    throw error;
  }
}

class BlockReader {
  readonly anchors = new Map<string, TreeNode>();
  readonly problems: Problem[] = [];
  /** First character of the current content line that was not read yet, and its column. */
  #at: number;
  #column = 0;
  #done = false;
  #depth = 0;

  constructor(readonly source: string, start: number, readonly end: number) {
    this.#at = start;
  }

  document(): TreeNode | undefined {
    this.#nextLine();
    if (this.#done) return undefined;
    const node = this.#block(this.#column);
    if (!this.#done || node.kind === "scalar") giveUp();
    return node;
  }

  /** A collection or scalar that starts on the current line at a column. */
  #block(column: number): TreeNode {
    if (++this.#depth > maxDepth) giveUp();
    const node = this.#isDash(this.#at) ? this.#sequence(column)
      : keyEnd(this.source, this.#at, this.end) >= 0 ? this.#mapping(column) : this.#inline(column - 1);
    this.#depth--;
    return node;
  }

  #mapping(column: number): MapNode {
    const start = this.#at;
    const entries: TreeEntry[] = [];
    const keys = new Set<string>();
    let end = start;
    while (!this.#done && this.#column === column && !this.#isDash(this.#at)) {
      const entry = this.#entry(column);
      if (keys.size === keys.add(entry.key).size) this.#duplicate(entry);
      entries.push(entry);
      end = Math.max(entry.value.end, entry.keyEnd + 1);
    }
    if (!this.#done && this.#column > column) giveUp();
    return { kind: "map", start, end, style: "yaml-block", entries };
  }

  #entry(column: number): TreeEntry {
    const keyStart = this.#at;
    const colon = keyEnd(this.source, keyStart, this.end);
    if (colon < 0) giveUp();
    const { key, end } = this.#key(keyStart, colon);
    this.#at = colon + 1;
    return { key, keyStart, keyEnd: end, value: this.#value(column, colon + 1, true) };
  }

  #key(start: number, colon: number): { key: string; end: number } {
    let end = colon;
    while (this.source.charCodeAt(end - 1) === 32) end--;
    const raw = this.source.slice(start, end);
    const first = raw.charCodeAt(0);
    return { key: first === 34 || first === 39 ? quoted(raw.slice(1, -1), first, false) : raw, end };
  }

  #sequence(column: number): SeqNode {
    const start = this.#at;
    const items: TreeNode[] = [];
    let end = start;
    while (!this.#done && this.#column === column && this.#isDash(this.#at)) {
      const dash = this.#at;
      const inner = this.#skipSpaces(dash + 1);
      this.#at = inner;
      const compact = inner < this.end && !isLineBreak(this.source.charCodeAt(inner))
        && (this.#isDash(inner) || keyEnd(this.source, inner, this.end) >= 0);
      if (compact) this.#column = column + inner - dash;
      const item = compact ? this.#block(this.#column) : this.#value(column, dash + 1, false);
      items.push(item);
      end = Math.max(item.end, dash + 1);
    }
    if (!this.#done && this.#column > column) giveUp();
    return { kind: "seq", start, end, items };
  }

  /** What follows a colon or dash: on the same line, on deeper lines, or nothing. */
  #value(column: number, after: number, inMapping: boolean): TreeNode {
    const first = this.#skipSpaces(this.#at);
    this.#at = first;
    const code = first < this.end ? this.source.charCodeAt(first) : 10;
    if (code === 38) return this.#anchored(column, inMapping);
    if (!isLineBreak(code) && code !== 35) return this.#inline(column);
    if (code === 35 && first === after) giveUp();
    this.#at = lineEndOf(this.source, first, this.end);
    this.#nextLine();
    if (this.#done) return missing(after);
    if (this.#column > column || (inMapping && this.#column === column && this.#isDash(this.#at))) return this.#block(this.#column);
    return missing(after);
  }

  #anchored(column: number, inMapping: boolean): TreeNode {
    const start = this.#at;
    let end = start + 1;
    while (end < this.end && !/[\s[\]{},]/.test(this.source.charAt(end))) end++;
    const name = this.source.slice(start + 1, end);
    if (name === "" || "*&".includes(this.source.charAt(this.#skipSpaces(end)) || "*")) giveUp();
    this.#at = end;
    const node = this.#value(column, end, inMapping);
    this.anchors.set(name, node);
    return node;
  }

  /** A value on the current line that may continue on lines deeper than the column. */
  #inline(column: number): TreeNode {
    const code = this.source.charCodeAt(this.#at);
    switch (code) {
      case 34: case 39: return this.#quoted(code, column);
      case 91: case 123: return this.#flow(column);
      case 124: case 62: return this.#blockScalar(column);
      case 42: return this.#alias();
      case 33: case 37: case 38: case 44: case 64: case 93: case 96: case 125: return giveUp();
      default: return this.#plain(column);
    }
  }

  #quoted(quote: number, column: number): ScalarNode {
    const start = this.#at;
    let close = start + 1;
    let folds = false;
    for (; close < this.end; close++) {
      const code = this.source.charCodeAt(close);
      if (code === quote && (quote === 34 || this.source.charCodeAt(close + 1) !== 39)) break;
      if (code === quote || (code === 92 && quote === 34 && !isLineBreak(this.source.charCodeAt(close + 1)))) close++;
      else if (code === 10) {
        folds = true;
        if (!isDeeper(this.source, close + 1, this.end, column)) giveUp();
      }
    }
    if (close >= this.end) giveUp();
    const raw = this.source.slice(start + 1, close);
    this.#endOfLine(close + 1);
    return scalar(start, close + 1, quoted(raw, quote, folds), true);
  }

  #flow(column: number): TreeNode {
    const reader = new FlowReader(this.source, this.#at, this.end, column, maxDepth - this.#depth);
    const node = reader.read();
    this.problems.push(...reader.problems);
    this.#endOfLine(node.end);
    return node;
  }

  #blockScalar(column: number): ScalarNode {
    const { node, next } = blockScalar(this.source, this.#at, this.end, column);
    this.#at = next;
    this.#nextLine();
    return node;
  }

  #alias(): TreeNode {
    const start = this.#at;
    let end = start + 1;
    while (end < this.end && !/[\s[\]{},]/.test(this.source.charAt(end))) end++;
    if (end === start + 1) giveUp();
    this.#endOfLine(end);
    return { kind: "alias", start, end, name: this.source.slice(start + 1, end) };
  }

  #plain(column: number): ScalarNode {
    const start = this.#at;
    if ("-?:".includes(this.source.charAt(start)) && (start + 1 >= this.end || isBlank(this.source.charCodeAt(start + 1)))) giveUp();
    const parts: string[] = [];
    for (;;) {
      const from = this.#at;
      const { end, comment } = this.#plainLine(from);
      parts.push(this.source.slice(from, end));
      this.#at = lineEndOf(this.source, from, this.end);
      const skipped = this.#nextLine();
      if (this.#done || this.#column <= column) return scalar(start, end, parts.join(" "), false);
      // A comment ends a plain scalar; text after it is an error the package words better.
      if (comment || skipped) giveUp();
    }
  }

  /** One line of a plain scalar: it ends before a comment, and a colon in it means something this reader is not sure of. */
  #plainLine(start: number): { end: number; comment: boolean } {
    const line = lineEndOf(this.source, start, this.end);
    let end = line;
    let comment = false;
    for (let i = start; i < line; i++) {
      const code = this.source.charCodeAt(i);
      if (code === 58 && (i + 1 >= line || isBlank(this.source.charCodeAt(i + 1)))) giveUp();
      if (code === 35 && i > start && isBlank(this.source.charCodeAt(i - 1))) {
        end = i;
        comment = true;
        break;
      }
    }
    while (end > start && isBlank(this.source.charCodeAt(end - 1))) end--;
    return { end, comment };
  }

  /** Only blanks and a comment may follow a value on its line. */
  #endOfLine(at: number): void {
    const next = this.#skipSpaces(at);
    const code = next < this.end ? this.source.charCodeAt(next) : 10;
    if (!isLineBreak(code) && (code !== 35 || next === at)) giveUp();
    this.#at = lineEndOf(this.source, next, this.end);
    this.#nextLine();
  }

  /** Goes to the first character of the next line with content and says whether comments lay on the way. */
  #nextLine(): boolean {
    let at = this.#at;
    let comments = false;
    for (;;) {
      while (at < this.end && isLineBreak(this.source.charCodeAt(at))) at++;
      const lineStart = at;
      while (at < this.end && this.source.charCodeAt(at) === 32) at++;
      if (at >= this.end) break;
      const code = this.source.charCodeAt(at);
      if (code === 9) giveUp();
      if (code === 35) {
        comments = true;
        at = lineEndOf(this.source, at, this.end);
      } else if (!isLineBreak(code)) {
        this.#column = at - lineStart;
        this.#at = at;
        if (this.#column === 0 && /^(?:---|\.\.\.)(?:\s|$)/.test(this.source.slice(at, at + 4))) giveUp();
        return comments;
      }
    }
    this.#at = this.end;
    this.#done = true;
    return comments;
  }

  #skipSpaces(at: number): number {
    while (at < this.end && this.source.charCodeAt(at) === 32) at++;
    if (at < this.end && this.source.charCodeAt(at) === 9) giveUp();
    return at;
  }

  #isDash(at: number): boolean {
    if (this.source.charCodeAt(at) !== 45) return false;
    const next = at + 1 < this.end ? this.source.charCodeAt(at + 1) : 10;
    return next === 32 || isLineBreak(next);
  }

  #duplicate(entry: TreeEntry): void {
    if (entry.key !== "<<") this.problems.push(duplicateKey(entry.key, entry.keyStart, entry.keyEnd));
  }
}
