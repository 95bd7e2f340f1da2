// Small questions about trees that the compiler's predicates do not answer.
import { SyntaxKind, isIdentifier, type Node } from "../compiler/ast.js";

interface Texted extends Node {
  readonly text: string;
}

export function isTextLiteral(node: Node): node is Texted {
  return node.kind === SyntaxKind.StringLiteral || node.kind === SyntaxKind.NoSubstitutionTemplateLiteral;
}

/** Text of an identifier, private name, string or number used as a name. */
export function nameText(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.kind === SyntaxKind.PrivateIdentifier) return `#${(node as Texted).text.replace(/^#/, "")}`;
  return isIdentifier(node) || isTextLiteral(node) || node.kind === SyntaxKind.NumericLiteral ? (node as Texted).text : undefined;
}

export function hasModifier(node: Node, kind: SyntaxKind): boolean {
  return modifiersOf(node).some((modifier) => modifier.kind === kind);
}

export function modifiersOf(node: Node): readonly Node[] {
  return (node as unknown as { readonly modifiers?: readonly Node[] }).modifiers ?? [];
}
