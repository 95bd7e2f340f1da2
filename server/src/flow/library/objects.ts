// Methods of functions, plain objects, generators, errors, dates and regular expressions.
import type { Node } from "../../compiler/ast.js";
import { addressOf, anyValue, anyWith, constant, constantOf, joinValues, nothing, reference, undefinedValue, type Value } from "../domain/values.js";
import { callValue } from "../interpret/calls.js";
import { arrayOf } from "../interpret/literals.js";
import { resumeGenerator } from "../interpret/functions.js";
import { elementsOf } from "../interpret/iteration.js";
import { labelsOf } from "../interpret/labels.js";
import type { Machine } from "../interpret/machine.js";
import { keyOf } from "../interpret/members.js";
import type { MethodCall, MethodTable } from "./builtins.js";

export const functionMethods: MethodTable = {
  call: ({ machine, self, args, node }) => callValue(machine, self, args[0] ?? undefinedValue, args.slice(1), node),
  apply: ({ machine, self, args, node }) => callValue(machine, self, args[0] ?? undefinedValue, listed(machine, args[1], node), node),
  bind: ({ machine, self, args, node }) => machine.allocate({ kind: "bound", node, bound: { target: self, self: args[0] ?? undefinedValue, arguments: args.slice(1) } }),
  toString: () => anyValue,
};

/** Arguments given as a list. */
export function listed(machine: Machine, list: Value | undefined, node: Node): readonly Value[] {
  if (list === undefined) return [];
  const { known, rest } = elementsOf(machine, list, node);
  return rest === undefined ? known : [...known, rest, rest];
}

export const objectMethods: MethodTable = {
  hasOwnProperty: ({ machine, address, args }: MethodCall) => {
    const key = args[0] === undefined ? undefined : keyOf(machine, args[0]);
    if (address === undefined || key === undefined || machine.record(address).rest !== undefined) return anyValue;
    return constant(machine.record(address).properties.has(key));
  },
  toString: ({ machine, self, address }: MethodCall) => (address !== undefined && machine.info(address).kind === "boxed" ? (machine.record(address).data ?? anyValue) : anyWith(labelsOf(machine, self))),
  valueOf: ({ machine, self, address }: MethodCall) => (address === undefined ? self : (machine.record(address).data ?? self)),
  toLocaleString: () => anyValue,
  isPrototypeOf: () => anyValue,
  propertyIsEnumerable: () => anyValue,
  __defineGetter__: ({ machine, address, args }) => {
    const key = args[0] === undefined ? undefined : keyOf(machine, args[0]);
    if (address !== undefined && key !== undefined) machine.setProperty(address, key, { value: nothing, getter: args[1] });
    return undefinedValue;
  },
};

/** What was sent into each generator so far. */
const sent = new WeakMap<object, Value[]>();

export const generatorMethods: MethodTable = {
  next: (call) => stepGenerator(call),
  return: ({ machine, args, node }) => iteratorResult(machine, args[0] ?? undefinedValue, constant(true), node),
  throw: ({ machine, args }) => (machine.leave("throw", args[0] ?? undefinedValue), nothing),
  "@@iterator": (call) => call.self,
  "@@asyncIterator": (call) => call.self,
  map: (call) => callMember(call, "map"),
  filter: (call) => callMember(call, "filter"),
  toArray: (call) => arrayOf(call.machine, call.address === undefined ? [] : (resumeGenerator(call.machine, call.address, [])?.outputs ?? []), call.node),
};

function callMember({ machine, address, args, node }: MethodCall, name: string): Value {
  const outputs = address === undefined ? [] : (resumeGenerator(machine, address, [])?.outputs ?? []);
  const [callback] = args;
  return arrayOf(machine, callback === undefined || name !== "map" ? outputs : outputs.map((output) => callValue(machine, callback, undefinedValue, [output], node)), node);
}

function stepGenerator({ machine, address, args, node }: MethodCall): Value {
  if (address === undefined) return anyValue;
  const info = machine.info(address);
  const inputs = [...(sent.get(info) ?? []), args[0] ?? undefinedValue];
  sent.set(info, inputs);
  const state = resumeGenerator(machine, address, inputs, inputs.length);
  const output = state?.outputs[inputs.length - 1];
  if (output !== undefined) return iteratorResult(machine, output, constant(false), node);
  return iteratorResult(machine, state?.outputs.length === inputs.length - 1 ? (state.result ?? undefinedValue) : undefinedValue, constant(true), node);
}

export function iteratorResult(machine: Machine, value: Value, done: Value, node: Node): Value {
  return machine.allocate({ kind: "object", node }, { properties: new Map([["value", { value }], ["done", { value: done }]]) });
}

export const errorMethods: MethodTable = {
  toString: ({ machine, self }: MethodCall) => anyWith(labelsOf(machine, self)),
};

export const dateMethods: MethodTable = {
  toISOString: dateText, toString: dateText, toJSON: dateText, toDateString: dateText, toLocaleDateString: dateText, toLocaleString: dateText, getTime: dateText, valueOf: dateText,
};

function dateText({ machine, self }: MethodCall): Value {
  return anyWith(labelsOf(machine, self));
}

export const regexpMethods: MethodTable = {
  test: () => anyValue,
  exec: ({ machine, args, node }) => {
    const [text = nothing] = args;
    return joinValues(machine.allocate({ kind: "array", node }, { rest: anyWith(labelsOf(machine, text)), properties: new Map([["groups", { value: anyWith(labelsOf(machine, text)), hidden: true }]]) }), constant(null));
  },
  toString: () => anyValue,
};

/** A primitive wrapped by `new String(x)` and the like behaves like the primitive. */
export function boxedValue(machine: Machine, value: Value): Value {
  const address = addressOf(value);
  const data = address === undefined ? undefined : machine.record(address).data;
  return data ?? value;
}

export function isConstantText(value: Value): boolean {
  return typeof constantOf(value)?.value === "string";
}

export { reference };
