// Values at argument paths of a call: `a0`, `a1.body`, `a0.messages[].content`, `args1`.
import type { ArgumentPath } from "../../catalog/sdks.js";
import type { Node } from "../../compiler/ast.js";
import { addressesOf, joinAll, joinValues, nothing, undefinedValue, type Value } from "../domain/values.js";
import { elementsOf } from "../interpret/iteration.js";
import type { Machine } from "../interpret/machine.js";
import { getMember } from "../interpret/members.js";

export function valueAt(machine: Machine, args: readonly Value[], { argument, rest, path }: ArgumentPath): Value {
  if (argument < 0) return nothing;
  const start = rest ? joinAll(args.slice(argument)) : (args[argument] ?? undefinedValue);
  return path.reduce((value, segment) => step(machine, value, segment), start);
}

function step(machine: Machine, value: Value, segment: string): Value {
  const node = machine.frame.code;
  if (segment === "[]") {
    const { known, rest } = elementsOf(machine, value, node);
    return joinValues(joinAll(known), rest ?? nothing);
  }
  if (segment === "*") return joinAll(addressesOf(value).map((address) => getMember(machine, { atoms: [{ kind: "ref", address }], labels: [] }, undefined, node)));
  // Text has no members that a payload path could mean: a string in place of an options object is the payload itself.
  return getMember(machine, { atoms: value.atoms.filter((atom) => atom.kind === "ref"), labels: [] }, segment, node);
}

/** Node where the value at the path was written, when it is in the object literal of the call. */
export function nodeAt(machine: Machine, args: readonly Value[], { argument, path }: ArgumentPath): Node | undefined {
  let value = args[argument] ?? undefinedValue;
  let node: Node | undefined;
  for (const segment of path) {
    const [address] = addressesOf(value);
    const property = address === undefined ? undefined : machine.record(address).properties.get(segment);
    if (property === undefined) return node;
    node = property.node ?? node;
    value = property.value;
  }
  return node;
}
