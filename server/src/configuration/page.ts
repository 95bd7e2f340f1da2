// The reference of borderline.yaml as Markdown, from the same table that validates it.
import { localized, type Localized } from "../base/localized.js";
import type { KeyShape, Shape, TextShape } from "./shape.js";
import { rootShape } from "./table.js";

/** Text of docs/configuration.md, both languages side by side. */
export function configurationPage(): string {
  const keys = Object.entries(rootShape.keys);
  return [
    "# borderline.yaml", "",
    "Stands at the root of a workspace folder. Every key may be left out; without the file all defaults hold. A wrong key or value is reported",
    "at its line and counts as not written; text that is no YAML leaves the last good configuration in force. The editor completes and explains",
    "all of this; other editors find the same in [borderline.schema.json](borderline.schema.json).", "",
    "本文件位于工作区文件夹的根目录，所有键均可省略。无效的键或值会在所在行报告并视为未写；无法解析的 YAML 不影响上一次有效的配置。", "",
    "This page is made from the program's own table: `node scripts/configuration-page.mjs`.", "",
    ...keys.map(([name]) => `- [${name}](#${name})`), "",
    ...keys.flatMap(([name, key]) => section(name, key)),
  ].join("\n");
}

function section(name: string, key: KeyShape): readonly string[] {
  const rows = rowsOf(key.shape, "", new Set());
  return [
    `## ${name}`, "", key.doc.en, "", key.doc.zh, "", `Value: ${kindOf(key.shape)}.`, "",
    ...valueList(key.shape),
    ...(rows.length === 0 ? [] : ["| Key | Value | Meaning | 含义 |", "| --- | --- | --- | --- |", ...rows, ""]),
  ];
}

/** One row a key, nested ones by their path. A shape told before is not told again. */
function rowsOf(shape: Shape, path: string, told: Set<Shape>): readonly string[] {
  const inner = itemOf(shape);
  if (inner.kind !== "object" || told.has(inner)) return [];
  told.add(inner);
  const required = new Set(inner.required ?? []);
  return Object.entries(inner.keys).flatMap(([name, key]) => {
    const isTold = told.has(itemOf(key.shape));
    const doc = isTold ? localized(`${key.doc.en} Keys as above.`, `${key.doc.zh}键同上。`) : key.doc;
    const own = `| \`${path}${name}\`${required.has(name) ? " (required)" : ""} | ${cell(kindOf(key.shape))} | ${cell(withValues(doc.en, key.shape, "en"))} | ${cell(withValues(doc.zh, key.shape, "zh"))} |`;
    return [own, ...rowsOf(key.shape, `${path}${name}.`, told)];
  });
}

function itemOf(shape: Shape): Shape {
  return shape.kind === "list" ? shape.item : shape;
}

function kindOf(shape: Shape): string {
  switch (shape.kind) {
    case "boolean": return "`true` or `false`";
    case "count": return "whole number";
    case "list": return `list of ${plural(shape.item)}`;
    case "map": return "keys with values";
    case "object": return shape.short === undefined ? "keys with values" : `keys with values, or its \`${shape.short}\` alone`;
    case "text": return textKind(shape);
  }
}

function textKind(shape: TextShape): string {
  if (shape.values !== undefined) return Object.keys(shape.values).map((name) => `\`${name}\``).join(", ");
  const formats = { date: "date, `2027-03-01`", host: "host or pattern with `*`", country: "two-letter country code", id: "id in lower case", glob: "glob", place: "country code or word" };
  const names = { categories: "category", "category-groups": "group of categories", recipients: "recipient", rules: "rule" };
  const sources = shape.choices === undefined ? [] : typeof shape.choices === "string" ? [shape.choices] : shape.choices;
  const kinds = [...(shape.format === undefined ? [] : [formats[shape.format]]), ...sources.map((source) => `id of a ${names[source]}`)];
  return kinds.length === 0 ? "text" : kinds.join(" or ");
}

function plural(shape: Shape): string {
  if (shape.kind === "object") return shape.short === undefined ? "entries" : `entries, or of their \`${shape.short}\` alone`;
  return kindOf(shape).split(" or ").map((kind) => plurals[kind] ?? kind).join(" or ");
}

const plurals: Readonly<Record<string, string>> = {
  "text": "texts", "glob": "globs", "host": "hosts", "pattern with `*`": "patterns with `*`", "country code": "country codes", "word": "words",
  "id of a category": "ids of categories", "id of a group of categories": "ids of groups of categories", "id of a recipient": "ids of recipients",
};

/** Values whose meaning is not their name are told in the row. */
function withValues(doc: string, shape: Shape, locale: keyof Localized): string {
  const inner = itemOf(shape);
  const values = inner.kind === "text" ? Object.entries({ ...inner.values, ...inner.words }) : [];
  return [doc, ...values.map(([name, meaning]) => `\`${name}\`${locale === "en" ? ": " : "："}${meaning[locale]}`)].join("<br>");
}

function valueList(shape: Shape): readonly string[] {
  const inner = shape.kind === "map" ? shape.value : shape;
  if (inner.kind !== "text" || inner.values === undefined) return [];
  return [...Object.entries(inner.values).map(([name, meaning]) => `- \`${name}\`: ${meaning.en} ${meaning.zh}`), ""];
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
