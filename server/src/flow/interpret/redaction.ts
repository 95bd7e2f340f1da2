// What a declared redactor gives back: the same value, with everything in it marked as cleared of the declared data.
import type { Node } from "../../compiler/ast.js";
import type { Redaction } from "../domain/symbols.js";
import type { Property } from "../domain/store.js";
import { addressesOf, anyValue, joinValues, nothing, reference, sameAtom, type Value } from "../domain/values.js";
import type { Machine } from "./machine.js";
import { getMember } from "./members.js";

const maxDepth = 8;

/** The value after a redactor; `what` names fields or categories, and nothing at all means everything. */
export function cleared(machine: Machine, value: Value, what: readonly string[], node: Node): Value {
  return what.length === 0 ? emptied(value) : marked(machine, value, { what }, node, 0);
}

/** The value after a function that is declared to redact and does not: it keeps all it had, and remembers whom not to believe. */
export function distrusted(machine: Machine, value: Value, name: string, node: Node): Value {
  return marked(machine, value, { what: [], distrusted: name }, node, 0);
}

/** Whether the function hands back what it was given: all of it, or all the fields it says it clears. */
export function isUnchanged(machine: Machine, value: Value, args: readonly Value[], what: readonly string[], node: Node): boolean {
  if (args.some((argument) => isSame(machine, value, argument))) return true;
  const fields = args.filter((argument) => addressesOf(argument).length > 0).flatMap((argument) => what.map((name) => [getMember(machine, argument, name, node), getMember(machine, value, name, node)] as const));
  return fields.length > 0 && addressesOf(value).length > 0 && fields.every(([given, back]) => isSame(machine, back, given));
}

/** The same data: all atoms alike, and something in them that came from outside. What was written to in place is another matter. */
function isSame(machine: Machine, a: Value, b: Value): boolean {
  const addresses = addressesOf(a);
  const carries = a.labels.length > 0 || addresses.length > 0;
  return carries && addresses.every((address) => machine.info(address).kind === "symbolic" && machine.record(address).properties.size === 0) && a.atoms.length > 0 && a.atoms.length === b.atoms.length && a.atoms.every((atom) => atom.kind !== "any" && b.atoms.some((other) => sameAtom(atom, other)));
}

/** Everything is cleared: what is left is some harmless value. */
function emptied(value: Value): Value {
  return value.atoms.length === 0 ? nothing : { atoms: anyValue.atoms, labels: [] };
}

function marked(machine: Machine, value: Value, mark: Redaction, node: Node, depth: number): Value {
  if (depth > maxDepth) return mark.distrusted === undefined ? anyValue : value;
  const labels = value.labels.map((label) => ({ ...label, origin: machine.clearedView(label.origin, mark, node) }));
  let result: Value = { atoms: value.atoms.filter((atom) => atom.kind !== "ref"), labels };
  for (const address of addressesOf(value)) result = joinValues(result, markedObject(machine, address, mark, node, depth));
  return result;
}

function markedObject(machine: Machine, address: number, mark: Redaction, node: Node, depth: number): Value {
  const info = machine.info(address);
  if (info.kind === "symbolic" && info.symbol !== undefined) return reference(machine.clearedView(info.symbol, mark, node).address);
  if (info.kind === "function" || info.kind === "class" || info.kind === "native" || info.kind === "module" || info.kind === "bound") return reference(address);
  const record = machine.record(address);
  const inner = (part: Value | undefined) => (part === undefined ? undefined : marked(machine, part, mark, node, depth + 1));
  const properties = new Map<string, Property>([...record.properties].map(([key, property]) => [key, { ...property, value: inner(property.value) ?? nothing }]));
  return machine.allocate({ ...info }, { ...record, properties, rest: inner(record.rest), data: inner(record.data), failure: inner(record.failure) });
}
