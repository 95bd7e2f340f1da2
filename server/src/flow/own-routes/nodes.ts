// Walks over trees without recursion, in source order.
import type { Node } from "../../compiler/ast.js";

export function walk(root: Node, visit: (node: Node) => void): void {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    visit(node);
    const children: Node[] = [];
    node.forEachChild((child) => void children.push(child));
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at];
      if (child !== undefined) pending.push(child);
    }
  }
}
