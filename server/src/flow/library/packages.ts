// Functions of well-known packages that only move data around.
import type { Node } from "../../compiler/ast.js";
import {
  addressesOf, addressOf, anyValue, anyWith, constantOf, isNothing, joinAll, joinLabels, joinValues, nothing, stringOf, undefinedValue, type Value,
} from "../domain/values.js";
import { without } from "../interpret/assign.js";
import { callValue } from "../interpret/calls.js";
import { arrayOf, spreadObject } from "../interpret/literals.js";
import { elementsOf } from "../interpret/iteration.js";
import { deepLabels } from "../interpret/labels.js";
import type { Machine, Native } from "../interpret/machine.js";
import { getMember, setMember } from "../interpret/members.js";
import { textOf, textValue } from "../interpret/operators.js";
import { arrayMethods } from "./arrays.js";
import { instanceToPlain, plainToInstance, serialized } from "./class-transformer.js";
import { globalNative } from "./globals.js";
import { deepClone, jsonText, parseJson } from "./json.js";
import { newReactive, newRef } from "./reactive.js";
import { settlers } from "./promises.js";
import { newFilled, newUrl } from "./urls.js";

const none = undefinedValue;

const promisify: Native = (machine, _self, args, node) => machine.allocate({
  kind: "native", node,
  native: (inner, self, given, at) => {
    const promise = inner.allocate({ kind: "promise", node: at });
    const { resolve, reject } = settlers(inner, promise);
    const callback = inner.allocate({
      kind: "native",
      native: (deep, _this, [error = none, value = none]) => {
        const failed = constantOf(error)?.value === null || constantOf(error)?.value === undefined ? false : true;
        return callValue(deep, failed ? reject : resolve, none, [failed ? error : value], at);
      },
    });
    callValue(inner, args[0] ?? none, self, [...given, callback], at);
    return promise;
  },
});

const carries: Native = (machine, _self, args) => anyWith(args.reduce((labels, argument) => joinLabels(labels, deepLabels(machine, argument)), nothing.labels));
const joinsText: Native = (machine, _self, args) => {
  const texts = args.map((argument) => textOf(machine, argument));
  return textValue(texts.flatMap((text, at) => (at === 0 ? text.parts : ["/", ...text.parts])), texts.reduce((labels, text) => joinLabels(labels, text.labels), nothing.labels));
};

/** Names in a list of arguments: `pick(o, "a", ["b"])`. */
function namesIn(machine: Machine, args: readonly Value[], node: Node): readonly string[] | undefined {
  const names: string[] = [];
  for (const argument of args) {
    const text = stringOf(argument);
    if (text !== undefined) names.push(text);
    else if (addressOf(argument) === undefined) return undefined;
    else {
      const { known, rest } = elementsOf(machine, argument, node);
      const inner = known.map((element) => stringOf(element));
      if (rest !== undefined || inner.some((name) => name === undefined)) return undefined;
      names.push(...inner.filter((name) => name !== undefined));
    }
  }
  return names;
}

const pick: Native = (machine, _self, args, node) => {
  const [object = none, ...keys] = args;
  const names = namesIn(machine, keys, node);
  if (names === undefined) return object;
  const result = machine.allocate({ kind: "object", node });
  for (const name of names) setMember(machine, result, name, getMember(machine, object, name, node), node);
  return result;
};

const omit: Native = (machine, _self, args, node) => {
  const [object = none, ...keys] = args;
  const names = namesIn(machine, keys, node);
  return names === undefined ? object : without(machine, object, names, node);
};

const merge: Native = (machine, _self, args, node) => {
  const [target = none, ...sources] = args;
  for (const address of addressesOf(target)) for (const source of sources) spreadObject(machine, address, source, node);
  return target;
};

const getPath: Native = (machine, _self, args, node) => {
  const [object = none, path = none, fallback] = args;
  const names = (stringOf(path) ?? "").split(/[.[\]]+/).filter((name) => name !== "");
  const value = names.reduce((current, name) => getMember(machine, current, name, node), object);
  return fallback === undefined ? value : joinValues(value, fallback);
};

const setPath: Native = (machine, _self, args, node) => {
  const [object = none, path = none, value = none] = args;
  const names = (stringOf(path) ?? "").split(/[.[\]]+/).filter((name) => name !== "");
  let current = object;
  for (const name of names.slice(0, -1)) {
    let next = getMember(machine, current, name, node);
    if (addressesOf(next).length === 0) setMember(machine, current, name, (next = machine.allocate({ kind: "object", node })), node);
    current = next;
  }
  setMember(machine, current, names.at(-1), value, node);
  return object;
};

function throughArray(name: string): Native {
  return (machine, _self, args, node) => {
    const [list = none, ...rest] = args;
    if (addressesOf(list).every((address) => ["array", "symbolic"].includes(machine.info(address).kind))) {
      return arrayMethods[name]?.({ machine, self: list, address: addressOf(list), args: rest, node }) ?? anyValue;
    }
    const values = globalNative("Object.values")?.(machine, none, [list], node) ?? list;
    return arrayMethods[name]?.({ machine, self: values, address: addressOf(values), args: rest, node }) ?? anyValue;
  };
}

const mapValues: Native = (machine, _self, args, node) => {
  const [object = none, callback = none] = args;
  const result = machine.allocate({ kind: "object", node });
  for (const address of addressesOf(object)) {
    for (const [key, property] of machine.record(address).properties) if (!property.hidden) setMember(machine, result, key, callValue(machine, callback, none, [property.value, textValue([key], [])], node), node);
  }
  return result;
};

const lodash: Readonly<Record<string, Native>> = {
  pick, omit, merge, assign: merge, extend: merge, defaults: merge, defaultsDeep: merge, get: getPath, set: setPath, mapValues,
  cloneDeep: (machine, _self, args) => deepClone(machine, args[0] ?? none), clone: (machine, _self, args) => deepClone(machine, args[0] ?? none),
  compact: (_machine, _self, args) => args[0] ?? none, uniq: (_machine, _self, args) => args[0] ?? none, uniqBy: (_machine, _self, args) => args[0] ?? none,
  first: (machine, _self, args, node) => getMember(machine, args[0] ?? none, "0", node), head: (machine, _self, args, node) => getMember(machine, args[0] ?? none, "0", node),
  trim: carries, toString: carries, capitalize: carries, upperFirst: carries, lowerCase: carries, toLower: carries, toUpper: carries, template: carries,
};

const passing: Native = (_machine, _self, args) => args[0] ?? none;

/** Higher-order functions of React and the like that give back the function they got. */
const react: Readonly<Record<string, Native>> = {
  useCallback: passing, memo: passing, forwardRef: passing, cache: passing, useEvent: passing,
  useMemo: (machine, _self, args, node) => callValue(machine, args[0] ?? none, none, [], node),
  useRef: (machine, _self, args, node) => machine.allocate({ kind: "object", node }, { properties: new Map([["current", { value: args[0] ?? none }]]) }),
  createElement: (machine, _self, args, node) => arrayOf(machine, args, node),
};

const buildNode = (): Readonly<Record<string, Native>> => ({
  "util.promisify": promisify, "util.format": carries, "util.inspect": carries, "path.join": joinsText, "path.resolve": joinsText, "path.basename": carries, "path.extname": carries,
  "url.URL": newUrl, "url.URLSearchParams": newFilled("params"), "querystring.stringify": carries, "buffer.Buffer.from": carries, "qs.stringify": carries, "query-string.stringify": carries,
  "qs.default": carries, "form-data": newFilled("form"), "superjson.stringify": (machine, _self, args, at) => jsonText(machine, args[0] ?? none, at),
  "superjson.parse": (machine, _self, args) => parseJson(machine, args[0] ?? none), "superjson.serialize": passing, "superjson.deserialize": passing,
  "class-transformer.instanceToPlain": instanceToPlain, "class-transformer.classToPlain": instanceToPlain, "class-transformer.serialize": serialized,
  "class-transformer.plainToInstance": plainToInstance, "class-transformer.plainToClass": plainToInstance,
  "vue.ref": newRef, "vue.shallowRef": newRef, "vue.reactive": newReactive, "vue.shallowReactive": newReactive, "vue.readonly": passing,
  "vue.computed": (machine, _self, args, at) => machine.allocate({ kind: "object", node: at }, { properties: new Map([["value", { value: callValue(machine, args[0] ?? none, none, [], at) }]]) }),
  "vue.toRaw": passing, "vue.unref": passing, "react-dom.flushSync": (machine, _self, args, at) => callValue(machine, args[0] ?? none, none, [], at),
});
let nodeTable: Readonly<Record<string, Native>> | undefined;

function newEmitter(machine: Machine, at: Node): Value {
  return machine.allocate({ kind: "emitter", node: at });
}

const eachOf = ["map", "filter", "forEach", "find", "reduce", "some", "every", "flatMap", "sortBy", "each"] as const;

export function moduleNatives(module: string, path: string): Native | undefined {
  if (/^lodash(?:-es|\.\w+)?(?:\/|$)|^underscore$|^es-toolkit|^radash$|^remeda$|^ramda$/.test(module)) {
    const name = path !== "" ? path : (module.split(/[./]/).at(-1) ?? "");
    if (eachOf.some((item) => item === name)) return throughArray(name === "each" ? "forEach" : name);
    return Object.hasOwn(lodash, name) ? lodash[name] : undefined;
  }
  if (module === "react" || module === "preact/hooks" || module === "preact") return Object.hasOwn(react, path) ? react[path] : undefined;
  if ((module === "events" || module === "eventemitter3" || module === "mitt" || module === "eventemitter2") && (path === "" || path === "EventEmitter" || path === "EventEmitter2")) {
    return (machine, _self, _args, at) => newEmitter(machine, at);
  }
  if (module === "form-data" && path === "") return newFilled("form");
  const key = path === "" ? module : `${module}.${path}`;
  nodeTable ??= buildNode();
  return Object.hasOwn(nodeTable, key) ? nodeTable[key] : undefined;
}

export { isNothing, joinAll };
