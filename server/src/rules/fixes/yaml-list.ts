// Adding an entry to a list of borderline.yaml without printing the rest anew: comments and layout stay.
import { isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from "yaml";
import type { TextEdit } from "../../base/text-edit.js";
import { lineBreakOf } from "./tree.js";

/** One entry: its lines in block style, and in one line for lists in brackets. */
export interface ListEntry {
  readonly lines: readonly string[];
  readonly inline: string;
}

/** Edits that add the entry to the top-level list of this key; undefined where the text is no mapping we can read. */
export function addToList(text: string, key: string, entry: ListEntry): readonly TextEdit[] | undefined {
  if (text.trim() === "") return [{ range: { start: text.length, end: text.length }, newText: block(key, entry, lineBreakOf(text)) }];
  const document = parse(text);
  if (document === undefined) return undefined;
  const root = document.contents;
  if (root === null) return [appended(text, key, entry)];
  if (!isMap(root) || root.flow === true) return undefined;
  const pair = root.items.find((item) => isScalar(item.key) && item.key.value === key);
  if (pair === undefined) return [appended(text, key, entry)];
  const { value } = pair;
  if (isSeq(value)) return value.flow === true ? [intoBrackets(text, value, entry)] : [intoBlock(text, value, entry)];
  const end = isScalar(pair.key) ? pair.key.range?.[1] : undefined;
  // `recipients:` with nothing behind it.
  if (end === undefined || !(value === null || (isScalar(value) && value.value === null))) return undefined;
  const lineEnd = text.indexOf("\n", end);
  const at = lineEnd < 0 ? text.length : lineEnd;
  const lineBreak = lineBreakOf(text);
  return [{ range: { start: at, end: at }, newText: lineBreak + items(entry, "  ").join(lineBreak) }];
}

function parse(text: string) {
  try {
    const document = parseDocument(text, { logLevel: "error", prettyErrors: false });
    return document.errors.length > 0 ? undefined : document;
  } catch {
    return undefined;
  }
}

function appended(text: string, key: string, entry: ListEntry): TextEdit {
  const lineBreak = lineBreakOf(text);
  // A closing `...` ends the document.
  const end = /\r?\n\.\.\.\s*$/.exec(text)?.index ?? text.length;
  const gap = end === 0 ? "" : text.slice(0, end).endsWith("\n") ? lineBreak : lineBreak + lineBreak;
  return { range: { start: end, end }, newText: gap + block(key, entry, lineBreak) };
}

function block(key: string, entry: ListEntry, lineBreak: string): string {
  return [`${key}:`, ...items(entry, "  ")].join(lineBreak) + lineBreak;
}

function items({ lines }: ListEntry, indent: string): readonly string[] {
  return lines.map((line, i) => `${indent}${i === 0 ? "- " : "  "}${line}`);
}

function intoBlock(text: string, list: YAMLSeq, entry: ListEntry): TextEdit {
  const lineBreak = lineBreakOf(text);
  const first = list.range?.[0] ?? 0;
  const lineStart = text.lastIndexOf("\n", first - 1) + 1;
  const indent = /^[ ]*/.exec(text.slice(lineStart, first))?.[0] ?? "";
  const end = contentEnd(text, list);
  return { range: { start: end, end }, newText: lineBreak + items(entry, indent).join(lineBreak) };
}

/** End of the line of the last entry's last value; a comment behind it stays with it. */
function contentEnd(text: string, list: YAMLSeq): number {
  const last: unknown = list.items.at(-1);
  const range = (last as { readonly range?: readonly [number, number, number] | null } | undefined)?.range ?? list.range;
  let at = range?.[1] ?? text.length;
  while (at > 0 && /\s/.test(text[at - 1] ?? "")) at--;
  const lineEnd = text.indexOf("\n", at);
  const end = lineEnd < 0 ? text.length : lineEnd;
  return text[end - 1] === "\r" ? end - 1 : end;
}

function intoBrackets(text: string, list: YAMLSeq, { inline }: ListEntry): TextEdit {
  const end = (list.range?.[1] ?? 1) - 1;
  let at = end;
  while (at > 0 && /\s/.test(text[at - 1] ?? "")) at--;
  const isEmpty = list.items.length === 0;
  return { range: { start: at, end: isEmpty ? end : at }, newText: isEmpty || text[at - 1] === "," ? inline : `, ${inline}` };
}
