// Path items, operations, parameters, bodies, responses, headers and callbacks.
import { range } from "../../base/range.js";
import type { Container, FieldDeclaration } from "../../model/field.js";
import { siteInNode } from "./annotation-site.js";
import { commentsOf } from "./comments.js";
import { describe, type Description } from "./describe.js";
import type { ContainerReference, Operation } from "./model.js";
import { fieldOf, mergedEntries, walkSchema, wordsOf } from "./schema-walk.js";
import { serversOf } from "./servers.js";
import { child, entryOf, missing, nameRangeOf, text } from "./tree.js";
import type { TreeEntry, TreeNode } from "./tree.js";
import type { Unit } from "./unit.js";

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]);

/** Callbacks inside callbacks deeper than this are not read. */
const maxCallbackDepth = 3;

export interface PathPlace {
  /** "/users/{id}", a webhook's name or a callback's expression. */
  readonly path: string;
  readonly entry: TreeEntry;
  readonly kind: Operation["kind"];
  readonly depth?: number;
}

/** All operations of a path item, with the parameters they share. */
export function walkPathItem(unit: Unit, place: PathPlace): void {
  const item = unit.actual(place.entry.value);
  if (item?.kind !== "map" || unit.visited.has(item)) return;
  unit.visited.add(item);
  unit.follow(item);
  const shared = walkParameters(unit, place.path, place.entry, item);
  const servers = serversOf(unit.actual(child(item, "servers")));
  for (const entry of mergedEntries(unit, item)) {
    if (methods.has(entry.key)) walkOperation(unit, place, entry, shared, servers);
    else if (entry.key === "additionalOperations" && entry.value.kind === "map") {
      for (const each of entry.value.entries) walkOperation(unit, place, each, shared, servers);
    }
  }
}

function walkOperation(unit: Unit, place: PathPlace, entry: TreeEntry, shared: readonly ContainerReference[], servers: Operation["servers"]): void {
  const node = unit.actual(entry.value);
  if (node?.kind !== "map" || unit.visited.has(node)) return;
  unit.visited.add(node);
  const method = entry.key.toUpperCase();
  const id = text(child(node, "operationId")) || `${method} ${place.path}`;
  const request = [...shared, ...walkParameters(unit, id, entry, node), ...walkBody(unit, `${id}.body`, entryOf(node, "requestBody"))];
  const response: ContainerReference[] = [];
  const responses = unit.actual(child(node, "responses"));
  for (const each of responses?.kind === "map" ? responses.entries : []) response.push(...walkResponse(unit, `${id}.response.${each.key}`, each));
  const callbacks = unit.actual(child(node, "callbacks"));
  for (const each of callbacks?.kind === "map" ? callbacks.entries : []) walkCallback(unit, each, (place.depth ?? 0) + 1);
  const own = serversOf(unit.actual(child(node, "servers")));
  unit.operations.push({
    id, method, path: place.path, kind: place.kind, range: range(entry.keyStart, Math.max(node.end, entry.keyEnd)),
    nameRange: nameRangeOf(unit.document.source, entry), servers: own.length > 0 ? own : servers, request: unique(request), response: unique(response),
  });
}

/** A callback maps expressions to path items. */
export function walkCallback(unit: Unit, callback: TreeEntry, depth: number): void {
  const node = unit.actual(callback.value);
  unit.follow(node);
  if (node?.kind !== "map" || depth > maxCallbackDepth) return;
  for (const entry of node.entries) if (entry.key !== "$ref" && !entry.key.startsWith("x-")) walkPathItem(unit, { path: entry.key, entry, kind: "callback", depth });
}

/** A body of version 3 (by media type), or what its reference names. */
export function walkBody(unit: Unit, name: string, entry: TreeEntry | undefined): ContainerReference[] {
  const node = unit.actual(entry?.value);
  if (!entry || !node || unit.visited.has(node)) return [];
  const target = unit.follow(node);
  if (target) return [{ container: target.name, file: target.place?.document.file ?? unit.document.file }];
  unit.visited.add(node);
  return walkContent(unit, name, entry, child(node, "content"));
}

export function walkResponse(unit: Unit, name: string, entry: TreeEntry): ContainerReference[] {
  const node = unit.actual(entry.value);
  if (!node || unit.visited.has(node)) return [];
  const target = unit.follow(node);
  if (target) return [{ container: target.name, file: target.place?.document.file ?? unit.document.file }];
  unit.visited.add(node);
  walkHeaders(unit, `${name}.headers`, entryOf(node, "headers"));
  return [...walkContent(unit, name, entry, child(node, "content")), ...walkNamedSchema(unit, name, entry, entryOf(node, "schema"))];
}

function walkContent(unit: Unit, name: string, owner: TreeEntry, written: TreeNode | undefined): ContainerReference[] {
  const content = unit.actual(written);
  if (content?.kind !== "map") return [];
  return content.entries.flatMap(media => {
    const node = unit.actual(media.value);
    const encoding = unit.actual(child(node, "encoding"));
    for (const part of encoding?.kind === "map" ? encoding.entries : []) walkHeaders(unit, `${name}.${part.key}.headers`, entryOf(part.value, "headers"));
    return ["schema", "itemSchema"].flatMap(key => walkNamedSchema(unit, name, owner, entryOf(node, key)));
  });
}

/** An inline schema becomes a container named after its owner; a referenced one is named by its reference. */
function walkNamedSchema(unit: Unit, name: string, owner: TreeEntry, entry: TreeEntry | undefined): ContainerReference[] {
  if (!entry) return [];
  const { target, type } = unit.describe(entry.value);
  unit.follow(unit.actual(entry.value));
  const before = unit.containers.length;
  walkSchema(unit, { node: entry.value, name, entry: { ...place(owner), value: entry.value }, kind: "schema" });
  const own = unit.containers.slice(before).some(container => container.name === name) ? [{ container: name, file: unit.document.file }] : [];
  if (target) return [{ container: target.name, file: target.place?.document.file ?? unit.document.file }];
  return own.length > 0 || type.reference === undefined ? own : [{ container: type.reference, file: unit.document.file }];
}

function walkHeaders(unit: Unit, name: string, entry: TreeEntry | undefined): void {
  const headers = unit.actual(entry?.value);
  if (!entry || headers?.kind !== "map" || headers.entries.length === 0) return;
  const described = headers.entries.map(header => parameterType(unit, unit.actual(header.value)));
  const members = headers.entries.map((header, index) => ({ name: header.key, type: described[index]?.type.text ?? "unknown" }));
  const container = operationContainer(unit, name, entry, members);
  unit.containers.push(container);
  headers.entries.forEach((header, index) => {
    const description = described[index];
    const node = unit.actual(header.value);
    if (!description || !node || unit.follow(node)) return;
    unit.fields.push(withIn(fieldOf(unit, header, description, container, isRequired(node)), "header", node));
    walkValueSchemas(unit, `${name}.${header.key}`, header, node);
  });
}

/** A header of components: its own container, since its neighbours there have nothing to do with it. */
export function walkHeader(unit: Unit, entry: TreeEntry): void {
  const node = unit.actual(entry.value);
  if (node?.kind !== "map" || unit.follow(node)) return;
  const description = parameterType(unit, node);
  const container = operationContainer(unit, entry.key, entry, [{ name: entry.key, type: description.type.text }]);
  unit.containers.push(container);
  unit.fields.push(withIn(fieldOf(unit, entry, description, container, isRequired(node)), "header", node));
  walkValueSchemas(unit, entry.key, entry, node);
}

/** A parameter of components. */
export function walkParameter(unit: Unit, entry: TreeEntry): void {
  const node = unit.actual(entry.value);
  if (node) declareParameters(unit, entry.key, entry, [node]);
}

interface OwnParameter {
  readonly node: TreeNode;
  readonly key: TreeEntry;
  readonly description: Description;
}

function walkParameters(unit: Unit, name: string, owner: TreeEntry, holder: TreeNode): ContainerReference[] {
  const list = unit.actual(child(holder, "parameters"));
  const items = list?.kind === "seq" ? list.items : list?.kind === "map" ? list.entries.map(entry => entry.value) : [];
  return declareParameters(unit, name, owner, items.flatMap(item => unit.actual(item) ?? []), holder);
}

function declareParameters(unit: Unit, name: string, owner: TreeEntry, items: readonly TreeNode[], holder?: TreeNode): ContainerReference[] {
  const sent: ContainerReference[] = [];
  const members: { name: string; type: string }[] = [];
  const own: OwnParameter[] = [];
  for (const node of items) {
    const target = unit.follow(node);
    const actual = target ? target.place?.node : node;
    const key = entryOf(actual, "name");
    const shown = text(key?.value);
    if (!actual || !key || shown === undefined || shown === "") continue;
    if (text(child(actual, "in")) === "body") {
      if (!target) sent.push(...walkNamedSchema(unit, `${name}.body`, owner, entryOf(actual, "schema")));
      continue;
    }
    const description = parameterType(unit, actual, target?.place?.document);
    members.push({ name: shown, type: description.type.text });
    if (target) sent.push({ container: target.name, file: target.place?.document.file ?? unit.document.file });
    else if (!unit.visited.has(actual)) own.push({ node: actual, key, description });
  }
  if (members.length === 0) return sent;
  const container = operationContainer(unit, name, owner, members, holder, yamlAbove(unit, owner));
  unit.containers.push(container);
  for (const { node, key, description } of own) declareParameter(unit, name, node, key, description, container);
  return [{ container: name, file: unit.document.file }, ...sent];
}

function declareParameter(unit: Unit, name: string, node: TreeNode, key: TreeEntry, description: Description, container: Container): void {
  unit.visited.add(node);
  const shown = key.value;
  const entry: TreeEntry = { key: text(shown) ?? "", keyStart: shown.start, keyEnd: shown.end, value: node };
  const field = fieldOf(unit, entry, description, container, isRequired(node));
  const site = siteInNode(unit.document, node);
  const schema = entryOf(node, "schema");
  const whole = range(node.start, node.end);
  const annotations = [...field.annotations, ...unit.annotations(unit.actual(schema?.value), whole)];
  const comments = [...(unit.document.language === "yaml" ? commentsOf(unit.document.source, key) : []), ...description.comments];
  unit.fields.push({ ...withIn(field, text(child(node, "in")) ?? "query", node), range: whole, comments, annotations, ...(site ? { annotationSite: site } : {}) });
  walkValueSchemas(unit, `${name}.${entry.key}`, entry, node);
}

/** Inline schemas of a parameter or header. */
function walkValueSchemas(unit: Unit, name: string, owner: TreeEntry, node: TreeNode): void {
  const content = unit.actual(child(node, "content"));
  const media = content?.kind === "map" ? content.entries : [];
  for (const held of [entryOf(node, "schema"), ...media.map(each => entryOf(each.value, "schema"))]) {
    if (!held) continue;
    unit.follow(unit.actual(held.value));
    walkSchema(unit, { node: held.value, name, entry: { ...place(owner), value: held.value }, kind: "schema" });
  }
}

/** Type of a parameter or header: its schema's (version 3), its content's, or its own (version 2). Its own words come first. */
function parameterType(unit: Unit, node: TreeNode | undefined, document = unit.document): Description {
  const self = describe({ document, node: node ?? missing(0) }, unit.refs);
  const content = child(node, "content");
  const schema = child(node, "schema") ?? (content?.kind === "map" ? child(content.entries[0]?.value, "schema") : undefined);
  if (!schema) return self;
  const inner = describe({ document, node: schema }, unit.refs);
  return {
    ...inner, attributes: [...self.attributes, ...inner.attributes], examples: [...self.examples, ...inner.examples],
    comments: self.comments.length > 0 ? self.comments : inner.comments,
  };
}

function withIn(field: FieldDeclaration, where: string, node: TreeNode): FieldDeclaration {
  const written = entryOf(node, "in");
  const at = written ? range(written.keyStart, written.value.end) : field.nameRange;
  return { ...field, attributes: [{ name: "in", arguments: [where], range: at }, ...field.attributes] };
}

function operationContainer(unit: Unit, name: string, owner: TreeEntry, members: Container["members"], holder?: TreeNode, above: Container["comments"] = []): Container {
  return {
    name, kind: "operation", nameRange: nameRangeOf(unit.document.source, owner), range: range(owner.keyStart, Math.max(owner.value.end, owner.keyEnd)),
    comments: [...above, ...(holder ? wordsOf(holder) : [])], members, annotations: [],
  };
}

function yamlAbove(unit: Unit, owner: TreeEntry): Container["comments"] {
  return unit.document.language === "yaml" ? commentsOf(unit.document.source, owner) : [];
}

function isRequired(node: TreeNode): boolean {
  return text(child(node, "required")) === "true" || text(child(node, "in")) === "path";
}

function place(entry: TreeEntry): { key: string; keyStart: number; keyEnd: number } {
  return { key: entry.key, keyStart: entry.keyStart, keyEnd: entry.keyEnd };
}

function unique(references: readonly ContainerReference[]): ContainerReference[] {
  const seen = new Set<string>();
  return references.filter(({ container, file }) => seen.size !== seen.add(`${file}\n${container}`).size);
}
