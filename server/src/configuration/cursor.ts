// Where a cursor stands in borderline.yaml, judged by indentation alone: half-typed text has no tree.
import { range, type TextRange } from "../base/range.js";
import type { Shape } from "./shape.js";
import { rootShape } from "./table.js";

export interface Cursor {
  /** What may stand here: the shape of the mapping, list or value the cursor is in. */
  readonly shape: Shape;
  /** Keys from the root; "[]" for a list item. */
  readonly path: readonly string[];
  /** Keys the same mapping has already, above and below. */
  readonly siblings: ReadonlySet<string>;
  /** On `key: val|`: the key. */
  readonly key?: string;
  /** The word under the cursor. */
  readonly word: TextRange;
  /** A `- ` stands before the cursor on its line, or the cursor's mapping is a list item begun there. */
  readonly inItem: boolean;
  /** Column where the content of the line starts. */
  readonly column: number;
}

interface Line {
  readonly start: number;
  readonly text: string;
  /** Columns of `- ` marks, and of what follows them. */
  readonly dashes: readonly number[];
  readonly column: number;
  readonly key: string | undefined;
  /** After the colon and blanks. */
  readonly valueColumn: number;
  readonly isComment: boolean;
}

/** The cursor's place; undefined inside comments and where the shapes know nothing. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const lines = linesOf(text);
  const index = lineIndexAt(lines, offset);
  const line = lines[index];
  if (line === undefined || offset < line.start || line.isComment) return undefined;
  const column = offset - line.start;
  const before = line.text.slice(0, column);
  if (/(?:^|\s)#/.test(before)) return undefined;
  const inValue = line.key !== undefined && column >= line.valueColumn && before.includes(":");
  // On a line without content the cursor itself says how deep it is.
  const depth = line.text.trim() === "" ? column : Math.min(line.column, Math.max(column, line.dashes.at(-1) ?? 0));
  const path = pathTo(lines, index, depth, line);
  const full = inValue && line.key !== undefined ? [...path, line.key] : path;
  const shape = shapeAt(full);
  if (shape === undefined) return undefined;
  return {
    shape, path: full, word: wordAt(line, column), inItem: line.dashes.length > 0, column: line.text.trim() === "" ? column : line.column,
    siblings: inValue ? new Set() : siblingsOf(lines, index, depth),
    ...(inValue && line.key !== undefined ? { key: line.key } : {}),
  };
}

/** The shape a path of keys leads to. */
export function shapeAt(path: readonly string[]): Shape | undefined {
  let shape: Shape | undefined = rootShape;
  for (const step of path) {
    if (shape === undefined) return undefined;
    if (step === "[]") shape = shape.kind === "list" ? shape.item : undefined;
    else if (shape.kind === "object") shape = Object.hasOwn(shape.keys, step) ? shape.keys[step]?.shape : undefined;
    else shape = shape.kind === "map" ? shape.value : undefined;
  }
  return shape;
}

/** Climbs from a line to the root over ever smaller indentation. */
function pathTo(lines: readonly Line[], from: number, depth: number, own: Line): readonly string[] {
  const path: string[] = [];
  let limit = depth;
  // A list may stand at its key's own indentation, so after a dash a key of the same column is the parent.
  let inclusive = false;
  for (const dash of [...own.dashes].reverse()) {
    if (dash >= limit && dash !== depth) continue;
    path.push("[]");
    limit = dash;
    inclusive = true;
  }
  for (let i = from - 1; i >= 0 && (limit > 0 || inclusive); i--) {
    const line = lines[i];
    if (line === undefined || line.text.trim() === "") continue;
    if (line.key !== undefined && (line.column < limit || (inclusive && line.column === limit && line.dashes.length === 0))) {
      path.push(line.key);
      limit = line.column;
      inclusive = false;
    }
    for (const dash of [...line.dashes].reverse()) {
      if (dash >= limit) continue;
      path.push("[]");
      limit = dash;
      inclusive = true;
    }
  }
  return path.reverse();
}

function siblingsOf(lines: readonly Line[], at: number, depth: number): ReadonlySet<string> {
  const found = new Set<string>();
  for (const step of [-1, 1]) {
    for (let i = step < 0 ? at : at + 1; i >= 0 && i < lines.length; i += step) {
      const line = lines[i];
      if (line === undefined || line.text.trim() === "") continue;
      if (line.column < depth || (step > 0 && line.dashes.length > 0 && line.column <= depth)) break;
      if (line.column === depth && line.key !== undefined && i !== at) found.add(line.key);
      if (step < 0 && line.dashes.length > 0 && line.column === depth) break;
    }
  }
  return found;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  for (;;) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    lines.push(lineOf(start, text.slice(start, end).replace(/\r$/, "")));
    if (newline < 0) return lines;
    start = newline + 1;
  }
}

const keyAt = /(["']?)([\w-]+)\1[ \t]*:(?:[ \t]+|$)/y;

function lineOf(start: number, text: string): Line {
  const dashes: number[] = [];
  let column = 0;
  const skip = (): void => {
    while (text[column] === " ") column++;
  };
  skip();
  while (text[column] === "-" && (text[column + 1] === " " || column + 1 === text.length)) {
    dashes.push(column++);
    skip();
  }
  const isComment = text[column] === "#";
  // A comment line counts as blank: it says nothing about depth.
  const content = isComment ? "" : text;
  keyAt.lastIndex = column;
  const key = keyAt.exec(content);
  return { start, text: content, isComment, dashes, column, key: key?.[2], valueColumn: key === null ? 0 : column + key[0].length };
}

function lineIndexAt(lines: readonly Line[], offset: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.start ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return Math.max(0, low - 1);
}

function wordAt(line: Line, column: number): TextRange {
  let start = column;
  let end = column;
  while (start > 0 && /[\w.*-]/.test(line.text[start - 1] ?? "")) start--;
  while (end < line.text.length && /[\w.*-]/.test(line.text[end] ?? "")) end++;
  if (line.dashes.includes(start) && start < column && line.text[start] === "-") start = Math.min(column, start + 1);
  return range(line.start + start, line.start + end);
}
