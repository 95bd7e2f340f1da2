// What functions not run yet may have done: variables of a file and fields of an object that other code writes are not what they were at first.
import {
  SyntaxKind, isBinaryExpression, isClassDeclaration, isConstructorDeclaration, isElementAccessExpression, isIdentifier, isPropertyAccessExpression,
  isNewExpression, isPropertyDeclaration, isVariableStatement, NodeFlags, type ClassDeclaration, type Node, type SourceFile,
} from "../../compiler/ast.js";
import { isRecord } from "../domain/store.js";
import { addressesOf, addressOf, joinValues, nothing, reference, type Value } from "../domain/values.js";
import { nameText } from "../syntax.js";
import { isFunctionNode } from "./functions.js";
import type { Machine } from "./machine.js";
import type { ModuleRecord } from "./module-table.js";

/** After a file's top level ran: its `let`s that functions assign may hold something else by the time they are read. */
export function loosenVariables(machine: Machine, record: ModuleRecord): void {
  for (const { name, node } of reassignable(record.source)) {
    const cell = record.scope.variables.get(name);
    if (cell === undefined) continue;
    const symbol = machine.symbol("parameter", name, { node, index: -1 });
    machine.store.set(cell, joinValues(machine.readVariable(cell), symbol));
  }
}

/** Instances that a file makes at its top level: their methods will have run before somebody asks. */
export function loosenInstances(machine: Machine): void {
  const found: { readonly self: Value; readonly node: ClassDeclaration }[] = [];
  machine.store.forEach((id, cell) => {
    if (!isRecord(cell) || machine.info(id).kind !== "object" || cell.prototype === undefined || cell.properties.size === 0) return;
    const [prototype] = addressesOf(cell.prototype);
    const made = prototype === undefined ? undefined : machine.record(prototype).properties.get("constructor")?.value;
    const [classAddress] = made === undefined ? [] : addressesOf(made);
    const node = classAddress === undefined ? undefined : machine.info(classAddress).node;
    if (node !== undefined && (isClassDeclaration(node) || node.kind === SyntaxKind.ClassExpression)) found.push({ self: reference(id), node: node as ClassDeclaration });
  });
  for (const { self, node } of found) loosenFields(machine, node, self);
}

/** Collections a file keeps: what functions put into them is in them. */
export function loosenCollections(machine: Machine, record: ModuleRecord): void {
  for (const statement of record.source.statements) {
    if (!isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const name = nameText(declaration.name);
      const cell = name === undefined ? undefined : record.scope.variables.get(name);
      if (name === undefined || cell === undefined || !isEmptyCollection(declaration.initializer)) continue;
      if (!new RegExp(`(?<![\\w$.])${name.replace(/\$/g, "\\$")}(?:\\.(?:push|set|add|unshift)\\(|\\[[^\\]]{1,200}\\]\\s*(?:\\?\\?|\\|\\|)?=[^=>])`).test(record.source.text)) continue;
      const address = addressOf(machine.readVariable(cell));
      if (address === undefined) continue;
      const symbol = machine.symbol("parameter", name, { node: declaration, index: -1 });
      const known = machine.record(address);
      const owner = addressOf(symbol) ?? 0;
      const held = machine.info(owner).symbol;
      if (held !== undefined) machine.setRecord(address, { ...known, rest: joinValues(known.rest ?? nothing, machine.part("element", held, "*", declaration)), length: undefined });
    }
  }
}

function isEmptyCollection(initializer: Node | undefined): boolean {
  if (initializer === undefined) return false;
  if (isNewExpression(initializer)) return /^(?:Weak)?(?:Map|Set)$/.test(nameText(initializer.expression) ?? "") && (initializer.arguments?.length ?? 0) === 0;
  return (initializer.kind === SyntaxKind.ObjectLiteralExpression || initializer.kind === SyntaxKind.ArrayLiteralExpression || initializer.kind === SyntaxKind.AsExpression) && isBlank(initializer);
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
