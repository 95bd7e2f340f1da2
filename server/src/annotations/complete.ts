import { localized } from "../base/localized.js";
import { purposes } from "../configuration/index.js";
import type { CompletionProposal } from "../model/completion.js";
import { completeExtension } from "./complete-extension.js";
import { lineStartAt } from "./places.js";
import { fromChoices, fromTable, wordAround, type AnnotationChoices } from "./proposals.js";
import type { TagDialect } from "./tags.js";
import { fileSuppressionWord, strategies, suppressionWord, tags } from "./vocabulary.js";

export type CompletionDialect = TagDialect | "openapi-extension";

/** Proposals at an offset of a document; empty outside comments (or, in OpenAPI documents, outside our keys). */
export function completeAnnotation(text: string, offset: number, dialect: CompletionDialect, choices: AnnotationChoices): readonly CompletionProposal[] {
  const start = lineStartAt(text, offset);
  // Nobody writes annotations at the end of a line this long, and looking at it on every keystroke would cost.
  if (offset - start > 2_000) return [];
  const before = text.slice(start, offset);
  if (dialect === "openapi-extension" && !/(?:^|\s)#/.test(before)) return completeExtension(text, offset, choices);
  if (!inComment(text, start, before, dialect)) return [];
  return completeComment(text, offset, before, choices);
}

/** What may follow in a comment line. */
function completeComment(text: string, offset: number, before: string, choices: AnnotationChoices): readonly CompletionProposal[] {
  const tag = /(?:^|[\s\u2e80-\uffff])@([A-Za-z]*)$/.exec(before);
  if (tag !== null) return fromTable(tags, "tag", wordAround(text, offset - (tag[1] ?? "").length - 1, offset), (name) => `@${name}`);
  const valued = /@(personalData|redacts|redact|transfer)(?:\s+|\s[^@]*,\s*)([\w-]*)$/.exec(before);
  if (valued !== null) {
    const place = wordAround(text, offset - (valued[2] ?? "").length, offset);
    switch (valued[1]) {
      case "redact": return fromTable(strategies, "value", place);
      case "transfer": return fromTable(purposes, "value", place);
      default: return fromChoices(choices.categories, "category", place);
    }
  }
  const rule = /borderline-ignore(?:-file)?\s+(?:[\w-]+\s*,\s*)*([\w-]*)$/.exec(before);
  if (rule !== null) return fromChoices(choices.rules ?? [], "value", wordAround(text, offset - (rule[1] ?? "").length, offset));
  const word = /(?:\/\/|\*|#)\s*(borderline[\w-]*)$/.exec(before);
  if (word === null) return [];
  return fromTable(suppressionWords, "tag", wordAround(text, offset - (word[1] ?? "").length, offset), (name) => `${name} `);
}

const suppressionWords = {
  [suppressionWord]: localized("Silence rules here; give a reason after ` -- `.", "在此忽略规则，理由写在“ -- ”之后。"),
  [fileSuppressionWord]: localized("Silence rules in this file; give a reason after ` -- `.", "在本文件忽略规则，理由写在“ -- ”之后。"),
};

function inComment(text: string, lineStart: number, before: string, dialect: CompletionDialect): boolean {
  if (dialect === "openapi-extension") return /(?:^|\s)#/.test(before);
  if (/(?:^|[^:"'`])\/\/|\/\*(?![^]*\*\/)/.test(before)) return true;
  if (dialect === "prisma-comment") return false;
  // A line of a block comment: an opening mark above it that nothing closed.
  if (!/^\s*\*/.test(before)) return false;
  const open = text.lastIndexOf("/*", lineStart);
  return open >= 0 && text.lastIndexOf("*/", lineStart) < open;
}
