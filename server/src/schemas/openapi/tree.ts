// The positioned tree both readers (JSON and YAML) produce. Offsets are absolute in the text of the file.
import type { Problem } from "../../base/problem.js";
import type { TextRange } from "../../base/range.js";

export interface ScalarNode {
  readonly kind: "scalar";
  readonly start: number;
  readonly end: number;
  readonly value: string;
  /** Quoted and block scalars are strings whatever they look like. */
  readonly quoted: boolean;
}

export interface AliasNode {
  readonly kind: "alias";
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

export interface SeqNode {
  readonly kind: "seq";
  readonly start: number;
  readonly end: number;
  readonly items: readonly TreeNode[];
}

export interface MapNode {
  readonly kind: "map";
  readonly start: number;
  readonly end: number;
  readonly style: "yaml-block" | "yaml-flow" | "json";
  readonly entries: readonly TreeEntry[];
}

export type TreeNode = ScalarNode | AliasNode | SeqNode | MapNode;

export interface TreeEntry {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Entries of large sections parse their value when it is first asked for. */
  readonly value: TreeNode;
}

/** What parsing one stretch of text gave. */
export interface Parsed {
  readonly node: TreeNode | undefined;
  readonly anchors: ReadonlyMap<string, TreeNode>;
  readonly problems: readonly Problem[];
}

/** Deeper nesting than this is reported and skipped; no schema people write comes near. */
export const maxDepth = 200;

export const noAnchors: ReadonlyMap<string, TreeNode> = new Map();

export function scalar(start: number, end: number, value: string, quoted: boolean): ScalarNode {
  return { kind: "scalar", start, end, value, quoted };
}

/** A value that was not written: empty, at one place. */
export function missing(at: number): ScalarNode {
  return scalar(at, at, "", false);
}

export function isMissing(node: TreeNode): boolean {
  return node.kind === "scalar" && !node.quoted && node.value === "";
}

/** The entry of a key; the first one where a key is written twice. */
export function entryOf(node: TreeNode | undefined, key: string): TreeEntry | undefined {
  if (node?.kind !== "map") return undefined;
  for (const entry of node.entries) if (entry.key === key) return entry;
  return undefined;
}

export function child(node: TreeNode | undefined, key: string): TreeNode | undefined {
  return entryOf(node, key)?.value;
}

export function text(node: TreeNode | undefined): string | undefined {
  return node?.kind === "scalar" ? node.value : undefined;
}

/** Where an entry's key stands, without its quotes. */
export function nameRangeOf(source: string, { keyStart, keyEnd }: TreeEntry): TextRange {
  const first = source.charCodeAt(keyStart);
  const isQuoted = (first === 34 || first === 39) && keyEnd - keyStart >= 2;
  if (!isQuoted) return { start: keyStart, end: keyEnd };
  return { start: keyStart + 1, end: source.charCodeAt(keyEnd - 1) === first ? keyEnd - 1 : keyEnd };
}
