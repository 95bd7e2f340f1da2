// Follows $ref inside a file and across files of the workspace. Nothing is fetched and nothing outside is read.
import type { Problem } from "../../base/problem.js";
import { ParsedDocument, PieceEntry } from "./document.js";
import { circularRef, refOutsideWorkspace, remoteRef, unresolvedAlias, unresolvedRef } from "./problems.js";
import { child, entryOf, text } from "./tree.js";
import type { MapNode, ScalarNode, TreeEntry, TreeNode } from "./tree.js";

/** Text of a file of the workspace; undefined for files that do not exist or lie outside. */
export type ResolveFile = (path: string) => string | undefined;

/** A node together with the document its offsets belong to. */
export interface Place {
  readonly document: ParsedDocument;
  readonly node: TreeNode;
}

/** What a $ref leads to. The name is what people call the target: the last part of its pointer, or the file's name. */
export interface Target {
  readonly name: string;
  readonly place?: Place;
  readonly failure?: "unresolved" | "outside" | "remote" | "circular";
  /** Pieces of this file the answer depends on, by path; undefined when it depends on more than pieces. */
  readonly pieces?: readonly string[];
  readonly files: readonly string[];
}

/** Chains of references longer than this are cycles or jokes. */
const maxChain = 30;

export class References {
  /** Files read, in order, without repeats. */
  readonly files = new Set<string>();
  /** An alias was followed since this was last cleared; the answer then depends on text nobody names. */
  aliasesUsed = false;
  /** What the running question has rested on so far; undefined when nobody asks. */
  #watched: Set<string> | undefined;
  #isOpaque = false;
  readonly #documents = new Map<string, ParsedDocument | undefined>();
  readonly #targets = new Map<string, Target>();
  readonly #indexes = new WeakMap<MapNode, Map<string, TreeEntry>>();

  constructor(readonly main: ParsedDocument, readonly resolve: ResolveFile | undefined) {}

  /** Target of a reference written in a document. A chain of references is followed to its end. */
  target(ref: string, from: ParsedDocument): Target {
    const key = from === this.main ? ref : `${from.file}\n${ref}`;
    let target = this.#targets.get(key);
    if (!target) {
      target = this.#follow(ref, from);
      this.#targets.set(key, target);
    }
    if (target.pieces && target.files.length === 0) for (const piece of target.pieces) this.#watched?.add(piece);
    else this.#isOpaque = true;
    return target;
  }

  /** Starts to note the pieces that answers rest on; the result ends it and gives them, or undefined when they are not all. */
  watch(): () => ReadonlySet<string> | undefined {
    const watched = (this.#watched = new Set<string>());
    this.#isOpaque = false;
    return () => {
      this.#watched = undefined;
      return this.#isOpaque || watched.has("") ? undefined : watched;
    };
  }

  problemOf(ref: ScalarNode, target: Target): Problem | undefined {
    switch (target.failure) {
      case "unresolved": return unresolvedRef(ref.value, ref.start, ref.end);
      case "outside": return refOutsideWorkspace(ref.value, ref.start, ref.end);
      case "remote": return remoteRef(ref.value, ref.start, ref.end);
      case "circular": return circularRef(ref.value, ref.start, ref.end);
      default: return undefined;
    }
  }

  /** The node behind any number of aliases; undefined for one without an anchor. */
  dealias(place: Place): Place | undefined {
    let { node } = place;
    if (node.kind === "alias") this.aliasesUsed = this.#isOpaque = true;
    for (let steps = 0; node.kind === "alias"; steps++) {
      const next = place.document.anchored(node.name, node.start);
      if (!next || steps > maxChain) return undefined;
      node = next;
    }
    return node === place.node ? place : { document: place.document, node };
  }

  aliasProblem(place: Place): Problem | undefined {
    if (place.node.kind !== "alias" || this.dealias(place)) return undefined;
    return unresolvedAlias(place.node.name, place.node.start, place.node.end);
  }

  #follow(ref: string, from: ParsedDocument): Target {
    const pieces: string[] = [];
    const files: string[] = [];
    const seen = new Set<string>();
    let document = from;
    let written = ref;
    const first = nameOf(ref);
    for (;;) {
      const identity = `${document.file}\n${written}`;
      if (seen.has(identity) || seen.size > maxChain) return { name: first, failure: "circular", files };
      seen.add(identity);
      const step = this.#step(written, document, pieces);
      if (typeof step === "string") return { name: first, failure: step, files };
      document = step.document;
      if (document !== this.main && !files.includes(document.file)) files.push(document.file);
      const next = text(child(step.node, "$ref"));
      if (next === undefined || hasOwnShape(step.node)) return { name: first, place: step, pieces, files };
      written = next;
    }
  }

  #step(ref: string, from: ParsedDocument, pieces: string[]): Place | "unresolved" | "outside" | "remote" {
    const hash = ref.indexOf("#");
    const path = hash < 0 ? ref : ref.slice(0, hash);
    const pointer = hash < 0 ? "" : ref.slice(hash + 1);
    if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return "remote";
    const document = path === "" ? from : this.#open(join(from.file, decode(path)));
    if (!document) return this.resolve ? "outside" : "unresolved";
    const place = pointer === "" || pointer.startsWith("/") ? this.#pointer(document, pointer, pieces) : this.#anchor(document, pointer, pieces);
    return place ?? "unresolved";
  }

  #pointer(document: ParsedDocument, pointer: string, pieces: string[]): Place | undefined {
    let place: Place | undefined = document.root && { document, node: document.root };
    let insidePiece = false;
    for (const part of pointer === "" ? [] : pointer.slice(1).split("/")) {
      place = place && this.dealias(place);
      if (!place) return undefined;
      const key = decode(part).replaceAll("~1", "/").replaceAll("~0", "~");
      const entry = place.node.kind === "map" ? this.entry(place.node, key) : undefined;
      const node = entry ? entry.value : place.node.kind === "seq" && /^\d+$/.test(key) ? place.node.items[Number(key)] : undefined;
      if (!node) return undefined;
      if (entry instanceof PieceEntry && document === this.main) {
        pieces.push(entry.path);
        insidePiece = true;
      }
      place = { document, node };
    }
    if (!insidePiece && document === this.main) pieces.push("");
    return place && this.dealias(place);
  }

  /** `#Name`: a schema that calls itself so with $anchor, $dynamicAnchor or a fragment $id. */
  #anchor(document: ParsedDocument, name: string, pieces: string[]): Place | undefined {
    pieces.push("");
    for (const path of [["$defs"], ["definitions"], ["components", "schemas"]]) {
      const map = path.reduce<TreeNode | undefined>((node, key) => child(node, key), document.root);
      if (map?.kind !== "map") continue;
      for (const { value } of map.entries) {
        const names = [text(child(value, "$anchor")), text(child(value, "$dynamicAnchor")), text(child(value, "$id"))?.replace(/^#/, "")];
        if (names.includes(name)) return { document, node: value };
      }
    }
    return undefined;
  }

  /** Like entryOf, by an index where the map is large. */
  entry(node: MapNode, key: string): TreeEntry | undefined {
    if (node.entries.length < 24) return entryOf(node, key);
    let index = this.#indexes.get(node);
    if (!index) {
      index = new Map();
      for (const entry of node.entries) if (!index.has(entry.key)) index.set(entry.key, entry);
      this.#indexes.set(node, index);
    }
    return index.get(key);
  }

  #open(path: string): ParsedDocument | undefined {
    if (path === this.main.file) return this.main;
    if (!this.#documents.has(path)) {
      const source = this.resolve?.(path);
      this.files.add(path);
      this.#documents.set(path, source === undefined ? undefined : parsedOnce(source, path));
    }
    return this.#documents.get(path);
  }
}

/** The few last documents other files referred to: a hundred files that share one are not a hundred parses. */
const recent = new Map<string, ParsedDocument>();

function parsedOnce(source: string, path: string): ParsedDocument {
  const known = recent.get(path);
  const document = known?.source === source ? known : new ParsedDocument(source, path);
  recent.delete(path);
  recent.set(path, document);
  if (recent.size > 16) for (const oldest of recent.keys()) {
    recent.delete(oldest);
    break;
  }
  return document;
}

/** A reference beside which the schema says something itself is a schema of its own (JSON Schema 2019-09 and later). */
function hasOwnShape(node: TreeNode): boolean {
  return child(node, "properties") !== undefined || child(node, "allOf") !== undefined;
}

function nameOf(ref: string): string {
  const hash = ref.indexOf("#");
  const pointer = hash < 0 ? "" : ref.slice(hash + 1);
  const last = (pointer.replace(/(?<!\/)\/+$/, "") || ref.slice(0, hash < 0 ? undefined : hash)).split("/").at(-1) ?? ref;
  return decode(last).replaceAll("~1", "/").replaceAll("~0", "~").replace(/\.(?:ya?ml|json)$/i, "");
}

function decode(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A path relative to a file; both with forward slashes. */
function join(file: string, relative: string): string {
  const written = relative.replaceAll("\\", "/");
  const parts = written.startsWith("/") ? [""] : file.split("/").slice(0, -1);
  for (const part of written.split("/")) {
    if (part === "..") {
      if (parts.length > 1) parts.pop();
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
