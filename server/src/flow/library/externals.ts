// Calls of what is not code of the workspace: known functions do what they do, others call the callbacks they are given and return a symbol.
import { propagatorOfExport } from "../../catalog/propagators.js";
import type { Node } from "../../compiler/ast.js";
import { namesOf, rootOf, type SymbolicValue } from "../domain/symbols.js";
import { addressesOf, addressOf, anyValue, anyWith, constantOf, isNothing, joinLabels, joinValues, nothing, reference, undefinedValue, type Value } from "../domain/values.js";
import { callValue } from "../interpret/calls.js";
import { isFunctionNode, symbolicArguments } from "../interpret/functions.js";
import { deepLabels, labelsOf } from "../interpret/labels.js";
import type { Machine } from "../interpret/machine.js";
import { getMember } from "../interpret/members.js";
import { arrayMethods } from "./arrays.js";
import { digestOf } from "./hashes.js";
import { globalNative } from "./globals.js";
import { moduleNatives } from "./packages.js";
import { listed } from "./objects.js";
import { isMasked, textMethodNames } from "./strings.js";

export interface ExternalCall {
  readonly symbol: SymbolicValue;
  readonly receiver: Value;
  readonly arguments: readonly Value[];
  readonly node: Node;
  readonly construct: boolean;
}

const hostObjects = new Set(["window", "globalThis", "self", "global"]);

/** Dotted path of a global or an export of a package: "Object.assign", "util.promisify". */
export function pathOf(symbol: SymbolicValue): { readonly module?: string; readonly path: string } | undefined {
  const root = rootOf(symbol);
  let names = namesOf(symbol);
  if (root.kind === "global") {
    while (names.length > 1 && hostObjects.has(names[0] ?? "")) names = names.slice(1);
    return { path: names.join(".") };
  }
  if (root.kind !== "import") return undefined;
  const [first = "", ...rest] = names;
  return { module: (root.module ?? "").replace(/^node:/, ""), path: [...(first === "*" || first === "default" ? [] : [first]), ...rest.filter((name) => name !== "default")].join(".") };
}

export function externalCall(machine: Machine, call: ExternalCall): Value {
  const { symbol, arguments: args, node } = call;
  const path = pathOf(symbol);
  if (path !== undefined) {
    const native = path.module === undefined ? globalNative(path.path) : moduleNatives(path.module, path.path);
    if (native !== undefined) return native(machine, call.receiver, args, node);
    const tamed = path.module === undefined ? undefined : tamedBy(machine, path.module, path.path, call);
    if (tamed !== undefined) return tamed;
  }
  const special = validated(machine, call) ?? methodOfSymbol(machine, call) ?? digestOf(machine, call) ?? callOfWrapper(machine, call);
  if (special !== undefined) return special;
  machine.mayThrow = true;
  const fromCallbacks = runCallbacks(machine, call);
  const result = machine.result(symbol, node, { receiver: call.receiver, arguments: args }, call.construct);
  return isNothing(fromCallbacks) ? result : joinValues(result, fromCallbacks);
}

/** Functions of the catalog after which less or nothing of a person is left: checks, masks, random values, digests. */
function tamedBy(machine: Machine, module: string, path: string, { symbol, arguments: args }: ExternalCall): Value | undefined {
  const [name = "", ...members] = path === "" ? [symbol.name === "*" ? "default" : symbol.name] : path.split(".");
  const effect = propagatorOfExport(module, name, members)?.effect ?? propagatorOfExport(module, "default", [name, ...members])?.effect;
  if (effect === undefined) return undefined;
  if (effect === "stop" || effect === "random" || effect === "mask") return anyValue;
  if (effect !== "hash" && effect !== "keyed-hash" && effect !== "tokenize") return undefined;
  const labels = args.reduce((sum, argument) => joinLabels(sum, deepLabels(machine, argument)), nothing.labels);
  return anyWith(labels.map(({ origin }) => ({ origin, redacted: effect })));
}

const validators = /^(?:zod|@hookform|yup|joi|valibot|superstruct|@sinclair\/typebox|typebox|arktype|@vinejs|ajv|class-transformer|@zod|zod-form-data|drizzle-zod|nestjs-zod|@effect)(?:\/|$)/;

/** `schema.parse(x)` is x with a type; `safeParse` wraps it. */
function validated(machine: Machine, call: ExternalCall): Value | undefined {
  const { symbol, arguments: args, node } = call;
  const [first, second] = args;
  if (first === undefined || !/^(?:parse|parseAsync|safeParse|safeParseAsync|validate|validateAsync|validateSync|assert|check|cast|create|decode|mask)$/.test(symbol.name)) return undefined;
  let root = rootOf(symbol);
  for (let hops = 0; hops < 20 && root.kind === "result" && root.parent !== undefined; hops++) root = rootOf(root.parent);
  if (root.kind !== "import" || !validators.test(root.module ?? "")) return undefined;
  const value = typedAs(machine, /^valibot|^superstruct/.test(root.module ?? "") && second !== undefined ? second : first, node);
  if (symbol.name === "safeParse" || symbol.name === "safeParseAsync") {
    const outcome = machine.allocate({ kind: "object", node }, { properties: new Map([["success", { value: anyValue }], ["data", { value }], ["error", { value: anyValue }]]) });
    return symbol.name === "safeParse" ? outcome : machine.allocate({ kind: "promise", node }, { data: outcome });
  }
  return symbol.name.endsWith("Async") ? machine.allocate({ kind: "promise", node }, { data: value }) : value;
}

/** A symbolic value under the type of the call that checked it. */
function typedAs(machine: Machine, value: Value, node: Node): Value {
  const address = addressOf(value);
  const symbol = address === undefined || machine.info(address).kind !== "symbolic" ? undefined : machine.info(address).symbol;
  return symbol === undefined ? value : machine.part("cast", symbol, `checked:${node.pos}`, node);
}

const visiting: ReadonlySet<string> = new Set([
  "map", "forEach", "filter", "flatMap", "reduce", "find", "findLast", "some", "every", "findIndex", "sort",
]);

/** Methods of symbolic arrays, promises, functions and strings. */
function methodOfSymbol(machine: Machine, call: ExternalCall): Value | undefined {
  const { symbol, arguments: args, node } = call;
  const owner = symbol.kind === "property" ? symbol.parent : undefined;
  if (owner === undefined || call.construct) return undefined;
  const self = reference(owner.address);
  const root = rootOf(owner);
  if (symbol.name === "call" || symbol.name === "apply" || symbol.name === "bind") return applied(machine, call, self);
  if (symbol.name === "then" || symbol.name === "catch" || symbol.name === "finally") return reacted(machine, call, owner);
  if (root.kind === "global" && owner === root) return undefined;
  if (visiting.has(symbol.name) && args[0] !== undefined && isOwnFunction(machine, args[0])) {
    return arrayMethods[symbol.name]?.({ machine, self, address: owner.address, args, node });
  }
  const isData = root.kind !== "import" && root.kind !== "instance" && root.kind !== "global";
  if (isData && (symbol.name === "replace" || symbol.name === "replaceAll") && isMasked(machine, args)) return anyValue;
  if (isData && textMethodNames.has(symbol.name)) return anyWith(args.reduce((labels, argument) => joinLabels(labels, labelsOf(machine, argument)), labelsOf(machine, self)));
  if (isData && (symbol.name === "push" || symbol.name === "unshift" || symbol.name === "add" || symbol.name === "append" || symbol.name === "set")) {
    const record = machine.record(owner.address);
    const value = args[args.length - 1] ?? undefinedValue;
    const key = args.length > 1 ? constantOf(args[0] ?? undefinedValue)?.value : undefined;
    if (typeof key === "string" && symbol.name === "set") machine.setProperty(owner.address, key, { value, node });
    else machine.setRecord(owner.address, { ...record, rest: joinValues(record.rest ?? nothing, value) });
    return undefined;
  }
  return undefined;
}

function applied(machine: Machine, { symbol, arguments: args, node }: ExternalCall, self: Value): Value {
  const [receiver = undefinedValue, ...rest] = args;
  if (symbol.name === "bind") return machine.allocate({ kind: "bound", node, bound: { target: self, self: receiver, arguments: rest } });
  return callValue(machine, self, receiver, symbol.name === "call" ? rest : listed(machine, args[1], node), node);
}

function reacted(machine: Machine, { symbol, arguments: args, node }: ExternalCall, owner: SymbolicValue): Value {
  const self = reference(owner.address);
  const [callback] = args;
  if (callback === undefined) return self;
  const settled = machine.part("awaited", owner, "await", node);
  const given = symbol.name === "then" ? [settled] : symbol.name === "catch" ? [machine.symbol("error", "error", { node })] : [];
  const result = callValue(machine, callback, undefinedValue, given, node);
  const value = symbol.name === "then" ? result : symbol.name === "catch" ? joinValues(settled, result) : settled;
  return machine.allocate({ kind: "promise", node }, { data: value });
}

export function isOwnFunction(machine: Machine, value: Value): boolean {
  return addressesOf(value).some((address) => ["function", "bound", "native"].includes(machine.info(address).kind));
}

/** Calling what a wrapper returned (`useCallback(f)`, `debounce(f)`, `memo(f)`) calls what was wrapped. */
function callOfWrapper(machine: Machine, call: ExternalCall): Value | undefined {
  const wrapped = wrappedFunctions(machine, call.symbol);
  if (wrapped.length === 0) return undefined;
  const results = machine.branch(wrapped.map((callee) => () => callValue(machine, callee, undefinedValue, call.arguments, call.node)));
  const rest = machine.result(call.symbol, call.node, { receiver: call.receiver, arguments: call.arguments }, false);
  return joinValues(results, rest);
}

const runners: ReadonlySet<string> = new Set(["mutate", "mutateAsync", "execute", "executeAsync", "trigger", "run", "runAsync", "submit", "call", "invoke"]);

function wrappedFunctions(machine: Machine, symbol: SymbolicValue): readonly Value[] {
  if (symbol.kind === "result" && symbol.call !== undefined) return symbol.call.arguments.filter((argument) => isOwnFunction(machine, argument));
  // `const { mutate } = useMutation({ mutationFn: f })`, `const [run] = useAsyncFn(f)`.
  const owner = symbol.kind === "property" || symbol.kind === "element" ? symbol.parent : undefined;
  if (owner?.kind !== "result" || owner.call === undefined || !(runners.has(symbol.name) || /^\d$/.test(symbol.name))) return [];
  return owner.call.arguments.flatMap((argument) => {
    if (isOwnFunction(machine, argument)) return [argument];
    return addressesOf(argument).flatMap((address) => {
      if (machine.info(address).kind !== "object") return [];
      const found = machine.record(address).properties.get("mutationFn") ?? machine.record(address).properties.get("fn");
      return found === undefined ? [] : [found.value];
    });
  });
}

/** Functions handed to unknown code are called with symbolic arguments; what those without parameters return may be what the call returns. */
function runCallbacks(machine: Machine, call: ExternalCall): Value {
  let result = nothing;
  for (const argument of call.arguments) {
    rememberCallbacks(machine, argument, call.symbol);
    for (const address of addressesOf(argument)) {
      const info = machine.info(address);
      if (info.kind !== "function" || info.node === undefined || !isFunctionNode(info.node)) continue;
      const { node } = info;
      if (machine.entered.has(node)) continue;
      const value = machine.branch([() => callValue(machine, reference(address), undefinedValue, symbolicArguments(machine, node), call.node), () => nothing]);
      if (node.parameters.length === 0 || machine.infos.size < 0) result = joinValues(result, value);
    }
  }
  return result;
}

const takers = new WeakMap<Node, SymbolicValue>();

/** The callee that a function was handed to, alone or inside an object of options. */
export function takerOf(code: Node): SymbolicValue | undefined {
  return takers.get(code);
}

function rememberCallbacks(machine: Machine, argument: Value, taker: SymbolicValue): void {
  for (const address of addressesOf(argument)) {
    const { kind, node } = machine.info(address);
    if (kind === "function" && node !== undefined) takers.set(node, taker);
    if (kind !== "object") continue;
    for (const { value } of machine.record(address).properties.values()) {
      for (const inner of addressesOf(value)) {
        const member = machine.info(inner);
        if (member.kind === "function" && member.node !== undefined) takers.set(member.node, taker);
      }
    }
  }
}

export { addressOf, getMember };
