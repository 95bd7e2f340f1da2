// Copies, and text that can be read back.
import type { Node } from "../../compiler/ast.js";
import type { ObjectRecord } from "../domain/store.js";
import { addressesOf, addressOf, anyWith, constant, constantOf, joinValues, nothing, reference, type Value } from "../domain/values.js";
import { labelsOf } from "../interpret/labels.js";
import { arrayOf } from "../interpret/literals.js";
import type { Machine } from "../interpret/machine.js";

/** A copy that shares nothing but symbolic values. */
export function deepClone(machine: Machine, value: Value, seen: Map<number, number> = new Map(), depth = 0): Value {
  if (depth > 10) return value;
  let result: Value = { atoms: value.atoms.filter((atom) => atom.kind !== "ref"), labels: value.labels };
  for (const address of addressesOf(value)) {
    const info = machine.info(address);
    const known = seen.get(address);
    if (known !== undefined) result = joinValues(result, reference(known));
    else if (info.kind !== "object" && info.kind !== "array" && info.kind !== "map" && info.kind !== "set") result = joinValues(result, reference(address));
    else {
      machine.spend(2);
      const copy = machine.allocate({ ...info });
      const target = addressOf(copy) ?? 0;
      seen.set(address, target);
      const record = machine.record(address);
      const properties = new Map([...record.properties].map(([key, property]) => [key, { ...property, value: deepClone(machine, property.value, seen, depth + 1) }] as const));
      const cloned: ObjectRecord = { ...record, properties, rest: record.rest === undefined ? undefined : deepClone(machine, record.rest, seen, depth + 1) };
      machine.setRecord(target, cloned);
      result = joinValues(result, copy);
    }
  }
  return result;
}

/** Text that can be read back: JSON.parse gives what went in. */
export function jsonText(machine: Machine, value: Value, node: Node): Value {
  const known = constantOf(value);
  if (known !== undefined && value.labels.length === 0 && typeof known.value !== "bigint") return constant(JSON.stringify(known.value));
  return machine.allocate({ kind: "json", node }, { data: deepClone(machine, value) });
}

export function parseJson(machine: Machine, text: Value): Value {
  let result = nothing;
  for (const atom of text.atoms) {
    if (atom.kind === "ref" && machine.info(atom.address).kind === "json") result = joinValues(result, deepClone(machine, machine.record(atom.address).data ?? nothing));
    else if (atom.kind === "const" && typeof atom.value === "string") result = joinValues(result, parsedConstant(machine, atom.value, text));
    else result = joinValues(result, atom.kind === "ref" ? reference(atom.address) : anyWith(labelsOf(machine, text)));
  }
  return result;
}

function parsedConstant(machine: Machine, text: string, value: Value): Value {
  try {
    return plainValue(machine, JSON.parse(text.slice(0, 20_000)), value.labels, 0);
  } catch {
    return anyWith(value.labels);
  }
}

function plainValue(machine: Machine, data: unknown, labels: Value["labels"], depth: number): Value {
  if (depth > 12) return anyWith(labels);
  if (data === null || typeof data === "string" || typeof data === "number" || typeof data === "boolean") return constant(data, labels);
  if (Array.isArray(data)) return arrayOf(machine, data.slice(0, 200).map((item: unknown) => plainValue(machine, item, labels, depth + 1)), undefined);
  const properties = new Map(Object.entries(data as object).map(([key, item]) => [key, { value: plainValue(machine, item, labels, depth + 1) }] as const));
  return machine.allocate({ kind: "object" }, { properties });
}
