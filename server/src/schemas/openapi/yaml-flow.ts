// Flow collections ([a, b] and {a: b}) for the quick YAML reader.
import type { Problem } from "../../base/problem.js";
import { duplicateKey } from "./problems.js";
import { missing, scalar } from "./tree.js";
import type { ScalarNode, TreeEntry, TreeNode } from "./tree.js";
import { giveUp, isLineBreak, quoted } from "./yaml-scan.js";

/** Reads one flow collection. Lines it goes on over must be deeper than the column, as YAML asks. */
export class FlowReader {
  readonly problems: Problem[] = [];
  #at: number;

  constructor(readonly source: string, start: number, readonly end: number, readonly column: number, readonly depth: number) {
    this.#at = start;
  }

  read(): TreeNode {
    return this.#value(this.depth);
  }

  #value(depth: number): TreeNode {
    if (depth <= 0) giveUp();
    const code = this.source.charCodeAt(this.#at);
    if (code === 91) return this.#sequence(depth);
    if (code === 123) return this.#mapping(depth);
    return code === 42 ? this.#alias() : this.#scalar();
  }

  #sequence(depth: number): TreeNode {
    const start = this.#at++;
    const items: TreeNode[] = [];
    for (;;) {
      this.#blank();
      if (this.#take(93)) return { kind: "seq", start, end: this.#at, items };
      items.push(this.#value(depth - 1));
      this.#blank();
      if (!this.#take(44) && this.source.charCodeAt(this.#at) !== 93) giveUp();
    }
  }

  #mapping(depth: number): TreeNode {
    const start = this.#at++;
    const entries: TreeEntry[] = [];
    const keys = new Set<string>();
    for (;;) {
      this.#blank();
      if (this.#take(125)) return { kind: "map", start, end: this.#at, style: "yaml-flow", entries };
      const key = this.#scalar();
      const colonAt = key.end;
      this.#blank();
      const value = this.#take(58) ? this.#pairValue(depth, colonAt) : missing(key.end);
      if (keys.size === keys.add(key.value).size) this.problems.push(duplicateKey(key.value, key.start, key.end));
      entries.push({ key: key.value, keyStart: key.start, keyEnd: key.end, value });
      this.#blank();
      if (!this.#take(44) && this.source.charCodeAt(this.#at) !== 125) giveUp();
    }
  }

  #pairValue(depth: number, after: number): TreeNode {
    this.#blank();
    const code = this.source.charCodeAt(this.#at);
    return code === 44 || code === 125 ? missing(after + 1) : this.#value(depth - 1);
  }

  #scalar(): ScalarNode {
    const code = this.source.charCodeAt(this.#at);
    if (code === 34 || code === 39) return this.#quoted(code);
    const start = this.#at;
    if (/[!&*@`%|>#?:,\]}[{-]/.test(this.source.charAt(start)) && !/^-?[\w.]/.test(this.source.slice(start, start + 2))) giveUp();
    let at = start;
    for (; at < this.end; at++) {
      const here = this.source.charCodeAt(at);
      if (here === 44 || here === 93 || here === 125 || isLineBreak(here)) break;
      if (here === 91 || here === 123 || here === 9) giveUp();
      if (here === 58 && endsPlain(this.source.charCodeAt(at + 1))) break;
      if (here === 35 && this.source.charCodeAt(at - 1) === 32) giveUp();
    }
    // A plain scalar going on over the next line is rare here; the yaml package folds it.
    if (at < this.end && isLineBreak(this.source.charCodeAt(at)) && !/^\s*[,\]}]/.test(this.source.slice(at, at + 200))) giveUp();
    let end = at;
    while (end > start && this.source.charCodeAt(end - 1) === 32) end--;
    if (end === start) giveUp();
    this.#at = at;
    return scalar(start, end, this.source.slice(start, end), false);
  }

  #quoted(quote: number): ScalarNode {
    const start = this.#at;
    let at = start + 1;
    for (; at < this.end; at++) {
      const code = this.source.charCodeAt(at);
      if (isLineBreak(code)) giveUp();
      if (code === 92 && quote === 34) at++;
      else if (code === quote && quote === 39 && this.source.charCodeAt(at + 1) === 39) at++;
      else if (code === quote) break;
    }
    if (at >= this.end) giveUp();
    this.#at = at + 1;
    const raw = this.source.slice(start + 1, at);
    return scalar(start, at + 1, quoted(raw, quote, false), true);
  }

  #alias(): TreeNode {
    const start = this.#at++;
    while (this.#at < this.end && !/[\s[\]{},]/.test(this.source.charAt(this.#at))) this.#at++;
    if (this.#at === start + 1) giveUp();
    return { kind: "alias", start, end: this.#at, name: this.source.slice(start + 1, this.#at) };
  }

  #take(code: number): boolean {
    if (this.#at >= this.end || this.source.charCodeAt(this.#at) !== code) return false;
    this.#at++;
    return true;
  }

  #blank(): void {
    let lineStart = -1;
    for (; this.#at < this.end; this.#at++) {
      const code = this.source.charCodeAt(this.#at);
      if (code === 10) lineStart = this.#at + 1;
      else if (code !== 32 && code !== 13) break;
    }
    const code = this.#at < this.end ? this.source.charCodeAt(this.#at) : 35;
    if (code === 35 || code === 9 || (lineStart >= 0 && this.#at - lineStart <= this.column)) giveUp();
  }
}

function endsPlain(next: number): boolean {
  return Number.isNaN(next) || next === 32 || isLineBreak(next) || next === 44 || next === 93 || next === 125 || next === 91 || next === 123;
}
