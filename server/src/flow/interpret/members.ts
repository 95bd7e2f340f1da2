// Reading and writing members: prototype chains, accessors, arrays by index, symbolic values.
import type { Node } from "../../compiler/ast.js";
import { isRecord, type ObjectRecord, type Property } from "../domain/store.js";
import {
  addressesOf, addressOf, anyValue, anyWith, constant, constantOf, joinValues, nothing, reference, undefinedValue, withLabels, type Value,
} from "../domain/values.js";
import { builtinMember } from "../library/builtins.js";
import { callValue } from "./calls.js";
import { classInstanceOf, isPlainField } from "./instances.js";
import type { Machine } from "./machine.js";
import { moduleExport } from "./modules.js";

/** Name of the property a key value stands for; undefined when it is not known. */
export function keyOf(machine: Machine, key: Value): string | undefined {
  const known = constantOf(key);
  if (known !== undefined) return String(known.value);
  const address = addressOf(key);
  if (address !== undefined && machine.info(address).kind === "symbol") return machine.info(address).name ?? `@@${address}`;
  return undefined;
}

/** `value.key`; an unknown key reads every member. */
export function getMember(machine: Machine, value: Value, key: string | undefined, node: Node): Value {
  let result = nothing;
  for (const atom of value.atoms) {
    if (atom.kind === "ref") result = joinValues(result, getProperty(machine, atom.address, key, value.atoms.length === 1 ? value : reference(atom.address), node));
    else if (atom.kind === "const" && typeof atom.value === "string") result = joinValues(result, stringMember(machine, atom.value, key, value));
    else if (atom.kind === "const" && (atom.value === undefined || atom.value === null)) continue;
    else result = joinValues(result, key === "length" ? anyValue : (builtinMember(machine, "string", key) ?? anyWith(value.labels)));
  }
  return result.atoms.length === 0 ? undefinedValue : result;
}

function stringMember(machine: Machine, text: string, key: string | undefined, value: Value): Value {
  if (key === "length") return constant(text.length);
  if (key === undefined) return anyWith(value.labels);
  const character = /^\d+$/.test(key) ? text[Number(key)] : undefined;
  if (character !== undefined) return constant(character, value.labels);
  return builtinMember(machine, "string", key) ?? (value.labels.length > 0 ? anyWith(value.labels) : undefinedValue);
}

export function getProperty(machine: Machine, address: number, key: string | undefined, receiver: Value, node: Node): Value {
  machine.tick(node);
  const info = machine.info(address);
  if (info.kind === "module") return key === undefined ? anyValue : (moduleExport(machine, info.file ?? "", key) ?? undefinedValue);
  if (key === undefined) return anyMember(machine, address, node);
  if (info.kind === "array" && key === "length") return arrayLength(machine.record(address));
  const found = findProperty(machine, address, key);
  if (found !== undefined) return readFound(machine, found, receiver, node);
  if (info.kind === "proxy") return proxyGet(machine, address, key, receiver, node);
  if (info.kind === "symbolic" && info.symbol !== undefined) {
    const instance = classInstanceOf(machine, info.symbol, key);
    const member = instance === undefined ? undefined : getMember(machine, instance, key, node);
    // Of a field that only holds data the class knows no more than the type does; the read is what the trace begins with.
    if (member !== undefined && !isPlainField(machine, member)) return member;
    return machine.part("property", info.symbol, key, node);
  }
  return missing(machine, address, key, receiver, node);
}

function missing(machine: Machine, address: number, key: string, receiver: Value, node: Node): Value {
  const info = machine.info(address);
  if (key === "prototype" && (info.kind === "function" || info.kind === "class")) {
    const prototype = machine.allocate({ kind: "object" });
    machine.setProperty(addressOf(prototype) ?? 0, "constructor", { value: reference(address), hidden: true });
    machine.setProperty(address, "prototype", { value: prototype, hidden: true });
    return prototype;
  }
  if (key === "name" && info.name !== undefined) return constant(info.name);
  const builtin = builtinMember(machine, info.kind, key);
  if (builtin !== undefined) return builtin;
  // A class that extends something outside of the workspace: the rest of it is symbolic.
  const outside = symbolicAncestor(machine, address);
  if (outside !== undefined) return getProperty(machine, outside, key, receiver, node);
  return fromSpread(machine, address, key, node);
}

/** Members that came with `{...symbolic}` or under unknown keys. */
function fromSpread(machine: Machine, address: number, key: string, node: Node): Value {
  const record = machine.record(address);
  let result = record.rest ?? nothing;
  for (const [name, property] of record.properties) {
    if (name.startsWith("@@spread")) result = joinValues(result, getMember(machine, property.value, key, node));
  }
  return result.atoms.length === 0 ? undefinedValue : joinValues(result, record.rest === undefined ? nothing : undefinedValue);
}

function proxyGet(machine: Machine, address: number, key: string, receiver: Value, node: Node): Value {
  const record = machine.record(address);
  const target = record.data ?? nothing;
  const handler = record.failure ?? nothing;
  const trap = getMember(machine, handler, "get", node);
  if (addressOf(trap) === undefined) return getMember(machine, target, key, node);
  return callValue(machine, trap, handler, [target, constant(key), receiver], node);
}

function anyMember(machine: Machine, address: number, node: Node): Value {
  const info = machine.info(address);
  if (info.kind === "symbolic" && info.symbol !== undefined) return machine.part("element", info.symbol, "*", node);
  const record = machine.record(address);
  let result = record.rest ?? nothing;
  for (const property of record.properties.values()) if (!property.hidden) result = joinValues(result, property.value);
  return result;
}

function arrayLength(record: ObjectRecord): Value {
  return record.length === undefined ? anyValue : constant(record.length);
}

interface Found {
  readonly property: Property;
  /** Some histories lack it. */
  readonly certain: boolean;
}

/** The property on the object or its prototypes. */
export function findProperty(machine: Machine, address: number, key: string): Found | undefined {
  let current = address;
  for (let hops = 0; hops < 24; hops++) {
    const record = machine.record(current);
    const property = record.properties.get(key);
    if (property !== undefined) return { property, certain: true };
    const prototypes = record.prototype === undefined ? [] : addressesOf(record.prototype);
    if (prototypes.length === 0) return undefined;
    if (prototypes.length > 1) return firstOf(machine, prototypes, key);
    current = prototypes[0] ?? 0;
    if (machine.info(current).kind === "symbolic" && !machine.record(current).properties.has(key)) return undefined;
  }
  return undefined;
}

function firstOf(machine: Machine, prototypes: readonly number[], key: string): Found | undefined {
  const found = prototypes.flatMap((prototype) => findProperty(machine, prototype, key) ?? []);
  const [first, ...others] = found;
  if (first === undefined) return undefined;
  return { certain: false, property: { ...first.property, value: others.reduce((value, other) => joinValues(value, other.property.value), first.property.value) } };
}

function readFound(machine: Machine, found: Found, receiver: Value, node: Node): Value {
  const { property } = found;
  if (property.getter === undefined) return property.value;
  return joinValues(property.value, callValue(machine, property.getter, receiver, [], node));
}

/** Hidden member of an instance: the library's object that its class extends. */
export const outsideKey = "@@outside";

function symbolicAncestor(machine: Machine, address: number): number | undefined {
  const [own] = addressesOf(machine.record(address).properties.get(outsideKey)?.value ?? nothing);
  if (own !== undefined) return own;
  let current = address;
  for (let hops = 0; hops < 24; hops++) {
    const [prototype] = addressesOf(machine.record(current).prototype ?? nothing);
    if (prototype === undefined) return undefined;
    const info = machine.info(prototype);
    if (info.kind === "symbolic") return prototype;
    current = prototype;
  }
  return undefined;
}

/** `target.key = value`; certain only when there is one target and one key. */
export function setMember(machine: Machine, target: Value, key: string | undefined, value: Value, node: Node): void {
  if (!machine.live) return;
  const addresses = addressesOf(target);
  for (const address of addresses) setProperty(machine, address, key, value, node, addresses.length === 1 && target.atoms.length === 1);
}

function setProperty(machine: Machine, address: number, key: string | undefined, value: Value, node: Node, certain: boolean): void {
  const info = machine.info(address);
  if (key === undefined) {
    const record = machine.record(address);
    machine.setRecord(address, { ...record, rest: joinValues(record.rest ?? nothing, value), length: undefined });
    return;
  }
  if (info.kind === "symbolic" && info.symbol !== undefined) machine.observer.write?.(machine, info.symbol, key, value, node);
  if (info.kind === "proxy" && proxySet(machine, address, key, value, node)) return;
  const known = findProperty(machine, address, key)?.property;
  if (known?.setter !== undefined) {
    callValue(machine, known.setter, reference(address), [value], node);
    return;
  }
  if (info.kind === "array" && key === "length") return setLength(machine, address, value);
  const own = machine.record(address).properties.get(key);
  const written = certain || own === undefined ? value : joinValues(own.value, value);
  machine.setProperty(address, key, { value: certain ? written : joinValues(written, own === undefined ? undefinedValue : nothing), node, hidden: own?.hidden });
  if (info.kind === "array") growArray(machine, address, key);
}

function proxySet(machine: Machine, address: number, key: string, value: Value, node: Node): boolean {
  const record = machine.record(address);
  const trap = getMember(machine, record.failure ?? nothing, "set", node);
  if (addressOf(trap) === undefined) setMember(machine, record.data ?? nothing, key, value, node);
  else callValue(machine, trap, record.failure ?? nothing, [record.data ?? nothing, constant(key), value, reference(address)], node);
  return true;
}

function growArray(machine: Machine, address: number, key: string): void {
  const record = machine.record(address);
  if (!/^\d+$/.test(key) || record.length === undefined || Number(key) < record.length) return;
  machine.setRecord(address, { ...record, length: Number(key) + 1 });
}

function setLength(machine: Machine, address: number, value: Value): void {
  const record = machine.record(address);
  const length = constantOf(value)?.value;
  if (typeof length !== "number") return machine.setRecord(address, { ...record, length: undefined });
  const properties = new Map([...record.properties].filter(([key]) => !/^\d+$/.test(key) || Number(key) < length));
  machine.setRecord(address, { ...record, properties, length });
}

/** `delete target.key`. */
export function deleteMember(machine: Machine, target: Value, key: string | undefined): void {
  const address = addressOf(target);
  if (address === undefined || key === undefined) return;
  const record = machine.record(address);
  const properties = new Map(record.properties);
  if (machine.info(address).kind === "symbolic") properties.set(key, { value: undefinedValue });
  else properties.delete(key);
  machine.setRecord(address, { ...record, properties });
}

/** Enumerable own members in order; `complete` is false when there may be others. */
export function ownMembers(machine: Machine, address: number, node: Node): { readonly entries: readonly (readonly [string, Property])[]; readonly complete: boolean } {
  const record = machine.record(address);
  const entries = [...record.properties].filter(([key, property]) => !property.hidden && !key.startsWith("@@") && !key.startsWith("#"))
    .map(([key, property]) => [key, property.getter === undefined ? property : { ...property, value: readFound(machine, { property, certain: true }, reference(address), node) }] as const);
  if (machine.info(address).kind === "array") entries.sort((a, b) => Number(a[0]) - Number(b[0]));
  return { entries, complete: record.rest === undefined && machine.info(address).kind !== "symbolic" };
}

/** A value with extra labels on the primitives of it. */
export function labelled(value: Value, labels: Value["labels"]): Value {
  return withLabels(value, labels);
}

export function hasRecord(machine: Machine, address: number): boolean {
  return isRecord(machine.cell(address));
}
