import { range } from "../../base/range.js";
import { commentLines } from "../../annotations/comment-lines.js";
import type { Attribute } from "../../model/field.js";
import type { CommentBlock } from "./comments.js";

/** Constraints and examples written as JSDoc tags: `@format email`, `@pattern ^1`, `@example 张三`. */
export function docFacts(text: string, blocks: readonly CommentBlock[]): { readonly attributes: readonly Attribute[]; readonly examples: readonly string[] } {
  const attributes: Attribute[] = [];
  const examples: string[] = [];
  for (const block of blocks) {
    if (!block.doc) continue;
    const source = text.slice(block.range.start, Math.min(block.range.end, block.range.start + longestDoc));
    if (!source.includes("@")) continue;
    for (const line of commentLines(source, block.range.start)) {
      const match = /^@(?:TJS-)?(format|pattern|minLength|maxLength|minimum|maximum|example|isEmail|isPhoneNumber|isUUID)\b\s*(.*)/.exec(line.text);
      if (match === null) continue;
      const [, name = "", value = ""] = match;
      if (name === "example") examples.push(...(value === "" ? [] : [unquoted(value)]));
      else attributes.push({ name, arguments: value === "" ? [] : [unquoted(value)], range: range(line.offset, line.offset + line.text.length) });
    }
  }
  return { attributes, examples };
}

const longestDoc = 4_000;

function unquoted(text: string): string {
  return text.replace(/^(["'`])(.*)\1$/, "$2").slice(0, 200);
}
