// String methods: folded on constants, labels carried on everything else.
import { addressOf, anyValue, anyWith, constant, constantOf, joinLabels, joinValues, nothing, type TextPart, type Value } from "../domain/values.js";
import { callValue } from "../interpret/calls.js";
import { arrayOf } from "../interpret/literals.js";
import { labelsOf } from "../interpret/labels.js";
import { concatenated, textOf, textValue } from "../interpret/operators.js";
import type { Method, MethodCall, MethodTable } from "./builtins.js";

const foldable = [
  "slice", "substring", "substr", "trim", "trimStart", "trimEnd", "toLowerCase", "toUpperCase", "toLocaleLowerCase", "toLocaleUpperCase", "charAt", "at", "padStart",
  "padEnd", "repeat", "normalize", "charCodeAt", "codePointAt", "toString", "valueOf", "anchor", "big", "bold", "link", "sub", "sup", "toWellFormed",
] as const;
const facts = ["indexOf", "lastIndexOf", "includes", "startsWith", "endsWith", "localeCompare", "search", "isWellFormed"] as const;

/** Names of methods whose result is made of the receiver's text. */
export const textMethodNames: ReadonlySet<string> = new Set([...foldable, "concat", "replace", "replaceAll", "split", "match", "matchAll", "toFixed", "toJSON", "toISOString", "toPrecision"]);

export const stringMethods: MethodTable = {
  ...Object.fromEntries(foldable.map((name) => [name, fold(name, true)])),
  ...Object.fromEntries(facts.map((name) => [name, fold(name, false)])),
  concat: ({ machine, self, args }) => concatenated(machine, [self, ...args]),
  replace: replaceText,
  replaceAll: replaceText,
  split: ({ machine, self, args, node }) => {
    const text = constantOf(self)?.value;
    const separator = args[0] === undefined ? undefined : constantOf(args[0])?.value;
    const labels = labelsOf(machine, self);
    if (typeof text === "string" && typeof separator === "string") return arrayOf(machine, text.split(separator).slice(0, 200).map((part) => constant(part, labels)), node);
    return machine.allocate({ kind: "array", node }, { rest: anyWith(labels) });
  },
  match: (call) => matches(call),
  matchAll: (call) => matches(call),
};

function fold(name: string, isData: boolean): Method {
  return ({ machine, self, args }) => {
    const labels = isData ? labelsOf(machine, self) : nothing.labels;
    const text = constantOf(self)?.value;
    const constants = args.map((argument) => constantOf(argument));
    if (typeof text === "string" && constants.every((item) => item !== undefined)) {
      const result = applyString(text, name, constants.map((item) => item?.value));
      if (result !== undefined) return constant(result, labels);
    }
    if (self.atoms.length === 1 && self.atoms[0]?.kind === "text" && ["toString", "valueOf", "trim", "toLowerCase"].includes(name)) return self;
    return isData ? anyWith(labels) : anyValue;
  };
}

function applyString(text: string, name: string, args: readonly unknown[]): string | number | boolean | undefined {
  if ((name === "repeat" || name === "padEnd" || name === "padStart") && Number(args[0]) * Math.max(1, name === "repeat" ? text.length : 1) > 2_000) return undefined;
  const method: unknown = text[name as keyof string];
  if (typeof method !== "function") return undefined;
  try {
    const result: unknown = method.apply(text, args);
    return typeof result === "string" || typeof result === "number" || typeof result === "boolean" ? result : undefined;
  } catch {
    return undefined;
  }
}

function replaceText({ machine, self, args, node }: MethodCall): Value {
  const [pattern, replacement] = args;
  if (pattern === undefined || replacement === undefined) return self;
  const callback = addressOf(replacement);
  let inserted = textOf(machine, replacement);
  const labels = labelsOf(machine, self);
  if (callback !== undefined && machine.info(callback).kind !== "symbolic") {
    inserted = textOf(machine, callValue(machine, replacement, nothing, [anyWith(labels), anyWith(labels)], node));
    return anyWith(joinLabels(labels, inserted.labels));
  }
  const text = constantOf(self)?.value;
  const search = constantOf(pattern)?.value;
  if (typeof text === "string" && typeof search === "string") {
    const at = text.indexOf(search);
    if (at < 0) return self;
    return textValue([text.slice(0, at), ...inserted.parts, text.slice(at + search.length)], joinLabels(labels, inserted.labels));
  }
  if (isMasked(machine, args)) return anyWith(inserted.labels);
  return replacePattern(machine, self, pattern, inserted.parts) ?? anyWith(joinLabels(labels, inserted.labels));
}

/** Patterns that meet every character, or every one that says something. */
const wholeCharacters: ReadonlySet<string> = new Set([".", "\\S", "\\w", "\\d", "[\\s\\S]", "[^]", ".+", "\\S+", "\\w+", "\\d+"]);

/** `text.replace(/./g, "*")`: every character is hidden. */
export function isMasked(machine: MethodCall["machine"], [pattern, replacement]: readonly Value[]): boolean {
  const address = pattern === undefined ? undefined : addressOf(pattern);
  const by = replacement === undefined ? undefined : constantOf(replacement)?.value;
  const source = address === undefined || machine.info(address).kind !== "regexp" ? undefined : machine.info(address).name;
  if (source === undefined || typeof by !== "string" || !/^[*x#\u2022\u25cf]*$/i.test(by)) return false;
  const slash = source.lastIndexOf("/");
  return source.slice(slash + 1).includes("g") && wholeCharacters.has(source.slice(1, slash));
}

/** A literal regular expression without replacement groups on a constant, e.g. `url.replace(/\/+$/, "")`. */
function replacePattern(machine: MethodCall["machine"], self: Value, pattern: Value, inserted: readonly TextPart[]): Value | undefined {
  const address = addressOf(pattern);
  const source = address === undefined || machine.info(address).kind !== "regexp" ? undefined : machine.info(address).name;
  const [by] = inserted;
  if (source === undefined || inserted.length !== 1 || typeof by !== "string") return undefined;
  const slash = source.lastIndexOf("/");
  const text = constantOf(self)?.value;
  const body = source.slice(1, slash);
  // Only patterns that cannot backtrack badly.
  if (body.length > 40 || /[+*}].*[+*{]|\(/.test(body)) return undefined;
  try {
    const expression = new RegExp(body, source.slice(slash + 1));
    if (typeof text === "string") return constant(text.slice(0, 2_000).replace(expression, by), labelsOf(machine, self));
    const [atom] = self.atoms;
    if (self.atoms.length !== 1 || atom?.kind !== "text") return undefined;
    return textValue(atom.parts.map((part) => (typeof part === "string" ? part.replace(expression, by) : part)), self.labels);
  } catch {
    return undefined;
  }
}

function matches({ machine, self, node }: MethodCall): Value {
  return joinValues(machine.allocate({ kind: "array", node }, { rest: anyWith(labelsOf(machine, self)) }), constant(null));
}
