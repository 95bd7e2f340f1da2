// Which comment belongs to which member: JSDoc and lines above it, remarks behind it, headings over a group of members.
import { range, type TextRange } from "../../base/range.js";
import { commentLines } from "../../annotations/comment-lines.js";
import type { Comment } from "../../model/field.js";

/** One comment, or a run of `//` lines, as it stands in the text. */
export interface CommentBlock {
  readonly range: TextRange;
  readonly doc: boolean;
  readonly block: boolean;
  /** Line breaks between it and what stands before and behind. */
  readonly breaksBefore: number;
  readonly breaksAfter: number;
}

/** Comments between two tokens. `to` is where the next token starts. */
export function commentsBetween(text: string, from: number, to: number): readonly CommentBlock[] {
  const found: { start: number; end: number; doc: boolean; block: boolean; breaksBefore: number }[] = [];
  // A comment at the very beginning of a file stands on a line of its own.
  let breaks = from === 0 ? 1 : 0;
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (code === 47 && (next === 47 || next === 42)) {
      const end = Math.min(commentEnd(text, at, next === 42), text.length);
      const last = found.at(-1);
      if (next === 47 && last !== undefined && !last.block && last.breaksBefore > 0 && breaks === 1) last.end = end;
      else found.push({ start: at, end, block: next === 42, doc: isDoc(text, at, end), breaksBefore: breaks });
      breaks = 0;
      at = end;
    } else {
      if (code === 10 || (code === 13 && next !== 10)) breaks++;
      at++;
    }
  }
  return found.map(({ start, end, ...rest }, i) => ({ ...rest, range: range(start, end), breaksAfter: found[i + 1]?.breaksBefore ?? breaks }));
}

function commentEnd(text: string, at: number, block: boolean): number {
  if (block) {
    const close = text.indexOf("*/", at + 2);
    return close < 0 ? text.length : close + 2;
  }
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return i;
  }
  return text.length;
}

function isDoc(text: string, start: number, end: number): boolean {
  return text.startsWith("/**", start) && end - start > 4;
}

/** Comments behind a member on its line, before or after its separator, when nothing but the line's end follows. */
export function trailingComments(text: string, end: number): readonly CommentBlock[] {
  const newline = text.indexOf("\n", end);
  const line = newline < 0 ? text.length : newline;
  let at = end;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (code === 47 && next === 42) {
      const close = text.indexOf("*/", at + 2);
      if (close < 0) break;
      if (line < close) break;
      at = close + 2;
    } else if (code === 47 && next === 47) {
      at = commentEnd(text, at, false);
      break;
    } else if (code === 32 || code === 9 || code === 44 || code === 59) {
      at++;
    } else {
      break;
    }
  }
  const stop = text.charCodeAt(at);
  const lineEnds = at >= text.length || stop === 10 || stop === 13 || stop === 125 || stop === 41 || stop === 93;
  return commentsBetween(text, end, lineEnds ? at : separatorAfter(text, end, at));
}

/** `a /* mail *​/, b`: what stands before the separator still belongs to the first member. */
function separatorAfter(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) !== 44 && text.charCodeAt(at) !== 59) {
    at = text.startsWith("/*", at) ? commentEnd(text, at, true) : at + 1;
  }
  return at < to ? at : from;
}

export function toComment(text: string, block: CommentBlock, kind: Comment["kind"]): Comment | undefined {
  const cleaned = describe(text.slice(block.range.start, block.range.end));
  return cleaned === "" ? undefined : { text: cleaned, range: block.range, kind };
}

const descriptiveTags = /^@(?:description|desc|summary|remarks?|title|zh|comment|label|brief)\b[:：]?\s*/i;
const directive = /^(?:eslint|prettier-|tslint:|biome-|istanbul|c8 |v8 |@ts-|borderline-|#?(?:end)?region\s*$|webpack|cspell|noinspection)/i;

/** Annotations behind words on the same line: `mobile @personalData phone-mobile`. */
const ownTag = /(?<=\S)\s*@(?:personalData|sensitive|notPersonalData|redacts?|pii)\b.*/i;

/** What a comment tells a reader: no marks, no tags but describing ones, no words to tools. */
export function describe(source: string): string {
  const kept: string[] = [];
  let inTag = false;
  for (const line of commentLines(source.slice(0, longestComment), 0)) {
    const text = line.text.replace(/^#region\s+/, "").replace(ownTag, "");
    if (directive.test(text)) continue;
    if (text.startsWith("@")) {
      inTag = !descriptiveTags.test(text);
      if (!inTag) kept.push(text.replace(descriptiveTags, ""));
    } else if (!inTag) {
      kept.push(text);
    }
  }
  return kept.join("\n").replace(/\n{2,}/g, "\n").replace(/^[\s\-=*_~#━─]+|(?<![\s\-=*_~━─])[\s\-=*_~━─]+$/g, "").trim();
}

const longestComment = 4_000;
