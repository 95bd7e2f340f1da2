// What a schema says about its value: type, format, examples, words, independent of where the schema is used.
import { range } from "../../base/range.js";
import type { Attribute, Comment, FieldType, ValueKind } from "../../model/field.js";
import type { Place, References, Target } from "./refs.js";
import { child, text } from "./tree.js";
import type { TreeNode } from "./tree.js";

/** A field's type with the attributes, examples and words found on the way. */
export interface Description {
  readonly type: Omit<FieldType, "isOptional">;
  readonly isNullable: boolean;
  readonly attributes: readonly Attribute[];
  readonly examples: readonly string[];
  readonly comments: readonly Comment[];
  /** Named object this value is, for what travels in a request. */
  readonly target?: Target;
}

/** Wrappers and references nested deeper than this add nothing to a type. */
const maxHops = 8;
const maxExamples = 5;
const maxShownValues = 20;
const maxExampleLength = 200;
const attributeKeys = new Set([
  "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "contentEncoding", "contentMediaType", "readOnly", "writeOnly", "deprecated",
]);

/** Describes the schema at a place. A scalar behind a reference lends its format and values; an object lends its name. */
export function describe(place: Place, refs: References, hops = 0): Description {
  const actual = refs.dealias(place);
  if (actual?.node.kind !== "map" || hops > maxHops) return plain("unknown", "unknown");
  const { document, node } = actual;
  const ref = child(node, "$ref");
  if (ref?.kind === "scalar") return withOwnWords(referenced(ref, place, refs, hops), node);
  const single = onlyBranch(node);
  if (single) {
    const inner = describe({ document, node: single.node }, refs, hops + 1);
    return withOwnWords({ ...inner, isNullable: inner.isNullable || single.isNullable || isNullable(node) }, node);
  }
  const types = typesOf(node);
  const isList = types.includes("array") || (types.length === 0 && child(node, "items") !== undefined);
  return withOwnWords(isList ? list(actual, types, refs, hops) : scalarOrObject(actual, types, refs, hops), node);
}

function referenced(ref: TreeNode & { kind: "scalar" }, place: Place, refs: References, hops: number): Description {
  const target = refs.target(ref.value, place.document);
  if (!target.place) return { ...plain(target.name, "unknown"), target };
  const inner = describe(target.place, refs, hops + 1);
  const at = range(ref.start, ref.end);
  const lent = {
    attributes: inner.attributes.map(attribute => ({ ...attribute, range: at })),
    examples: inner.examples,
    comments: inner.comments.map(comment => ({ ...comment, range: at })),
  };
  const { kind } = inner.type;
  if (kind === "object" || kind === "enum" || kind === "json" || inner.type.isList) {
    const { values, isList } = inner.type;
    const asWritten = kind === "object" && !inner.target ? target.name : inner.type.reference ?? target.name;
    // What an object says of itself is its container's comment already.
    const words = kind === "object" || kind === "json" ? { attributes: [], examples: [], comments: [] } : lent;
    const type = { text: target.name, kind, isList, ...(kind === "json" && !isList ? {} : { reference: asWritten }), ...(values ? { values } : {}) };
    return { type, isNullable: inner.isNullable, ...words, target };
  }
  return { type: { ...inner.type, text: target.name }, isNullable: inner.isNullable, ...lent, target };
}

function list(place: Place, types: readonly string[], refs: References, hops: number): Description {
  const items = child(place.node, "items");
  const inner = items ? describe({ document: place.document, node: items.kind === "seq" ? items.items[0] ?? items : items }, refs, hops + 1) : plain("unknown", "unknown");
  return {
    ...inner, type: { ...inner.type, text: `${inner.type.text}[]`, isList: true },
    isNullable: types.includes("null") || isNullable(place.node),
  };
}

function scalarOrObject(place: Place, types: readonly string[], refs: References, hops: number): Description {
  const { node } = place;
  const nullable = types.includes("null") || isNullable(node);
  const named = types.filter(type => type !== "null");
  const values = valuesOf(node);
  if (values.length > 0) {
    const { type, ...rest } = plain(`${named[0] ?? "string"} enum ${values.slice(0, maxShownValues).join(",")}`, "enum");
    return { ...rest, type: { ...type, values }, isNullable: nullable };
  }
  const branches = branchesOf(node);
  if (named.length === 0 && branches.length > 0 && !child(node, "properties")) return { ...union(place, branches, refs, hops), ...(nullable ? { isNullable: true } : {}) };
  const format = text(child(node, "format"));
  const kind = kindOf(named[0], format, node);
  const shown = named.join("|") || (kind === "object" ? "object" : "unknown");
  return { ...plain(format === undefined ? shown : `${shown}(${format})`, kind), isNullable: nullable };
}

function union(place: Place, branches: readonly TreeNode[], refs: References, hops: number): Description {
  const described = branches.slice(0, 12).map(node => describe({ document: place.document, node }, refs, hops + 4));
  const kinds = new Set(described.map(each => each.type.kind));
  const [first] = described;
  const kind: ValueKind = kinds.size === 1 && first ? first.type.kind : kinds.has("object") ? "object" : "unknown";
  const reference = described.find(each => each.type.reference !== undefined)?.type.reference;
  const texts = [...new Set(described.map(each => each.type.text))];
  return {
    type: { text: texts.join("|"), kind, isList: described.some(each => each.type.isList), ...(reference === undefined ? {} : { reference }) },
    isNullable: described.some(each => each.isNullable),
    attributes: described.flatMap(each => each.attributes), examples: described.flatMap(each => each.examples), comments: [],
  };
}

function plain(shown: string, kind: ValueKind): Description {
  return { type: { text: shown, kind, isList: false }, isNullable: false, attributes: [], examples: [], comments: [] };
}

/** Adds what the schema says in its own keys; its own words replace those of what it refers to. */
function withOwnWords(description: Description, node: TreeNode): Description {
  if (node.kind !== "map") return description;
  const attributes: Attribute[] = [];
  const examples: string[] = [];
  const comments: Comment[] = [];
  for (const { key, keyStart, value } of node.entries) {
    if (attributeKeys.has(key) && value.kind === "scalar") {
      if (value.value !== "false") attributes.push({ name: key, arguments: [value.value], range: range(keyStart, value.end) });
    } else if (key === "example" || key === "default" || key === "const") addExample(examples, value);
    else if (key === "examples") addExamples(examples, value);
    else if ((key === "description" || key === "title" || key === "summary") && value.kind === "scalar" && value.value !== "") {
      comments.push({ text: value.value, range: range(value.start, value.end), kind: "doc" });
    }
  }
  if (attributes.length === 0 && examples.length === 0 && comments.length === 0) return description;
  const own = new Set(attributes.map(attribute => attribute.name));
  return {
    ...description,
    attributes: [...attributes, ...description.attributes.filter(attribute => !own.has(attribute.name))],
    examples: [...examples, ...description.examples].slice(0, maxExamples),
    comments: comments.length > 0 ? comments : description.comments,
  };
}

function addExample(examples: string[], value: TreeNode): void {
  if (value.kind === "scalar" && value.value !== "" && value.value.length <= maxExampleLength && examples.length < maxExamples) examples.push(value.value);
}

/** A list of values (JSON Schema) or named examples with a value (parameters, media types). */
function addExamples(examples: string[], value: TreeNode): void {
  if (value.kind === "seq") for (const item of value.items.slice(0, maxExamples)) addExample(examples, item);
  if (value.kind === "map") for (const { value: example } of value.entries.slice(0, maxExamples)) {
    const written = child(example, "value");
    if (written) addExample(examples, written);
  }
}

export function typesOf(node: TreeNode): string[] {
  const type = child(node, "type");
  if (type?.kind === "scalar" && type.value !== "") return [type.value];
  return type?.kind === "seq" ? type.items.flatMap(item => text(item) ?? []) : [];
}

function isNullable(node: TreeNode): boolean {
  return text(child(node, "nullable")) === "true" || text(child(node, "x-nullable")) === "true";
}

function valuesOf(node: TreeNode): string[] {
  const values = child(node, "enum");
  if (values?.kind === "seq") return values.items.flatMap(item => (item.kind === "scalar" && (item.quoted || item.value !== "null") ? [item.value] : []));
  const constant = text(child(node, "const"));
  return constant === undefined ? [] : [constant];
}

function branchesOf(node: TreeNode): TreeNode[] {
  return ["allOf", "oneOf", "anyOf"].flatMap(key => {
    const branches = child(node, key);
    return branches?.kind === "seq" ? branches.items : [];
  });
}

/** The one branch that is no `null`, of a schema that only wraps it: `allOf: [$ref]`, `anyOf: [string, null]`. */
function onlyBranch(node: TreeNode): { node: TreeNode; isNullable: boolean } | undefined {
  if (child(node, "properties") || valuesOf(node).length > 0) return undefined;
  const branches = branchesOf(node);
  const real = branches.filter(branch => typesOf(branch)[0] !== "null" || typesOf(branch).length > 1);
  const [only] = real;
  return only && real.length === 1 ? { node: only, isNullable: real.length < branches.length } : undefined;
}

function kindOf(type: string | undefined, format: string | undefined, node: TreeNode): ValueKind {
  switch (type) {
    case "integer": case "number": return "number";
    case "boolean": return "boolean";
    case "file": return "bytes";
    case "object": return child(node, "properties") || child(node, "allOf") ? "object" : "json";
    case "string": return stringKind(format);
    case undefined:
      if (child(node, "properties")) return "object";
      if (child(node, "additionalProperties") || child(node, "patternProperties")) return "json";
      if (format !== undefined) return /^(?:u?int|float|double|decimal)/.test(format) ? "number" : stringKind(format);
      return child(node, "pattern") || child(node, "minLength") || child(node, "maxLength") ? "string" : "unknown";
    default: return "unknown";
  }
}

function stringKind(format: string | undefined): ValueKind {
  if (format === undefined) return "string";
  if (/^(?:date|date-?time|time|timestamp|full-date)$/i.test(format)) return "date";
  return /^(?:byte|binary|base64)$/i.test(format) ? "bytes" : "string";
}
