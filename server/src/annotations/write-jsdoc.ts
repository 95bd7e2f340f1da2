import { range, type TextRange } from "../base/range.js";
import type { TextEdit } from "../base/text-edit.js";
import { indentAt, leadingDoc, lineBreakAt, lineEndAt, lineStartAt } from "./places.js";

/** Adds tags to the JSDoc block of the declaration that starts at the offset, or gives it one. */
export function writeDocTags(offset: number, text: string, tags: readonly string[]): readonly TextEdit[] {
  if (tags.length === 0) return [];
  if (insideDoc(text, offset)) return [appendToLine(offset, text, tags)];
  const doc = leadingDoc(text, offset);
  if (doc === undefined) return [newBlock(offset, text, tags)];
  return text.slice(doc.start, doc.end).includes("\n") ? [extendLines(doc, text, tags)] : [extendOneLine(doc, offset, text, tags)];
}

/** A declaration that is itself a JSDoc tag: `@property {string} phone`. */
export function insideDoc(text: string, offset: number): boolean {
  const before = text.slice(lineStartAt(text, offset), offset);
  return /^\s*(?:\/\*\*|\*(?!\/))/.test(before) && !before.includes("*/");
}

function appendToLine(offset: number, text: string, tags: readonly string[]): TextEdit {
  let end = lineEndAt(text, offset);
  const close = text.indexOf("*/", offset);
  if (close >= 0 && close < end) end = close;
  while (end > offset && /\s/.test(text[end - 1] ?? "")) end--;
  return { range: range(end, end), newText: tags.map((tag) => ` ${tag}`).join("") };
}

function newBlock(offset: number, text: string, tags: readonly string[]): TextEdit {
  const indent = indentAt(text, offset);
  const place = range(offset, offset);
  if (indent === undefined) return { range: place, newText: `/** ${tags.join(" ")} */ ` };
  const lineBreak = lineBreakAt(text, offset);
  if (tags.length === 1) return { range: place, newText: `/** ${tags[0] ?? ""} */${lineBreak}${indent}` };
  const lines = ["/**", ...tags.map((tag) => `${indent} * ${tag}`), `${indent} */`, indent];
  return { range: place, newText: lines.join(lineBreak) };
}

/** A one-line block grows into lines where it stands on a line of its own; in a one-line container it stays one line. */
function extendOneLine(doc: TextRange, offset: number, text: string, tags: readonly string[]): TextEdit {
  const indent = indentAt(text, doc.start);
  const close = doc.end - 2;
  let end = close;
  while (end > doc.start + 3 && /\s/.test(text[end - 1] ?? "")) end--;
  const alone = indent !== undefined && lineEndAt(text, doc.end) < offset;
  const said = text.slice(doc.start + 3, end).trim();
  if (!alone) return { range: range(end, close), newText: `${tags.map((tag) => ` ${tag}`).join("")} ` };
  const lineBreak = lineBreakAt(text, doc.end);
  const lines = ["", ...(said === "" ? [] : [said]), ...tags].join(`${lineBreak}${indent} * `).trimStart();
  return { range: range(doc.start + 3, close), newText: `${lineBreak}${indent}${lines.startsWith("*") ? ` ${lines}` : lines}${lineBreak}${indent} ` };
}

function extendLines(doc: TextRange, text: string, tags: readonly string[]): TextEdit {
  const close = doc.end - 2;
  const lineBreak = lineBreakAt(text, doc.start);
  const start = lineStartAt(text, close);
  const before = text.slice(start, close);
  if (/^\s*$/.test(before)) {
    return { range: range(start, start), newText: tags.map((tag) => `${before === "" ? " " : before}* ${tag}${lineBreak}`).join("") };
  }
  const lead = `${/^\s*/.exec(before)?.[0] ?? ""}`;
  let end = close;
  while (end > start && /[^\S\n]/.test(text[end - 1] ?? "")) end--;
  return { range: range(end, close), newText: `${tags.map((tag) => `${lineBreak}${lead}* ${tag}`).join("")}${lineBreak}${lead}` };
}
