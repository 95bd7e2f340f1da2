// State that a template or the framework writes: forms of Vue, data of mini-program pages and option components. What it was at first says
// nothing of what it holds when a handler reads it.
import { isArrowFunction, isFunctionExpression, isIdentifier, isMethodDeclaration, isObjectLiteralExpression, isPropertyAssignment, isVariableDeclaration, type Node } from "../../compiler/ast.js";
import type { SymbolicValue } from "../domain/symbols.js";
import { addressOf, undefinedValue, type Value } from "../domain/values.js";
import { evaluate } from "../interpret/expressions.js";
import { activate, closure, isFunctionNode } from "../interpret/functions.js";
import { accessor } from "../interpret/literals.js";
import type { Machine, Native } from "../interpret/machine.js";
import { setMember } from "../interpret/members.js";
import type { Scope } from "../interpret/scopes.js";
import { nameText } from "../syntax.js";

const maxDepth = 4;

/** `reactive({ phone: "" })`: the same object, whose blank members are read as what somebody typed. */
export const newReactive: Native = (machine, _self, args, node) => {
  const value = args[0] ?? undefinedValue;
  loosen(machine, value, holder(machine, variableName(node), node), 0);
  return value;
};

/** `ref("")`: its value is known by the variable's name. */
export const newRef: Native = (machine, _self, args, node) => {
  const owner = holder(machine, variableName(node), node);
  const initial = args[0] ?? undefinedValue;
  const result = machine.allocate({ kind: "object", node }, { properties: new Map([["value", { value: initial }]]) });
  if (isBlank(initial)) accessor(machine, addressOf(result) ?? 0, "value", { getter: reader(machine, (inner, at) => inner.part("element", owner, "*", at)) }, node);
  else loosen(machine, initial, owner, 0);
  return result;
};

/** What `this` is in a method of a component, page or store written as an object: its data, loosened, its methods, and the rest unknown. */
export function componentOf(machine: Machine, method: Node, scope: Scope): Value | undefined {
  const inner = isMethodDeclaration(method) ? method.parent : isPropertyAssignment(method.parent) ? method.parent.parent : undefined;
  if (inner === undefined || !isObjectLiteralExpression(inner)) return undefined;
  const isGroup = isPropertyAssignment(inner.parent) && groupNames.has(nameText(inner.parent.name) ?? "");
  const outer = isGroup ? inner.parent.parent : inner;
  if (!isObjectLiteralExpression(outer)) return undefined;
  const data = memberOf(outer, "data") ?? memberOf(outer, "state");
  if (data === undefined) return undefined;
  const self = machine.symbol("this", "this", { node: outer });
  const address = addressOf(self) ?? 0;
  const owner = holder(machine, "data", outer);
  const isFactory = isFunctionNode(data);
  const made = isFactory ? call(machine, data, scope) : evaluate(machine, data, scope);
  loosen(machine, made, owner, 0);
  if (isFactory) for (const [key, property] of machine.record(addressOf(made) ?? 0).properties) machine.setProperty(address, key, property);
  else setMember(machine, self, "data", made, data);
  for (const member of inner.properties) {
    const code = isPropertyAssignment(member) ? member.initializer : member;
    const name = nameText((member as unknown as { readonly name?: Node }).name);
    if (name !== undefined && (isMethodDeclaration(code) || isFunctionExpression(code) || isArrowFunction(code))) setMember(machine, self, name, machine.closures.get(code) ?? closure(machine, code, scope), code);
  }
  return self;
}

const groupNames: ReadonlySet<string> = new Set(["methods", "computed", "watch", "actions", "lifetimes", "pageLifetimes", "observers", "getters"]);

function call(machine: Machine, code: Node, scope: Scope): Value {
  const address = addressOf(closure(machine, code, scope));
  return address === undefined ? undefinedValue : activate(machine, address, { self: undefinedValue, arguments: [], call: undefined });
}

/** The function or value of a member of an object literal. */
function memberOf(literal: Node, name: string): Node | undefined {
  if (!isObjectLiteralExpression(literal)) return undefined;
  for (const member of literal.properties) {
    if (nameText((member as unknown as { readonly name?: Node }).name) !== name) continue;
    if (isMethodDeclaration(member)) return member;
    if (isPropertyAssignment(member)) return member.initializer;
  }
  return undefined;
}

function loosen(machine: Machine, value: Value, owner: SymbolicValue, depth: number): void {
  const address = addressOf(value);
  if (address === undefined || depth > maxDepth || machine.info(address).kind !== "object") return;
  for (const [key, property] of machine.record(address).properties) {
    if (property.hidden === true || property.getter !== undefined || key.startsWith("@@")) continue;
    const node = property.node ?? owner.node;
    if (node === undefined) continue;
    if (isBlank(property.value)) accessor(machine, address, key, { getter: reader(machine, (inner, at) => inner.part("property", owner, key, at)) }, node);
    else {
      const inner = machine.infos.get(addressOf(machine.part("property", owner, key, node)) ?? 0)?.symbol;
      if (inner !== undefined) loosen(machine, property.value, inner, depth + 1);
    }
  }
}

function reader(machine: Machine, read: (machine: Machine, at: Node) => Value): Value {
  return machine.allocate({ kind: "native", native: (inner, _self, _args, at) => read(inner, at) });
}

function holder(machine: Machine, name: string, node: Node): SymbolicValue {
  const value = machine.symbol("parameter", name, { node, index: -1 }, `state:${node.getSourceFile().fileName}:${node.pos}`);
  const symbol = machine.info(addressOf(value) ?? 0).symbol;
  if (symbol === undefined) throw new Error("a symbol was just made");
  return symbol;
}

function variableName(node: Node): string {
  const { parent } = node;
  return parent !== undefined && isVariableDeclaration(parent) && isIdentifier(parent.name) ? parent.name.text : "";
}

/** Nothing that code would mean to send: empty text, null, zero, false. */
function isBlank(value: Value): boolean {
  return value.labels.length === 0 && value.atoms.length > 0 && value.atoms.every((atom) => atom.kind === "const" && (atom.value === "" || atom.value === null || atom.value === undefined || atom.value === 0 || atom.value === false));
}
