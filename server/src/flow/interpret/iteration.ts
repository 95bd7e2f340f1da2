// Iterables: arrays element by element, maps, sets, strings, generators, own iterators, and symbolic ones by their one symbolic element.
import type { Node } from "../../compiler/ast.js";
import { addressesOf, addressOf, anyWith, constant, joinValues, nothing, undefinedValue, type Value } from "../domain/values.js";
import { entryValues } from "../library/collections.js";
import { callValue } from "./calls.js";
import { appendElement, arrayOf } from "./literals.js";
import { resumeGenerator } from "./functions.js";
import type { Machine } from "./machine.js";
import { findProperty, getMember } from "./members.js";
import { truthOf } from "./operators.js";

const maxElements = 40;

/** Elements of an iterable as far as they are known; `rest` stands for any number of others. */
export interface Elements {
  readonly known: readonly Value[];
  readonly rest?: Value;
}

/** Hands each element to the visitor; elements that may or may not exist are visited on a branch of their own. */
export function iterate(machine: Machine, iterable: Value, node: Node, visit: (element: Value) => void): void {
  const { known, rest } = elementsOf(machine, iterable, node);
  for (const element of known.slice(0, maxElements)) if (machine.live) visit(element);
  if (rest === undefined) return;
  for (let turn = 0; turn < 2 && machine.live; turn++) machine.branch([() => (visit(rest), nothing), () => nothing]);
}

export function elementsOf(machine: Machine, iterable: Value, node: Node): Elements {
  const known: Value[] = [];
  let rest: Value | undefined;
  const single = iterable.atoms.length === 1;
  for (const atom of iterable.atoms) {
    const part: Elements = atom.kind === "ref" ? objectElements(machine, atom.address, node) : primitiveElements(atom.kind === "const" ? atom.value : null, iterable);
    if (single) known.push(...part.known);
    else for (const element of part.known) rest = joinValues(rest ?? nothing, element);
    if (part.rest !== undefined) rest = joinValues(rest ?? nothing, part.rest);
  }
  return { known, rest };
}

function primitiveElements(value: unknown, iterable: Value): Elements {
  if (typeof value === "string" && value.length <= maxElements) return { known: [...value].map((character) => constant(character, iterable.labels)) };
  if (value === undefined) return { known: [] };
  return { known: [], rest: anyWith(iterable.labels) };
}

function objectElements(machine: Machine, address: number, node: Node): Elements {
  const info = machine.info(address);
  const record = machine.record(address);
  switch (info.kind) {
    case "array": return arrayElements(machine, address);
    case "set": case "map": case "params": case "form": case "headers": return entryValues(machine, address, info.kind === "set" ? "values" : "entries", node);
    case "generator": return generatorElements(machine, address);
    case "symbolic": return { known: [], rest: info.symbol === undefined ? nothing : machine.part("element", info.symbol, "*", node) };
    default: {
      const iterator = findProperty(machine, address, "@@iterator")?.property.value ?? nothing;
      if (addressesOf(iterator).some((item) => machine.info(item).kind === "function")) return iteratorElements(machine, callValue(machine, iterator, { atoms: [{ kind: "ref", address }], labels: [] }, [], node), node);
      return { known: [], rest: record.rest };
    }
  }
}

function arrayElements(machine: Machine, address: number): Elements {
  const record = machine.record(address);
  const known: Value[] = [];
  const length = record.length ?? [...record.properties.keys()].filter((key) => /^\d+$/.test(key)).length;
  for (let at = 0; at < length && at < 400; at++) {
    const property = record.properties.get(String(at));
    known.push(property?.value ?? (record.rest === undefined ? undefinedValue : record.rest));
  }
  const data = record.data;
  return { known, rest: record.length === undefined ? joinValues(record.rest ?? nothing, data ?? nothing) : record.rest };
}

function generatorElements(machine: Machine, address: number): Elements {
  return { known: resumeGenerator(machine, address, [])?.outputs ?? [] };
}

/** Drives an iterator written in the workspace. */
function iteratorElements(machine: Machine, iterator: Value, node: Node): Elements {
  const address = addressOf(iterator);
  if (address !== undefined && machine.info(address).kind === "generator") return generatorElements(machine, address);
  if (address !== undefined && machine.info(address).kind === "array") return arrayElements(machine, address);
  const known: Value[] = [];
  const next = getMember(machine, iterator, "next", node);
  for (let turn = 0; turn < maxElements; turn++) {
    const result = callValue(machine, next, iterator, [], node);
    const done = truthOf(machine, getMember(machine, result, "done", node));
    const value = getMember(machine, result, "value", node);
    if (done === true || !machine.live) return { known };
    if (done === undefined && turn > 0) return { known: known.slice(0, 1), rest: value };
    known.push(value);
  }
  return { known };
}

/** `value[at]` of any iterable, for array patterns. */
export function elementAt(machine: Machine, value: Value, at: number, node: Node): Value {
  let result = nothing;
  for (const address of addressesOf(value)) {
    const info = machine.info(address);
    if (info.kind === "symbolic" && info.symbol !== undefined) result = joinValues(result, getMember(machine, { atoms: [{ kind: "ref", address }], labels: [] }, String(at), node));
    else {
      const elements = objectElements(machine, address, node);
      result = joinValues(result, elements.known[at] ?? elements.rest ?? undefinedValue);
    }
  }
  if (result.atoms.length > 0) return result;
  const elements = elementsOf(machine, value, node);
  return elements.known[at] ?? elements.rest ?? undefinedValue;
}

/** `...rest` of an array pattern. */
export function restFrom(machine: Machine, value: Value, from: number, node: Node): Value {
  const { known, rest } = elementsOf(machine, value, node);
  const result = arrayOf(machine, known.slice(from), node);
  const address = addressOf(result);
  if (address !== undefined && rest !== undefined) machine.setRecord(address, { ...machine.record(address), rest, length: undefined });
  return result;
}

/** `[...value]` into an array under construction. */
export function spreadInto(machine: Machine, address: number, value: Value, node: Node): void {
  const { known, rest } = elementsOf(machine, value, node);
  for (const element of known) appendElement(machine, address, element, node);
  if (rest === undefined) return;
  const record = machine.record(address);
  machine.setRecord(address, { ...record, rest: joinValues(record.rest ?? nothing, rest), length: undefined });
}

/** `f(...value)`: what is not known fills the next few positions. */
export function spreadArguments(machine: Machine, value: Value, node: Node): readonly Value[] {
  const { known, rest } = elementsOf(machine, value, node);
  return rest === undefined ? known : [...known, rest, rest, rest];
}
