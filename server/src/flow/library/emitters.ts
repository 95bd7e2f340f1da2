// Event emitters: `emit` runs the handlers that `on` registered under the name.
import { addressOf, joinValues, nothing, undefinedValue, anyValue, type Value } from "../domain/values.js";
import { callValue } from "../interpret/calls.js";
import { arrayOf } from "../interpret/literals.js";
import { elementsOf } from "../interpret/iteration.js";
import { keyOf } from "../interpret/members.js";
import type { MethodCall, MethodTable } from "./builtins.js";

function register(call: MethodCall): Value {
  const { machine, address, args, node } = call;
  const name = args[0] === undefined ? undefined : keyOf(machine, args[0]);
  if (address === undefined || args[1] === undefined) return call.self;
  const key = `@@on:${name ?? "*"}`;
  const before = machine.record(address).properties.get(key)?.value;
  const handlers = before === undefined ? [] : elementsOf(machine, before, node).known;
  machine.setProperty(address, key, { value: arrayOf(machine, [...handlers, args[1]], node), hidden: true });
  return call.self;
}

function emit(call: MethodCall): Value {
  const { machine, address, args, node } = call;
  const name = args[0] === undefined ? undefined : keyOf(machine, args[0]);
  if (address === undefined) return anyValue;
  for (const [key, property] of machine.record(address).properties) {
    if (!key.startsWith("@@on:") || (name !== undefined && key !== `@@on:${name}` && key !== "@@on:*")) continue;
    for (const handler of elementsOf(machine, property.value, node).known) callValue(machine, handler, call.self, args.slice(1), node);
  }
  return anyValue;
}

export const emitterMethods: MethodTable = {
  on: register, once: register, addListener: register, prependListener: register, subscribe: register, addEventListener: register,
  emit, publish: emit, emitAsync: emit,
  off: (call) => call.self, removeListener: (call) => call.self, removeAllListeners: (call) => call.self, setMaxListeners: (call) => call.self,
  listenerCount: () => anyValue,
};

export { addressOf, joinValues, nothing, undefinedValue };
