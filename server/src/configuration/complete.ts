import { localized, type Localized } from "../base/localized.js";
import type { CompletionProposal, NamedChoice } from "../model/completion.js";
import { cursorAt, type Cursor } from "./cursor.js";
import type { ChoiceSource, KeyShape, ObjectShape, Shape } from "./shape.js";

/** Names known to the product that values and keys may be. */
export type ConfigurationChoices = Readonly<Record<ChoiceSource, readonly NamedChoice[]>>;

/** Keys or values that may stand at an offset of borderline.yaml. */
export function completeConfiguration(text: string, offset: number, choices: ConfigurationChoices): readonly CompletionProposal[] {
  const cursor = cursorAt(text, offset);
  if (cursor === undefined) return [];
  const shape = cursor.shape;
  if (cursor.key !== undefined) return valuesOf(shape.kind === "list" && inBrackets(text, cursor) ? shape.item : shape, cursor, choices);
  switch (shape.kind) {
    case "object": return keysOf(shape, text, cursor);
    case "map": return choices[shape.choices].filter(({ id }) => !cursor.siblings.has(id)).map((choice) => ({
      label: choice.id, edit: { range: cursor.word, newText: `${choice.id}: ` }, kind: "key" as const, detail: localized(choice.en, choice.zh),
      ...(choice.detail === undefined ? {} : { documentation: choice.detail }),
    }));
    case "list": return newItem(shape.item, text, cursor);
    default: return cursor.inItem ? valuesOf(shape, cursor, choices) : [];
  }
}

function keysOf(shape: ObjectShape, text: string, cursor: Cursor): readonly CompletionProposal[] {
  const step = "  ";
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const indent = " ".repeat(cursor.column) + step;
  return Object.entries(shape.keys).filter(([name]) => !cursor.siblings.has(name)).map(([name, key], index) => ({
    label: name, edit: { range: cursor.word, newText: name + opening(key, lineBreak, indent) }, kind: "key", detail: key.doc,
    // The table's order is the order of importance.
    sortText: String(index).padStart(2, "0"),
  }));
}

function opening(key: KeyShape, lineBreak: string, indent: string): string {
  switch (key.shape.kind) {
    case "object": case "map": return `:${lineBreak}${indent}`;
    case "list": return `:${lineBreak}${indent}- `;
    default: return ": ";
  }
}

/** Under `recipients:` a new entry starts with a dash and its first demanded key. */
function newItem(item: Shape, text: string, cursor: Cursor): readonly CompletionProposal[] {
  if (item.kind !== "object" || cursor.inItem) return [];
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const first = item.required ?? [];
  const lines = first.map((name, index) => `${index === 0 ? "- " : `${" ".repeat(cursor.column)}  `}${name}: `);
  return [{ label: `- ${first[0] ?? ""}`, edit: { range: cursor.word, newText: lines.join(lineBreak) }, kind: "key", detail: localized("New entry", "新条目") }];
}

function valuesOf(shape: Shape, cursor: Cursor, choices: ConfigurationChoices): readonly CompletionProposal[] {
  const value = (label: string, detail: Localized): CompletionProposal => ({ label, edit: { range: cursor.word, newText: label }, kind: "value", detail });
  if (shape.kind === "boolean") return [value("true", localized("Yes", "是")), value("false", localized("No", "否"))];
  if (shape.kind !== "text") return [];
  if (shape.values !== undefined) return Object.entries(shape.values).map(([name, doc]) => value(name, doc));
  const words = Object.entries(shape.words ?? {}).map(([name, doc]) => value(name, doc));
  const sources = shape.choices === undefined ? [] : typeof shape.choices === "string" ? [shape.choices] : shape.choices;
  return [...words, ...sources.flatMap((source) => choices[source].map((choice) => ({
    ...value(choice.id, localized(choice.en, choice.zh)), kind: source === "categories" ? "category" as const : "value" as const,
    ...(choice.detail === undefined ? {} : { documentation: choice.detail }),
  })))];
}

function inBrackets(text: string, cursor: Cursor): boolean {
  const lineStart = text.lastIndexOf("\n", cursor.word.start - 1) + 1;
  return text.slice(lineStart, cursor.word.start).includes("[");
}
