// From a schema object to containers and fields, at any depth and without recursion.
import { range } from "../../base/range.js";
import type { Comment, Container, ContainerKind, FieldDeclaration, MemberSummary } from "../../model/field.js";
import { annotationSite } from "./annotation-site.js";
import { commentsOf } from "./comments.js";
import type { Description } from "./describe.js";
import { child, nameRangeOf, text } from "./tree.js";
import type { MapNode, TreeEntry, TreeNode } from "./tree.js";
import type { Unit } from "./unit.js";

/** A schema to walk and what its container is called. */
export interface SchemaPlace {
  readonly node: TreeNode;
  readonly name: string;
  /** The entry that holds the schema: its key names the container. */
  readonly entry: TreeEntry;
  readonly kind: ContainerKind;
}

/** Keys whose value is one more schema about the same value. */
const sameValueKeys = ["not", "if", "then", "else"];
const sameValueLists = ["allOf", "oneOf", "anyOf"];
const sameValueMaps = ["dependentSchemas", "dependencies"];
/** Keys whose value describes elements or values behind any key. */
const elementKeys = ["items", "prefixItems", "additionalItems", "contains", "unevaluatedItems"];
const anyKeyKeys = ["additionalProperties", "unevaluatedProperties"];
const definitionKeys = ["$defs", "definitions"];

/** Walks a schema and all inline schemas below it. */
export function walkSchema(unit: Unit, start: SchemaPlace): void {
  const queue: SchemaPlace[] = [start];
  for (let place = queue.pop(); place; place = queue.pop()) {
    const below = walkOne(unit, place);
    for (let i = below.length - 1; i >= 0; i--) {
      const next = below[i];
      if (next) queue.push(next);
    }
  }
}

function walkOne(unit: Unit, place: SchemaPlace): SchemaPlace[] {
  const node = unit.actual(place.node);
  if (node?.kind !== "map" || unit.visited.has(node)) return [];
  unit.visited.add(node);
  const { parts, bases } = partsOf(unit, node);
  const properties = propertiesOf(unit, parts);
  const below: SchemaPlace[] = [];
  if (properties.length > 0 || bases.length > 0) below.push(...declare(unit, place, node, parts, properties, bases));
  else unit.annotations(node, range(place.entry.keyStart, Math.max(node.end, place.entry.keyEnd)));
  for (const part of parts) addNested(unit, place, part, below);
  return below;
}

interface Parts {
  /** Inline schemas that together describe one value: the schema, its merges, branches and conditions. */
  readonly parts: readonly MapNode[];
  readonly bases: readonly string[];
}

function partsOf(unit: Unit, root: MapNode): Parts {
  const parts: MapNode[] = [];
  const bases: string[] = [];
  const stack: MapNode[] = [root];
  const seen = new Set<TreeNode>([root]);
  const add = (written: TreeNode | undefined): void => {
    const node = unit.actual(written);
    if (node?.kind === "map" && !seen.has(node)) stack.push(node);
    if (node) seen.add(node);
  };
  for (let part = stack.pop(); part; part = stack.pop()) {
    if (part !== root) unit.visited.add(part);
    parts.push(part);
    const target = unit.follow(part);
    if (target && !bases.includes(target.name) && part !== root) bases.push(target.name);
    for (const { key, value } of part.entries) {
      if (key === "<<") for (const merged of value.kind === "seq" ? value.items : [value]) add(merged);
      else if (sameValueKeys.includes(key)) add(value);
      else if (sameValueLists.includes(key)) addBranches(unit, key, value, add, bases);
      else if (sameValueMaps.includes(key) && value.kind === "map") for (const each of value.entries) add(each.value);
    }
  }
  return { parts, bases };
}

/** Only `allOf` derives; the alternatives of `oneOf` and `anyOf` are checked but are no bases. */
function addBranches(unit: Unit, key: string, value: TreeNode, add: (node: TreeNode) => void, bases: string[]): void {
  const list = unit.actual(value);
  for (const item of list?.kind === "seq" ? list.items : []) {
    const branch = unit.actual(item);
    if (child(branch, "$ref") === undefined || child(branch, "properties") !== undefined) add(item);
    else {
      const target = unit.follow(branch);
      if (target && key === "allOf" && !bases.includes(target.name)) bases.push(target.name);
    }
  }
}

interface Property {
  readonly entry: TreeEntry;
  readonly required: boolean;
}

function propertiesOf(unit: Unit, parts: readonly MapNode[]): Property[] {
  const required = new Set<string>();
  for (const part of parts) {
    const list = unit.actual(child(part, "required"));
    if (list?.kind === "seq") for (const item of list.items) if (item.kind === "scalar") required.add(item.value);
  }
  const found = new Map<string, TreeEntry>();
  for (const part of parts) {
    for (const entry of mergedEntries(unit, child(part, "properties"))) if (!found.has(entry.key)) found.set(entry.key, entry);
  }
  return [...found.values()].map(entry => ({ entry, required: required.has(entry.key) || text(child(entry.value, "required")) === "true" }));
}

/** A mapping merges no more mappings than this. */
const maxMerged = 64;

/** Entries of a mapping with those of the mappings it merges; its own come first. */
export function mergedEntries(unit: Unit, node: TreeNode | undefined): TreeEntry[] {
  const entries: TreeEntry[] = [];
  const pending: (TreeNode | undefined)[] = [node];
  const seen = new Set<TreeNode>();
  while (pending.length > 0 && seen.size < maxMerged) {
    const map = unit.actual(pending.shift());
    if (map?.kind !== "map" || seen.has(map)) continue;
    seen.add(map);
    for (const entry of map.entries) {
      if (entry.key === "<<") pending.push(...(entry.value.kind === "seq" ? entry.value.items : [entry.value]));
      else entries.push(entry);
    }
  }
  return entries;
}

function declare(
  unit: Unit, place: SchemaPlace, node: MapNode, parts: readonly MapNode[], properties: readonly Property[], bases: readonly string[],
): SchemaPlace[] {
  const described = properties.map(({ entry }) => unit.describe(entry.value));
  const container = containerOf(unit, place, node, parts, membersOf(properties, described), bases);
  unit.containers.push(container);
  return properties.map(({ entry, required }, index) => {
    const description = described[index] ?? unit.describe(entry.value);
    unit.fields.push(fieldOf(unit, entry, description, container, required));
    unit.follow(unit.actual(entry.value));
    return { node: entry.value, name: `${place.name}.${entry.key}`, entry, kind: "schema" as const };
  });
}

function membersOf(properties: readonly Property[], described: readonly Description[]): MemberSummary[] {
  return properties.map(({ entry }, index) => ({ name: entry.key, type: described[index]?.type.text ?? "unknown" }));
}

function containerOf(
  unit: Unit, { name, entry, kind }: SchemaPlace, node: MapNode, parts: readonly MapNode[], members: readonly MemberSummary[], bases: readonly string[],
): Container {
  const whole = range(entry.keyStart, Math.max(entry.value.end, entry.keyEnd));
  return {
    name, kind, nameRange: nameRangeOf(unit.document.source, entry), range: whole,
    comments: [...yamlComments(unit, entry), ...parts.flatMap(wordsOf)], members,
    annotations: unit.annotations(node, whole), ...(bases.length > 0 ? { bases } : {}),
  };
}

/** One declared field of a container, from the entry that declares it. */
export function fieldOf(unit: Unit, entry: TreeEntry, description: Description, container: Container, required: boolean): FieldDeclaration {
  const { type, isNullable, attributes, examples } = description;
  const whole = range(entry.keyStart, Math.max(entry.value.end, entry.keyEnd));
  const site = annotationSite(unit.document, entry);
  return {
    schema: "openapi", file: unit.document.file, name: entry.key, nameRange: nameRangeOf(unit.document.source, entry), range: whole,
    type: { text: type.text, kind: type.kind, isList: type.isList, isOptional: isNullable || !required, ...referenceOf(type), ...(type.values ? { values: type.values } : {}) },
    container, comments: [...yamlComments(unit, entry), ...description.comments], attributes, examples,
    annotations: unit.annotations(unit.actual(entry.value), whole), ...(site ? { annotationSite: site } : {}),
  };
}

function referenceOf(type: Description["type"]): { reference?: string } {
  return type.reference === undefined ? {} : { reference: type.reference };
}

export function yamlComments(unit: Unit, entry: TreeEntry): Comment[] {
  return unit.document.language === "yaml" ? commentsOf(unit.document.source, entry) : [];
}

/** Title, summary and description of an object. */
export function wordsOf(node: TreeNode): Comment[] {
  if (node.kind !== "map") return [];
  return node.entries.flatMap(({ key, value }) => {
    if (value.kind !== "scalar" || value.value === "" || (key !== "title" && key !== "summary" && key !== "description")) return [];
    return [{ text: value.value, range: range(value.start, value.end), kind: "doc" as const }];
  });
}

/** Schemas of elements, of values behind any key, and local definitions, which have names of their own. */
function addNested(unit: Unit, place: SchemaPlace, part: MapNode, below: SchemaPlace[]): void {
  for (const entry of part.entries) {
    const { key } = entry;
    const value = unit.actual(entry.value);
    if (!value) continue;
    if (elementKeys.includes(key)) {
      for (const node of value.kind === "seq" ? value.items : [value]) below.push(nested(unit, place, node, entry, "[]"));
    } else if (anyKeyKeys.includes(key)) below.push(nested(unit, place, value, entry, ".*"));
    else if (key === "patternProperties" && value.kind === "map") {
      for (const each of value.entries) below.push(nested(unit, place, each.value, each, ".*"));
    } else if (definitionKeys.includes(key) && value.kind === "map") {
      for (const each of value.entries) below.push(nested(unit, { ...place, name: each.key }, each.value, each, ""));
    }
  }
}

function nested(unit: Unit, place: SchemaPlace, node: TreeNode, entry: TreeEntry, suffix: string): SchemaPlace {
  unit.follow(unit.actual(node));
  return { node, name: place.name + suffix, entry, kind: "schema" };
}
