// Object and array literals, and spreading into them.
import {
  isComputedPropertyName, isGetAccessorDeclaration, isIdentifier, isMethodDeclaration, isNumericLiteral, isOmittedExpression, isPrivateIdentifier,
  isPropertyAssignment, isSetAccessorDeclaration, isShorthandPropertyAssignment, isSpreadAssignment, isSpreadElement,
  type ArrayLiteralExpression, type Node, type ObjectLiteralExpression,
} from "../../compiler/ast.js";
import type { Property } from "../domain/store.js";
import { addressesOf, addressOf, anyValue, anyWith, joinValues, nothing, reference, undefinedValue, type Value } from "../domain/values.js";
import { isTextLiteral, nameText } from "../syntax.js";
import { evaluate, readName } from "./expressions.js";
import { closure } from "./functions.js";
import { spreadInto } from "./iteration.js";
import type { Machine } from "./machine.js";
import { keyOf, ownMembers } from "./members.js";
import type { Scope } from "./scopes.js";

/** An array of known elements. */
export function arrayOf(machine: Machine, values: readonly Value[], node: Node | undefined): Value {
  const properties = new Map<string, Property>(values.map((value, at) => [String(at), { value, node }]));
  return machine.allocate({ kind: "array", node }, { properties, length: values.length });
}

/** `[…]`. */
export function arrayLiteral(machine: Machine, raw: Node, scope: Scope): Value {
  const node = raw as ArrayLiteralExpression;
  const result = arrayOf(machine, [], node);
  const address = addressOf(result) ?? 0;
  for (const element of node.elements) {
    if (isSpreadElement(element)) spreadInto(machine, address, evaluate(machine, element.expression, scope), element);
    else {
      const value = isOmittedExpression(element) ? undefinedValue : evaluate(machine, element, scope);
      appendElement(machine, address, value, element);
    }
  }
  return result;
}

/** Adds at the end; where the length is not known, anywhere. */
export function appendElement(machine: Machine, address: number, value: Value, node: Node): void {
  const record = machine.record(address);
  if (record.length === undefined || record.length > 400) machine.setRecord(address, { ...record, rest: joinValues(record.rest ?? nothing, value) });
  else machine.setRecord(address, { ...record, properties: new Map(record.properties).set(String(record.length), { value, node }), length: record.length + 1 });
}

/** `{…}`. */
export function objectLiteral(machine: Machine, raw: Node, scope: Scope): Value {
  const node = raw as ObjectLiteralExpression;
  const result = machine.allocate({ kind: "object", node });
  const address = addressOf(result) ?? 0;
  for (const entry of node.properties) {
    if (isSpreadAssignment(entry)) spreadObject(machine, address, evaluate(machine, entry.expression, scope), entry);
    else if (isPropertyAssignment(entry)) put(machine, address, propertyName(machine, entry.name, scope), evaluate(machine, entry.initializer, scope), entry);
    else if (isShorthandPropertyAssignment(entry)) put(machine, address, nameText(entry.name), readName(machine, nameText(entry.name) ?? "", scope, entry.name), entry);
    else if (isMethodDeclaration(entry)) put(machine, address, propertyName(machine, entry.name, scope), closure(machine, entry, scope, result), entry);
    else if (isGetAccessorDeclaration(entry)) accessor(machine, address, propertyName(machine, entry.name, scope), { getter: closure(machine, entry, scope, result) }, entry);
    else if (isSetAccessorDeclaration(entry)) accessor(machine, address, propertyName(machine, entry.name, scope), { setter: closure(machine, entry, scope, result) }, entry);
  }
  return result;
}

/** Adds a getter or setter beside the other half. */
export function accessor(machine: Machine, address: number, key: string | undefined, half: { readonly getter?: Value; readonly setter?: Value }, node: Node): void {
  if (key === undefined) return;
  const known = machine.record(address).properties.get(key);
  machine.setProperty(address, key, { value: nothing, getter: known?.getter, setter: known?.setter, ...half, node });
}

function put(machine: Machine, address: number, key: string | undefined, value: Value, node: Node): void {
  if (key === "__proto__") {
    machine.setRecord(address, { ...machine.record(address), prototype: value });
    return;
  }
  if (key !== undefined) return machine.setProperty(address, key, { value, node });
  const record = machine.record(address);
  machine.setRecord(address, { ...record, rest: joinValues(record.rest ?? nothing, value) });
}

/** Text of a member name; undefined when it is computed from something unknown. */
export function propertyName(machine: Machine, name: Node, scope: Scope): string | undefined {
  if (isIdentifier(name)) return name.text;
  if (isPrivateIdentifier(name)) return `#${name.text.replace(/^#/, "")}`;
  if (isTextLiteral(name)) return name.text;
  if (isNumericLiteral(name)) return String(Number(name.text));
  return isComputedPropertyName(name) ? keyOf(machine, evaluate(machine, name.expression, scope)) : undefined;
}

/** `{...value}`: members of known objects one by one; of symbolic ones as a whole, remembered under a hidden key. */
export function spreadObject(machine: Machine, into: number, value: Value, node: Node): void {
  const sources = addressesOf(value);
  const certain = sources.length === 1 && value.atoms.length === 1;
  for (const source of sources) {
    const { entries } = ownMembers(machine, source, node);
    const info = machine.info(source);
    const record = machine.record(into);
    const properties = new Map(record.properties);
    // What a symbolic value holds comes after what stood before it, and under what is written after it.
    if (info.kind === "symbolic") for (const key of [...properties.keys()]) if (!key.startsWith("@@spread")) properties.set(key, weaken(properties.get(key), machine, source, key, node));
    for (const [key, property] of entries) {
      const before = properties.get(key);
      const joined = certain ? property.value : joinValues(property.value, before?.value ?? undefinedValue);
      properties.set(key, { value: joined, node });
    }
    const rest = machine.record(source).rest;
    if (info.kind === "symbolic") properties.set(`@@spread${source}`, { value: reference(source), node });
    for (const [key, property] of machine.record(source).properties) if (key.startsWith("@@spread")) properties.set(key, { ...property, node });
    machine.setRecord(into, { ...record, properties, rest: rest === undefined ? record.rest : joinValues(record.rest ?? nothing, rest) });
  }
  if (value.labels.length > 0) {
    const record = machine.record(into);
    machine.setRecord(into, { ...record, rest: joinValues(record.rest ?? nothing, anyWith(value.labels)) });
  }
}

function weaken(property: Property | undefined, machine: Machine, source: number, key: string, node: Node): Property {
  const symbol = machine.info(source).symbol;
  const theirs = symbol === undefined ? anyValue : machine.part("property", symbol, key, node);
  return { value: property === undefined ? theirs : joinValues(property.value, theirs), node: property?.node };
}
