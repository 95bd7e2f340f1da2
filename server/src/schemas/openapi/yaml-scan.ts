// Line-level helpers of the quick YAML reader.
import { scalar } from "./tree.js";
import type { ScalarNode } from "./tree.js";

/** Thrown inside the quick reader only: the yaml package shall decide. */
export class Unsure extends Error {}

const unsure = new Unsure("left to the yaml package");

export function giveUp(): never {
  throw unsure;
}

export function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || isLineBreak(code);
}

/** Offset of the line break that ends a line, or the end; a carriage return before it stays outside. */
export function lineEndOf(source: string, at: number, end: number): number {
  while (at < end && !isLineBreak(source.charCodeAt(at))) at++;
  return at;
}

/** Offset of the colon that makes the text at an offset a mapping key on one line; -1 when it is none. */
export function keyEnd(source: string, at: number, end: number): number {
  const first = source.charCodeAt(at);
  if (first === 34 || first === 39) return quotedKeyEnd(source, at, end, first);
  if (startsNoPlain(source, at, first)) return -1;
  for (let i = at; i < end; i++) {
    const code = source.charCodeAt(i);
    if (isLineBreak(code)) return -1;
    if (code === 58 && endsKey(source, i, end)) return i;
    if (code === 35 && source.charCodeAt(i - 1) === 32) return -1;
  }
  return -1;
}

/** Text of a quoted scalar, given what stands between its quotes. */
export function quoted(raw: string, quote: number, folds: boolean): string {
  const text = folds ? folded(raw, quote) : raw;
  if (quote === 39) return text.replaceAll("''", "'");
  return text.includes("\\") ? text.replaceAll(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]?))/g, unescaped) : text;
}

/** Whether a line is blank or its content stands right of a column. */
export function isDeeper(source: string, lineStart: number, end: number, column: number): boolean {
  let at = lineStart;
  while (at < end && source.charCodeAt(at) === 32) at++;
  return at >= end || at - lineStart > column || isLineBreak(source.charCodeAt(at));
}

interface BlockScalar {
  readonly node: ScalarNode;
  /** Where the line after the scalar begins. */
  readonly next: number;
}

/** A literal or folded scalar whose parent's column is given. Folding is kept simple: readers want the words. */
export function blockScalar(source: string, at: number, end: number, column: number): BlockScalar {
  const line = lineEndOf(source, at, end);
  if (!/^[|>][+-]?[ ]*(?: #.*)?$/.test(source.slice(at, line))) giveUp();
  const lines: string[] = [];
  let content = -1;
  let widestBlank = 0;
  let last = line;
  let next = line;
  for (let start = afterBreak(source, line, end); start < end; start = afterBreak(source, next, end)) {
    const stop = lineEndOf(source, start, end);
    let first = start;
    while (first < stop && source.charCodeAt(first) === 32) first++;
    if (first === stop) {
      lines.push("");
      if (content < 0) widestBlank = Math.max(widestBlank, first - start);
    } else {
      if (content < 0 && first - start > column && source.charCodeAt(first) !== 9) content = first - start;
      if (content < 0 || first - start <= column) break;
      if (first - start < content || widestBlank > content) giveUp();
      lines.push(source.slice(start + content, stop));
      last = stop;
      while (isBlank(source.charCodeAt(last - 1))) last--;
    }
    next = stop;
    if (stop >= end) break;
  }
  return { node: scalar(at, last, lines.join("\n").trimEnd(), true), next };
}

const escapes: Readonly<Record<string, string>> = {
  0: "\0", a: "\x07", b: "\b", t: "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b", " ": " ", "\"": "\"", "/": "/", "\\": "\\", N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029", "\t": "\t",
};

function unescaped(_all: string, short: string | undefined, middle: string | undefined, long: string | undefined, single: string | undefined): string {
  const code = short ?? middle ?? long;
  if (code === undefined) return escapes[single ?? ""] ?? giveUp();
  const point = Number.parseInt(code, 16);
  return point > 0x10ffff ? giveUp() : String.fromCodePoint(point);
}

/** Lines of a quoted scalar joined: by a space, by a line break for each blank line, by nothing after a backslash. */
function folded(raw: string, quote: number): string {
  const lines = raw.split(/\r?\n/);
  let text = "";
  let breaks = 0;
  let glued = false;
  lines.forEach((line, index) => {
    const isLast = index === lines.length - 1;
    const joins = quote === 34 && !isLast && endsEscaped(line);
    const inner = index === 0 ? line : line.replace(/^[ \t]+/, "");
    const own = joins ? inner.slice(0, -1) : isLast ? inner : inner.trimEnd();
    // Blanks written as escapes at the end of a line, and blank lines after an escaped break: too rare to get right.
    if ((glued && own === "") || (quote === 34 && !isLast && /\\[ \t]+$/.test(line))) giveUp();
    if (own === "" && !isLast && index > 0 && !joins) breaks++;
    else {
      text += (breaks > 0 ? "\n".repeat(breaks) : index === 0 || glued ? "" : " ") + own;
      breaks = 0;
      glued = joins;
    }
  });
  return text;
}

/** An odd number of backslashes at the end. */
function endsEscaped(line: string): boolean {
  let count = 0;
  while (line.charCodeAt(line.length - 1 - count) === 92) count++;
  return count % 2 === 1;
}

function quotedKeyEnd(source: string, at: number, end: number, quote: number): number {
  for (let i = at + 1; i < end; i++) {
    const code = source.charCodeAt(i);
    if (isLineBreak(code)) return -1;
    if (code === 92 && quote === 34) i++;
    else if (code === quote) {
      if (quote === 39 && source.charCodeAt(i + 1) === 39) i++;
      else return colonAfter(source, i + 1, end);
    }
  }
  return -1;
}

function colonAfter(source: string, at: number, end: number): number {
  while (source.charCodeAt(at) === 32) at++;
  return at < end && source.charCodeAt(at) === 58 && endsKey(source, at, end) ? at : -1;
}

function endsKey(source: string, colon: number, end: number): boolean {
  const next = colon + 1 < end ? source.charCodeAt(colon + 1) : 10;
  return next === 32 || next === 9 || isLineBreak(next);
}

/** Indicators that never start a plain scalar; `-`, `?` and `:` do when something but a blank follows. */
function startsNoPlain(source: string, at: number, first: number): boolean {
  switch (first) {
    case 33: case 35: case 37: case 38: case 42: case 44: case 62: case 64: case 91: case 93: case 96: case 123: case 124: case 125:
      return true;
    case 45: case 63: case 58: {
      const next = source.charCodeAt(at + 1);
      return Number.isNaN(next) || next === 32 || next === 9 || isLineBreak(next);
    }
    default:
      return false;
  }
}

function afterBreak(source: string, at: number, end: number): number {
  if (at >= end) return end;
  return source.charCodeAt(at) === 13 && source.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
}
