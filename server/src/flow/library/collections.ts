// Map, Set and their weak twins, by key.
import type { Node } from "../../compiler/ast.js";
import type { Property } from "../domain/store.js";
import { addressOf, anyValue, constant, constantOf, joinAll, joinValues, nothing, undefinedValue, type Value } from "../domain/values.js";
import { callValue } from "../interpret/calls.js";
import { arrayOf } from "../interpret/literals.js";
import type { Elements } from "../interpret/iteration.js";
import { elementsOf } from "../interpret/iteration.js";
import { labelsOf } from "../interpret/labels.js";
import type { Machine } from "../interpret/machine.js";
import { getMember } from "../interpret/members.js";
import { arrayFrom } from "./arrays.js";
import type { MethodCall, MethodTable } from "./builtins.js";

/** Key under which an entry is kept: its kind and text, or the address of an object; undefined when not known. */
function entryKey(machine: Machine, key: Value): string | undefined {
  const known = constantOf(key);
  if (known !== undefined) return `=${typeof known.value}:${String(known.value)}`;
  const address = addressOf(key);
  if (address !== undefined) return `=object:${address}`;
  const labels = labelsOf(machine, key);
  return labels.length === 1 && key.atoms.length === 1 ? `=label:${labels[0]?.origin.id ?? 0}` : undefined;
}

interface Entry {
  readonly key: Value;
  readonly value: Value;
}

function entriesOf(machine: Machine, address: number): readonly Entry[] {
  return [...machine.record(address).properties].flatMap(([name, property]) => (name.startsWith("=") ? [{ key: property.getter ?? keyValue(name), value: property.value }] : []));
}

/** Text keys of URLSearchParams and FormData come back from their names. */
function keyValue(name: string): Value {
  const text = /^=string:(.*)$/s.exec(name)?.[1];
  return text === undefined ? anyValue : constant(text);
}

function write(call: MethodCall, key: Value, value: Value, add: boolean): void {
  const { machine, address, node } = call;
  if (address === undefined) return;
  const name = entryKey(machine, key);
  const record = machine.record(address);
  if (name === undefined) {
    machine.setRecord(address, { ...record, rest: joinValues(record.rest ?? nothing, value), data: joinValues(record.data ?? nothing, key) });
    return;
  }
  const before = record.properties.get(name)?.value;
  // The key itself rides in the getter slot of its entry: it is a value too, and may carry data.
  const property: Property = { value: add && before !== undefined ? joinValues(before, value) : value, getter: key, node };
  machine.setProperty(address, name, property);
}

/** Initial contents from `[[key, value], …]`, `[value, …]` or a plain object. */
export function fillCollection(machine: Machine, collection: Value, contents: Value | undefined, node: Node): void {
  const address = addressOf(collection);
  if (address === undefined || contents === undefined) return;
  const { known, rest } = elementsOf(machine, contents, node);
  const call: MethodCall = { machine, self: collection, address, args: [], node };
  const isSet = machine.info(address).kind === "set";
  for (const element of known) {
    if (isSet) write(call, element, element, false);
    else write(call, getMember(machine, element, "0", node), getMember(machine, element, "1", node), false);
  }
  if (rest === undefined) return;
  const record = machine.record(address);
  machine.setRecord(address, { ...record, rest: joinValues(record.rest ?? nothing, isSet ? rest : getMember(machine, rest, "1", node)) });
}

export function entryValues(machine: Machine, address: number, what: "entries" | "keys" | "values", node: Node): Elements {
  const record = machine.record(address);
  const of = (entry: Entry): Value => (what === "entries" ? arrayOf(machine, [entry.key, entry.value], node) : what === "keys" ? entry.key : entry.value);
  const known = entriesOf(machine, address).map(of);
  return { known, rest: record.rest === undefined ? undefined : of({ key: record.data ?? anyValue, value: record.rest }) };
}

function list(call: MethodCall, what: "entries" | "keys" | "values"): Value {
  return call.address === undefined ? anyValue : arrayFrom(call, entryValues(call.machine, call.address, what, call.node));
}

function read(call: MethodCall): Value {
  const { machine, address } = call;
  if (address === undefined) return anyValue;
  const [key = undefinedValue] = call.args;
  const record = machine.record(address);
  const name = entryKey(machine, key);
  if (name === undefined) return joinValues(joinAll(entriesOf(machine, address).map((entry) => entry.value)), joinValues(record.rest ?? nothing, undefinedValue));
  const property = record.properties.get(name);
  if (property !== undefined) return property.value;
  return record.rest === undefined ? undefinedValue : joinValues(record.rest, undefinedValue);
}

export const collectionMethods: MethodTable = {
  set: (call) => (write(call, call.args[0] ?? undefinedValue, call.args[1] ?? undefinedValue, false), call.self),
  add: (call) => (write(call, call.args[0] ?? undefinedValue, call.args[0] ?? undefinedValue, false), call.self),
  append: (call) => (write(call, call.args[0] ?? undefinedValue, call.args[1] ?? undefinedValue, true), undefinedValue),
  get: read,
  getAll: (call) => arrayOf(call.machine, [read(call)], call.node),
  has: (call) => {
    const name = call.address === undefined ? undefined : entryKey(call.machine, call.args[0] ?? undefinedValue);
    if (call.address === undefined || name === undefined || call.machine.record(call.address).rest !== undefined) return anyValue;
    return constant(call.machine.record(call.address).properties.has(name));
  },
  delete: (call) => {
    const name = call.address === undefined ? undefined : entryKey(call.machine, call.args[0] ?? undefinedValue);
    if (call.address === undefined || name === undefined) return anyValue;
    const record = call.machine.record(call.address);
    const properties = new Map(record.properties);
    properties.delete(name);
    call.machine.setRecord(call.address, { ...record, properties });
    return anyValue;
  },
  clear: (call) => (call.address === undefined ? nothing : (call.machine.setRecord(call.address, { properties: new Map() }), undefinedValue)),
  forEach: (call) => {
    const [callback] = call.args;
    if (callback === undefined || call.address === undefined) return undefinedValue;
    const run = (entry: Entry) => void callValue(call.machine, callback, undefinedValue, [entry.value, entry.key, call.self], call.node);
    for (const entry of entriesOf(call.machine, call.address)) run(entry);
    const { rest, data } = call.machine.record(call.address);
    if (rest !== undefined) call.machine.branch([() => (run({ key: data ?? anyValue, value: rest }), nothing), () => nothing]);
    return undefinedValue;
  },
  keys: (call) => list(call, call.address !== undefined && call.machine.info(call.address).kind === "set" ? "values" : "keys"),
  values: (call) => list(call, "values"),
  entries: (call) => list(call, "entries"),
  "@@iterator": (call) => list(call, call.address !== undefined && call.machine.info(call.address).kind === "set" ? "values" : "entries"),
  union: (call) => combined(call),
  toString: () => anyValue,
};

function combined(call: MethodCall): Value {
  const result = call.machine.allocate({ kind: "set", node: call.node });
  fillCollection(call.machine, result, call.self, call.node);
  fillCollection(call.machine, result, call.args[0], call.node);
  return result;
}
