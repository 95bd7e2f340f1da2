// Taking list elements out of a text: properties, arguments, array elements, attributes, statements.
import { isJsxAttribute, isJsxAttributes, type Node } from "../../compiler/ast.js";
import type { TextEdit } from "../../base/text-edit.js";

/** Takes elements of one comma list out with the commas and lines that belonged to them. */
export function removeFromList(text: string, elements: readonly Node[], removed: readonly Node[]): readonly TextEdit[] {
  const runs: Node[][] = [];
  for (const element of elements) {
    if (!removed.includes(element)) {
      runs.push([]);
      continue;
    }
    const last = runs.at(-1);
    if (last === undefined) runs.push([element]);
    else last.push(element);
  }
  const all = elements.every((element) => removed.includes(element));
  return runs.flatMap((run) => {
    const [first] = run;
    const last = run.at(-1);
    return first === undefined || last === undefined ? [] : [{ range: listRange(text, elements, first, last, all), newText: "" }];
  });
}

function listRange(text: string, elements: readonly Node[], first: Node, last: Node, all: boolean): TextEdit["range"] {
  const next = elements[elements.indexOf(last) + 1];
  const before = elements[elements.indexOf(first) - 1];
  if (all) return emptied(text, first.getStart(), afterComma(text, last.end));
  // On lines of their own the lines go; a comment above stays with what it says about its neighbours.
  const lineStart = lineStartIfBlank(text, first.getStart());
  const end = afterComma(text, last.end);
  const lineEnd = lineEndIfBlank(text, end);
  if (lineStart !== undefined && lineEnd !== undefined && (next !== undefined || text.slice(last.end, end).includes(","))) return { start: lineStart, end: lineEnd };
  if (next !== undefined) return { start: first.getStart(), end: next.getStart() };
  return { start: before === undefined ? first.getStart() : before.end, end: last.end };
}

/** With the white space on both sides, unless a comment stands there. */
function emptied(text: string, start: number, end: number): TextEdit["range"] {
  const window = text.slice(Math.max(0, start - 500), start);
  const before = window.length - window.trimEnd().length;
  const after = /^\s*/.exec(text.slice(end, end + 500))?.[0].length ?? 0;
  const isWhole = /[{[(]/.test(text[start - before - 1] ?? "") && /[}\])]/.test(text[end + after] ?? "");
  return isWhole ? { start: start - before, end: end + after } : { start, end };
}

/** An attribute goes with the white space before it. */
export function removeAttribute(text: string, attribute: Node): readonly TextEdit[] {
  let start = attribute.getStart();
  while (start > 0 && /\s/.test(text[start - 1] ?? "")) start--;
  return [{ range: { start, end: attribute.end }, newText: "" }];
}

/** A statement goes with its line. */
export function removeStatement(text: string, statement: Node): readonly TextEdit[] {
  const start = statement.getStart();
  const lineStart = lineStartIfBlank(text, start);
  const lineEnd = lineEndIfBlank(text, statement.end);
  return [{ range: lineStart !== undefined && lineEnd !== undefined ? { start: lineStart, end: lineEnd } : { start, end: statement.end }, newText: "" }];
}

export function isAttribute(node: Node): boolean {
  return isJsxAttribute(node) && isJsxAttributes(node.parent);
}

function afterComma(text: string, offset: number): number {
  return offset + (/^\s*,/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
}

function lineStartIfBlank(text: string, offset: number): number | undefined {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return text.slice(start, offset).trim() === "" ? start : undefined;
}

function lineEndIfBlank(text: string, offset: number): number | undefined {
  const end = text.indexOf("\n", offset);
  const stop = end < 0 ? text.length : end + 1;
  return text.slice(offset, stop).trim() === "" ? stop : undefined;
}
