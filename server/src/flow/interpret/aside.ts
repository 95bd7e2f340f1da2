// Evaluating one expression outside of any run: names of topics, arguments of decorators. The world is left as it was.
import { SyntaxKind, isBlock, isClassDeclaration, isIdentifier, isParameterDeclaration, isSourceFile, isVariableStatement, type Node } from "../../compiler/ast.js";
import { Store } from "../domain/store.js";
import type { Value } from "../domain/values.js";
import { declareIn } from "./assign.js";
import { evaluate } from "./expressions.js";
import { isFunctionNode } from "./functions.js";
import { instanceOf } from "./instances.js";
import { BudgetSpent, type Machine } from "./machine.js";
import { runModule } from "./modules.js";
import { childScope, findCell, type Scope } from "./scopes.js";

const asideSteps = 4_000;
const maxConstants = 4;

/** Evaluates the expression as its file's top level and the constants around it define it, and hands the value over. */
export function aside<T>(machine: Machine, node: Node, read: (value: Value) => T): T | undefined {
  const record = machine.modules.record(node.getSourceFile().fileName);
  if (record === undefined) return undefined;
  runModule(machine, record);
  const saved = {
    store: machine.store, live: machine.live, completions: machine.completions, frame: machine.frame, steps: machine.steps, stepLimit: machine.stepLimit,
    nesting: machine.nesting, mayThrow: machine.mayThrow, wantedComponents: machine.wantedComponents,
  };
  Object.assign(machine, { store: new Store(), live: true, completions: [], steps: 0, stepLimit: asideSteps, nesting: 0, wantedComponents: new Set<Node>() });
  machine.enter(record.source, undefined);
  try {
    const scope = childScope(record.scope);
    declareReceiver(machine, node, scope);
    declareConstants(machine, node, scope, 0);
    return read(evaluate(machine, node, scope));
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    return undefined;
  } finally {
    Object.assign(machine, saved);
  }
}

function declareReceiver(machine: Machine, node: Node, scope: Scope): void {
  for (let current: Node | undefined = node.parent; current !== undefined; current = current.parent) {
    if (!isClassDeclaration(current)) continue;
    const instance = instanceOf(machine, current);
    if (instance !== undefined) declareIn(machine, scope)("this", instance);
    return;
  }
}

/** `const`s of the functions around the expression that it names, and parameters. */
function declareConstants(machine: Machine, node: Node, scope: Scope, depth: number): void {
  if (depth > maxConstants) return;
  for (const name of namesIn(node)) {
    if (findCell(scope, name) !== undefined) continue;
    const found = declarationAround(node, name);
    if (found === undefined) continue;
    const declare = declareIn(machine, scope);
    if (isParameterDeclaration(found)) {
      const owner = found.parent;
      if (isFunctionNode(owner)) declare(name, machine.symbol("parameter", name, { node: found, function: owner, index: owner.parameters.indexOf(found) }));
      continue;
    }
    declareConstants(machine, found, scope, depth + 1);
    declare(name, evaluate(machine, found, scope));
  }
}

function namesIn(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const pending: Node[] = [node];
  while (pending.length > 0 && names.size < 20) {
    const current = pending.pop();
    if (current === undefined) break;
    if (isFunctionNode(current)) continue;
    if (isIdentifier(current)) names.add(current.text);
    else if (current.kind === SyntaxKind.PropertyAccessExpression) pending.push((current as unknown as { readonly expression: Node }).expression);
    else current.forEachChild((child) => void pending.push(child));
  }
  return names;
}

/** Initialiser of the nearest local variable of this name, or the parameter. */
function declarationAround(node: Node, name: string): Node | undefined {
  for (let current: Node | undefined = node.parent; current !== undefined && !isSourceFile(current); current = current.parent) {
    if (isBlock(current)) {
      for (const statement of current.statements) {
        if (!isVariableStatement(statement)) continue;
        const declared = statement.declarationList.declarations.find((item) => isIdentifier(item.name) && item.name.text === name);
        if (declared?.initializer !== undefined && !(declared.initializer.pos <= node.pos && node.end <= declared.initializer.end)) return declared.initializer;
      }
    }
    const parameter = isFunctionNode(current) ? current.parameters.find((item) => isIdentifier(item.name) && item.name.text === name) : undefined;
    if (parameter !== undefined) return parameter;
  }
  return undefined;
}
