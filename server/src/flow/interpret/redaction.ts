// What a declared redactor gives back: the same value, with everything in it marked as cleared of the declared data.
import type { Node } from "../../compiler/ast.js";
import type { Property } from "../domain/store.js";
import { addressesOf, anyValue, joinValues, nothing, reference, type Value } from "../domain/values.js";
import type { Machine } from "./machine.js";

const maxDepth = 8;

/** The value after a redactor; `what` names fields or categories, and nothing at all means everything. */
export function cleared(machine: Machine, value: Value, what: readonly string[], node: Node): Value {
  return what.length === 0 ? emptied(value) : marked(machine, value, what, node, 0);
}

/** Everything is cleared: what is left is some harmless value. */
function emptied(value: Value): Value {
  return value.atoms.length === 0 ? nothing : { atoms: anyValue.atoms, labels: [] };
}

function marked(machine: Machine, value: Value, what: readonly string[], node: Node, depth: number): Value {
  if (depth > maxDepth) return anyValue;
  const labels = value.labels.map((label) => ({ ...label, origin: machine.clearedView(label.origin, what, node) }));
  let result: Value = { atoms: value.atoms.filter((atom) => atom.kind !== "ref"), labels };
  for (const address of addressesOf(value)) result = joinValues(result, markedObject(machine, address, what, node, depth));
  return result;
}

function markedObject(machine: Machine, address: number, what: readonly string[], node: Node, depth: number): Value {
  const info = machine.info(address);
  if (info.kind === "symbolic" && info.symbol !== undefined) return reference(machine.clearedView(info.symbol, what, node).address);
  if (info.kind === "function" || info.kind === "class" || info.kind === "native" || info.kind === "module" || info.kind === "bound") return reference(address);
  const record = machine.record(address);
  const inner = (part: Value | undefined) => (part === undefined ? undefined : marked(machine, part, what, node, depth + 1));
  const properties = new Map<string, Property>([...record.properties].map(([key, property]) => [key, { ...property, value: inner(property.value) ?? nothing }]));
  return machine.allocate({ ...info }, { ...record, properties, rest: inner(record.rest), data: inner(record.data), failure: inner(record.failure) });
}
