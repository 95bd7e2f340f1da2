// The YAML tree of borderline.yaml without YAML's peculiarities: aliases and merge keys followed, within bounds.
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node, type Pair } from "yaml";
import { localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import { range, type TextRange } from "../base/range.js";
import { problem, syntaxProblem } from "./problems.js";

/** More aliases than anyone needs in a settings file; the bound is what stops an alias bomb. */
const maxAliasCount = 100;
const longestText = 300_000;
/** One mistake can make hundreds of follow-up errors; the first ones tell. */
const mostErrors = 20;

export interface ParsedConfiguration {
  /** Undefined when the text is no YAML or empty. */
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
  /** False when the text could not be read at all, so that the last good configuration counts. */
  readonly readable: boolean;
  readonly tree: ConfigurationTree;
}

export function parseConfiguration(text: string): ParsedConfiguration {
  if (text.length > longestText) return unreadable([problem("too-long", range(0, 0), localized("borderline.yaml is too long to be read.", "borderline.yaml 过长，无法读取。"))]);
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { logLevel: "error", prettyErrors: false });
  } catch {
    // The YAML parser descends recursively; brackets nested thousands deep exhaust the stack.
    return unreadable([problem("syntax", range(0, 0), localized("borderline.yaml is nested too deeply.", "borderline.yaml 嵌套过深。"))]);
  }
  const problems = document.errors.slice(0, mostErrors).map((error) => syntaxProblem(error.code, error.message, error.pos, text.length));
  const tree = new ConfigurationTree(document, text.length);
  return { root: document.contents ?? undefined, problems, readable: problems.length === 0, tree };
}

function unreadable(problems: readonly Problem[]): ParsedConfiguration {
  return { root: undefined, problems, readable: false, tree: new ConfigurationTree(undefined, 0) };
}

export interface Entry {
  readonly key: string;
  readonly keyRange: TextRange;
  readonly value: Node | null;
}

export class ConfigurationTree {
  readonly #document: Document.Parsed | undefined;
  readonly #length: number;
  readonly #anchors = new Map<string, Node>();
  #collected = false;
  #aliases = 0;

  constructor(document: Document.Parsed | undefined, length: number) {
    this.#document = document;
    this.#length = length;
  }

  /** The node itself or what its alias stands for; undefined beyond the bound. */
  resolve(node: Node | null | undefined): Node | undefined {
    if (!isAlias(node)) return node ?? undefined;
    if (++this.#aliases > maxAliasCount) return undefined;
    const target = this.#anchorsByName().get(node.source);
    return target === undefined || isAlias(target) ? undefined : target;
  }

  get exhausted(): boolean {
    return this.#aliases > maxAliasCount;
  }

  /** Entries of a mapping, merged ones (`<<: *base`) last unless the mapping overrides them. */
  entries(node: Node): readonly Entry[] {
    if (!isMap(node)) return [];
    const own: Entry[] = [];
    const merged: Entry[] = [];
    for (const item of node.items as readonly Pair<Node | null, Node | null>[]) {
      const key = isScalar(item.key) ? String(item.key.value) : "";
      if (key !== "<<") own.push({ key, keyRange: this.rangeOf(item.key), value: item.value });
      else {
        const base = this.resolve(item.value);
        if (base !== undefined && isMap(base) && base !== node) merged.push(...this.#plainEntries(base));
      }
    }
    return [...own, ...merged.filter((entry) => !own.some((mine) => mine.key === entry.key))];
  }

  items(node: Node): readonly (Node | null)[] {
    return isSeq(node) ? (node.items as readonly (Node | null)[]) : [];
  }

  rangeOf(node: Node | null | undefined): TextRange {
    const place = node?.range;
    if (!place) return range(0, 0);
    return range(Math.min(place[0], this.#length), Math.min(place[1], this.#length));
  }

  #plainEntries(node: Node): readonly Entry[] {
    if (!isMap(node)) return [];
    return (node.items as readonly Pair<Node | null, Node | null>[]).flatMap((item) =>
      isScalar(item.key) && item.key.value !== "<<" ? [{ key: String(item.key.value), keyRange: this.rangeOf(item.key), value: item.value }] : []);
  }

  /** Anchors are collected once: looking each alias up in the document anew would cost a walk each. */
  #anchorsByName(): ReadonlyMap<string, Node> {
    if (this.#collected) return this.#anchors;
    this.#collected = true;
    const open: Node[] = this.#document?.contents ? [this.#document.contents] : [];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (!isAlias(node) && "anchor" in node && typeof node.anchor === "string") this.#anchors.set(node.anchor, node);
      if (isMap(node)) for (const item of node.items as readonly Pair<Node | null, Node | null>[]) for (const part of [item.key, item.value]) { if (part) open.push(part); }
      if (isSeq(node)) for (const item of node.items as readonly (Node | null)[]) { if (item) open.push(item); }
    }
    return this.#anchors;
  }
}
