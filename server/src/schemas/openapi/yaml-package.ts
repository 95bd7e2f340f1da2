// Reads YAML through the yaml package: the authority on everything the quick reader leaves to it, and on errors.
import { isAlias, isMap, isScalar, isSeq, Lexer, parseDocument } from "yaml";
import type { Document, Pair, ParsedNode, YAMLError } from "yaml";
import type { Problem } from "../../base/problem.js";
import { duplicateKey, nestingTooDeep, yamlSyntax, yamlTab } from "./problems.js";
import { maxDepth, missing, noAnchors, scalar } from "./tree.js";
import type { Parsed, TreeEntry, TreeNode } from "./tree.js";

const maxProblems = 100;

/** What the package's lexer puts before plain and block scalars. */
const scalarMark = "\x1f";

/** Reads a stretch of lines as one YAML document. Aliases are kept as they are, so nothing can blow up. */
export function parseYamlWithPackage(source: string, start: number, end: number): Parsed {
  const text = source.slice(start, end);
  if (nestsTooDeep(text)) return { node: undefined, anchors: noAnchors, problems: [nestingTooDeep(start, Math.min(start + 1, end))] };
  try {
    const document = parseDocument(text, {
      uniqueKeys: false, prettyErrors: false, logLevel: "silent", strict: false, keepSourceTokens: false, schema: "failsafe", merge: false,
    });
    return new Converter(text, start).convert(document);
  } catch (error) {
    const detail = error instanceof Error ? error.message : "unreadable";
    return { node: undefined, anchors: noAnchors, problems: [yamlSyntax(start, Math.min(start + 1, end), detail)] };
  }
}

class Converter {
  readonly #anchors = new Map<string, TreeNode>();
  readonly #problems: Problem[] = [];

  constructor(readonly text: string, readonly base: number) {}

  convert(document: Document.Parsed): Parsed {
    for (const error of document.errors.slice(0, maxProblems)) this.#add(this.#problemOf(error));
    const node = document.contents ? this.#node(document.contents, 0) : undefined;
    return { node, anchors: this.#anchors, problems: this.#problems };
  }

  #node(node: ParsedNode, depth: number): TreeNode {
    const [from, to] = node.range;
    const start = this.base + from;
    const end = this.base + this.#trimmed(from, to);
    if (depth > maxDepth) {
      this.#add(nestingTooDeep(start, start));
      return missing(start);
    }
    const result = this.#convert(node, depth, start, end);
    if (!isAlias(node) && node.anchor) this.#anchors.set(node.anchor, result);
    return result;
  }

  #convert(node: ParsedNode, depth: number, start: number, end: number): TreeNode {
    if (isAlias(node)) return { kind: "alias", start, end, name: node.source };
    if (isScalar(node)) {
      const value = typeof node.value === "string" ? node.value : String(node.value ?? "");
      const quoted = node.type !== undefined && node.type !== "PLAIN";
      return scalar(start, end, quoted && node.type?.startsWith("BLOCK") ? value.trimEnd() : value, quoted);
    }
    if (isSeq(node)) return { kind: "seq", start, end, items: node.items.map(item => this.#node(item as ParsedNode, depth + 1)) };
    if (!isMap(node)) return missing(start);
    const entries: TreeEntry[] = [];
    const keys = new Set<string>();
    for (const pair of node.items) this.#entry(pair as Pair<ParsedNode, ParsedNode | null>, depth, entries, keys);
    return { kind: "map", start, end, style: node.flow ? "yaml-flow" : "yaml-block", entries };
  }

  #entry(pair: Pair<ParsedNode, ParsedNode | null>, depth: number, entries: TreeEntry[], keys: Set<string>): void {
    if (!isScalar(pair.key)) return;
    const [from, to] = pair.key.range;
    const keyStart = this.base + from;
    const keyEnd = this.base + to;
    const key = String(pair.key.value ?? "");
    if (keys.has(key) && key !== "<<") this.#add(duplicateKey(key, keyStart, keyEnd));
    keys.add(key);
    entries.push({ key, keyStart, keyEnd, value: pair.value ? this.#node(pair.value, depth + 1) : missing(keyEnd) });
  }

  #problemOf(error: YAMLError): Problem {
    const from = Math.max(0, Math.min(error.pos[0], this.text.length));
    const to = Math.max(from, Math.min(error.pos[1], this.text.length));
    const start = this.base + from;
    const end = this.base + to;
    if (error.code === "TAB_AS_INDENT") return yamlTab(start, end);
    return yamlSyntax(start, end, error.message.split("\n", 1)[0] ?? error.message);
  }

  /** Collections of the package reach to the next node; ours end with their last character. */
  #trimmed(from: number, to: number): number {
    while (to > from && /\s/.test(this.text.charAt(to - 1))) to--;
    return to;
  }

  #add(problem: Problem): void {
    if (this.#problems.length < maxProblems) this.#problems.push(problem);
  }
}

/**
 * The package recurses. Text nested thousands deep overflows its stack, at times inside V8's regular expressions, which
 * ends the process and cannot be caught; so levels are counted first, on tokens, without recursion.
 */
function nestsTooDeep(text: string): boolean {
  const indents: number[] = [];
  let flow = 0;
  let indicators = 0;
  let isLineStart = true;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    if (isLineStart && flow === 0 && !/^\r?\n$/.test(token)) {
      const width = token.startsWith(" ") ? token.length : 0;
      while (indents.length > 0 && (indents.at(-1) ?? 0) >= width) indents.pop();
      indents.push(width);
      indicators = 0;
    }
    isLineStart = token.endsWith("\n");
    if (token.includes("\n")) indicators = 0;
    if (!isScalar && (token === "[" || token === "{")) flow++;
    else if (!isScalar && (token === "]" || token === "}") && flow > 0) flow--;
    else if (!isScalar && flow === 0 && (token === "-" || token === "?" || token === ":")) indicators++;
    isScalar = token === scalarMark;
    if (flow > maxDepth || (flow === 0 && indents.length + indicators > maxDepth)) return true;
  }
  return false;
}
