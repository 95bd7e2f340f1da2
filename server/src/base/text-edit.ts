import type { TextRange } from "./range.js";

/** Replaces a range by a text; an empty range inserts. Edits of one list refer to the original text and do not overlap. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** Applies edits given in any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const edit of [...edits].sort((a, b) => b.range.start - a.range.start)) {
    result = result.slice(0, edit.range.start) + edit.newText + result.slice(edit.range.end);
  }
  return result;
}
