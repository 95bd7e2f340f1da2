// What `this` is in a method that nobody in particular calls.
import { SyntaxKind, isClassDeclaration, type Node } from "../compiler/ast.js";
import { joinAll, type Value } from "./domain/values.js";
import type { FunctionNode } from "./interpret/functions.js";
import { instanceOf } from "./interpret/instances.js";
import type { Machine } from "./interpret/machine.js";
import { componentOf } from "./library/reactive.js";
import { hasModifier } from "./syntax.js";

/** The component, page or store that is written as an object around the method. */
export function componentAround(machine: Machine, node: FunctionNode): Value | undefined {
  const record = machine.modules.record(node.getSourceFile().fileName);
  return record === undefined ? undefined : componentOf(machine, node, record.scope);
}

/** Instances of the classes that make an abstract class whole. */
export function implementationsOf(machine: Machine, owner: Node | undefined): Value | undefined {
  if (owner === undefined || !isClassDeclaration(owner) || !hasModifier(owner, SyntaxKind.AbstractKeyword)) return undefined;
  const found = machine.implementationsOf(owner).filter(isClassDeclaration).slice(0, 6).flatMap((node) => instanceOf(machine, node) ?? []);
  return found.length === 0 ? undefined : joinAll(found);
}
