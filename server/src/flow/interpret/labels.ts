// Which data went into a value: labels of primitives, symbolic values themselves, and everything inside objects.
import { addressesOf, joinLabels, joinValues, nothing, type Label, type Value } from "../domain/values.js";
import type { Machine } from "./machine.js";

const maxDepth = 8;

/** Labels of a value used as a primitive: of a symbolic value its own, of an array those of its elements. */
export function labelsOf(machine: Machine, value: Value): readonly Label[] {
  let labels = value.labels;
  for (const address of addressesOf(value)) labels = joinLabels(labels, objectLabels(machine, address));
  return labels;
}

function objectLabels(machine: Machine, address: number): readonly Label[] {
  const info = machine.info(address);
  if (info.symbol !== undefined && info.kind === "symbolic") return [{ origin: info.symbol }];
  if (info.kind === "object" || info.kind === "function" || info.kind === "class") return [];
  return deepLabels(machine, { atoms: [{ kind: "ref", address }], labels: [] });
}

/** Labels of everything that can be reached from the value, as serialising it would. */
export function deepLabels(machine: Machine, value: Value, seen: Set<number> = new Set(), depth = 0): readonly Label[] {
  let labels = value.labels;
  if (depth > maxDepth) return labels;
  for (const address of addressesOf(value)) {
    if (seen.has(address)) continue;
    seen.add(address);
    machine.spend(1);
    const info = machine.info(address);
    if (info.kind === "symbolic" && info.symbol !== undefined) labels = joinLabels(labels, [{ origin: info.symbol }]);
    if (info.kind === "function" || info.kind === "class" || info.kind === "module") continue;
    labels = joinLabels(labels, deepLabels(machine, contentsOf(machine, address), seen, depth + 1));
  }
  return labels;
}

/** Everything an object holds, joined. */
export function contentsOf(machine: Machine, address: number): Value {
  const record = machine.record(address);
  let result = joinValues(record.rest ?? nothing, record.data ?? nothing);
  for (const property of record.properties.values()) if (!property.hidden) result = joinValues(result, property.value);
  return result;
}
