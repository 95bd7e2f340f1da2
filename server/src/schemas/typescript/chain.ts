// `z.string().min(1).email()` as a list: what it starts from, and every name and call after it.
import {
  isAwaitExpression, isCallExpression, isIdentifier, isNewExpression, isNonNullExpression, isParenthesizedExpression, isPropertyAccessExpression,
  type Expression, type Node,
} from "../../compiler/ast.js";
import { bare } from "./constants.js";

export interface ChainLink {
  /** Empty for a call of what precedes: `object(…)`, `Class("User")(…)`. */
  readonly name: string;
  readonly nameNode: Node;
  /** Undefined where the name is not called. */
  readonly args?: readonly Expression[];
  /** Where the call ends. */
  readonly end: number;
}

export interface Chain {
  readonly root: Expression;
  readonly links: readonly ChainLink[];
}

const longestChain = 300;

export function chainOf(expression: Expression): Chain {
  const links: ChainLink[] = [];
  let node = bare(expression);
  while (links.length < longestChain) {
    if (isParenthesizedExpression(node) || isNonNullExpression(node) || isAwaitExpression(node)) {
      node = bare(node.expression);
    } else if (isPropertyAccessExpression(node)) {
      links.push({ name: node.name.text, nameNode: node.name, end: node.end });
      node = bare(node.expression);
    } else if (isCallExpression(node) || isNewExpression(node)) {
      const callee: Expression = bare(node.expression);
      const args = [...(node.arguments ?? [])];
      if (isPropertyAccessExpression(callee)) {
        links.push({ name: callee.name.text, nameNode: callee.name, args, end: node.end });
        node = bare(callee.expression);
      } else {
        links.push({ name: "", nameNode: callee, args, end: node.end });
        node = callee;
      }
    } else {
      break;
    }
  }
  return { root: node, links: links.reverse() };
}

export function rootName(chain: Chain): string | undefined {
  return isIdentifier(chain.root) ? chain.root.text : undefined;
}
