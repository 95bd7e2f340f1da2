// Array methods. Callbacks run on every known element; arrays of unknown length keep one value for all the rest.
import { addressesOf, addressOf, anyValue, anyWith, constant, constantOf, joinAll, joinLabels, joinValues, nothing, numberOf, undefinedValue, type Value } from "../domain/values.js";
import type { Property } from "../domain/store.js";
import { callValue } from "../interpret/calls.js";
import { appendElement, arrayOf } from "../interpret/literals.js";
import { elementsOf, spreadInto, type Elements } from "../interpret/iteration.js";
import { deepLabels } from "../interpret/labels.js";
import { equals, textOf, textValue, truthOf } from "../interpret/operators.js";
import type { MethodCall, MethodTable } from "./builtins.js";

/** A new array of known elements and one value for an unknown number of others. */
export function arrayFrom(call: Pick<MethodCall, "machine" | "node">, { known, rest }: Elements): Value {
  const result = arrayOf(call.machine, known, call.node);
  const address = addressOf(result);
  if (rest !== undefined && address !== undefined) call.machine.setRecord(address, { ...call.machine.record(address), rest, length: undefined });
  return result;
}

function elements(call: MethodCall): Elements {
  return elementsOf(call.machine, call.self, call.node);
}

function replaceWith(call: MethodCall, { known, rest }: Elements): void {
  if (call.address === undefined) return;
  const kept = [...call.machine.record(call.address).properties].filter(([key]) => !/^\d+$/.test(key));
  call.machine.setRecord(call.address, {
    ...call.machine.record(call.address), properties: new Map<string, Property>([...kept, ...known.map((value, at) => [String(at), { value, node: call.node }] as const)]),
    rest, length: rest === undefined ? known.length : undefined,
  });
}

function run(call: MethodCall, element: Value, at: number | undefined): Value {
  const [callback, self] = call.args;
  if (callback === undefined) return undefinedValue;
  return callValue(call.machine, callback, self ?? undefinedValue, [element, at === undefined ? anyValue : constant(at), call.self], call.node);
}

const maxVisited = 40;

function each(call: MethodCall, visit: (element: Value, at: number | undefined) => void): void {
  const { known, rest } = elements(call);
  known.slice(0, maxVisited).forEach((element, at) => visit(element, at));
  if (rest !== undefined) call.machine.branch([() => (visit(rest, undefined), nothing), () => nothing]);
}

function mapped(call: MethodCall): Elements {
  const { known, rest } = elements(call);
  const results = known.slice(0, maxVisited).map((element, at) => run(call, element, at));
  return { known: results, rest: rest === undefined ? undefined : call.machine.branch([() => run(call, rest, undefined), () => nothing]) };
}

function filtered(call: MethodCall, keep: boolean): Elements {
  const { known, rest } = elements(call);
  const kept: Value[] = [];
  let open: Value | undefined;
  known.slice(0, maxVisited).forEach((element, at) => {
    const truth = truthOf(call.machine, run(call, element, at));
    if (truth === keep) kept.push(element);
    else if (truth === undefined) open = joinValues(open ?? nothing, element);
  });
  if (rest !== undefined) {
    run(call, rest, undefined);
    open = joinValues(open ?? nothing, rest);
  }
  // Where one element may be gone the positions of all others are unknown too.
  return open === undefined ? { known: kept } : { known: [], rest: joinValues(joinAll(kept), open) };
}

function found(call: MethodCall, fromEnd: boolean): Value {
  const { known, rest } = elements(call);
  let result = nothing;
  const ordered = known.map((element, at) => [element, at] as const);
  for (const [element, at] of fromEnd ? ordered.reverse() : ordered) {
    const truth = truthOf(call.machine, run(call, element, at));
    if (truth === true) return joinValues(result, element);
    if (truth === undefined) result = joinValues(result, element);
  }
  if (rest !== undefined) {
    run(call, rest, undefined);
    result = joinValues(result, rest);
  }
  return joinValues(result, undefinedValue);
}

function reduced(call: MethodCall, fromEnd: boolean): Value {
  const { known, rest } = elements(call);
  const [callback, initial] = call.args;
  if (callback === undefined) return undefinedValue;
  const list = fromEnd ? [...known].reverse() : [...known];
  let value = initial ?? list.shift() ?? rest ?? undefinedValue;
  list.forEach((element, at) => (value = callValue(call.machine, callback, undefinedValue, [value, element, constant(at), call.self], call.node)));
  if (rest === undefined) return value;
  const before = value;
  return call.machine.branch([() => before, () => callValue(call.machine, callback, undefinedValue, [before, rest, anyValue, call.self], call.node)]);
}

function all(call: MethodCall): Value {
  const { known, rest } = elements(call);
  return joinValues(joinAll(known), rest ?? nothing);
}

function flattened(call: MethodCall, source: Elements, depth: number): Elements {
  const result = arrayOf(call.machine, [], call.node);
  const address = addressOf(result) ?? 0;
  let rest: Value | undefined;
  const add = (value: Value, levels: number): void => {
    const inner = addressOf(value);
    if (inner !== undefined && levels > 0 && call.machine.info(inner).kind === "array") {
      const nested = elementsOf(call.machine, value, call.node);
      for (const element of nested.known) add(element, levels - 1);
      if (nested.rest !== undefined) rest = joinValues(rest ?? nothing, nested.rest);
    } else appendElement(call.machine, address, value, call.node);
  };
  for (const element of source.known) add(element, depth);
  if (source.rest !== undefined) {
    const nested = elementsOf(call.machine, source.rest, call.node);
    rest = joinValues(rest ?? nothing, nested.known.length > 0 || nested.rest !== undefined ? joinValues(joinAll(nested.known), nested.rest ?? nothing) : source.rest);
  }
  return { known: elementsOf(call.machine, result, call.node).known, rest };
}

function sliced(call: MethodCall): Value {
  const { known, rest } = elements(call);
  const [from, to] = call.args;
  const start = from === undefined ? 0 : numberOf(from);
  const end = to === undefined ? undefined : numberOf(to);
  if (rest !== undefined || (from !== undefined && start === undefined && constantOf(from)?.value !== undefined) || (to !== undefined && end === undefined && constantOf(to) === undefined)) {
    return rest === undefined ? arrayFrom(call, { known: [], rest: joinAll(known) }) : arrayFrom(call, { known: (start ?? 0) === 0 && to === undefined ? known : [], rest: joinValues(rest, joinAll(known)) });
  }
  return arrayFrom(call, { known: known.slice(start ?? 0, end) });
}

function spliced(call: MethodCall): Value {
  const { known, rest } = elements(call);
  const [from, count, ...added] = call.args;
  const start = from === undefined ? undefined : numberOf(from);
  const amount = count === undefined ? known.length : numberOf(count);
  if (start === undefined || amount === undefined || rest !== undefined) {
    const everything = joinValues(joinAll([...known, ...added]), rest ?? nothing);
    replaceWith(call, { known: [], rest: everything });
    return arrayFrom(call, { known: [], rest: joinValues(joinAll(known), rest ?? nothing) });
  }
  const list = [...known];
  const removed = list.splice(start, amount, ...added);
  replaceWith(call, { known: list });
  return arrayFrom(call, { known: removed });
}

function joined(call: MethodCall): Value {
  const { known, rest } = elements(call);
  const separator = call.args[0] === undefined ? "," : constantOf(call.args[0])?.value;
  const labels = deepLabels(call.machine, joinValues(joinAll(known), rest ?? nothing));
  if (rest !== undefined || typeof separator !== "string") return anyWith(labels);
  const parts = known.flatMap((element, at) => [...(at === 0 ? [] : [separator]), ...textOf(call.machine, element).parts]);
  return textValue(parts, labels);
}

function position(call: MethodCall, fromEnd: boolean): Value {
  const { known, rest } = elements(call);
  const [wanted = undefinedValue] = call.args;
  if (rest !== undefined) return anyValue;
  const answers = known.map((element) => equals(call.machine, element, wanted, true));
  if (answers.includes(undefined)) return anyValue;
  return constant(fromEnd ? answers.lastIndexOf(true) : answers.indexOf(true));
}

function tested(call: MethodCall, every: boolean): Value {
  const truths: (boolean | undefined)[] = [];
  each(call, (element, at) => truths.push(at === undefined ? (run(call, element, at), undefined) : truthOf(call.machine, run(call, element, at))));
  if (truths.includes(!every)) return constant(!every);
  return truths.includes(undefined) ? anyValue : constant(every);
}

function taken(call: MethodCall, fromEnd: boolean): Value {
  const { known, rest } = elements(call);
  if (rest !== undefined && (fromEnd || known.length === 0)) return joinValues(joinValues(rest, joinAll(known)), undefinedValue);
  const list = [...known];
  const value = fromEnd ? list.pop() : list.shift();
  replaceWith(call, { known: list, rest });
  return value ?? undefinedValue;
}

export const arrayMethods: MethodTable = {
  push: (call) => {
    for (const address of addressesOf(call.self)) for (const value of call.args) appendElement(call.machine, address, value, call.node);
    return anyValue;
  },
  unshift: (call) => (replaceWith(call, { known: [...call.args, ...elements(call).known], rest: elements(call).rest }), anyValue),
  pop: (call) => taken(call, true),
  shift: (call) => taken(call, false),
  slice: sliced,
  splice: spliced,
  toSpliced: (call) => {
    const copy = arrayFrom(call, elements(call));
    spliced({ ...call, self: copy, address: addressOf(copy) });
    return copy;
  },
  concat: (call) => {
    const result = arrayFrom(call, elements(call));
    const address = addressOf(result) ?? 0;
    for (const value of call.args) {
      const isArray = addressesOf(value).some((item) => ["array", "symbolic"].includes(call.machine.info(item).kind));
      if (isArray) spreadInto(call.machine, address, value, call.node);
      else appendElement(call.machine, address, value, call.node);
    }
    return result;
  },
  join: joined,
  toString: joined,
  toLocaleString: joined,
  reverse: (call) => {
    const { known, rest } = elements(call);
    replaceWith(call, rest === undefined ? { known: [...known].reverse() } : { known: [], rest: all(call) });
    return call.self;
  },
  toReversed: (call) => arrayFrom(call, elements(call).rest === undefined ? { known: [...elements(call).known].reverse() } : { known: [], rest: all(call) }),
  sort: (call) => (sorted(call), call.self),
  toSorted: (call) => {
    const copy = arrayFrom(call, elements(call));
    sorted({ ...call, self: copy, address: addressOf(copy) });
    return copy;
  },
  map: (call) => arrayFrom(call, mapped(call)),
  flatMap: (call) => arrayFrom(call, flattened(call, mapped(call), 1)),
  flat: (call) => arrayFrom(call, flattened(call, elements(call), call.args[0] === undefined ? 1 : (numberOf(call.args[0]) ?? 1))),
  filter: (call) => arrayFrom(call, filtered(call, true)),
  forEach: (call) => (each(call, (element, at) => void run(call, element, at)), undefinedValue),
  reduce: (call) => reduced(call, false),
  reduceRight: (call) => reduced(call, true),
  find: (call) => found(call, false),
  findLast: (call) => found(call, true),
  findIndex: (call) => (each(call, (element, at) => void run(call, element, at)), anyValue),
  findLastIndex: (call) => (each(call, (element, at) => void run(call, element, at)), anyValue),
  some: (call) => tested(call, false),
  every: (call) => tested(call, true),
  includes: (call) => {
    const at = position(call, false);
    const known = constantOf(at)?.value;
    return typeof known === "number" ? constant(known >= 0) : anyValue;
  },
  indexOf: (call) => position(call, false),
  lastIndexOf: (call) => position(call, true),
  at: (call) => {
    const { known, rest } = elements(call);
    const index = call.args[0] === undefined ? 0 : numberOf(call.args[0]);
    if (index === undefined) return all(call);
    return (rest === undefined || index >= 0 ? known.at(index) : undefined) ?? rest ?? undefinedValue;
  },
  with: (call) => {
    const copy = arrayFrom(call, elements(call));
    const index = call.args[0] === undefined ? undefined : numberOf(call.args[0]);
    const address = addressOf(copy);
    if (address !== undefined && index !== undefined) call.machine.setProperty(address, String(index), { value: call.args[1] ?? undefinedValue, node: call.node });
    return copy;
  },
  fill: (call) => {
    const { known, rest } = elements(call);
    const [value = undefinedValue, from, to] = call.args;
    const start = from === undefined ? 0 : numberOf(from);
    const end = to === undefined ? known.length : numberOf(to);
    if (rest !== undefined || start === undefined || end === undefined) replaceWith(call, { known: [], rest: joinValues(all(call), value) });
    else replaceWith(call, { known: [...known].fill(value, start, end) });
    return call.self;
  },
  copyWithin: (call) => {
    const { known, rest } = elements(call);
    const numbers = call.args.map((argument) => numberOf(argument));
    if (rest !== undefined || numbers.includes(undefined)) replaceWith(call, { known: [], rest: all(call) });
    else replaceWith(call, { known: [...known].copyWithin(numbers[0] ?? 0, numbers[1] ?? 0, numbers[2]) });
    return call.self;
  },
  keys: (call) => arrayFrom(call, { known: elements(call).known.map((_, at) => constant(at)), rest: elements(call).rest === undefined ? undefined : anyValue }),
  values: (call) => arrayFrom(call, elements(call)),
  "@@iterator": (call) => arrayFrom(call, elements(call)),
  entries: (call) => {
    const { known, rest } = elements(call);
    const pair = (key: Value, value: Value) => arrayOf(call.machine, [key, value], call.node);
    return arrayFrom(call, { known: known.map((value, at) => pair(constant(at), value)), rest: rest === undefined ? undefined : pair(anyValue, rest) });
  },
  next: (call) => {
    // An array used as an iterator (arr.values().next()) gives its elements one after the other.
    const value = taken(call, false);
    const result = call.machine.allocate({ kind: "object", node: call.node }, { properties: new Map([["value", { value }], ["done", { value: anyValue }]]) });
    return result;
  },
};

function sorted(call: MethodCall): void {
  const { known, rest } = elements(call);
  const keys = known.map((element) => constantOf(element)?.value);
  const [compare] = call.args;
  if (rest === undefined && keys.every((key) => typeof key === "string" || typeof key === "number") && compare === undefined) {
    replaceWith(call, { known: [...known].sort((a, b) => (String(constantOf(a)?.value) < String(constantOf(b)?.value) ? -1 : 1)) });
    return;
  }
  if (compare !== undefined && known.length > 1) callValue(call.machine, compare, undefinedValue, [known[0] ?? nothing, known[1] ?? nothing], call.node);
  if (known.length > 1 || rest !== undefined) replaceWith(call, { known: [], rest: all(call) });
}

export { joinLabels };
