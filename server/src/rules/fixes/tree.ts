// Questions of the fixes about trees.
import {
  SyntaxKind, isArrowFunction, isAsExpression, isAwaitExpression, isBlock, isCallExpression, isElementAccessExpression, isIdentifier, isNewExpression,
  isNonNullExpression, isParenthesizedExpression, isPropertyAccessExpression, isSatisfiesExpression, isStringLiteral, type Node, type SourceFile,
} from "../../compiler/ast.js";
import type { TextRange } from "../../base/range.js";

export function rangeOf(node: Node): TextRange {
  return { start: node.getStart(), end: node.end };
}

export function textOf(node: Node): string {
  const file = node.getSourceFile();
  return file.text.slice(node.getStart(), node.end);
}

/** The outermost node that covers exactly this range. */
export function nodeAt(tree: SourceFile, { start, end }: TextRange): Node | undefined {
  let current: Node | undefined = tree;
  while (current !== undefined) {
    if (current !== tree && current.getStart() === start && current.end === end) return current;
    current = childHolding(current, start, end);
  }
  return undefined;
}

/** The call that covers exactly this range: `f()()` and `f()` end apart, `a.b()` and its callee do too. */
export function callAt(tree: SourceFile, range: TextRange): Node | undefined {
  return nodeAt(tree, range);
}

/** The smallest node that covers the range. */
export function nodeAround(tree: SourceFile, { start, end }: TextRange): Node {
  let current: Node = tree;
  for (;;) {
    const next = childHolding(current, start, end);
    if (next === undefined) return current;
    current = next;
  }
}

function childHolding(node: Node, start: number, end: number): Node | undefined {
  let found: Node | undefined;
  node.forEachChild((child) => {
    if (found === undefined && child.pos <= start && end <= child.end && child.getStart() <= start) found = child;
    return undefined;
  });
  return found;
}

/** Every node below, outer ones first. */
export function* descendants(node: Node): IterableIterator<Node> {
  const pending: Node[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    const children: Node[] = [];
    next.forEachChild((child) => void children.push(child));
    pending.push(...children.reverse());
  }
}

export function within(node: Node, outer: Node): boolean {
  return outer.pos <= node.pos && node.end <= outer.end && node.getSourceFile() === outer.getSourceFile();
}

export function argumentsOf(call: Node): readonly Node[] {
  return isCallExpression(call) || isNewExpression(call) ? (call.arguments ?? []) : [];
}

/** Marks around an expression that do not change its value. */
export function isWrapper(node: Node): boolean {
  return isParenthesizedExpression(node) || isAsExpression(node) || isSatisfiesExpression(node) || isNonNullExpression(node) || isAwaitExpression(node);
}

/** The name that is read last: `email` of `user?.email`, `user["email"]` or `email`. */
export function lastName(node: Node): string | undefined {
  if (isIdentifier(node)) return node.text;
  if (isPropertyAccessExpression(node)) return node.name.text;
  if (isElementAccessExpression(node)) return isStringLiteral(node.argumentExpression) ? node.argumentExpression.text : undefined;
  return isNonNullExpression(node) || isParenthesizedExpression(node) || isAsExpression(node) ? lastName(node.expression) : undefined;
}

/** Whether evaluating it again, or earlier, makes no difference: names and property reads only. */
export function isPlainRead(node: Node): boolean {
  if (isIdentifier(node) || node.kind === SyntaxKind.ThisKeyword) return true;
  return (isPropertyAccessExpression(node) || isNonNullExpression(node)) && isPlainRead(node.expression);
}

/** The statement of a block, file or case that holds the node; undefined inside an arrow function without a block before one is met. */
export function statementOf(node: Node): Node | undefined {
  let current = node;
  for (let parent: Node | undefined = node.parent; parent !== undefined; current = parent, parent = parent.parent) {
    if (isArrowFunction(parent) && !isBlock(parent.body)) return undefined;
    if (holdsStatements(parent)) return current;
  }
  return undefined;
}

function holdsStatements({ kind }: Node): boolean {
  return kind === SyntaxKind.Block || kind === SyntaxKind.SourceFile || kind === SyntaxKind.ModuleBlock || kind === SyntaxKind.CaseClause || kind === SyntaxKind.DefaultClause;
}

/** White space before the first word of the line an offset stands on. */
export function indentOf(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[^\S\r\n]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

export function lineBreakOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** A name that occurs nowhere in the text. */
export function freeName(text: string, wanted: string): string {
  let name = wanted;
  for (let i = 2; new RegExp(`\\b${name.replaceAll("$", "\\$")}\\b`).test(text); i++) name = `${wanted}${i}`;
  return name;
}
