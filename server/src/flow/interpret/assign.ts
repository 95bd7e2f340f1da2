// Assignments, declarations and destructuring.
import {
  SyntaxKind, isArrayBindingPattern, isArrayLiteralExpression, isAsExpression, isBinaryExpression, isBindingElement, isElementAccessExpression, isIdentifier,
  isNonNullExpression, isObjectBindingPattern, isObjectLiteralExpression, isOmittedExpression, isParenthesizedExpression, isPropertyAccessExpression,
  isPropertyAssignment, isShorthandPropertyAssignment, isSpreadAssignment, isSpreadElement, type BindingElement, type BinaryExpression, type Node,
} from "../../compiler/ast.js";
import { addressesOf, addressOf, constant, isNothing, joinValues, nothing, undefinedValue, type Value } from "../domain/values.js";
import { coalesce } from "./binary.js";
import { choose, evaluate, memberKey, readName } from "./expressions.js";
import { propertyName } from "./literals.js";
import { elementAt, restFrom } from "./iteration.js";
import type { Machine } from "./machine.js";
import { getMember, setMember } from "./members.js";
import { assignExports } from "./modules.js";
import { binary, isNullish } from "./operators.js";
import { findCell, type Scope } from "./scopes.js";
import { nameText } from "../syntax.js";

const compound = new Map<SyntaxKind, SyntaxKind>([
  [SyntaxKind.PlusEqualsToken, SyntaxKind.PlusToken], [SyntaxKind.MinusEqualsToken, SyntaxKind.MinusToken], [SyntaxKind.AsteriskEqualsToken, SyntaxKind.AsteriskToken],
  [SyntaxKind.SlashEqualsToken, SyntaxKind.SlashToken], [SyntaxKind.PercentEqualsToken, SyntaxKind.PercentToken],
  [SyntaxKind.AsteriskAsteriskEqualsToken, SyntaxKind.AsteriskAsteriskToken], [SyntaxKind.AmpersandEqualsToken, SyntaxKind.AmpersandToken],
  [SyntaxKind.BarEqualsToken, SyntaxKind.BarToken], [SyntaxKind.CaretEqualsToken, SyntaxKind.CaretToken],
  [SyntaxKind.LessThanLessThanEqualsToken, SyntaxKind.LessThanLessThanToken],
  [SyntaxKind.GreaterThanGreaterThanEqualsToken, SyntaxKind.GreaterThanGreaterThanToken],
  [SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken, SyntaxKind.GreaterThanGreaterThanGreaterThanToken],
]);

export function assignExpression(machine: Machine, node: BinaryExpression, scope: Scope): Value {
  const operator = node.operatorToken.kind;
  const right = () => evaluate(machine, node.right, scope);
  if (operator === SyntaxKind.EqualsToken) {
    const value = right();
    assign(machine, node.left, value, scope, node.right);
    return value;
  }
  const before = evaluate(machine, node.left, scope);
  const store = (value: Value) => (assign(machine, node.left, value, scope, node.right), value);
  switch (operator) {
    case SyntaxKind.BarBarEqualsToken: return choose(machine, before, () => before, () => store(right()));
    case SyntaxKind.AmpersandAmpersandEqualsToken: return choose(machine, before, () => store(right()), () => before);
    case SyntaxKind.QuestionQuestionEqualsToken: return coalesce(machine, before, () => store(right()));
    default: return store(binary(machine, compound.get(operator) ?? SyntaxKind.PlusToken, before, right()));
  }
}

/** Writes to any assignable expression or pattern. */
export function assign(machine: Machine, target: Node, value: Value, scope: Scope, node: Node): void {
  if (!machine.live) return;
  if (isIdentifier(target)) writeName(machine, target.text, value, scope);
  else if (isPropertyAccessExpression(target) || isElementAccessExpression(target)) {
    const receiver = target.expression.kind === SyntaxKind.SuperKeyword ? readName(machine, "this", scope, target) : evaluate(machine, target.expression, scope);
    const key = memberKey(machine, target, scope);
    if (!assignExports(machine, target, receiver, key, value)) setMember(machine, receiver, key, value, node);
  } else if (isParenthesizedExpression(target) || isNonNullExpression(target) || isAsExpression(target)) assign(machine, target.expression, value, scope, node);
  else if (isBinaryExpression(target)) assign(machine, target.left, withDefault(machine, value, () => evaluate(machine, target.right, scope)), scope, node);
  else if (isArrayLiteralExpression(target)) assignElements(machine, target.elements, value, scope, node);
  else if (isObjectLiteralExpression(target)) assignMembers(machine, target, value, scope, node);
}

function writeName(machine: Machine, name: string, value: Value, scope: Scope): void {
  const cell = findCell(scope, name) ?? machine.looseGlobals.get(name);
  if (cell !== undefined) machine.store.set(cell, value);
  else machine.looseGlobals.set(name, machine.newCell(value));
}

function assignElements(machine: Machine, elements: readonly Node[], value: Value, scope: Scope, node: Node): void {
  elements.forEach((element, at) => {
    if (isOmittedExpression(element)) return;
    if (isSpreadElement(element)) assign(machine, element.expression, restFrom(machine, value, at, element), scope, node);
    else assign(machine, element, elementAt(machine, value, at, element), scope, node);
  });
}

function assignMembers(machine: Machine, pattern: Node, value: Value, scope: Scope, node: Node): void {
  if (!isObjectLiteralExpression(pattern)) return;
  const taken: string[] = [];
  for (const entry of pattern.properties) {
    if (isShorthandPropertyAssignment(entry)) {
      taken.push(nameText(entry.name) ?? "");
      const initial = entry.objectAssignmentInitializer;
      const read = getMember(machine, value, nameText(entry.name), entry);
      assign(machine, entry.name, initial === undefined ? read : withDefault(machine, read, () => evaluate(machine, initial, scope)), scope, node);
    } else if (isPropertyAssignment(entry)) {
      const key = propertyName(machine, entry.name, scope);
      if (key !== undefined) taken.push(key);
      assign(machine, entry.initializer, getMember(machine, value, key, entry), scope, node);
    } else if (isSpreadAssignment(entry)) assign(machine, entry.expression, without(machine, value, taken, entry), scope, node);
  }
}

function withDefault(machine: Machine, value: Value, fallback: () => Value): Value {
  const nullish = isNullish(machine, value);
  if (nullish === false) return value;
  if (nullish === true) return value.atoms.some((atom) => atom.kind === "const" && atom.value === null) ? value : fallback();
  return machine.branch([() => value, fallback]);
}

/** Declares the names of a binding pattern in the scope with their values. */
export function bind(machine: Machine, pattern: Node, value: Value, scope: Scope, declare: (name: string, value: Value) => void): void {
  if (isIdentifier(pattern)) declare(pattern.text, value);
  else if (isArrayBindingPattern(pattern)) {
    pattern.elements.forEach((element, at) => {
      if (!isBindingElement(element) || element.name === undefined) return;
      const part = element.dotDotDotToken !== undefined ? restFrom(machine, value, at, element) : elementAt(machine, value, at, element);
      bindElement(machine, element, part, scope, declare);
    });
  } else if (isObjectBindingPattern(pattern)) bindMembers(machine, pattern.elements.filter(isBindingElement), value, scope, declare);
}

function bindMembers(machine: Machine, elements: readonly BindingElement[], value: Value, scope: Scope, declare: (name: string, value: Value) => void): void {
  const taken: string[] = [];
  for (const element of elements) {
    const nameNode = element.name;
    if (nameNode === undefined) continue;
    if (element.dotDotDotToken !== undefined) {
      bindElement(machine, element, without(machine, value, taken, element), scope, declare);
      continue;
    }
    const key = propertyName(machine, element.propertyName ?? nameNode, scope);
    if (key !== undefined) taken.push(key);
    bindElement(machine, element, getMember(machine, value, key, element), scope, declare);
  }
}

function bindElement(machine: Machine, element: BindingElement, value: Value, scope: Scope, declare: (name: string, value: Value) => void): void {
  const { initializer, name } = element;
  if (name === undefined) return;
  bind(machine, name, initializer === undefined ? value : withDefault(machine, value, () => evaluate(machine, initializer, scope)), scope, declare);
}

/** A copy of the object without some members: rest patterns, omit. */
export function without(machine: Machine, value: Value, keys: readonly string[], node: Node): Value {
  let result = nothing;
  for (const address of addressesOf(value)) {
    const record = machine.record(address);
    const properties = new Map([...record.properties].filter(([key]) => !keys.includes(key)).map(([key, property]) => [key, { ...property, node }]));
    if (machine.info(address).kind === "symbolic") {
      for (const key of keys) properties.set(key, { value: undefinedValue, node });
      properties.set(`@@spread${address}`, { value: { atoms: [{ kind: "ref", address }], labels: [] }, node });
    } else if ([...properties.keys()].some((key) => key.startsWith("@@spread"))) for (const key of keys) properties.set(key, { value: undefinedValue, node });
    result = joinValues(result, machine.allocate({ kind: "object", node }, { properties, rest: record.rest }));
  }
  if (isNothing(result)) return value;
  return result;
}

/** Writes a declared name of this very scope. */
export function declareIn(machine: Machine, scope: Scope): (name: string, value: Value) => void {
  return (name, value) => {
    const cell = scope.variables.get(name);
    if (cell === undefined) scope.variables.set(name, machine.newCell(value));
    else machine.store.set(cell, value);
  };
}

export { addressOf, constant };
