// Where on the page an edit goes: lines, indentation, line ends, comments before a declaration.
import { range, type TextRange } from "../base/range.js";
import type { TextEdit } from "../base/text-edit.js";

export function lineStartAt(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** Offset of the line's end, before its line break. */
export function lineEndAt(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  if (newline < 0) return text.length;
  return text[newline - 1] === "\r" && newline > offset ? newline - 1 : newline;
}

/** White space before the offset on its line, or undefined where other text stands there. */
export function indentAt(text: string, offset: number): string | undefined {
  const before = text.slice(lineStartAt(text, offset), offset).replace(/^\uFEFF/, "");
  return /^[^\S\r\n]*$/.test(before) ? before : undefined;
}

/** The line break the text uses around the offset. */
export function lineBreakAt(text: string, offset: number): string {
  let newline = text.indexOf("\n", offset);
  if (newline < 0) newline = text.lastIndexOf("\n");
  return newline > 0 && text[newline - 1] === "\r" ? "\r\n" : "\n";
}

/** The JSDoc block a declaration starting at the offset owns, if any; line comments and plain blocks may stand between. */
export function leadingDoc(text: string, offset: number): TextRange | undefined {
  let at = offset;
  for (let step = 0; step < 100; step++) {
    while (at > 0 && /\s/.test(text[at - 1] ?? "")) at--;
    if (text.startsWith("*/", at - 2)) {
      const open = text.lastIndexOf("/*", at - 3);
      if (open < 0) return undefined;
      if (text[open + 2] === "*" && open + 3 < at - 1) return range(open, at);
      at = open;
    } else {
      const start = lineStartAt(text, at);
      if (start === at || !/^\s*\/\//.test(text.slice(start, at))) return undefined;
      at = start;
    }
  }
  return undefined;
}

/** Removes tags: with their whole line when nothing else stands there, else with the blank before each. */
export function removals(text: string, places: readonly TextRange[]): readonly TextEdit[] {
  const byLine = new Map<number, TextRange[]>();
  for (const place of places) {
    const start = lineStartAt(text, place.start);
    byLine.set(start, [...(byLine.get(start) ?? []), place]);
  }
  return [...byLine].flatMap(([start, tags]) => lineRemovals(text, start, tags));
}

function lineRemovals(text: string, start: number, tags: readonly TextRange[]): readonly TextEdit[] {
  const newline = text.indexOf("\n", start);
  const stop = newline < 0 ? text.length : newline;
  let rest = "";
  let at = start;
  for (const tag of [...tags].sort((a, b) => a.start - b.start)) {
    rest += text.slice(at, tag.start);
    at = tag.end;
  }
  rest = (rest + text.slice(at, stop)).replace(/\s+/g, "");
  if (/^(?:\/\/\/?|\*|#|\/\*\*?\*\/)?$/.test(rest)) return [{ range: range(start, newline < 0 ? stop : newline + 1), newText: "" }];
  return tags.map((tag) => {
    let from = tag.start;
    while (from > start && /[ \t]/.test(text[from - 1] ?? "")) from--;
    return { range: range(from, tag.end), newText: "" };
  });
}
