import type { Locale } from "../base/localized.js";
import type { KeyShape, ObjectShape, Shape, TextShape } from "./shape.js";
import { rootShape } from "./table.js";

/** JSON Schema (draft-07) of borderline.yaml, for editors and other tools. */
export function configurationJsonSchema(locale: Locale = "en"): Readonly<Record<string, unknown>> {
  return { $schema: "http://json-schema.org/draft-07/schema#", title: "borderline.yaml", ...schemaOf(rootShape, locale) };
}

function schemaOf(shape: Shape, locale: Locale): Readonly<Record<string, unknown>> {
  switch (shape.kind) {
    case "boolean": return { type: "boolean" };
    case "count": return { type: "integer", minimum: 0 };
    // One text where a list may stand is read as a list of one.
    case "list": return shape.item.kind === "text" ? { anyOf: [{ type: "array", items: schemaOf(shape.item, locale) }, schemaOf(shape.item, locale)] } : { type: "array", items: schemaOf(shape.item, locale) };
    case "map": return { type: "object", additionalProperties: schemaOf(shape.value, locale) };
    case "object": return shape.short === undefined ? objectSchema(shape, locale) : { oneOf: [{ type: "string" }, objectSchema(shape, locale)] };
    case "text": return textSchema(shape);
  }
}

function textSchema({ values, format, words }: TextShape): Readonly<Record<string, unknown>> {
  if (values !== undefined) return { enum: Object.keys(values) };
  switch (format) {
    case "date": return { type: "string", format: "date", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };
    case "place": return { anyOf: [{ enum: Object.keys(words ?? {}) }, { type: "string", pattern: "^[A-Z]{2}$" }] };
    case "country": return { type: "string", pattern: "^[A-Z]{2}$" };
    case "id": return { type: "string", pattern: "^[a-z0-9]+([-._][a-z0-9]+)*$" };
    default: return { type: "string" };
  }
}

function objectSchema(shape: ObjectShape, locale: Locale): Readonly<Record<string, unknown>> {
  return {
    type: "object", additionalProperties: false,
    properties: Object.fromEntries(Object.entries(shape.keys).map(([name, key]) => [name, keySchema(key, locale)])),
    ...(shape.required === undefined ? {} : { required: shape.required }),
  };
}

function keySchema(key: KeyShape, locale: Locale): Readonly<Record<string, unknown>> {
  return { description: key.doc[locale], ...schemaOf(key.shape, locale) };
}
