// Where to look: calls whose name a sink may have, found in the text first and then in the tree.
import { SyntaxKind, isCallExpression, isClassDeclaration, isElementAccessExpression, isIdentifier, isJsxOpeningElement, isJsxSelfClosingElement, isNewExpression, isPropertyAccessExpression, isTaggedTemplateExpression, type Node, type SourceFile } from "../compiler/ast.js";
import { isFunctionNode, type FunctionNode } from "./interpret/functions.js";
import { isTextLiteral } from "./syntax.js";

/** Calls (also `new`, tagged templates and JSX elements) whose last name satisfies the predicate, in source order. */
export function callsNamed(source: SourceFile, wanted: (name: string) => boolean): readonly Node[] {
  const found: Node[] = [];
  const pending: Node[] = [source];
  while (pending.length > 0) {
    const node = pending.pop();
    if (node === undefined) break;
    const callee = calleeOf(node);
    const name = callee === undefined ? undefined : lastName(callee);
    if (name !== undefined && wanted(name)) found.push(node);
    node.forEachChild((child) => void pending.push(child));
  }
  return found.sort((a, b) => a.pos - b.pos);
}

/** Last name of what a call calls. */
export function calleeName(call: Node): string | undefined {
  const callee = calleeOf(call);
  return callee === undefined ? undefined : lastName(callee);
}

function calleeOf(node: Node): Node | undefined {
  if (isCallExpression(node) || isNewExpression(node)) return node.expression;
  if (isTaggedTemplateExpression(node)) return node.tag;
  return isJsxOpeningElement(node) || isJsxSelfClosingElement(node) ? node.tagName : undefined;
}

/** `a.b.c` and `a["c"]` are `c`; `a.call(…)`, `.apply`, `.bind` are what they call. */
export function lastName(callee: Node): string | undefined {
  let current = callee;
  for (;;) {
    if (isIdentifier(current)) return current.text;
    if (isPropertyAccessExpression(current)) {
      const name = current.name.text;
      if (name !== "call" && name !== "apply" && name !== "bind") return name;
      current = current.expression;
    } else if (isElementAccessExpression(current)) return isTextLiteral(current.argumentExpression) ? current.argumentExpression.text : undefined;
    else if (current.kind === SyntaxKind.ParenthesizedExpression || current.kind === SyntaxKind.NonNullExpression) current = (current as unknown as { readonly expression: Node }).expression;
    else return undefined;
  }
}

/** Functions around a node, outermost first. */
export function functionsAround(node: Node): readonly FunctionNode[] {
  const found: FunctionNode[] = [];
  for (let current: Node | undefined = node.parent; current !== undefined; current = current.parent) if (isFunctionNode(current)) found.unshift(current);
  return found;
}

export function classAround(node: Node): Node | undefined {
  for (let current: Node | undefined = node.parent; current !== undefined; current = current.parent) {
    if (isClassDeclaration(current) || current.kind === SyntaxKind.ClassExpression) return current;
    if (isFunctionNode(current)) return undefined;
  }
  return undefined;
}

export function isElement(node: Node): boolean {
  return isJsxOpeningElement(node) || isJsxSelfClosingElement(node);
}
