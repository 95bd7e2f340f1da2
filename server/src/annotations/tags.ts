import { closest, editDistance } from "../base/closest.js";
import { localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import { range } from "../base/range.js";
import { purposeOf, purposes } from "../configuration/index.js";
import type { Annotation, AnnotationMeaning } from "../model/annotation.js";
import { commentLines, type CommentLine } from "./comment-lines.js";
import type { AnnotationReading, SuppressionCandidate } from "./reading.js";
import { readSuppression } from "./suppression-text.js";
import { foreignTags, isStrategy, isTagName, strategies, tags, unspecifiedCategory, type TagName } from "./vocabulary.js";

/** Where tags stand: a JSDoc block, Prisma's `///` lines, or any other comment. */
export type TagDialect = Extract<Annotation["dialect"], "jsdoc" | "prisma-comment" | "line-comment">;

/**
 * Reads our tags and suppressions from one comment. `source` is the comment as it stands in the document (with its marks;
 * several `///` lines may come as one), `baseOffset` where it starts. Whether categories exist is `checkAnnotations`' job.
 */
export function readTags(source: string, baseOffset: number, dialect: TagDialect): AnnotationReading {
  const annotations: Annotation[] = [];
  const suppressions: SuppressionCandidate[] = [];
  const problems: Problem[] = [];
  // Most comments say nothing to us; this keeps them cheap.
  if (!source.includes("@") && !source.includes("borderline-")) return { annotations, suppressions, problems };
  for (const line of commentLines(source, baseOffset)) {
    const found = readSuppression(line.text, line.offset);
    if (found.suppression !== undefined) suppressions.push(found.suppression);
    problems.push(...found.problems);
    if (found.suppression === undefined) readLine(line, dialect, annotations, problems);
  }
  return { annotations, suppressions, problems };
}

interface Occurrence {
  readonly tag: TagName;
  readonly foreign: boolean;
  /** Of the @ and of the first character after the name, in the line. */
  readonly start: number;
  readonly end: number;
}

function readLine(line: CommentLine, dialect: TagDialect, annotations: Annotation[], problems: Problem[]): void {
  const occurrences = findTags(line, problems);
  occurrences.forEach((occurrence, index) => {
    const stop = occurrences[index + 1]?.start ?? line.text.length;
    const value = trimmed(line.text, occurrence.end, stop);
    for (const reading of readValue(occurrence, value, line, problems)) {
      annotations.push({
        meaning: reading.meaning, dialect,
        range: range(line.offset + occurrence.start, line.offset + Math.max(occurrence.end, reading.end)),
        ...(reading.value === undefined ? {} : { valueRange: range(line.offset + reading.value.start, line.offset + reading.value.end) }),
      });
    }
  });
}

function findTags(line: CommentLine, problems: Problem[]): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const name = /@([A-Za-z][\w-]*)/g;
  for (let match = name.exec(line.text); match !== null; match = name.exec(line.text)) {
    const word = match[1] ?? "";
    const next = line.text[name.lastIndex] ?? "";
    const path = /[./]/.test(next) && /\w/.test(line.text[name.lastIndex + 1] ?? "");
    if (!startsTag(line.text, match.index) || path) continue;
    if (isTagName(word)) found.push({ tag: word, foreign: false, start: match.index, end: name.lastIndex });
    else if (foreignTags.has(word)) found.push({ tag: "personalData", foreign: true, start: match.index, end: name.lastIndex });
    else reportNearMiss(word, line.offset + match.index, problems);
  }
  return found;
}

/** After a blank or a Chinese character; not inside an address, a code span or an inline tag. */
function startsTag(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  return before === 32 || before === 9 || before >= 0x2e80;
}

/** Directives of other tools that are spelt much like ours. */
const otherTools = new Set(["react", "transform", "transformer", "transforms", "transferable", "transient", "redirect", "redirects", "reacts", "redux", "personal", "insensitive"]);

function reportNearMiss(word: string, at: number, problems: Problem[]): void {
  if (word.length > 32 || otherTools.has(word.toLowerCase())) return;
  const folded = word.toLowerCase().replace(/[-_]/g, "");
  for (const tag of Object.keys(tags)) {
    const allowed = tag.length >= 12 ? 3 : tag.length >= 9 ? 2 : 1;
    if (Math.abs(folded.length - tag.length) > allowed || editDistance(folded, tag.toLowerCase()) > allowed) continue;
    const suggestions = closest(word, Object.keys(tags)).map((name) => `@${name}`);
    problems.push({
      code: "unknown-annotation", severity: "warning", suggestions, range: range(at, at + 1 + word.length),
      message: localized(`Unknown annotation "@${word}". Did you mean "${suggestions[0] ?? `@${tag}`}"?`, `无法识别注解“@${word}”，是否应为“${suggestions[0] ?? `@${tag}`}”？`),
    });
    return;
  }
}

interface Span { readonly text: string; readonly start: number; readonly end: number }

interface ValueReading {
  readonly meaning: AnnotationMeaning;
  readonly value?: Span;
  /** End of what belongs to the tag, in the line. */
  readonly end: number;
}

function readValue(tag: Occurrence, value: Span, line: CommentLine, problems: Problem[]): readonly ValueReading[] {
  switch (tag.tag) {
    case "personalData": return readCategories(tag, value);
    case "sensitive": return [{ meaning: { kind: "sensitive" }, end: tag.end }];
    case "notPersonalData": return readReason(tag, value, line, problems);
    case "redact": return readStrategy(tag, value, line, problems);
    case "redacts": return [readRedacts(tag, value)];
    case "transfer": return readPurpose(tag, value, line, problems);
  }
}

function readCategories(tag: Occurrence, value: Span): readonly ValueReading[] {
  const words = tag.foreign ? [] : wordList(value);
  if (words.length === 0) return [{ meaning: { kind: "personal-data", category: unspecifiedCategory }, end: tag.end }];
  return words.map((word) => ({ meaning: { kind: "personal-data", category: word.text }, value: word, end: word.end }));
}

function readReason(tag: Occurrence, value: Span, line: CommentLine, problems: Problem[]): readonly ValueReading[] {
  if (value.text === "") {
    problems.push({
      code: "annotation-without-reason", severity: "information", range: range(line.offset + tag.start, line.offset + tag.end),
      message: localized("Say why this is not personal information.", "请写明为何不是个人信息。"),
    });
    return [{ meaning: { kind: "not-personal-data", reason: "" }, end: tag.end }];
  }
  return [{ meaning: { kind: "not-personal-data", reason: value.text }, value, end: value.end }];
}

function readStrategy(tag: Occurrence, value: Span, line: CommentLine, problems: Problem[]): readonly ValueReading[] {
  const word = wordList(value)[0];
  if (word === undefined) return [{ meaning: { kind: "redact", strategy: "mask" }, end: tag.end }];
  const strategy = word.text.toLowerCase();
  if (isStrategy(strategy)) return [{ meaning: { kind: "redact", strategy }, value: word, end: word.end }];
  problems.push(unknownValue("unknown-strategy", word, line, Object.keys(strategies)));
  return [];
}

function readRedacts(tag: Occurrence, value: Span): ValueReading {
  const words = wordList(value, true);
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) return { meaning: { kind: "redacts", what: [] }, end: tag.end };
  const span = { text: "", start: first.start, end: last.end };
  return { meaning: { kind: "redacts", what: words.map((word) => word.text) }, value: span, end: last.end };
}

function readPurpose(tag: Occurrence, value: Span, line: CommentLine, problems: Problem[]): readonly ValueReading[] {
  const word = wordList(value)[0];
  const purpose = word === undefined ? undefined : purposeOf(word.text);
  if (word !== undefined && purpose !== undefined) return [{ meaning: { kind: "transfer", purpose }, value: word, end: word.end }];
  const place = word ?? { text: "", start: tag.start, end: tag.end };
  problems.push(unknownValue("unknown-purpose", place, line, Object.keys(purposes)));
  return [];
}

function unknownValue(code: string, word: Span, line: CommentLine, names: readonly string[]): Problem {
  const near = closest(word.text, names);
  const list = names.join(", ");
  return {
    code, severity: "warning", range: range(line.offset + word.start, line.offset + word.end),
    suggestions: near.length > 0 ? near : names.slice(0, 3),
    message: word.text === ""
      ? localized(`A value is missing; one of: ${list}.`, `缺少取值，可选：${list}。`)
      : localized(`Unknown value "${word.text}"; one of: ${list}.`, `取值“${word.text}”无效，可选：${list}。`),
  };
}

/**
 * The first word, or all words of a comma list. Prose after a comma is no list ("phone-mobile, used for SMS") unless
 * `prose` says that the list may be followed by some. Quotes, brackets and a colon around words are forgiven.
 */
function wordList(value: Span, prose = false): readonly Span[] {
  const words: Span[] = [];
  const item = /[\s:=({"'`[]*([\p{L}_$][\p{L}\p{N}_.$-]*)["'`]?(\s*[,，、])?/uy;
  let match = item.exec(value.text);
  while (match !== null) {
    const text = (match[1] ?? "").replace(/(?<![.-])[.-]+$/, "");
    const start = value.start + match.index + match[0].indexOf(match[1] ?? "");
    words.push({ text, start, end: start + text.length });
    if (match[2] === undefined) break;
    match = item.exec(value.text);
  }
  const rest = value.text.slice(item.lastIndex || value.text.length).replace(/[\s)}\]"'`;.。]+/g, "");
  return match === null || prose || rest === "" ? words : words.slice(0, 1);
}

function trimmed(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text[start] ?? "")) start++;
  while (end > start && /\s/.test(text[end - 1] ?? "")) end--;
  return { text: text.slice(start, end), start, end };
}
