// Calls: closures are entered, natives run, symbolic callees are shown to the observer and give symbolic results.
import {
  SyntaxKind, isCallExpression, isElementAccessExpression, isIdentifier, isNonNullExpression, isParenthesizedExpression, isPropertyAccessExpression, isSpreadElement,
  type CallExpression, type ElementAccessExpression, type NewExpression, type Node, type PropertyAccessExpression,
} from "../../compiler/ast.js";
import { rootOf, namesOf, type SymbolicValue } from "../domain/symbols.js";
import { addressesOf, addressOf, anyValue, anyWith, joinValues, nothing, reference, stringOf, undefinedValue, type Value } from "../domain/values.js";
import { promiseOf } from "../library/promises.js";
import { externalCall } from "../library/externals.js";
import { construct, superCall } from "./classes.js";
import { evaluate, member, readName, type Member } from "./expressions.js";
import { activate } from "./functions.js";
import { spreadArguments } from "./iteration.js";
import type { Machine } from "./machine.js";
import { getMember } from "./members.js";
import { namespaceOf, requireModule } from "./modules.js";
import { isNullish } from "./operators.js";
import { cleared, distrusted, isUnchanged } from "./redaction.js";
import { findCell, fileOf, type Scope } from "./scopes.js";

export function callExpression(machine: Machine, raw: Node, scope: Scope): Value {
  const node = raw as CallExpression;
  const callee = stripped(node.expression);
  if (callee.kind === SyntaxKind.SuperKeyword) return superCall(machine, node, evaluateArguments(machine, node.arguments, scope), scope);
  if (callee.kind === SyntaxKind.ImportKeyword) return importCall(machine, node, scope);
  if (isIdentifier(callee) && callee.text === "require" && findCell(scope, "require") === undefined && node.arguments.length === 1) {
    const required = requireModule(machine, fileOf(scope), evaluateArguments(machine, node.arguments, scope), node);
    if (required !== undefined) return required;
  }
  const target = calleeOf(machine, callee, scope);
  if (target.absent || (node.questionDotToken !== undefined && isNullish(machine, target.value) === true)) return undefinedValue;
  const args = evaluateArguments(machine, node.arguments, scope);
  return callValue(machine, target.value, target.receiver, args, node);
}

function stripped(node: Node): Node {
  let current = node;
  while (isParenthesizedExpression(current) || isNonNullExpression(current)) current = current.expression;
  return current;
}

function calleeOf(machine: Machine, callee: Node, scope: Scope): Member {
  if (isPropertyAccessExpression(callee) || isElementAccessExpression(callee)) return member(machine, callee as PropertyAccessExpression | ElementAccessExpression, scope);
  return { receiver: undefinedValue, key: undefined, value: evaluate(machine, callee, scope), absent: false };
}

export function evaluateArguments(machine: Machine, nodes: readonly Node[] | undefined, scope: Scope): readonly Value[] {
  const values: Value[] = [];
  for (const node of nodes ?? []) {
    if (isSpreadElement(node)) values.push(...spreadArguments(machine, evaluate(machine, node.expression, scope), node));
    else values.push(evaluate(machine, node, scope));
  }
  return values;
}

/** Calls every alternative of a callee. */
export function callValue(machine: Machine, callee: Value, self: Value, args: readonly Value[], node: Node, newTarget?: Value): Value {
  if (!machine.live) return nothing;
  machine.passed.add(node);
  machine.tick(node);
  const targets = addressesOf(callee);
  const [only] = targets;
  if (targets.length === 1 && only !== undefined) return callAddress(machine, only, self, args, node, newTarget);
  if (targets.length === 0) {
    machine.mayThrow = true;
    return callee.labels.length > 0 ? anyWith(callee.labels) : callee.atoms.some((atom) => atom.kind === "any" || atom.kind === "text") ? anyValue : undefinedValue;
  }
  return machine.branch(targets.map((target) => () => callAddress(machine, target, self, args, node, newTarget)));
}

/** What a call gives, and what consumers of the topic it produces on give. */
function callAddress(machine: Machine, address: number, self: Value, args: readonly Value[], node: Node, newTarget: Value | undefined): Value {
  const result = calledAddress(machine, address, self, args, node, newTarget);
  if (machine.wantedComponents.size === 0 || !machine.live) return result;
  const { symbol } = machine.info(address);
  const answer = machine.observer.deliver?.(machine, { node, callee: reference(address), receiver: self, arguments: args, construct: false, ...(symbol === undefined ? {} : { symbol }) });
  return answer === undefined ? result : joinValues(result, answer);
}

/** What a configuration or annotation declares of a function counts before what its code says. */
function calledAddress(machine: Machine, address: number, self: Value, args: readonly Value[], node: Node, newTarget: Value | undefined): Value {
  const info = machine.info(address);
  const isNamed = info.kind === "function" || info.kind === "symbolic";
  const redaction = isNamed ? machine.observer.redaction?.(machine, address) : undefined;
  if (isNamed && machine.observer.isSourceCall?.(info.name ?? info.symbol?.name, info.symbol) === true) {
    callKind(machine, address, self, args, node, newTarget);
    return machine.symbol("configured", info.name ?? info.symbol?.name ?? "", { node });
  }
  if (redaction === undefined) return callKind(machine, address, self, args, node, newTarget);
  const result = info.kind === "symbolic" && args[0] !== undefined ? (callKind(machine, address, self, args, node, newTarget), args[0]) : callKind(machine, address, self, args, node, newTarget);
  // Only a body that was read can be disbelieved.
  if (info.kind === "function" && isUnchanged(machine, result, args, redaction, node)) return distrusted(machine, result, info.name ?? "", node);
  return cleared(machine, result, redaction, node);
}

function callKind(machine: Machine, address: number, self: Value, args: readonly Value[], node: Node, newTarget: Value | undefined): Value {
  const info = machine.info(address);
  switch (info.kind) {
    case "function":
      observeCall(machine, address, self, args, node, false);
      return activate(machine, address, { self, arguments: args, call: node, newTarget, isDirect: isDirect(node, args) });
    case "native": return info.native?.(machine, self, args, node) ?? undefinedValue;
    case "bound": return info.bound === undefined ? nothing : callValue(machine, info.bound.target, info.bound.self, [...info.bound.arguments, ...args], node);
    case "symbolic": return info.symbol === undefined ? nothing : symbolicCall(machine, info.symbol, self, args, node, false);
    case "proxy": return proxyCall(machine, address, self, args, node);
    case "class": return construct(machine, address, args, node);
    default: return undefinedValue;
  }
}

/** Whether the values are the call's own arguments, one each. */
function isDirect(node: Node, args: readonly Value[]): boolean {
  if (!isCallExpression(node) || node.arguments.length !== args.length || node.arguments.some(isSpreadElement)) return false;
  return !isPropertyAccessExpression(node.expression) || !/^(?:call|apply|bind|map|forEach|then|reduce|filter)$/.test(node.expression.name.text);
}

function proxyCall(machine: Machine, address: number, self: Value, args: readonly Value[], node: Node): Value {
  const { data = nothing, failure = nothing } = machine.record(address);
  const trap = getMember(machine, failure, "apply", node);
  if (addressOf(trap) === undefined) return callValue(machine, data, self, args, node);
  const list = machine.allocate({ kind: "array", node }, { properties: new Map(args.map((value, at) => [String(at), { value }])), length: args.length });
  return callValue(machine, trap, failure, [data, self, list], node);
}

export function observeCall(machine: Machine, address: number, receiver: Value, args: readonly Value[], node: Node, isNew: boolean): void {
  if (!machine.live) return;
  machine.observer.call(machine, { node, callee: reference(address), receiver, arguments: args, construct: isNew, symbol: machine.info(address).symbol });
}

export function symbolicCall(machine: Machine, symbol: SymbolicValue, self: Value, args: readonly Value[], node: Node, isNew: boolean): Value {
  observeCall(machine, symbol.address, self, args, node, isNew);
  return externalCall(machine, { symbol, receiver: self, arguments: args, node, construct: isNew });
}

export function newExpression(machine: Machine, raw: Node, scope: Scope): Value {
  const node = raw as NewExpression;
  const callee = evaluate(machine, node.expression, scope);
  const args = evaluateArguments(machine, node.arguments, scope);
  return newValue(machine, callee, args, node);
}

export function newValue(machine: Machine, callee: Value, args: readonly Value[], node: Node): Value {
  if (!machine.live) return nothing;
  machine.passed.add(node);
  let result = nothing;
  for (const address of addressesOf(callee)) {
    const info = machine.info(address);
    if (info.kind === "symbolic" && info.symbol !== undefined) result = joinValues(result, symbolicCall(machine, info.symbol, undefinedValue, args, node, true));
    else if (info.kind === "bound" && info.bound !== undefined) result = joinValues(result, newValue(machine, info.bound.target, [...info.bound.arguments, ...args], node));
    else if (info.kind === "native") result = joinValues(result, info.native?.(machine, undefinedValue, args, node) ?? nothing);
    else if (info.kind === "proxy") result = joinValues(result, newProxy(machine, address, args, node));
    else {
      observeCall(machine, address, undefinedValue, args, node, true);
      result = joinValues(result, construct(machine, address, args, node));
    }
  }
  return result.atoms.length === 0 ? anyValue : result;
}

function newProxy(machine: Machine, address: number, args: readonly Value[], node: Node): Value {
  const { data = nothing, failure = nothing } = machine.record(address);
  const trap = getMember(machine, failure, "construct", node);
  if (addressOf(trap) === undefined) return newValue(machine, data, args, node);
  const list = machine.allocate({ kind: "array", node }, { properties: new Map(args.map((value, at) => [String(at), { value }])), length: args.length });
  return callValue(machine, trap, failure, [data, list], node);
}

function importCall(machine: Machine, node: CallExpression, scope: Scope): Value {
  const [argument] = evaluateArguments(machine, node.arguments, scope);
  const specifier = argument === undefined ? undefined : stringOf(argument);
  if (specifier === undefined) return promiseOf(machine, machine.symbol("result", "import", { node }));
  return promiseOf(machine, namespaceOf(machine, fileOf(scope), specifier, node));
}

export { namesOf, readName, rootOf };
