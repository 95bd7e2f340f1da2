// What a topic is as text, and whether a consumer's pattern covers it.
import type { WildcardStyle } from "../../catalog/topics.js";
import type { Node } from "../../compiler/ast.js";
import { rootOf } from "../domain/symbols.js";
import { addressesOf, joinAll, nothing, stringOf, undefinedValue, type Value } from "../domain/values.js";
import { elementsOf } from "../interpret/iteration.js";
import type { Machine } from "../interpret/machine.js";
import { getMember } from "../interpret/members.js";
import { environmentVariable } from "../sinks/address.js";

/** Alternatives of a topic; functions whose callers decide the rest. */
export interface TopicTexts {
  readonly texts: readonly string[];
  readonly open: readonly Node[];
}

/** Walks a path from a value: properties, `[]`, `new` with the number of a construction's argument, `file` for a file's bare name. */
export function walk(machine: Machine, start: Value, path: readonly string[]): Value {
  let value = start;
  for (let at = 0; at < path.length; at++) {
    const segment = path[at] ?? "";
    if (segment === "new") value = joinAll(constructionsOf(machine, value).map((args) => args[Number((path[++at] ?? "a0").slice(1))] ?? undefinedValue));
    else if (segment === "[]") {
      const { known, rest } = elementsOf(machine, value, machine.frame.code);
      value = joinValuesOf([...known, ...(rest === undefined ? [] : [rest])]);
    } else if (segment !== "file") value = getMember(machine, { atoms: value.atoms.filter((atom) => atom.kind === "ref"), labels: [] }, segment, machine.frame.code);
  }
  return value;
}

function joinValuesOf(values: readonly Value[]): Value {
  return values.length === 0 ? nothing : joinAll(values);
}

/** Arguments that a client or object was made with: `new Queue("mail")`, `kafka.producer({ … })`. */
export function constructionsOf(machine: Machine, value: Value): readonly (readonly Value[])[] {
  return addressesOf(value).flatMap((address) => {
    let symbol = machine.info(address).symbol;
    for (let hops = 0; hops < 6 && symbol !== undefined && (symbol.kind === "awaited" || symbol.kind === "cast" || symbol.kind === "property"); hops++) symbol = symbol.parent;
    return symbol?.call === undefined ? [] : [symbol.call.arguments];
  });
}

/** All texts that a value may be as a topic. */
export function topicTexts(machine: Machine, value: Value, isFile = false): TopicTexts {
  const texts: string[] = [];
  const open: Node[] = [];
  for (const atom of value.atoms) {
    if (atom.kind === "const") {
      if (typeof atom.value === "string" || typeof atom.value === "number") texts.push(String(atom.value));
    } else if (atom.kind === "text") {
      const parts = atom.parts.map((part) => (typeof part === "number" ? symbolText(machine, part, open) : part));
      const known = isFile ? parts.filter((part) => typeof part === "string") : parts;
      if (known.every((part) => part !== null && part !== undefined)) texts.push(known.join(""));
    } else if (atom.kind === "ref") {
      const text = objectText(machine, atom.address, open, isFile);
      if (text !== undefined) texts.push(text);
    }
  }
  return { texts: isFile ? texts.map(bareFile) : texts, open };
}

function bareFile(path: string): string {
  return (path.split(/[/\\]/).at(-1) ?? path).replace(/\.\w+$/, "");
}

function symbolText(machine: Machine, address: number, open: Node[]): string | undefined {
  const symbol = machine.info(address).symbol;
  if (symbol === undefined) return undefined;
  const variable = environmentVariable(symbol);
  if (variable !== undefined) return `\${${variable}}`;
  const root = rootOf(symbol);
  if (root.kind === "parameter" && root.function !== undefined) open.push(root.function);
  // The same setting is the same text on either side.
  const key = symbol.kind === "result" ? stringOf(symbol.call?.arguments[0] ?? undefinedValue) : undefined;
  return key === undefined || !/^(?:get|getOrThrow)$/.test(symbol.name) ? undefined : `\${${key}}`;
}

function objectText(machine: Machine, address: number, open: Node[], isFile: boolean): string | undefined {
  const info = machine.info(address);
  if (info.kind === "symbolic") return symbolText(machine, address, open);
  if (info.kind === "class") return info.name === undefined ? undefined : `class ${info.name}`;
  const record = machine.record(address);
  if (info.kind === "url") return isFile && record.data !== undefined ? topicTexts(machine, record.data, true).texts[0] : undefined;
  if (info.kind !== "object") return undefined;
  const [prototype] = addressesOf(record.prototype ?? nothing);
  const [maker] = prototype === undefined ? [] : addressesOf(machine.record(prototype).properties.get("constructor")?.value ?? nothing);
  if (maker !== undefined) return objectText(machine, maker, open, false);
  const entries = [...record.properties].filter(([key]) => !key.startsWith("@@")).map(([key, property]) => [key, topicTexts(machine, property.value).texts[0]] as const);
  if (entries.length === 0 || entries.some(([, text]) => text === undefined)) return undefined;
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether a consumer's pattern covers a topic. */
export function covers(style: WildcardStyle, pattern: string, topic: string): boolean {
  if (pattern === topic) return true;
  if (style === "none" || !/[*#>+?[]/.test(pattern)) return false;
  if (style === "glob") return coversText(pattern.split("*"), topic);
  const separator = style === "slashes" ? "/" : ".";
  return coversSegments(pattern.split(separator), topic.split(separator), style);
}

/** Redis patterns: texts between stars, in order; `?` is any character. */
function coversText(parts: readonly string[], topic: string): boolean {
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const from = isLast && index > 0 ? Math.max(at, topic.length - part.length) : at;
    const found = positionOf(part, topic, from, index === 0 || isLast);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at === topic.length || parts.at(-1) === "";
}

function positionOf(part: string, topic: string, from: number, fixed: boolean): number {
  for (let start = from; start + part.length <= topic.length; start++) {
    if ([...part].every((letter, at) => letter === "?" || letter === topic[start + at])) return start;
    if (fixed) return -1;
  }
  return -1;
}

const maxSegments = 12;

function coversSegments(pattern: readonly string[], topic: readonly string[], style: WildcardStyle): boolean {
  const [first, ...rest] = pattern;
  if (topic.length > maxSegments || pattern.length > maxSegments) return false;
  if (first === undefined) return topic.length === 0;
  const isMany = style === "nats" ? first === ">" : style === "slashes" ? first === "#" : first === "**" || first === "#";
  if (isMany) return rest.length === 0 || topic.some((_segment, at) => coversSegments(rest, topic.slice(at), style));
  const isOne = style === "slashes" ? first === "+" : first === "*";
  return topic.length > 0 && (isOne || first === topic[0]) && coversSegments(rest, topic.slice(1), style);
}
