// What a payload holds: every symbolic value in it, with the path of names that leads there and where it was written.
import type { Node } from "../compiler/ast.js";
import type { SymbolicValue } from "./domain/symbols.js";
import type { Property } from "./domain/store.js";
import { addressesOf, type Label, type Value } from "./domain/values.js";
import type { Machine } from "./interpret/machine.js";

export interface Held {
  readonly symbol: SymbolicValue;
  readonly redacted?: Label["redacted"];
  /** Property names from the payload to the value. */
  readonly path: readonly string[];
  /** Where it was put into the payload. */
  readonly node?: Node;
  /** The sink call's own argument, or the property of its literal, that the value is sent in. */
  readonly place?: Node;
  /** The value is inside of text, not by itself. */
  readonly inText: boolean;
  /** The recipient reads what people write: free text counts as personal by itself. */
  readonly freeText?: boolean;
  /** The call only logs. */
  readonly isLog?: boolean;
  /** The call stores a file. */
  readonly isUpload?: boolean;
  /** Names that were overwritten or removed before the object got here. */
  readonly except: readonly string[];
}

const maxDepth = 10;
const maxHeld = 400;

/** Everything that serialising the value would send. */
export function collect(machine: Machine, value: Value): readonly Held[] {
  const held: Held[] = [];
  visit({ machine, held, seen: new Set() }, value, [], undefined, []);
  return held;
}

interface Walk {
  readonly machine: Machine;
  readonly held: Held[];
  readonly seen: Set<number>;
}

function visit(walk: Walk, value: Value, path: readonly string[], node: Node | undefined, except: readonly string[]): void {
  if (path.length > maxDepth || walk.held.length > maxHeld) return;
  for (const label of value.labels) walk.held.push({ symbol: label.origin, redacted: label.redacted, path, node, inText: true, except: [] });
  for (const address of addressesOf(value)) visitObject(walk, address, path, node, except);
}

function visitObject(walk: Walk, address: number, path: readonly string[], node: Node | undefined, except: readonly string[]): void {
  const { machine, held, seen } = walk;
  const info = machine.info(address);
  if (info.kind === "function" || info.kind === "class" || info.kind === "module" || info.kind === "native" || info.kind === "bound") return;
  if (seen.has(address)) return;
  seen.add(address);
  const record = machine.record(address);
  const keys = [...record.properties.keys()];
  if (info.kind === "symbolic" && info.symbol !== undefined) held.push({ symbol: info.symbol, path, node, inText: false, except: [...except, ...keys.filter((key) => !key.startsWith("@@"))] });
  // A library's request object holds what it was made of: `client.send(new SendRequest({ to }))`.
  if (info.symbol?.kind === "instance") for (const argument of info.symbol.call?.arguments ?? []) visit(walk, argument, path, node, []);
  for (const [key, property] of record.properties) {
    if (key.startsWith("@@spread")) visit(walk, property.value, path, property.node ?? node, keys.filter((name) => !name.startsWith("@@")));
    else if (key.startsWith("=")) {
      visit(walk, property.value, [...path, key.replace(/^=\w+:/, "")], property.node ?? node, []);
      if (info.kind === "map" && property.getter !== undefined) visit(walk, property.getter, path, property.node ?? node, []);
    } else if (!property.hidden && !key.startsWith("@@") && !key.startsWith("#")) visit(walk, readNative(machine, property), info.kind === "array" ? path : [...path, key], property.node ?? node, []);
  }
  if (record.rest !== undefined) visit(walk, record.rest, path, node, []);
  if (record.data !== undefined) visit(walk, record.data, path, node, []);
}

/** State that the framework writes is read through a getter of ours. */
function readNative(machine: Machine, { value, getter, node }: Property): Value {
  const [address] = getter === undefined || node === undefined ? [] : addressesOf(getter);
  const native = address === undefined ? undefined : machine.info(address).native;
  return native === undefined || node === undefined ? value : native(machine, value, [], node);
}
