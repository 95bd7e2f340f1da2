import type { TextRange } from "../../base/range.js";
import {
  isClassDeclaration, isMethodDeclaration, SyntaxKind, type Node, type SourceFile,
} from "../../compiler/ast.js";
import type { SourceView } from "./source-view.js";

/**
 * What a suppression on the line above covers as a whole: declarations of data, members, and statements that hold no
 * statements themselves. Of functions and classes with code it covers the first line alone.
 */
export function suppressibleRanges(tree: SourceFile, view: SourceView): readonly TextRange[] {
  const ranges: TextRange[] = [];
  const stack: Node[] = [tree];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isSuppressible(node)) ranges.push(view.range(node));
    node.forEachChild((child) => {
      stack.push(child);
    });
  }
  return ranges;
}

const whole: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.InterfaceDeclaration, SyntaxKind.TypeAliasDeclaration, SyntaxKind.EnumDeclaration, SyntaxKind.PropertySignature, SyntaxKind.PropertyDeclaration,
  SyntaxKind.PropertyAssignment, SyntaxKind.ShorthandPropertyAssignment, SyntaxKind.Parameter, SyntaxKind.JsxAttribute, SyntaxKind.JsxSelfClosingElement,
]);

const simple: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.VariableStatement, SyntaxKind.ExpressionStatement, SyntaxKind.ReturnStatement, SyntaxKind.ThrowStatement, SyntaxKind.ExportAssignment,
]);

function isSuppressible(node: Node): boolean {
  if (whole.has(node.kind)) return true;
  if (isClassDeclaration(node)) return !node.members.some((member) => isMethodDeclaration(member));
  return simple.has(node.kind) && !holdsBlock(node);
}

/** Looks a bounded way down: a statement with more nodes than this is no simple one. */
function holdsBlock(node: Node): boolean {
  const stack: Node[] = [node];
  let seen = 0;
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === SyntaxKind.Block || ++seen > mostNodes) return true;
    next.forEachChild((child) => {
      stack.push(child);
    });
  }
  return false;
}

const mostNodes = 2_000;
