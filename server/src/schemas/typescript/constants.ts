// Constant values written in the source: lists of choices, metadata objects, plain literals.
import {
  isArrayLiteralExpression, isAsExpression, isIdentifier, isNonNullExpression, isNumericLiteral, isObjectLiteralExpression, isParenthesizedExpression,
  isPrefixUnaryExpression, isPropertyAssignment, isSatisfiesExpression, isTypeAssertion, SyntaxKind, type Expression, type Node,
} from "../../compiler/ast.js";
import type { Declarations } from "./declarations.js";
import { nameOf, stringOf } from "./source-view.js";

/** The expression without parentheses, casts and assertions. */
export function bare(node: Expression): Expression {
  let inner: Expression = node;
  for (let i = 0; i < 32; i++) {
    if (isParenthesizedExpression(inner) || isAsExpression(inner) || isSatisfiesExpression(inner) || isNonNullExpression(inner) || isTypeAssertion(inner)) inner = inner.expression;
    else break;
  }
  return inner;
}

/** Choices named by an expression: `["a", "b"] as const`, `{ A: "a" }`, an enum or a constant of this file. */
export function valuesOf(node: Expression | undefined, declarations: Declarations, depth = 0): readonly string[] {
  if (node === undefined || depth > 6) return [];
  const expression = bare(node);
  const single = scalarText(expression);
  if (single !== undefined) return [single];
  if (isArrayLiteralExpression(expression)) return expression.elements.slice(0, mostValues).flatMap((element) => valuesOf(element, declarations, depth + 1));
  if (isObjectLiteralExpression(expression)) {
    return expression.properties.slice(0, mostValues).flatMap((property) => (isPropertyAssignment(property) ? valuesOf(property.initializer, declarations, depth + 1) : []));
  }
  if (!isIdentifier(expression)) return [];
  const local = declarations.type(expression.text);
  return local?.kind === "enum" ? local.values : valuesOf(declarations.value(expression.text), declarations, depth + 1);
}

const mostValues = 200;

function scalarText(node: Expression): string | undefined {
  return stringOf(node) ?? (isNumericLiteral(node) ? node.text : undefined);
}

/** How far into values that are made of values. */
const deepest = 5;

/** The value as JSON would give it; undefined for what is no constant. */
export function constantOf(node: Expression, depth = 0): unknown {
  const expression = bare(node);
  const text = stringOf(expression);
  if (text !== undefined) return text;
  if (isNumericLiteral(expression)) return Number(expression.text);
  if (expression.kind === SyntaxKind.TrueKeyword) return true;
  if (expression.kind === SyntaxKind.FalseKeyword) return false;
  if (expression.kind === SyntaxKind.NullKeyword) return null;
  if (depth > deepest) return undefined;
  if (isPrefixUnaryExpression(expression)) return expression.operator === SyntaxKind.MinusToken ? negated(expression.operand, depth) : undefined;
  if (isArrayLiteralExpression(expression)) return expression.elements.slice(0, mostValues).map((element) => constantOf(element, depth + 1));
  if (!isObjectLiteralExpression(expression)) return undefined;
  const result: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const property of expression.properties) {
    const name = isPropertyAssignment(property) ? nameOf(property.name) : undefined;
    if (name !== undefined && isPropertyAssignment(property)) result[name] = constantOf(property.initializer, depth + 1);
  }
  return result;
}

function negated(operand: Node, depth: number): unknown {
  const value = constantOf(operand as Expression, depth + 1);
  return typeof value === "number" ? -value : undefined;
}
