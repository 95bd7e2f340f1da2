// Removes one key with its value from a YAML or JSON mapping, judged by the text around it: the rest keeps its layout and its comments.
import { range, type TextRange } from "../base/range.js";
import type { TextEdit } from "../base/text-edit.js";
import { lineEndAt, lineStartAt } from "./places.js";

/** The edit that removes a key and its value. A mapping that held nothing else becomes `{}`. */
export function removeKey(text: string, entry: TextRange): TextEdit {
  const quoted = /["']/.test(text[entry.start - 1] ?? "") && !/["']/.test(text[entry.start] ?? "");
  const written = text.slice(entry.start, entry.end).trimEnd().length;
  const place = range(entry.start - (quoted ? 1 : 0), entry.start + written);
  const next = skipSpace(text, place.end);
  if (text[next] === "," || text[next] === "}") return { range: flowPlace(text, place, next), newText: "" };
  return blockEdit(text, place);
}

/** Between braces: one comma goes along, the one behind or, for the last key, the one before. */
function flowPlace(text: string, place: TextRange, next: number): TextRange {
  const lineStart = lineStartAt(text, place.start);
  if (text[next] === ",") {
    const after = lineEndAt(text, next + 1);
    const isAlone = text.slice(lineStart, place.start).trim() === "" && text.slice(next + 1, after).trim() === "";
    if (isAlone) return range(lineStart, nextLine(text, after));
    let end = next + 1;
    while (end < after && /\s/.test(text[end] ?? "")) end++;
    return range(place.start, end);
  }
  let start = place.start;
  while (start > 0 && /\s/.test(text[start - 1] ?? "")) start--;
  return text[start - 1] === "," ? range(start - 1, place.end) : range(start, place.end);
}

/** On lines of its own. */
function blockEdit(text: string, place: TextRange): TextEdit {
  const lineStart = lineStartAt(text, place.start);
  const column = place.start - lineStart;
  const end = nextLine(text, place.end);
  const isFirstOfItem = text.slice(lineStart, place.start).trim() !== "";
  const following = siblingBelow(text, end, column);
  // The next key moves up behind the dash.
  if (isFirstOfItem && following !== undefined) return { range: range(place.start, following), newText: "" };
  if (!isFirstOfItem && (following !== undefined || hasSiblingAbove(text, lineStart, column))) return { range: range(lineStart, end), newText: "" };
  return { range: range(place.start, lineEndAt(text, place.end)), newText: "{}" };
}

/** Start of the next key of the same mapping. */
function siblingBelow(text: string, from: number, column: number): number | undefined {
  for (let at = from; at < text.length; at = nextLine(text, at)) {
    const indent = indentOf(text, at);
    if (indent !== undefined) return indent === column ? at + column : undefined;
  }
  return undefined;
}

function hasSiblingAbove(text: string, from: number, column: number): boolean {
  for (let at = from; at > 0; ) {
    at = lineStartAt(text, at - 1);
    const indent = indentOf(text, at);
    if (indent === undefined || indent > column) continue;
    if (indent === column) return true;
    // `- type: string` holds a key of the column behind its dash.
    return /^\s*(?:-\s+)+$/.test(text.slice(at, at + column)) && /\S/.test(text[at + column] ?? "");
  }
  return false;
}

/** Column of the first character that is neither blank nor part of a comment line. */
function indentOf(text: string, lineStart: number): number | undefined {
  let at = lineStart;
  while (text[at] === " ") at++;
  return at >= text.length || /[\r\n#]/.test(text[at] ?? "") ? undefined : at - lineStart;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? "")) at++;
  return at;
}

function nextLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}
