// Classes: prototypes, fields, statics, inheritance, decorators, construction.
import {
  SyntaxKind, isClassStaticBlockDeclaration, isConstructorDeclaration, isDecorator, isExpressionWithTypeArguments, isGetAccessorDeclaration, isIdentifier,
  isMethodDeclaration, isPropertyDeclaration, isSetAccessorDeclaration, type CallExpression, type ClassDeclaration, type ClassElement, type ClassExpression,
  type ConstructorDeclaration, type Expression, type Node, type ParameterDeclaration, type PropertyDeclaration,
} from "../../compiler/ast.js";
import { addressesOf, addressOf, constant, joinValues, nothing, undefinedValue, type Value } from "../domain/values.js";
import { callValue, newValue, observeCall } from "./calls.js";
import { evaluate, readName } from "./expressions.js";
import { accessor, arrayOf, propertyName } from "./literals.js";
import { declareIn } from "./assign.js";
import { activate, closure } from "./functions.js";
import type { Machine } from "./machine.js";
import { getMember, outsideKey } from "./members.js";
import { childScope, declarations, type Scope } from "./scopes.js";
import { execute, hoist } from "./statements.js";

type ClassNode = ClassDeclaration | ClassExpression;

/** Evaluates a class: methods on the prototype, statics on the class, decorators last. */
export function classValue(machine: Machine, raw: Node, outer: Scope): Value {
  const node = raw as ClassNode;
  const scope = childScope(outer);
  const parent = extended(node);
  const base = parent === undefined ? undefined : evaluate(machine, parent, outer);
  const basePrototype = base === undefined ? undefined : getMember(machine, base, "prototype", node);
  const prototype = machine.allocate({ kind: "object" }, { prototype: basePrototype });
  const name = node.name?.text;
  const result = machine.allocate({ kind: "class", node, scope, name, home: prototype }, { prototype: base });
  const address = addressOf(result) ?? 0;
  const prototypeAddress = addressOf(prototype) ?? 0;
  machine.setProperty(address, "prototype", { value: prototype, hidden: true });
  machine.setProperty(prototypeAddress, "constructor", { value: result, hidden: true });
  if (name !== undefined) declareIn(machine, scope)(name, result);
  declareIn(machine, scope)("%class", result);
  for (const member of node.members) defineMethod(machine, member, isStatic(member) ? address : prototypeAddress, scope, isStatic(member) ? result : prototype);
  for (const member of node.members) if (isStatic(member)) initialiseStatic(machine, member, result, scope);
  machine.closures.set(node, result);
  return decorated(machine, node, result, outer);
}

function extended(node: ClassNode): Expression | undefined {
  const clause = node.heritageClauses?.find((item) => item.token === SyntaxKind.ExtendsKeyword);
  const [type] = clause?.types ?? [];
  return type !== undefined && isExpressionWithTypeArguments(type) ? type.expression : undefined;
}

function isStatic(member: ClassElement): boolean {
  return isClassStaticBlockDeclaration(member) || modifiersOf(member).some((modifier) => modifier.kind === SyntaxKind.StaticKeyword);
}

function modifiersOf(node: Node): readonly Node[] {
  return (node as unknown as { readonly modifiers?: readonly Node[] }).modifiers ?? [];
}

function decoratorsOf(machine: Machine, node: Node, scope: Scope): readonly Value[] {
  return modifiersOf(node).filter(isDecorator).map((decorator) => evaluate(machine, decorator.expression, scope)).reverse();
}

/** Only decorators written in the workspace can change what they decorate. */
function isOwnFunction(machine: Machine, value: Value): boolean {
  const address = addressOf(value);
  return address !== undefined && machine.info(address).kind === "function";
}

function decorated(machine: Machine, node: ClassNode, value: Value, scope: Scope): Value {
  let result = value;
  for (const decorator of decoratorsOf(machine, node, scope)) {
    if (!isOwnFunction(machine, decorator)) continue;
    const replaced = callValue(machine, decorator, undefinedValue, [result, undefinedValue], node);
    if (addressesOf(replaced).length > 0) result = replaced;
  }
  return result;
}

function defineMethod(machine: Machine, member: ClassElement, address: number, scope: Scope, home: Value): void {
  if (isMethodDeclaration(member)) {
    const key = propertyName(machine, member.name, scope);
    if (key === undefined || member.body === undefined) return;
    const value = decoratedMethod(machine, member, closure(machine, member, scope, home), key, home, scope);
    machine.setProperty(address, key, { value, node: member, hidden: true });
  } else if (isGetAccessorDeclaration(member) || isSetAccessorDeclaration(member)) {
    const key = propertyName(machine, member.name, scope);
    const half = closure(machine, member, scope, home);
    accessor(machine, address, key, isGetAccessorDeclaration(member) ? { getter: half } : { setter: half }, member);
  }
}

function decoratedMethod(machine: Machine, member: Node, method: Value, key: string, home: Value, scope: Scope): Value {
  let result = method;
  for (const decorator of decoratorsOf(machine, member, scope)) {
    if (!isOwnFunction(machine, decorator)) continue;
    const declared = machine.info(addressOf(decorator) ?? 0).node as { readonly parameters?: readonly Node[] } | undefined;
    if ((declared?.parameters?.length ?? 0) <= 2) {
      const context = machine.allocate({ kind: "object" }, { properties: new Map([["kind", { value: constant("method") }], ["name", { value: constant(key) }]]) });
      const replaced = callValue(machine, decorator, undefinedValue, [result, context], member);
      if (addressesOf(replaced).length > 0) result = replaced;
      continue;
    }
    const descriptor = machine.allocate({ kind: "object" }, { properties: new Map([["value", { value: result }]]) });
    const replaced = callValue(machine, decorator, undefinedValue, [home, constant(key), descriptor], member);
    result = getMember(machine, addressesOf(replaced).length > 0 ? replaced : descriptor, "value", member);
  }
  return result;
}

function initialiseStatic(machine: Machine, member: ClassElement, self: Value, scope: Scope): void {
  const inner = childScope(scope);
  declareIn(machine, inner)("this", self);
  declareIn(machine, inner)("%home", self);
  if (isPropertyDeclaration(member)) initialiseField(machine, member, self, inner);
  else if (isClassStaticBlockDeclaration(member)) {
    hoist(machine, declarations(member.body, member.body.statements, true), inner);
    for (const statement of member.body.statements) execute(machine, statement, inner);
  }
}

function initialiseField(machine: Machine, member: PropertyDeclaration, self: Value, scope: Scope): void {
  const key = propertyName(machine, member.name, scope);
  const address = addressOf(self);
  if (key === undefined || address === undefined) return;
  const isDeclared = modifiersOf(member).some((modifier) => modifier.kind === SyntaxKind.DeclareKeyword || modifier.kind === SyntaxKind.AbstractKeyword);
  if (member.initializer === undefined && (isDeclared || member.type !== undefined)) {
    // A typed field that someone else fills (ORM entities, injected properties, `!`): symbolic until written.
    if (!isDeclared) machine.setProperty(address, key, { value: machine.symbol("parameter", key, { node: member, function: member.parent, index: -1 }), node: member });
    return;
  }
  const value = member.initializer === undefined ? undefinedValue : evaluate(machine, member.initializer, scope);
  machine.setProperty(address, key, { value, node: member });
}

/** `new Class(…)` or `new Function(…)`. */
export function construct(machine: Machine, address: number, args: readonly Value[], node: Node): Value {
  const info = machine.info(address);
  const newTarget: Value = { atoms: [{ kind: "ref", address }], labels: [] };
  const prototype = getMember(machine, newTarget, "prototype", node);
  const self = machine.allocate({ kind: "object", node }, { prototype });
  if (info.kind === "class") return initialise(machine, address, self, args, node, newTarget);
  const returned = activate(machine, address, { self, arguments: args, call: node, newTarget });
  return addressesOf(returned).length > 0 ? returned : self;
}

/** Runs the constructor chain of a class on an instance. */
export function initialise(machine: Machine, address: number, self: Value, args: readonly Value[], call: Node | undefined, newTarget: Value): Value {
  const info = machine.info(address);
  const node = info.node as ClassNode | undefined;
  if (node === undefined || info.scope === undefined || !machine.live) return self;
  const constructor = node.members.find((member): member is ConstructorDeclaration => isConstructorDeclaration(member) && member.body !== undefined);
  const isDerived = extended(node) !== undefined;
  if (constructor === undefined) {
    if (isDerived) initialiseParent(machine, address, self, args, call ?? node, newTarget);
    initialiseFields(machine, node, self, info.scope);
    return self;
  }
  if (!isDerived) initialiseFields(machine, node, self, info.scope);
  const scope = childScope(info.scope);
  const method = machine.allocate({ kind: "function", node: constructor, scope, home: info.home, name: "constructor" });
  declareIn(machine, scope)("%args", undefinedValue);
  assignParameterProperties(machine, constructor, self, args);
  machine.closures.set(constructor, method);
  const returned = activate(machine, addressOf(method) ?? 0, { self, arguments: args, call: call ?? node, newTarget });
  return addressesOf(returned).length > 0 && addressOf(returned) !== addressOf(self) ? returned : self;
}

function initialiseFields(machine: Machine, node: ClassNode, self: Value, outer: Scope): void {
  const scope = childScope(outer);
  declareIn(machine, scope)("this", self);
  for (const member of node.members) if (isPropertyDeclaration(member) && !isStatic(member)) initialiseField(machine, member, self, scope);
}

/** `constructor(private readonly http: Http)` writes the field before the body runs. */
function assignParameterProperties(machine: Machine, node: ConstructorDeclaration, self: Value, args: readonly Value[]): void {
  const address = addressOf(self);
  if (address === undefined) return;
  node.parameters.forEach((parameter, at) => {
    if (!isParameterProperty(parameter) || !isIdentifier(parameter.name)) return;
    machine.setProperty(address, parameter.name.text, { value: args[at] ?? undefinedValue, node: parameter });
  });
}

export function isParameterProperty(parameter: ParameterDeclaration): boolean {
  return modifiersOf(parameter).some((modifier) => [SyntaxKind.PublicKeyword, SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword, SyntaxKind.ReadonlyKeyword].includes(modifier.kind));
}

function initialiseParent(machine: Machine, address: number, self: Value, args: readonly Value[], node: Node, newTarget: Value): void {
  for (const parent of addressesOf(machine.record(address).prototype ?? nothing)) {
    const info = machine.info(parent);
    if (info.kind === "class") initialise(machine, parent, self, args, node, newTarget);
    else if (info.kind === "function") activate(machine, parent, { self, arguments: args, call: node, newTarget });
    else if (info.kind === "symbolic") {
      observeCall(machine, parent, self, args, node, true);
      adoptOutside(machine, self, newValue(machine, { atoms: [{ kind: "ref", address: parent }], labels: [] }, args, node));
    } else if (info.kind === "native") adoptOutside(machine, self, newValue(machine, { atoms: [{ kind: "ref", address: parent }], labels: [] }, args, node));
  }
}

/** An instance of a class from outside lends its contents to the instance that extends it. */
function adoptOutside(machine: Machine, self: Value, made: Value): void {
  const address = addressOf(self);
  const other = addressOf(made);
  if (address === undefined || other === undefined) return;
  const record = machine.record(address);
  const theirs = machine.record(other);
  const properties = new Map([...theirs.properties, ...record.properties]);
  // Members of a library's client are read from the client itself, which knows what it was made with.
  if (machine.info(other).kind === "symbolic") properties.set(outsideKey, { value: made, hidden: true });
  machine.setRecord(address, { ...record, properties, data: theirs.data ?? record.data });
}

export function superCall(machine: Machine, node: CallExpression, args: readonly Value[], scope: Scope): Value {
  const self = readName(machine, "this", scope, node);
  const current = readName(machine, "%class", scope, node);
  const newTarget = readName(machine, "new.target", scope, node);
  for (const address of addressesOf(current)) {
    initialiseParent(machine, address, self, args, node, newTarget);
    const info = machine.info(address);
    if (info.node !== undefined && info.scope !== undefined) initialiseFields(machine, info.node as ClassNode, self, info.scope);
    const constructor = (info.node as ClassNode | undefined)?.members.find((member): member is ConstructorDeclaration => isConstructorDeclaration(member) && member.body !== undefined);
    if (constructor !== undefined) rebindParameterProperties(machine, constructor, self, scope);
  }
  return undefinedValue;
}

function rebindParameterProperties(machine: Machine, node: ConstructorDeclaration, self: Value, scope: Scope): void {
  const args = node.parameters.map((parameter) => (isIdentifier(parameter.name) ? readName(machine, parameter.name.text, scope, parameter) : undefinedValue));
  assignParameterProperties(machine, node, self, args);
}

export { arrayOf, joinValues };
