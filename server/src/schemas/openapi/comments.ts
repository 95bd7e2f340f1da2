// `#` comments beside a key: those directly above it at its column, and the one behind its value.
import { range } from "../../base/range.js";
import type { Comment } from "../../model/field.js";
import type { TreeEntry } from "./tree.js";

const maxLines = 20;
const maxLength = 400;

/** Comments of a YAML entry, top to bottom. JSON has none. */
export function commentsOf(source: string, entry: TreeEntry): Comment[] {
  const above = commentsAbove(source, entry.keyStart);
  const behind = commentBehind(source, entry);
  if (behind) above.push(behind);
  return above;
}

function commentsAbove(source: string, keyStart: number): Comment[] {
  const comments: Comment[] = [];
  let lineStart = firstOnLine(source, keyStart);
  if (lineStart < 0) return comments;
  const column = keyStart - lineStart;
  while (lineStart > 0 && comments.length < maxLines) {
    const end = lineStart - 1;
    const start = source.lastIndexOf("\n", end - 1) + 1;
    const first = start + column;
    if (first >= end || source.charCodeAt(first) !== 35 || source.slice(start, first).trim() !== "") break;
    comments.unshift(comment(source, first, end));
    lineStart = start;
  }
  return comments;
}

/** Start of the line a key stands first on; -1 when something else stands before it. */
function firstOnLine(source: string, keyStart: number): number {
  let at = keyStart;
  while (at > 0 && source.charCodeAt(at - 1) === 32) at--;
  return at === 0 || source.charCodeAt(at - 1) === 10 ? at : -1;
}

/** After a scalar on the key's line, or after the colon where the value begins on the next line. */
function commentBehind(source: string, entry: TreeEntry): Comment | undefined {
  const { value } = entry;
  const inline = value.kind === "scalar" && value.end > value.start ? value.end : entry.keyEnd;
  let at = inline;
  if (at === entry.keyEnd && source.charCodeAt(at) === 58) at++;
  const from = at;
  while (source.charCodeAt(at) === 32) at++;
  if (at === from || source.charCodeAt(at) !== 35) return undefined;
  const end = source.indexOf("\n", at);
  return comment(source, at, end < 0 ? source.length : end);
}

function comment(source: string, start: number, end: number): Comment {
  while (end > start && /\s/.test(source.charAt(end - 1))) end--;
  const text = source.slice(start, Math.min(end, start + maxLength)).replace(/^#+\s?/, "");
  return { text, range: range(start, end), kind: "line" };
}
