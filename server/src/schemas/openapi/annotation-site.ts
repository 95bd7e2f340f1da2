// Where an annotation's keys can be written into a schema object, in the style of the object.
import type { AnnotationSite } from "../../model/field.js";
import type { ParsedDocument } from "./document.js";
import { isMissing } from "./tree.js";
import type { MapNode, TreeEntry, TreeNode } from "./tree.js";
import { lineEndOf } from "./yaml-scan.js";

/** The site in the object an entry holds; undefined where the value is no object and cannot become one. */
export function annotationSite(document: ParsedDocument, entry: TreeEntry): AnnotationSite | undefined {
  const { value } = entry;
  if (value.kind === "map") return value.style === "yaml-block" ? inBlock(document, value) : inBraces(document, value);
  return document.language === "yaml" && isMissing(value) ? inNothing(document, entry) : undefined;
}

/** Site in an object known only as a node: an item of a sequence. */
export function siteInNode(document: ParsedDocument, node: TreeNode): AnnotationSite | undefined {
  if (node.kind !== "map") return undefined;
  return node.style === "yaml-block" ? inBlock(document, node) : inBraces(document, node);
}

function inBlock({ source, lineBreak: eol }: ParsedDocument, node: MapNode): AnnotationSite | undefined {
  const first = node.entries[0];
  const last = node.entries.at(-1);
  if (!first || !last) return undefined;
  const indent = " ".repeat(first.keyStart - lineStartOf(source, first.keyStart));
  const end = Math.max(last.value.end, last.keyEnd);
  const offset = lineEndOf(source, end, source.length);
  // A literal scalar that keeps its blank lines would swallow or lose one: write before the first key instead.
  const keeps = last.value.kind === "scalar" && /^[|>]\+|^[|>]\d\+/.test(source.slice(last.value.start, last.value.start + 3));
  if (keeps) return { offset: first.keyStart, style: "yaml-block", prefix: "", separator: eol + indent, suffix: eol + indent, indent, indentStep: "  " };
  return { offset, style: "yaml-block", prefix: eol + indent, separator: eol + indent, suffix: "", indent, indentStep: "  " };
}

function inNothing({ source, lineBreak: eol }: ParsedDocument, entry: TreeEntry): AnnotationSite {
  const column = entry.keyStart - lineStartOf(source, entry.keyStart);
  const indent = " ".repeat(column + 2);
  return { offset: lineEndOf(source, entry.keyEnd, source.length), style: "yaml-block", prefix: eol + indent, separator: eol + indent, suffix: "", indent, indentStep: "  " };
}

function inBraces({ source, lineBreak }: ParsedDocument, node: MapNode): AnnotationSite {
  const style = node.style === "json" ? "json" : "yaml-flow";
  const first = node.entries[0];
  const last = node.entries.at(-1);
  if (!first || !last) return { offset: node.start + 1, style, prefix: "", separator: ", ", suffix: "", indent: "", indentStep: "" };
  const offset = Math.max(last.value.end, last.keyEnd);
  const indent = blanksBefore(source, first.keyStart);
  if (indent === undefined) return { offset, style, prefix: ", ", separator: ", ", suffix: "", indent: "", indentStep: "" };
  const outer = blanksBefore(source, node.end - 1) ?? "";
  const indentStep = indent.startsWith(outer) && indent.length > outer.length ? indent.slice(outer.length) : "  ";
  const between = `,${lineBreak}${indent}`;
  return { offset, style, prefix: between, separator: between, suffix: "", indent, indentStep };
}

/** White space between the start of the line and an offset; undefined when something else stands there. */
function blanksBefore(source: string, at: number): string | undefined {
  let start = at;
  while (start > 0 && (source.charCodeAt(start - 1) === 32 || source.charCodeAt(start - 1) === 9)) start--;
  return start > 0 && source.charCodeAt(start - 1) === 10 ? source.slice(start, at) : undefined;
}

const longestLine = 2_000;

/** Start of the line; bounded, since on a line of megabytes it does not matter. */
function lineStartOf(source: string, at: number): number {
  for (let i = at; i > Math.max(0, at - longestLine); i--) if (source.charCodeAt(i - 1) === 10) return i;
  return Math.max(0, at - longestLine);
}
