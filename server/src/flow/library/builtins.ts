// Methods that values have by their kind: array.map, map.get, promise.then, string.slice …
import type { Node } from "../../compiler/ast.js";
import { addressOf, type Value } from "../domain/values.js";
import type { Machine, ObjectKind } from "../interpret/machine.js";
import { arrayMethods } from "./arrays.js";
import { dateMethods, errorMethods, functionMethods, generatorMethods, objectMethods, regexpMethods } from "./objects.js";
import { emitterMethods } from "./emitters.js";
import { collectionMethods } from "./collections.js";
import { promiseMethods } from "./promises.js";
import { stringMethods } from "./strings.js";
import { formMethods, urlMethods } from "./urls.js";

/** A call of a built-in method. */
export interface MethodCall {
  readonly machine: Machine;
  readonly self: Value;
  /** The receiver, when it is one object. */
  readonly address: number | undefined;
  readonly args: readonly Value[];
  readonly node: Node;
}

export type Method = (call: MethodCall) => Value;
export type MethodTable = Readonly<Record<string, Method>>;

const buildTables = (): Partial<Record<ObjectKind | "string", MethodTable>> => ({
  array: arrayMethods, map: collectionMethods, set: collectionMethods, promise: promiseMethods, string: stringMethods, function: functionMethods,
  class: functionMethods, native: functionMethods, bound: functionMethods, generator: generatorMethods, params: { ...collectionMethods, ...formMethods }, form: { ...collectionMethods, ...formMethods }, headers: { ...collectionMethods, ...formMethods },
  url: urlMethods, json: stringMethods, boxed: stringMethods, error: errorMethods, date: dateMethods, regexp: regexpMethods, emitter: emitterMethods,
});
let tables: ReturnType<typeof buildTables> | undefined;

/** The method as a function value; undefined when values of the kind have none of this name. */
export function builtinMember(machine: Machine, kind: ObjectKind | "string", key: string | undefined): Value | undefined {
  if (key === undefined || kind === "symbolic") return undefined;
  tables ??= buildTables();
  const method = own(tables[kind], key) ?? (kind === "string" ? undefined : own(objectMethods, key));
  if (method === undefined) return undefined;
  const id = `${kind}.${key}`;
  const known = machine.natives.get(id);
  if (known !== undefined) return known;
  const value = machine.allocate({
    kind: "native", name: key,
    native: (inner, self, args, node) => method({ machine: inner, self, address: addressOf(self), args, node }),
  });
  machine.natives.set(id, value);
  return value;
}

function own(table: MethodTable | undefined, key: string): Method | undefined {
  return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
