// Which pieces of a document are walked, and as what.
import type { ParsedDocument } from "./document.js";
import { PieceEntry } from "./document.js";
import { walkBody, walkCallback, walkHeader, walkParameter, walkPathItem, walkResponse } from "./operation-walk.js";
import type { Dialect } from "./recognise.js";
import { walkSchema } from "./schema-walk.js";
import { child, isMissing } from "./tree.js";
import type { MapNode, TreeEntry, TreeNode } from "./tree.js";
import type { Unit } from "./unit.js";

/** One stretch of the document that is walked on its own. */
export interface UnitPlan {
  readonly path: string;
  /** The piece it is, when it is exactly one: then it can be re-used. */
  readonly piece?: PieceEntry;
  readonly walk: (unit: Unit) => void;
}

type Walker = (unit: Unit, entry: TreeEntry) => void;

const schema: Walker = (unit, entry) => {
  unit.follow(unit.actual(entry.value));
  walkSchema(unit, { node: entry.value, name: entry.key, entry, kind: "schema" });
};
const pathItem: Walker = (unit, entry) => walkPathItem(unit, { path: entry.key, entry, kind: "path" });
const webhook: Walker = (unit, entry) => walkPathItem(unit, { path: entry.key, entry, kind: "webhook" });
const response: Walker = (unit, entry) => void walkResponse(unit, entry.key, entry);
const body: Walker = (unit, entry) => void walkBody(unit, entry.key, entry);
const callback: Walker = (unit, entry) => walkCallback(unit, entry, 1);

const components: Readonly<Record<string, Walker>> = {
  schemas: schema, parameters: walkParameter, headers: walkHeader, responses: response, requestBodies: body, callbacks: callback, pathItems: pathItem,
};
const sections: Readonly<Record<string, Walker>> = {
  paths: pathItem, webhooks: webhook, "x-webhooks": webhook, definitions: schema, $defs: schema, parameters: walkParameter, responses: response,
};

/** The units of a document, in text order. */
export function unitsOf(document: ParsedDocument, dialect: Dialect, fileName: string): UnitPlan[] {
  const root = document.root;
  if (root?.kind !== "map") return [];
  if (dialect === "json-schema") return schemaUnits(root, fileName);
  const units: UnitPlan[] = [];
  for (const entry of root.entries) {
    const walker = sections[entry.key];
    if (entry.key === "components" && entry.value.kind === "map") {
      for (const kind of entry.value.entries) {
        const walk = Object.hasOwn(components, kind.key) ? components[kind.key] : undefined;
        if (walk) units.push(...entryUnits(kind.value, walk, `/components/${kind.key}`));
      }
    } else if (walker && Object.hasOwn(sections, entry.key)) units.push(...entryUnits(entry.value, walker, `/${entry.key}`));
  }
  if (units.length > 0) return units;
  return root.entries.some(entry => entry.key.startsWith("/")) ? entryUnits(root, pathItem, "") : fragmentUnits(root, fileName);
}

function entryUnits(map: TreeNode, walk: Walker, path: string): UnitPlan[] {
  if (map.kind !== "map") return [];
  return map.entries.filter(entry => entry.key !== "<<" && !(path === "/paths" && entry.key.startsWith("x-"))).map(entry => ({
    path: `${path}/${entry.key}`, ...(entry instanceof PieceEntry ? { piece: entry } : {}), walk: unit => walk(unit, entry),
  }));
}

/** Keys of which at least one stands at the root of a schema; a root without any holds schemas by name. */
const schemaKeys = ["type", "properties", "$schema", "$defs", "definitions", "allOf", "oneOf", "anyOf", "items", "patternProperties", "$ref", "enum"];

/** A schema file: its definitions, then the schema it is. */
function schemaUnits(root: MapNode, fileName: string): UnitPlan[] {
  if (!schemaKeys.some(key => child(root, key))) return entryUnits(root, schema, "");
  const units: UnitPlan[] = [];
  for (const entry of root.entries) if (isDefinitions(entry)) units.push(...entryUnits(entry.value, schema, `/${entry.key}`));
  // Definitions are walked as units of their own; a copy of the root without them shares all other nodes.
  const rest: MapNode = { ...root, entries: root.entries.filter(entry => !isDefinitions(entry)) };
  const title = child(root, "title");
  const named = title?.kind === "scalar" && !isMissing(title) && /^[\p{L}_$][\p{L}\p{N}_$ .-]{0,60}$/u.test(title.value);
  const first = rest.entries[0];
  const at = named ? { start: title.start, end: title.end } : { start: first?.keyStart ?? root.start, end: first?.keyEnd ?? root.start };
  const entry: TreeEntry = { key: named ? title.value : fileName, keyStart: at.start, keyEnd: at.end, value: rest };
  return [...units, { path: "", walk: unit => schema(unit, entry) }];
}

function isDefinitions({ key }: TreeEntry): boolean {
  return key === "definitions" || key === "$defs";
}

/** A file another document refers to: one path item, parameter, response or body. */
function fragmentUnits(root: MapNode, fileName: string): UnitPlan[] {
  const first = root.entries[0];
  if (!first) return [];
  const entry: TreeEntry = { key: fileName, keyStart: first.keyStart, keyEnd: first.keyEnd, value: root };
  if (child(root, "in") && child(root, "name")) return [{ path: "", walk: unit => walkParameter(unit, entry) }];
  if (child(root, "content")) return [{ path: "", walk: unit => void walkResponse(unit, fileName, entry) }];
  return [{ path: "", walk: unit => walkPathItem(unit, { path: `/${fileName}`, entry, kind: "path" }) }];
}
