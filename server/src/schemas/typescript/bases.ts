import {
  isCallExpression, isExpression, isExpressionWithTypeArguments, isIdentifier, isPropertyAccessExpression, isTypeReferenceNode, type Node,
} from "../../compiler/ast.js";
import { derivingTypes } from "./known-types.js";
import { lastName } from "./types.js";

/** Containers a heritage clause or type names: `Omit<User, "x">` and `PickType(User, […])` both come from User. */
export function baseNames(node: Node, depth = 0): readonly string[] {
  if (depth > 6) return [];
  if (isTypeReferenceNode(node)) {
    const name = lastName(node.typeName);
    const argument = node.typeArguments?.[0];
    return derivingTypes.has(name) && argument !== undefined ? baseNames(argument, depth + 1) : [name];
  }
  if (isExpressionWithTypeArguments(node)) {
    const name = expressionName(node.expression);
    const argument = node.typeArguments?.[0];
    if (name !== undefined && derivingTypes.has(name) && argument !== undefined) return baseNames(argument, depth + 1);
    return baseNames(node.expression, depth + 1);
  }
  if (isCallExpression(node)) {
    const named = node.arguments.flatMap((argument) => baseNames(argument, depth + 1));
    return named.length > 0 ? named : baseNames(node.expression, depth + 1);
  }
  const name = isExpression(node) ? expressionName(node) : undefined;
  return name === undefined ? [] : [name];
}

function expressionName(node: Node): string | undefined {
  if (isIdentifier(node)) return node.text;
  return isPropertyAccessExpression(node) ? node.name.text : undefined;
}
