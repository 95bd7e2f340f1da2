// URL, URLSearchParams, FormData, Headers, Request: what they hold can be read back, and their text is known as far as its parts are.
import { addressesOf, addressOf, anyValue, anyWith, constant, joinAll, joinLabels, joinValues, stringOf, undefinedValue, withLabels, type Value } from "../domain/values.js";
import { spreadObject } from "../interpret/literals.js";
import { deepLabels, labelsOf } from "../interpret/labels.js";
import type { Machine, Native } from "../interpret/machine.js";
import { getMember, ownMembers } from "../interpret/members.js";
import { concatenated, textOf, textValue } from "../interpret/operators.js";
import type { MethodCall, MethodTable } from "./builtins.js";
import { collectionMethods, fillCollection } from "./collections.js";

export const formMethods: MethodTable = { toString: ({ machine, self }: MethodCall) => anyWith(deepLabels(machine, self)) };

export const urlMethods: MethodTable = {
  toString: ({ machine, self }: MethodCall) => urlText(machine, self),
  toJSON: ({ machine, self }) => urlText(machine, self),
};

function urlText(machine: Machine, self: Value): Value {
  const texts = addressesOf(self).flatMap((address) => machine.record(address).data ?? []).map((data) => concatenated(machine, [data]));
  return texts.length === 0 ? concatenated(machine, [self]) : withLabels(joinAll(texts), self.labels);
}

/** Text of `path` resolved against `base`, as far as both are known; a base with alternatives gives as many addresses. */
export function joinUrl(machine: Machine, path: Value, base: Value | undefined): Value {
  if (base === undefined || base.atoms.length < 2 || base.atoms.length > maxBases) return joinOne(machine, path, base);
  const bases = base.atoms.filter((atom) => atom.kind !== "const" || typeof atom.value === "string");
  return joinAll((bases.length === 0 ? base.atoms : bases).map((atom) => joinOne(machine, path, { atoms: [atom], labels: base.labels })));
}

const maxBases = 6;

function joinOne(machine: Machine, path: Value, base: Value | undefined): Value {
  const own = textOf(machine, path);
  const [first] = own.parts;
  if (base === undefined || (typeof first === "string" && /^[a-z][a-z0-9+.-]*:/i.test(first))) return textValue(own.parts, own.labels);
  const outer = textOf(machine, base);
  const labels = joinLabels(own.labels, outer.labels);
  const known = stringOf(base);
  const ownText = stringOf(path);
  if (known !== undefined && ownText !== undefined && URL.canParse(ownText, known)) return constant(new URL(ownText, known).href, labels);
  return textValue([...outer.parts, typeof first === "string" && first.startsWith("/") ? "" : "/", ...own.parts], labels);
}

export const newUrl: Native = (machine, _self, args, node) => {
  const href = joinUrl(machine, args[0] ?? undefinedValue, args[1]);
  const result = machine.allocate({ kind: "url", node }, { data: href });
  const address = addressOf(result) ?? 0;
  const search = machine.allocate({ kind: "params", node });
  const query = stringOf(href)?.split("?")[1];
  if (query !== undefined) fillParams(machine, search, constant(query), node);
  machine.setProperty(address, "searchParams", { value: search });
  machine.setProperty(address, "href", { value: href });
  const text = stringOf(href);
  if (text !== undefined && URL.canParse(text)) {
    const parsed = new URL(text);
    for (const key of ["host", "hostname", "origin", "pathname", "protocol", "port", "hash"] as const) machine.setProperty(address, key, { value: constant(parsed[key], href.labels) });
  }
  return result;
};

export function fillParams(machine: Machine, target: Value, contents: Value, node: Parameters<Native>[3]): void {
  const address = addressOf(target);
  if (address === undefined) return;
  const text = stringOf(contents);
  if (text !== undefined) {
    for (const [key, value] of new URLSearchParams(text.slice(0, 4_000))) collectionMethods["append"]?.({ machine, self: target, address, args: [constant(key), constant(value, contents.labels)], node });
    return;
  }
  for (const source of addressesOf(contents)) {
    const info = machine.info(source);
    if (info.kind === "array" || info.kind === "map" || info.kind === "params" || info.kind === "form" || info.kind === "headers") fillCollection(machine, target, contents, node);
    else if (info.kind === "symbolic") machine.setRecord(address, { ...machine.record(address), rest: joinValues(machine.record(address).rest ?? contents, contents) });
    else {
      const { entries } = ownMembers(machine, source, node);
      for (const [key, property] of entries) collectionMethods["append"]?.({ machine, self: target, address, args: [constant(key), property.value], node: property.node ?? node });
      const spreads = [...machine.record(source).properties].filter(([key]) => key.startsWith("@@spread"));
      for (const [, property] of spreads) machine.setRecord(address, { ...machine.record(address), rest: joinValues(machine.record(address).rest ?? property.value, property.value) });
    }
  }
  const labels = labelsOf(machine, { atoms: contents.atoms.filter((atom) => atom.kind !== "ref"), labels: contents.labels });
  if (labels.length > 0) machine.setRecord(address, { ...machine.record(address), rest: anyWith(labels) });
}

export function newFilled(kind: "params" | "form" | "headers"): Native {
  return (machine, _self, args, node) => {
    const result = machine.allocate({ kind, node });
    if (args[0] !== undefined) fillParams(machine, result, args[0], node);
    return result;
  };
}

/** `new Request(url, options)`: an object with the options and the url. */
export const newRequest: Native = (machine, _self, args, node) => {
  const result = machine.allocate({ kind: "request", node });
  const address = addressOf(result) ?? 0;
  if (args[1] !== undefined) spreadObject(machine, address, args[1], node);
  machine.setProperty(address, "url", { value: args[0] ?? anyValue, node });
  return result;
};

export { getMember };
