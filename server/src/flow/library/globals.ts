// Functions of the language and its hosts, by dotted path.
import type { Node } from "../../compiler/ast.js";
import type { Property } from "../domain/store.js";
import {
  addressesOf, addressOf, anyValue, anyWith, constant, constantOf, joinAll, joinLabels, joinValues, nothing, numberOf, reference, stringOf, undefinedValue, type Value,
} from "../domain/values.js";
import { callValue, newValue } from "../interpret/calls.js";
import { accessor, arrayOf, spreadObject } from "../interpret/literals.js";
import { elementsOf } from "../interpret/iteration.js";
import { deepLabels, labelsOf } from "../interpret/labels.js";
import type { Machine, Native } from "../interpret/machine.js";
import { deleteMember, getMember, keyOf, ownMembers, setMember } from "../interpret/members.js";
import { textOf, textValue, truthOf } from "../interpret/operators.js";
import { fillCollection } from "./collections.js";
import { deepClone, jsonText, parseJson } from "./json.js";
import { arrayFrom, arrayMethods } from "./arrays.js";
import { listed } from "./objects.js";
import { later, newPromise, promiseStatics } from "./promises.js";
import { newFilled, newRequest, newUrl } from "./urls.js";

const none = undefinedValue;

function own(machine: Machine, value: Value | undefined, node: Node): readonly (readonly [string, Property])[] {
  return addressesOf(value ?? nothing).flatMap((address) => [...ownMembers(machine, address, node).entries]);
}

/** The symbolic rest of an object: what was spread into it, or the object itself. */
function symbolicParts(machine: Machine, value: Value | undefined): readonly Value[] {
  return addressesOf(value ?? nothing).flatMap((address) => {
    if (machine.info(address).kind === "symbolic") return [reference(address)];
    const record = machine.record(address);
    return [...[...record.properties].filter(([key]) => key.startsWith("@@spread")).map(([, property]) => property.value), ...(record.rest === undefined ? [] : [record.rest])];
  });
}

/** `Object.fromEntries(form)`, `Object.fromEntries(form.entries())` of a form nobody has seen: the members are its fields. */
function symbolicEntries(machine: Machine, value: Value): Value | undefined {
  const address = addressOf(value);
  const symbol = address === undefined ? undefined : machine.info(address).symbol;
  if (symbol === undefined || machine.info(address ?? 0).kind !== "symbolic") return undefined;
  const owner = symbol.kind === "result" && symbol.name === "entries" ? symbol.parent?.parent : symbol;
  return owner === undefined ? undefined : reference(owner.address);
}

const objectStatics: Readonly<Record<string, Native>> = {
  "Object.assign": (machine, _self, args, node) => {
    const [target = none, ...sources] = args;
    for (const address of addressesOf(target)) for (const source of sources) spreadObject(machine, address, source, node);
    return target;
  },
  "Object.keys": (machine, _self, args, node) => arrayFrom({ machine, node }, { known: own(machine, args[0], node).map(([key]) => constant(key)), rest: symbolicParts(machine, args[0]).length > 0 ? anyValue : undefined }),
  "Object.values": (machine, _self, args, node) => {
    const rest = symbolicParts(machine, args[0]);
    return arrayFrom({ machine, node }, { known: own(machine, args[0], node).map(([, property]) => property.value), rest: rest.length > 0 ? joinAll(rest.map((value) => getMember(machine, value, undefined, node))) : undefined });
  },
  "Object.entries": (machine, _self, args, node) => {
    const rest = symbolicParts(machine, args[0]);
    const known = own(machine, args[0], node).map(([key, property]) => arrayOf(machine, [constant(key), property.value], property.node ?? node));
    return arrayFrom({ machine, node }, { known, rest: rest.length > 0 ? arrayOf(machine, [anyValue, joinAll(rest.map((value) => getMember(machine, value, undefined, node)))], node) : undefined });
  },
  "Object.fromEntries": (machine, _self, args, node) => {
    const form = symbolicEntries(machine, args[0] ?? nothing);
    if (form !== undefined) return form;
    const { known, rest } = elementsOf(machine, args[0] ?? nothing, node);
    const result = machine.allocate({ kind: "object", node });
    for (const entry of known) setMember(machine, result, keyOf(machine, getMember(machine, entry, "0", node)), getMember(machine, entry, "1", node), node);
    if (rest !== undefined) setMember(machine, result, undefined, getMember(machine, rest, "1", node), node);
    return result;
  },
  "Object.create": (machine, self, args, node) => {
    const result = machine.allocate({ kind: "object", node }, { prototype: addressesOf(args[0] ?? nothing).length > 0 ? args[0] : undefined });
    if (args[1] !== undefined) objectStatics["Object.defineProperties"]?.(machine, self, [result, args[1]], node);
    return result;
  },
  "Object.defineProperty": (machine, _self, args, node) => {
    const [target = none, key = none, descriptor = none] = args;
    define(machine, target, keyOf(machine, key), descriptor, node);
    return target;
  },
  "Object.defineProperties": (machine, _self, args, node) => {
    for (const [key, property] of own(machine, args[1], node)) define(machine, args[0] ?? none, key, property.value, node);
    return args[0] ?? none;
  },
  "Object.getPrototypeOf": (machine, _self, args) => joinAll(addressesOf(args[0] ?? nothing).map((address) => machine.record(address).prototype ?? constant(null))),
  "Object.setPrototypeOf": (machine, _self, args) => {
    const address = addressOf(args[0] ?? nothing);
    if (address !== undefined) machine.setRecord(address, { ...machine.record(address), prototype: args[1] });
    return args[0] ?? none;
  },
  "Object.getOwnPropertyNames": (machine, self, args, node) => objectStatics["Object.keys"]?.(machine, self, args, node) ?? anyValue,
  "Object.getOwnPropertyDescriptor": (machine, _self, args, node) => {
    const value = getMember(machine, args[0] ?? none, keyOf(machine, args[1] ?? none), node);
    return machine.allocate({ kind: "object", node }, { properties: new Map([["value", { value }]]) });
  },
  "Object.is": () => anyValue,
  "Object.hasOwn": (machine, _self, args) => {
    const address = addressOf(args[0] ?? nothing);
    const key = keyOf(machine, args[1] ?? none);
    return address === undefined || key === undefined || machine.info(address).kind === "symbolic" ? anyValue : constant(machine.record(address).properties.has(key));
  },
  Object: (machine, _self, args, node) => (addressesOf(args[0] ?? nothing).length > 0 ? (args[0] ?? none) : machine.allocate({ kind: "boxed", node }, { data: args[0] })),
};
for (const name of ["freeze", "seal", "preventExtensions"]) (objectStatics as Record<string, Native>)[`Object.${name}`] = (_machine, _self, args) => args[0] ?? none;

function define(machine: Machine, target: Value, key: string | undefined, descriptor: Value, node: Node): void {
  const address = addressOf(target);
  const of = addressOf(descriptor);
  if (address === undefined || of === undefined || key === undefined) return;
  const { properties } = machine.record(of);
  const getter = properties.get("get")?.value;
  const setter = properties.get("set")?.value;
  if (getter !== undefined || setter !== undefined) accessor(machine, address, key, { ...(getter === undefined ? {} : { getter }), ...(setter === undefined ? {} : { setter }) }, node);
  else machine.setProperty(address, key, { value: getMember(machine, descriptor, "value", node), node });
}

const reflectStatics: Readonly<Record<string, Native>> = {
  "Reflect.get": (machine, _self, args, node) => getMember(machine, args[0] ?? none, keyOf(machine, args[1] ?? none), node),
  "Reflect.set": (machine, _self, args, node) => (setMember(machine, args[0] ?? none, keyOf(machine, args[1] ?? none), args[2] ?? none, node), constant(true)),
  "Reflect.has": (machine, _self, args) => objectStatics["Object.hasOwn"]?.(machine, none, args, machine.frame.code) ?? anyValue,
  "Reflect.deleteProperty": (machine, _self, args) => (deleteMember(machine, args[0] ?? none, keyOf(machine, args[1] ?? none)), constant(true)),
  "Reflect.ownKeys": (machine, self, args, node) => objectStatics["Object.keys"]?.(machine, self, args, node) ?? anyValue,
  "Reflect.apply": (machine, _self, args, node) => callValue(machine, args[0] ?? none, args[1] ?? none, listed(machine, args[2], node), node),
  "Reflect.construct": (machine, _self, args, node) => newValue(machine, args[0] ?? none, listed(machine, args[1], node), node),
  "Reflect.defineProperty": (machine, self, args, node) => objectStatics["Object.defineProperty"]?.(machine, self, args, node) ?? anyValue,
  "Reflect.getPrototypeOf": (machine, self, args, node) => objectStatics["Object.getPrototypeOf"]?.(machine, self, args, node) ?? anyValue,
};

function carried(machine: Machine, args: readonly Value[]): Value {
  return anyWith(args.reduce((labels, argument) => joinLabels(labels, deepLabels(machine, argument)), nothing.labels));
}

const carries: Native = (machine, _self, args) => carried(machine, args);
const fact: Native = () => anyValue;

function timer(kind: "microtask" | "task"): Native {
  return (machine, _self, args, node) => {
    const [callback, , ...rest] = args;
    if (callback !== undefined) later(machine, kind, () => void callValue(machine, callback, none, kind === "task" ? rest : args.slice(1), node));
    return anyValue;
  };
}

function newCollection(kind: "map" | "set"): Native {
  return (machine, _self, args, node) => {
    const result = machine.allocate({ kind, node });
    fillCollection(machine, result, args[0], node);
    return result;
  };
}

const newError: Native = (machine, _self, args, node) => {
  const cause = args[1] === undefined ? undefined : getMember(machine, args[1], "cause", node);
  return machine.allocate({ kind: "error", node }, { properties: new Map([["message", { value: args[0] ?? constant(""), node }], ...(cause === undefined ? [] : [["cause", { value: cause }] as const])]) });
};

const newProxy: Native = (machine, _self, args, node) => machine.allocate({ kind: "proxy", node }, { data: args[0], failure: args[1] });

const newArray: Native = (machine, _self, args, node) => {
  const size = args.length === 1 && args[0] !== undefined ? numberOf(args[0]) : undefined;
  return size !== undefined && size <= 400 ? arrayOf(machine, Array.from({ length: size }, () => none), node) : arrayOf(machine, args, node);
};

const text: Native = (machine, _self, args) => {
  const made = textOf(machine, args[0] ?? constant(""));
  return textValue(made.parts, made.labels);
};

const number: Native = (machine, _self, args) => {
  const known = args[0] === undefined ? undefined : constantOf(args[0])?.value;
  const labels = args[0] === undefined ? nothing.labels : labelsOf(machine, args[0]);
  return typeof known === "string" || typeof known === "number" || typeof known === "boolean" ? constant(Number(known), labels) : anyWith(labels);
};

function math(name: string): Native {
  return (machine, _self, args) => {
    const numbers = args.map((argument) => numberOf(argument));
    const method: unknown = Math[name as keyof Math];
    if (name === "random" || numbers.includes(undefined) || typeof method !== "function") return carried(machine, args);
    const result: unknown = method.apply(Math, numbers);
    return typeof result === "number" ? constant(result) : anyValue;
  };
}

const arrayStatics: Readonly<Record<string, Native>> = {
  "Array.from": (machine, _self, args, node) => {
    const [source = none, callback] = args;
    let list = elementsOf(machine, source, node);
    const length = list.known.length === 0 && list.rest === undefined ? numberOf(getMember(machine, source, "length", node)) : undefined;
    if (length !== undefined && length <= 100) list = { known: Array.from({ length }, (_, at) => getMember(machine, source, String(at), node)) };
    const result = arrayFrom({ machine, node }, list);
    return callback === undefined ? result : (arrayMethods["map"]?.({ machine, self: result, address: addressOf(result), args: [callback], node }) ?? result);
  },
  "Array.fromAsync": (machine, _self, args, node) => arrayFrom({ machine, node }, elementsOf(machine, args[0] ?? none, node)),
  "Array.of": (machine, _self, args, node) => arrayOf(machine, args, node),
  "Array.isArray": (machine, _self, args) => {
    const address = addressOf(args[0] ?? nothing);
    return address === undefined ? (constantOf(args[0] ?? none) === undefined ? anyValue : constant(false)) : machine.info(address).kind === "symbolic" ? anyValue : constant(machine.info(address).kind === "array");
  },
};

let natives: ReadonlyMap<string, Native> | undefined;

/** The function at a dotted path. Built on first use, because these modules need each other. */
export function globalNative(path: string): Native | undefined {
  natives ??= buildNatives();
  return natives.get(path);
}

const buildNatives = (): ReadonlyMap<string, Native> => new Map<string, Native>([
  ...Object.entries(objectStatics), ...Object.entries(reflectStatics), ...Object.entries(promiseStatics),
  ...["abs", "ceil", "floor", "round", "max", "min", "pow", "sqrt", "trunc", "sign", "random", "log", "hypot"].map((name) => [`Math.${name}`, math(name)] as const),
  ["JSON.stringify", (machine, _self, args, node) => jsonText(machine, args[0] ?? none, node)],
  ["JSON.parse", (machine, _self, args) => parseJson(machine, args[0] ?? none)],
  ["structuredClone", (machine, _self, args) => deepClone(machine, args[0] ?? none)],
  ...Object.entries(arrayStatics),
  ["Array", newArray], ["Promise", newPromise], ["Map", newCollection("map")], ["WeakMap", newCollection("map")], ["Set", newCollection("set")], ["WeakSet", newCollection("set")],
  ["Proxy", newProxy], ["Error", newError], ["TypeError", newError], ["RangeError", newError], ["SyntaxError", newError], ["ReferenceError", newError], ["AggregateError", newError],
  ["URL", newUrl], ["URLSearchParams", newFilled("params")], ["FormData", newFilled("form")], ["Headers", newFilled("headers")], ["Request", newRequest],
  ["Blob", (machine, _self, args, node) => machine.allocate({ kind: "blob", node }, { data: args[0] })],
  ["File", (machine, _self, args, node) => machine.allocate({ kind: "blob", node }, { data: joinValues(args[0] ?? none, args[1] ?? none) })],
  ["Date", (machine, _self, args, node) => machine.allocate({ kind: "date", node }, { data: carried(machine, args) })],
  ["Date.now", fact], ["RegExp", (machine, _self, _args, node) => machine.allocate({ kind: "regexp", node })],
  ["WeakRef", (machine, _self, args, node) => machine.allocate({ kind: "object", node }, { properties: new Map([["deref", { value: machine.allocate({ kind: "native", native: () => args[0] ?? none }) }]]) })],
  ["Symbol", (machine, _self, _args, node) => machine.allocate({ kind: "symbol", node })],
  ["Symbol.for", (machine, _self, args) => machine.allocate({ kind: "symbol", name: `@@for:${args[0] === undefined ? "" : (stringOf(args[0]) ?? "?")}` })],
  ["String", text], ["Number", number], ["parseInt", number], ["parseFloat", number], ["Number.parseInt", number], ["Number.parseFloat", number], ["BigInt", number],
  ["Boolean", (machine, _self, args) => {
    const truth = truthOf(machine, args[0] ?? none);
    return truth === undefined ? anyValue : constant(truth);
  }],
  ["isNaN", fact], ["isFinite", fact], ["Number.isInteger", fact], ["Number.isNaN", fact], ["Number.isFinite", fact], ["Number.isSafeInteger", fact], ["Date.parse", carries],
  ["encodeURIComponent", text], ["encodeURI", text], ["decodeURIComponent", text], ["decodeURI", text], ["escape", text], ["unescape", text],
  ["btoa", carries], ["atob", carries], ["Buffer.from", carries], ["Buffer.concat", carries], ["Buffer.alloc", fact], ["String.fromCharCode", carries], ["String.raw", rawText],
  ["Uint8Array", carries], ["Uint8Array.from", carries], ["eval", fact], ["String.fromCodePoint", carries],
  ["setTimeout", timer("task")], ["setInterval", timer("task")], ["setImmediate", timer("task")], ["requestAnimationFrame", timer("task")], ["requestIdleCallback", timer("task")],
  ["queueMicrotask", timer("microtask")], ["process.nextTick", timer("microtask")], ["clearTimeout", fact], ["clearInterval", fact],
]);

function rawText(machine: Machine, _self: Value, args: readonly Value[], node: Node): Value {
  const [strings = nothing, ...values] = args;
  const { known } = elementsOf(machine, strings, node);
  const texts = known.flatMap((part, at) => [textOf(machine, part), ...(values[at] === undefined ? [] : [textOf(machine, values[at])])]);
  return textValue(texts.flatMap((item) => item.parts), texts.reduce((labels, item) => joinLabels(labels, item.labels), nothing.labels));
}

/** Values of members of globals that are no functions. */
export function globalConstant(path: string, machine: Machine): Value | undefined {
  if (path.startsWith("Symbol.")) return constant(`@@${path.slice("Symbol.".length)}`);
  if (path === "Math.PI") return constant(Math.PI);
  if (path === "Number.MAX_SAFE_INTEGER") return constant(Number.MAX_SAFE_INTEGER);
  return path === "Array.prototype" ? prototypeOf(machine, "array") : undefined;
}

function prototypeOf(machine: Machine, kind: "array"): Value {
  const known = machine.natives.get(`${kind}.prototype`);
  if (known !== undefined) return known;
  const value = machine.allocate({ kind });
  machine.natives.set(`${kind}.prototype`, value);
  return value;
}
