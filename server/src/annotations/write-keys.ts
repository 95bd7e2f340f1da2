import { isMap, isPair, isScalar, parseDocument, type YAMLMap } from "yaml";
import { range } from "../base/range.js";
import type { TextEdit } from "../base/text-edit.js";
import type { Annotation, AnnotationMeaning } from "../model/annotation.js";
import type { AnnotationSite, FieldDeclaration } from "../model/field.js";
import { lineBreakAt, lineStartAt } from "./places.js";
import { registryCategoryOf, strategyToRegistry } from "./registry.js";
import { excludes, keyValue, oneLine } from "./spelling.js";
import { suppressionText } from "./suppression-text.js";
import { extensionKeys, unspecifiedCategory } from "./vocabulary.js";
import type { SuppressionRequest } from "./write.js";

/** Registry keys to set inside x-data-classification. */
interface RegistryKeys { category?: string; sensitivity?: string; strategy?: string }

/** Writes meanings as extension keys: in place where the key exists, else at the reader's annotation site. */
export function writeKeys(field: FieldDeclaration, text: string, meanings: readonly AnnotationMeaning[], suppressions: readonly SuppressionRequest[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const entries: KeyToAdd[] = [];
  const registry: RegistryKeys = {};
  for (const meaning of meanings) {
    if (meaning.kind === "personal-data" || meaning.kind === "not-personal-data") writeVerdict(field, text, meaning, edits, entries);
    else liftDenial(field, text, meaning, edits);
    Object.assign(registry, registryKeysOf(meaning));
  }
  if (Object.keys(registry).length > 0) writeRegistry(field, text, registry, edits, entries);
  for (const request of suppressions) {
    entries.push({ key: extensionKeys.ignore, value: suppressionText({ ...request, reason: oneLine(request.reason) }) });
  }
  const site = field.annotationSite;
  if (entries.length === 0) return edits;
  // Without a place for keys (an alias, a boolean schema) nothing is written rather than half of it.
  if (site === undefined) return [];
  const lineBreak = lineBreakAt(text, site.offset);
  const written = entries.map((entry) => entryText(entry, site, lineBreak));
  return [...edits, { range: range(site.offset, site.offset), newText: site.prefix + written.join(site.separator) + site.suffix }];
}

interface KeyToAdd {
  readonly key: string;
  readonly value: string | boolean | RegistryKeys;
}

function registryKeysOf(meaning: AnnotationMeaning): RegistryKeys {
  switch (meaning.kind) {
    case "personal-data": return meaning.category === unspecifiedCategory ? { category: "PII" } : { category: registryCategoryOf(meaning.category) };
    case "sensitive": return { sensitivity: "restricted" };
    case "redact": return { strategy: strategyToRegistry(meaning.strategy) };
    default: return {};
  }
}

function writeVerdict(field: FieldDeclaration, text: string, meaning: AnnotationMeaning, edits: TextEdit[], entries: KeyToAdd[]): void {
  const present = ownKey(field.annotations, text, extensionKeys.personalData);
  const value = keyValue(meaning);
  if (present?.valueRange === undefined) entries.push({ key: extensionKeys.personalData, value });
  else edits.push({ range: present.valueRange, newText: valueLike(text, present.valueRange.start, value, styleAt(field, text, present.range.start)) });
}

/** A field that is to be masked is not "none" any more. */
function liftDenial(field: FieldDeclaration, text: string, meaning: AnnotationMeaning, edits: TextEdit[]): void {
  const present = ownKey(field.annotations, text, extensionKeys.personalData);
  if (present?.valueRange !== undefined && excludes(present.meaning, meaning)) edits.push({ range: present.valueRange, newText: "true" });
}

function ownKey(annotations: readonly Annotation[], text: string, key: string): Annotation | undefined {
  return annotations.find((one) => one.dialect === "openapi-extension" && text.slice(one.range.start, one.range.end).replace(/^["']/, "").startsWith(key));
}

function writeRegistry(field: FieldDeclaration, text: string, keys: RegistryKeys, edits: TextEdit[], entries: KeyToAdd[]): void {
  const present = registryObject(field, text);
  if (present === undefined) {
    entries.push({ key: extensionKeys.classification, value: keys });
    return;
  }
  const { map, shift, json } = present;
  const masking = map.get("masking", true);
  const top: Record<string, string> = {};
  if (keys.category !== undefined) top["category"] = keys.category;
  if (keys.sensitivity !== undefined) top["sensitivity"] = keys.sensitivity;
  const strategy = keys.strategy === undefined || isMap(masking) ? [] : [json ? `"masking": {"strategy": "${keys.strategy}"}` : `masking: {strategy: ${keys.strategy}}`];
  setScalars(map, top, strategy, present, text, edits);
  if (keys.strategy !== undefined && isMap(masking)) setScalars(masking, { strategy: keys.strategy }, [], { map: masking, shift, json }, text, edits);
}

interface RegistryObject {
  readonly map: YAMLMap;
  /** From offsets of the map to offsets of the document. */
  readonly shift: number;
  readonly json: boolean;
}

/** The field's x-data-classification object, found by parsing the field alone. */
function registryObject(field: FieldDeclaration, text: string): RegistryObject | undefined {
  const { start, end } = field.range;
  const slice = text.slice(start, end);
  if (!slice.includes(extensionKeys.classification)) return undefined;
  // Padding keeps the columns of the first line, which block mappings depend on.
  const column = start - lineStartAt(text, start);
  const contents = parseDocument(" ".repeat(column) + slice, { logLevel: "silent" }).contents;
  if (!isMap(contents)) return undefined;
  const inner = contents.items[0]?.value;
  for (const holder of [contents, inner]) {
    const map = isMap(holder) ? holder.get(extensionKeys.classification) : undefined;
    const key = isMap(holder) ? holder.items.find((item) => isScalar(item.key) && item.key.value === extensionKeys.classification)?.key : undefined;
    if (isMap(map)) return { map, shift: start - column, json: isScalar(key) && key.type === "QUOTE_DOUBLE" };
  }
  return undefined;
}

function setScalars(map: YAMLMap, values: Readonly<Record<string, string>>, more: readonly string[], place: RegistryObject, text: string, edits: TextEdit[]): void {
  const { shift, json } = place;
  const missing: string[] = [];
  for (const [key, value] of Object.entries(values)) {
    const node = map.get(key, true);
    const written = json ? JSON.stringify(value) : value;
    if (isScalar(node) && node.range) {
      if (node.value !== value) edits.push({ range: range(node.range[0] + shift, node.range[1] + shift), newText: written });
    } else missing.push(json ? `${JSON.stringify(key)}: ${written}` : `${key}: ${written}`);
  }
  insertInto(map, [...missing, ...more], text, shift, edits);
}

function insertInto(map: YAMLMap, entries: readonly string[], text: string, shift: number, edits: TextEdit[]): void {
  const last = map.items.at(-1);
  const first = map.items[0];
  if (entries.length === 0 || !isPair(last) || !isScalar(first?.key) || !first.key.range) return;
  const lastNode = (last.value ?? last.key) as { range?: readonly number[] | null };
  const at = (lastNode.range?.[1] ?? 0) + shift;
  const column = first.key.range[0] + shift - lineStartAt(text, first.key.range[0] + shift);
  const separator = map.flow === true ? ", " : lineBreakAt(text, at) + text.slice(lineStartAt(text, first.key.range[0] + shift)).slice(0, column).replace(/\S/g, " ");
  edits.push({ range: range(at, at), newText: entries.map((entry) => separator + entry).join("") });
}

function entryText(entry: KeyToAdd, site: AnnotationSite, lineBreak: string): string {
  const json = site.style === "json";
  const key = json ? JSON.stringify(entry.key) : entry.key;
  if (typeof entry.value !== "object") return `${key}: ${scalarText(entry.value, site.style)}`;
  const { category, sensitivity, strategy } = entry.value;
  const value = {
    ...(category === undefined ? {} : { category }), ...(sensitivity === undefined ? {} : { sensitivity }),
    ...(strategy === undefined ? {} : { masking: { strategy } }),
  };
  if (json) return `${key}: ${JSON.stringify(value).replaceAll(":", ": ").replaceAll(",", ", ")}`;
  if (site.style === "yaml-flow") return `${key}: ${flowText(value)}`;
  const inner = site.indent + site.indentStep;
  const lines = [
    ...(category === undefined ? [] : [`${inner}category: ${category}`]),
    ...(sensitivity === undefined ? [] : [`${inner}sensitivity: ${sensitivity}`]),
    ...(strategy === undefined ? [] : [`${inner}masking:`, `${inner}${site.indentStep}strategy: ${strategy}`]),
  ];
  return [`${key}:`, ...lines].join(lineBreak);
}

function flowText(value: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(value).map(([key, item]) => `${key}: ${typeof item === "string" ? item : flowText(item as Readonly<Record<string, unknown>>)}`);
  return `{${parts.join(", ")}}`;
}

function scalarText(value: string | boolean, style: AnnotationSite["style"]): string {
  if (typeof value === "boolean") return String(value);
  const plain = style === "json" ? false : style === "yaml-block" ? /^[\p{L}\p{N}](?:(?!: | #|:$)[^\n])*$/u.test(value) : /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(value);
  return plain && !/^(?:true|false|null|yes|no|on|off|\d.*)$/i.test(value) && value.trim() === value ? value : JSON.stringify(value);
}

function styleAt(field: FieldDeclaration, text: string, keyStart: number): AnnotationSite["style"] {
  return field.annotationSite?.style ?? (text[keyStart] === '"' ? "json" : "yaml-block");
}

function valueLike(text: string, at: number, value: string | true, style: AnnotationSite["style"]): string {
  if (value !== true && text[at] === '"') return JSON.stringify(value);
  return scalarText(value, style);
}
