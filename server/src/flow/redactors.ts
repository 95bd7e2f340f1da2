// Functions that a project declares to redact: `@redacts phone,email` above them, or an entry of the configuration.
import { isVariableDeclaration, type Node } from "../compiler/ast.js";
import type { Classification } from "../model/classification.js";
import type { CodePatternConfig } from "../model/config.js";
import type { SymbolicValue } from "./domain/symbols.js";
import { isFunctionNode } from "./interpret/functions.js";
import { patternOf } from "./sinks/match.js";

const annotated = new WeakMap<Node, readonly string[] | undefined>();

/** What a function clears by its annotation; undefined when it has none. */
export function redactsOf(node: Node): readonly string[] | undefined {
  if (annotated.has(node)) return annotated.get(node);
  let carrier: Node = node;
  // `export const mask = (…) => …`: the comment stands above the statement.
  if (isFunctionNode(node) && isVariableDeclaration(node.parent)) carrier = node.parent.parent.parent;
  const text = carrier.getSourceFile().text.slice(carrier.getFullStart(), carrier.getStart());
  const match = /@redacts\b[ \t]*([^\n*@]*)/.exec(text);
  const found = match === null ? undefined : (match[1] ?? "").split(/[\s,;]+/).filter((word) => /^[\w-]+$/.test(word));
  annotated.set(node, found);
  return found;
}

/** What the configuration says a called function clears. */
export function configuredRedaction(redactors: readonly CodePatternConfig[], name: string | undefined, symbol: SymbolicValue | undefined): readonly string[] | undefined {
  const pattern = redactors.length === 0 ? undefined : patternOf(redactors, name, symbol);
  return pattern === undefined ? undefined : pattern.category === undefined ? [] : [pattern.category];
}

/** Whether one of the names on the way to a value clears a field of this name and category. */
export function isClearedOf(symbol: SymbolicValue, name: string, { category }: Classification): boolean {
  for (let current: SymbolicValue | undefined = symbol, hops = 0; current !== undefined && hops < 64; current = current.parent, hops++) {
    if (current.cleared?.some((what) => plain(what) === plain(name) || category === what || category.startsWith(`${what}-`) || category.endsWith(`-${what}`)) === true) return true;
  }
  return false;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, "");
}
