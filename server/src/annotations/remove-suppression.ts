// Takes a suppression out of a text again: the comment or key alone, with its line where nothing else stands on it. The counterpart of write.ts.
import { range, type TextRange } from "../base/range.js";
import type { TextEdit } from "../base/text-edit.js";
import { lineEndAt, lineStartAt } from "./places.js";
import { removeKey } from "./remove-key.js";
import { extensionKeys } from "./vocabulary.js";

/** Edits that remove the suppression standing at a range, as the readers report it (the words in a comment, or an `x-` key with its value). */
export function removeSuppression(text: string, file: string, place: TextRange): readonly TextEdit[] {
  const written = text.slice(place.start, place.start + extensionKeys.ignore.length + 1).replace(/^["']/, "");
  if (written.startsWith(extensionKeys.ignore)) return [removeKey(text, place)];
  return [{ range: commentPlace(text, place, /\.[jt]sx$/i.test(file)), newText: "" }];
}

/** Comments longer than this are not searched for their ends. */
const longestComment = 5_000;

function commentPlace(text: string, place: TextRange, isJsx: boolean): TextRange {
  const lineStart = lineStartAt(text, place.start);
  const before = text.slice(lineStart, place.start);
  const mark = /(?:(?<!\/)\/{2,}|(?<!#)#+)[^\S\n]*$/.exec(before);
  if (mark !== null) return withLine(text, range(place.start - mark[0].length, lineEndAt(text, place.end)));
  const block = blockAround(text, place);
  if (block === undefined) return wordsOnly(text, place);
  const others = text.slice(block.start + 2, place.start) + text.slice(place.end, block.end - 2);
  if (/^[\s*]*$/.test(others)) return wholeBlock(text, block, isJsx);
  return /^[\s*]*$/.test(before) ? lineOfBlock(text, place, block) : wordsOnly(text, place);
}

/** The block comment the words stand in, if they do. */
function blockAround(text: string, place: TextRange): TextRange | undefined {
  const from = Math.max(0, place.start - longestComment);
  const open = text.slice(from, place.start).lastIndexOf("/*");
  const close = text.slice(place.end, place.end + longestComment).indexOf("*/");
  if (open < 0 || close < 0 || text.slice(from + open, place.start).includes("*/")) return undefined;
  return range(from + open, place.end + close + 2);
}

/** One line of a block that says more; the end of the block stays where it stands on that line. */
function lineOfBlock(text: string, place: TextRange, block: TextRange): TextRange {
  const lineStart = lineStartAt(text, place.start);
  if (block.end - 2 > lineEndAt(text, place.end)) return range(lineStart, nextLine(text, place.end));
  const indent = /^\s*/.exec(text.slice(lineStart, place.start))?.[0].length ?? 0;
  return range(lineStart + indent, block.end - 2);
}

/** A block that says nothing else goes as a whole, in JSX with its braces where they can only be a child of an element. */
function wholeBlock(text: string, block: TextRange, isJsx: boolean): TextRange {
  const open = text.slice(Math.max(0, block.start - longestComment), block.start);
  const braceBefore = /\{\s*$/.exec(open)?.[0].length;
  const braceAfter = /^\s*\}/.exec(text.slice(block.end, block.end + longestComment))?.[0].length;
  if (isJsx && braceBefore !== undefined && braceAfter !== undefined && isChildPlace(open.slice(0, open.length - braceBefore))) {
    return withLine(text, range(block.start - braceBefore, block.end + braceAfter));
  }
  return withLine(text, block);
}

/** Behind a tag or another braced child. An arrow's `=>` is followed by a body, which must stay. */
function isChildPlace(before: string): boolean {
  const code = before.trimEnd();
  return (code.endsWith(">") && !code.endsWith("=>")) || code.endsWith("}");
}

/** Amid other words of a comment: what is left reads as if it had never been there. */
function wordsOnly(text: string, place: TextRange): TextRange {
  let start = place.start;
  while (start > 0 && /[^\S\n]/.test(text[start - 1] ?? "")) start--;
  return range(start, place.end);
}

/** Takes the line along when nothing else stands on it; otherwise the blanks that set the place apart from code. */
function withLine(text: string, place: TextRange): TextRange {
  const lineStart = lineStartAt(text, place.start);
  const lineEnd = lineEndAt(text, place.end);
  const isAloneBefore = text.slice(lineStart, place.start).trim() === "";
  const isAloneAfter = text.slice(place.end, lineEnd).trim() === "";
  if (isAloneBefore && isAloneAfter) return range(lineStart, nextLine(text, lineEnd));
  if (isAloneAfter) return range(wordsOnly(text, place).start, lineEnd);
  let end = place.end;
  while (end < lineEnd && /[^\S\n]/.test(text[end] ?? "")) end++;
  return range(place.start, end);
}

function nextLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}
