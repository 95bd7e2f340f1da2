import { range, type TextRange } from "../base/range.js";
import type { TextEdit } from "../base/text-edit.js";
import type { Annotation, AnnotationMeaning } from "../model/annotation.js";
import type { FieldDeclaration } from "../model/field.js";
import { indentAt, lineBreakAt, lineEndAt, lineStartAt, removals } from "./places.js";
import { excludes, keyValue, oneLine, sameMeaning, slotOf, tagText } from "./spelling.js";
import { suppressionText } from "./suppression-text.js";
import { suppressionWord } from "./vocabulary.js";
import { insideDoc, writeDocTags } from "./write-jsdoc.js";
import { writeKeys } from "./write-keys.js";

/** A suppression to write. */
export interface SuppressionRequest {
  readonly kind: "suppress";
  readonly rules: readonly string[];
  readonly reason: string;
  readonly until?: string;
  readonly owner?: string;
}

export type WritableMeaning = AnnotationMeaning | SuppressionRequest;

/**
 * Edits that give a field a meaning in the native spelling of its language. A tag of ours of the same kind is replaced, one
 * that the new meaning excludes goes away, all other text stays. Empty when the field has the meaning already or cannot carry one.
 */
export function annotate(field: FieldDeclaration, text: string, meaning: WritableMeaning | readonly WritableMeaning[]): readonly TextEdit[] {
  const wanted: readonly WritableMeaning[] = isList(meaning) ? meaning : [meaning];
  const meanings = wanted.filter((one): one is AnnotationMeaning => one.kind !== "suppress")
    .filter((one) => !field.annotations.some((present) => sameMeaning(present.meaning, one)));
  const suppressions = wanted.filter((one): one is SuppressionRequest => one.kind === "suppress");
  if (field.schema === "openapi") return writeKeys(field, text, meanings, suppressions);
  const edits: TextEdit[] = [];
  const added = meanings.filter((one) => !replaceInPlace(field.annotations, text, one, edits));
  if (field.schema === "prisma") return [...edits, ...prismaLines(field, text, [...added.map(tagText), ...suppressions.map(suppressionLine)])];
  const tags = writeDocTags(field.range.start, text, added.map(tagText));
  if (suppressions.length === 0 || insideDoc(text, field.range.start)) return [...edits, ...tags];
  return merged([...edits, ...tags, ...suppressions.flatMap((one) => suppressAt(text, field.range.start, "typescript", one))]);
}

/** Edits that silence rules at any place: a comment on a line of its own above, or before the place where code precedes it. */
export function suppressAt(text: string, offset: number, language: "typescript" | "prisma" | "yaml", request: Omit<SuppressionRequest, "kind">, placement: "place" | "line" = "place"): readonly TextEdit[] {
  const words = `${suppressionWord} ${suppressionText({ ...request, reason: oneLine(request.reason) })}`;
  const lineStart = lineStartAt(text, offset);
  const indent = indentAt(text, offset);
  if (language === "typescript" && insideDoc(text, offset)) return aboveDoc(text, offset, words);
  if (indent === undefined && placement === "place" && language === "typescript") {
    return [{ range: range(offset, offset), newText: `/* ${words} */ ` }];
  }
  const bom = lineStart === 0 && text.startsWith("\uFEFF") ? 1 : 0;
  const start = lineStart + bom;
  const ownIndent = indent ?? /^[^\S\r\n]*/.exec(text.slice(start, offset))?.[0] ?? "";
  const mark = { typescript: "//", prisma: "///", yaml: "#" }[language];
  return [{ range: range(start, start), newText: `${ownIndent}${mark} ${words}${lineBreakAt(text, offset)}` }];
}

/** A comment cannot stand in a comment, so the suppression goes above the block that declares the field. */
function aboveDoc(text: string, offset: number, words: string): readonly TextEdit[] {
  const opening = text.lastIndexOf("/**", offset);
  if (opening < 0) return [];
  const start = lineStartAt(text, opening);
  const indent = /^[^\S\r\n]*/.exec(text.slice(start, opening))?.[0] ?? "";
  return [{ range: range(start, start), newText: `${indent}// ${words}${lineBreakAt(text, opening)}` }];
}

/** Where and what to silence; the spelling follows from the file. */
export interface SuppressionPlace {
  readonly text: string;
  readonly file: string;
  /** Start of the finding. */
  readonly at: { readonly start: number };
  /** The declaration, where the finding is about one. */
  readonly field?: FieldDeclaration;
  readonly rule: string;
  readonly reason: string;
  readonly until?: string;
  readonly owner?: string;
}

/** Edits that silence one rule at a finding; empty where the language has no spelling for it (JSON without a field). */
export function suppress(place: SuppressionPlace): readonly TextEdit[] {
  const { text, field, rule, reason, until, owner } = place;
  const request: SuppressionRequest = { kind: "suppress", rules: [rule], reason, ...(until === undefined ? {} : { until }), ...(owner === undefined ? {} : { owner }) };
  if (field !== undefined) {
    const edits = annotate(field, text, request);
    if (edits.length > 0) return edits;
  }
  const language = commentLanguage(place.file);
  return language === undefined ? [] : suppressAt(text, place.at.start, language, request);
}

function commentLanguage(file: string): "typescript" | "prisma" | "yaml" | undefined {
  if (/\.(?:prisma|zmodel)$/i.test(file)) return "prisma";
  if (/\.ya?ml$/i.test(file)) return "yaml";
  return /\.json$/i.test(file) ? undefined : "typescript";
}

function isList(meaning: WritableMeaning | readonly WritableMeaning[]): meaning is readonly WritableMeaning[] {
  return Array.isArray(meaning);
}

function suppressionLine(request: SuppressionRequest): string {
  return `${suppressionWord} ${suppressionText({ ...request, reason: oneLine(request.reason) })}`;
}

/** Rewrites what is there. True when the meaning needs no tag of its own any more. */
function replaceInPlace(present: readonly Annotation[], text: string, meaning: AnnotationMeaning, edits: TextEdit[]): boolean {
  const concerned = present.filter((annotation) => slotOf(annotation.meaning) === slotOf(meaning) || excludes(annotation.meaning, meaning));
  const tags = tagsOf(concerned.filter(isComment), meaning);
  const first = tags.find((tag) => tag.sameSlot);
  if (first !== undefined) edits.push({ range: first.range, newText: tagText(meaning) });
  edits.push(...removals(text, tags.filter((tag) => tag !== first).map((tag) => tag.range)));
  if (first !== undefined) return true;
  return concerned.some((annotation) => !isComment(annotation) && slotOf(annotation.meaning) === slotOf(meaning) && replaceValue(annotation, text, meaning, edits));
}

/** The tags behind annotations; a tag with a list of values is one tag and several annotations. */
function tagsOf(annotations: readonly Annotation[], meaning: AnnotationMeaning): readonly { readonly range: TextRange; readonly sameSlot: boolean }[] {
  const tags = new Map<number, { readonly range: TextRange; readonly sameSlot: boolean }>();
  for (const annotation of annotations) {
    const { start, end } = annotation.range;
    tags.set(start, { range: range(start, Math.max(end, tags.get(start)?.range.end ?? end)), sameSlot: slotOf(annotation.meaning) === slotOf(meaning) });
  }
  return [...tags.values()];
}

function isComment(annotation: Annotation): boolean {
  return annotation.dialect === "jsdoc" || annotation.dialect === "prisma-comment" || annotation.dialect === "line-comment";
}

/** Our own key or decorator takes the new value; another tool's mark is at most switched off and a tag of ours says the rest. */
function replaceValue(annotation: Annotation, text: string, meaning: AnnotationMeaning, edits: TextEdit[]): boolean {
  const place = annotation.valueRange;
  if (place === undefined) return false;
  const key = text.slice(annotation.range.start, place.start);
  const ours = /redact/i.test(key) ? meaning.kind === "redact" : /personal-?data/i.test(key) && !/not-?personal/i.test(key);
  if (ours) {
    const value = keyValue(meaning);
    edits.push({ range: place, newText: value === true ? "true" : quotedLike(text.slice(place.start, place.end), value) });
    return true;
  }
  if (meaning.kind === "not-personal-data" && text.slice(place.start, place.end) === "true") edits.push({ range: place, newText: "false" });
  return false;
}

function quotedLike(old: string, value: string): string {
  if (old.startsWith("'")) return `'${value.replace(/[\\']/g, "\\$&")}'`;
  return JSON.stringify(value);
}

function prismaLines(field: FieldDeclaration, text: string, lines: readonly string[]): readonly TextEdit[] {
  if (lines.length === 0) return [];
  const indent = indentAt(text, field.range.start);
  if (indent === undefined) {
    const end = lineEndAt(text, field.range.end);
    return [{ range: range(end, end), newText: lines.map((line) => ` /// ${line}`).join("") }];
  }
  const start = field.range.start - indent.length;
  const lineBreak = lineBreakAt(text, field.range.start);
  return [{ range: range(start, start), newText: lines.map((line) => `${indent}/// ${line}${lineBreak}`).join("") }];
}

/** Insertions at one offset become one edit, so that their order is not left to the editor. */
function merged(edits: readonly TextEdit[]): readonly TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of edits) {
    const index = result.findIndex((other) => other.range.start === edit.range.start && other.range.end === other.range.start && edit.range.end === edit.range.start);
    const other = result[index];
    if (other === undefined) result.push(edit);
    else result[index] = { range: other.range, newText: other.newText + edit.newText };
  }
  return result;
}
