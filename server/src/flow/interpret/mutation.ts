// What functions not run yet may have done: variables of a file and fields of an object that other code writes are not what they were at first.
import {
  SyntaxKind, isBinaryExpression, isClassDeclaration, isConstructorDeclaration, isElementAccessExpression, isIdentifier, isPropertyAccessExpression,
  isPropertyDeclaration, isVariableStatement, NodeFlags, type ClassDeclaration, type Node, type SourceFile,
} from "../../compiler/ast.js";
import { addressOf, joinValues, type Value } from "../domain/values.js";
import { nameText } from "../syntax.js";
import { isFunctionNode } from "./functions.js";
import type { Machine } from "./machine.js";
import type { ModuleRecord } from "./modules.js";

/** After a file's top level ran: its `let`s that functions assign may hold something else by the time they are read. */
export function loosenVariables(machine: Machine, record: ModuleRecord): void {
  for (const { name, node } of reassignable(record.source)) {
    const cell = record.scope.variables.get(name);
    if (cell === undefined) continue;
    const symbol = machine.symbol("parameter", name, { node, index: -1 });
    machine.store.set(cell, joinValues(machine.readVariable(cell), symbol));
  }
}

function reassignable(source: SourceFile): readonly { readonly name: string; readonly node: Node }[] {
  const found: { name: string; node: Node }[] = [];
  for (const statement of source.statements) {
    if (!isVariableStatement(statement) || (statement.declarationList.flags & NodeFlags.Const) !== 0) continue;
    for (const declaration of statement.declarationList.declarations) {
      const name = nameText(declaration.name);
      if (name !== undefined && isBlank(declaration.initializer)) found.push({ name, node: declaration });
    }
  }
  if (found.length === 0) return found;
  const assigned = assignedInFunctions(source, (target) => (isIdentifier(target) ? target.text : undefined));
  return found.filter(({ name }) => assigned.has(name));
}

/** After an instance was made: fields that methods write. */
export function loosenFields(machine: Machine, node: ClassDeclaration, self: Value): void {
  const address = addressOf(self);
  if (address === undefined) return;
  const assigned = assignedInFunctions(node, fieldOf);
  for (const member of node.members) {
    const name = isPropertyDeclaration(member) ? nameText(member.name) : undefined;
    if (name === undefined || !assigned.has(name)) continue;
    const property = machine.record(address).properties.get(name);
    const symbol = machine.symbol("parameter", name, { node: member, index: -1 });
    machine.setProperty(address, name, { ...property, value: property === undefined ? symbol : joinValues(property.value, symbol) });
  }
}

/** `this.field = …` and `this.field.x = …`. */
function fieldOf(target: Node): string | undefined {
  let current = target;
  while (isPropertyAccessExpression(current) || isElementAccessExpression(current)) {
    if (isPropertyAccessExpression(current) && current.expression.kind === SyntaxKind.ThisKeyword) return nameText(current.name);
    current = current.expression;
  }
  return undefined;
}

function isBlank(initializer: Node | undefined): boolean {
  if (initializer === undefined) return true;
  if (initializer.kind === SyntaxKind.AsExpression) return isBlank((initializer as unknown as { readonly expression: Node }).expression);
  return [SyntaxKind.NullKeyword, SyntaxKind.FalseKeyword, SyntaxKind.TrueKeyword, SyntaxKind.NumericLiteral, SyntaxKind.StringLiteral].includes(initializer.kind)
    || (initializer.kind === SyntaxKind.Identifier && nameText(initializer) === "undefined")
    || (initializer.kind === SyntaxKind.ObjectLiteralExpression && (initializer as unknown as { readonly properties: readonly Node[] }).properties.length === 0)
    || (initializer.kind === SyntaxKind.ArrayLiteralExpression && (initializer as unknown as { readonly elements: readonly Node[] }).elements.length === 0);
}

const answers = new WeakMap<Node, ReadonlySet<string>>();

function assignedInFunctions(root: Node, nameOf: (target: Node) => string | undefined): ReadonlySet<string> {
  const known = answers.get(root);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const pending: { node: Node; inside: boolean }[] = [{ node: root, inside: false }];
  while (pending.length > 0) {
    const item = pending.pop();
    if (item === undefined) break;
    const { node } = item;
    const inside = item.inside || (isFunctionNode(node) && !isConstructorDeclaration(node));
    if (inside && isBinaryExpression(node) && node.operatorToken.kind >= SyntaxKind.EqualsToken && node.operatorToken.kind <= SyntaxKind.CaretEqualsToken) {
      const name = nameOf(node.left) ?? (isPropertyAccessExpression(node.left) || isElementAccessExpression(node.left) ? nameOf(node.left.expression) : undefined);
      if (name !== undefined) names.add(name);
    }
    node.forEachChild((child) => void pending.push({ node: child, inside }));
  }
  answers.set(root, names);
  return names;
}

export { isClassDeclaration };
