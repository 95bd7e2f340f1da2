// Operators on abstract primitives: folded where constants allow, labels carried along where data does.
import { SyntaxKind } from "../../compiler/ast.js";
import { addressesOf, anyValue, anyWith, constant, constantOf, joinAll, joinLabels, withLabels, type Atom, type Label, type Primitive, type TextPart, type Value } from "../domain/values.js";
import { rootOf } from "../domain/symbols.js";
import { labelsOf } from "./labels.js";
import type { Machine } from "./machine.js";

export type Truth = boolean | undefined;

/** Whether a condition holds; undefined when it may or may not. */
export function truthOf(machine: Machine, value: Value): Truth {
  let result: Truth;
  for (const [at, atom] of value.atoms.entries()) {
    const truth = atomTruth(machine, atom);
    if (truth === undefined || (at > 0 && truth !== result)) return undefined;
    result = truth;
  }
  return value.atoms.length === 0 ? undefined : result;
}

function atomTruth(machine: Machine, atom: Atom): Truth {
  if (atom.kind === "const") return Boolean(atom.value);
  if (atom.kind === "text") return atom.parts.some((part) => typeof part === "string" && part !== "") ? true : undefined;
  if (atom.kind === "ref") return machine.info(atom.address).kind === "symbolic" ? undefined : true;
  return undefined;
}

/** Whether a value is null or undefined; undefined when it may or may not be. */
export function isNullish(machine: Machine, value: Value): Truth {
  let nullish = 0;
  for (const atom of value.atoms) {
    if (atom.kind === "const" && (atom.value === null || atom.value === undefined)) nullish++;
    else if (atom.kind === "any" || (atom.kind === "ref" && machine.info(atom.address).kind === "symbolic")) return undefined;
  }
  if (nullish === 0) return false;
  return nullish === value.atoms.length ? true : undefined;
}

export interface Text {
  readonly parts: readonly TextPart[];
  readonly labels: readonly Label[];
}

/** A value as text with holes for what is not known. */
export function textOf(machine: Machine, value: Value): Text {
  const labels = labelsOf(machine, value);
  const [atom] = value.atoms;
  if (value.atoms.length !== 1 || atom === undefined) return { parts: [null], labels };
  if (atom.kind === "const") return { parts: [String(atom.value)], labels };
  if (atom.kind === "text") return { parts: atom.parts, labels };
  const { kind } = atom.kind === "ref" ? machine.info(atom.address) : { kind: "any" };
  const data = atom.kind === "ref" && (kind === "url" || kind === "boxed") ? machine.record(atom.address).data : undefined;
  if (atom.kind === "ref" && kind === "symbolic") return { parts: [atom.address], labels };
  return { parts: data === undefined ? [null] : textOf(machine, data).parts, labels };
}

/** Texts of a value's alternatives, null and undefined left aside; one text with a hole when there are too many. */
function textsOf(machine: Machine, value: Value, most: number): readonly Text[] {
  const atoms = value.atoms.length < 2 ? value.atoms : value.atoms.filter((atom) => atom.kind !== "const" || (atom.value !== undefined && atom.value !== null));
  if (atoms.length === 0 || atoms.length > most) return [textOf(machine, value)];
  return atoms.map((atom) => textOf(machine, { atoms: [atom], labels: value.labels }));
}

const maxTexts = 6;
const maxLeading = 3;

/** Texts one after another. Alternatives at the beginning stay apart: `${process.env.API ?? "https://…"}/users` is two addresses. */
export function concatenated(machine: Machine, values: readonly (string | Value)[]): Value {
  let texts: readonly { readonly parts: TextPart[]; labels: readonly Label[] }[] = [{ parts: [], labels: [] }];
  values.forEach((value, at) => {
    const next = typeof value === "string" ? [{ parts: [value], labels: [] }] : textsOf(machine, value, at < maxLeading ? Math.floor(maxTexts / texts.length) : 1);
    const [only] = next;
    if (next.length > 1) texts = texts.flatMap((text) => next.map((part) => ({ parts: [...text.parts, ...part.parts], labels: joinLabels(text.labels, part.labels) })));
    else if (only !== undefined) {
      for (const text of texts) {
        text.parts.push(...only.parts);
        text.labels = joinLabels(text.labels, only.labels);
      }
    }
  });
  return joinAll(texts.map((text) => textValue(text.parts, text.labels)));
}

export function textValue(parts: readonly TextPart[], labels: readonly Label[]): Value {
  const merged: TextPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part === "" && merged.length > 0) continue;
    if (typeof part === "string" && typeof last === "string") merged[merged.length - 1] = last + part;
    else if (part !== null || last !== null) merged.push(part);
  }
  const [only] = merged;
  if (merged.length === 0) return constant("", labels);
  if (merged.length === 1 && typeof only === "string") return constant(only.length > 20_000 ? only.slice(0, 20_000) : only, labels);
  if ((merged.length === 1 && only === null) || merged.length > 200) return anyWith(labels);
  return { atoms: [{ kind: "text", parts: merged }], labels };
}

export function addValues(machine: Machine, left: Value, right: Value): Value {
  const a = constantOf(left);
  const b = constantOf(right);
  const labels = joinLabels(labelsOf(machine, left), labelsOf(machine, right));
  if (a !== undefined && b !== undefined) {
    if (typeof a.value !== "string" && typeof b.value !== "string") return foldNumbers(SyntaxKind.PlusToken, a.value, b.value, labels);
    return textValue([String(a.value), String(b.value)], labels);
  }
  const textual = [left, right].some((value) => value.atoms.some((atom) => atom.kind === "text" || (atom.kind === "const" && typeof atom.value === "string")));
  if (!textual) return anyWith(labels);
  return withLabels(concatenated(machine, [left, right]), labels);
}

const comparisons: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.LessThanToken, SyntaxKind.GreaterThanToken, SyntaxKind.LessThanEqualsToken, SyntaxKind.GreaterThanEqualsToken,
]);

export function binary(machine: Machine, operator: SyntaxKind, left: Value, right: Value): Value {
  if (operator === SyntaxKind.PlusToken) return addValues(machine, left, right);
  const equal = equality(operator);
  if (equal !== undefined) {
    const same = equals(machine, left, right, equal.strict);
    const verdict = declaredLabels(machine, left, right);
    return same === undefined ? anyWith(verdict) : constant(same === equal.positive, verdict);
  }
  const a = constantOf(left);
  const b = constantOf(right);
  if (comparisons.has(operator)) return a !== undefined && b !== undefined ? constant(compare(operator, a.value, b.value)) : anyWith(declaredLabels(machine, left, right));
  const labels = joinLabels(labelsOf(machine, left), labelsOf(machine, right));
  return a !== undefined && b !== undefined ? foldNumbers(operator, a.value, b.value, labels) : anyWith(labels);
}

function equality(operator: SyntaxKind): { readonly positive: boolean; readonly strict: boolean } | undefined {
  switch (operator) {
    case SyntaxKind.EqualsEqualsEqualsToken: return { positive: true, strict: true };
    case SyntaxKind.ExclamationEqualsEqualsToken: return { positive: false, strict: true };
    case SyntaxKind.EqualsEqualsToken: return { positive: true, strict: false };
    case SyntaxKind.ExclamationEqualsToken: return { positive: false, strict: false };
    default: return undefined;
  }
}

export function equals(machine: Machine, left: Value, right: Value, strict: boolean): Truth {
  const a = constantOf(left);
  const b = constantOf(right);
  // Loose equality of unlike primitives is JavaScript's own.
  // eslint-disable-next-line eqeqeq
  if (a !== undefined && b !== undefined) return strict ? a.value === b.value : a.value == b.value;
  const lefts = addressesOf(left);
  const rights = addressesOf(right);
  const known = [...lefts, ...rights].every((address) => machine.info(address).kind !== "symbolic");
  if (!known || [left, right].some((value) => value.atoms.some((atom) => atom.kind === "any" || atom.kind === "text"))) return undefined;
  if (lefts.length === left.atoms.length && rights.length === right.atoms.length) {
    if (lefts.length === 1 && rights.length === 1) return lefts[0] === rights[0];
    return lefts.some((address) => rights.includes(address)) ? undefined : false;
  }
  const nullSide = [a, b].find((side) => side !== undefined);
  const objectSide = a === undefined ? left : right;
  const onlyObjects = addressesOf(objectSide).length === objectSide.atoms.length;
  if (nullSide !== undefined && onlyObjects && (strict || nullSide.value === null || nullSide.value === undefined)) return false;
  return undefined;
}

/** A yes or no says nothing of a person, but whoever declares a source of their own wants to see all that is made of it. */
function declaredLabels(machine: Machine, ...values: readonly Value[]): readonly Label[] {
  return values.flatMap((value) => labelsOf(machine, value).filter((label) => rootOf(label.origin).kind === "configured"));
}

function compare(operator: SyntaxKind, a: Primitive, b: Primitive): boolean {
  const left = a as number;
  const right = b as number;
  if (operator === SyntaxKind.LessThanToken) return left < right;
  if (operator === SyntaxKind.GreaterThanToken) return left > right;
  return operator === SyntaxKind.LessThanEqualsToken ? left <= right : left >= right;
}

function foldNumbers(operator: SyntaxKind, a: Primitive, b: Primitive, labels: readonly Label[]): Value {
  if (typeof a === "bigint" || typeof b === "bigint") return anyWith(labels);
  const result = arithmetic(operator, Number(a), Number(b));
  return result === undefined ? anyWith(labels) : constant(result, labels);
}

function arithmetic(operator: SyntaxKind, a: number, b: number): number | undefined {
  switch (operator) {
    case SyntaxKind.PlusToken: return a + b;
    case SyntaxKind.MinusToken: return a - b;
    case SyntaxKind.AsteriskToken: return a * b;
    case SyntaxKind.SlashToken: return a / b;
    case SyntaxKind.PercentToken: return a % b;
    case SyntaxKind.AsteriskAsteriskToken: return a ** b;
    case SyntaxKind.AmpersandToken: return a & b;
    case SyntaxKind.BarToken: return a | b;
    case SyntaxKind.CaretToken: return a ^ b;
    case SyntaxKind.LessThanLessThanToken: return a << b;
    case SyntaxKind.GreaterThanGreaterThanToken: return a >> b;
    case SyntaxKind.GreaterThanGreaterThanGreaterThanToken: return a >>> b;
    default: return undefined;
  }
}

/** `typeof value`. */
export function typeOf(machine: Machine, value: Value): Value {
  const kinds = new Set(value.atoms.map((atom) => atomType(machine, atom)));
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? constant(only) : anyValue;
}

function atomType(machine: Machine, atom: Atom): string | undefined {
  if (atom.kind === "const") return atom.value === null ? "object" : typeof atom.value;
  if (atom.kind === "text") return "string";
  if (atom.kind === "any") return undefined;
  const { kind } = machine.info(atom.address);
  if (kind === "symbolic") return undefined;
  if (kind === "symbol") return "symbol";
  if (kind === "json") return "string";
  return kind === "function" || kind === "class" || kind === "native" || kind === "bound" ? "function" : "object";
}

export function unary(machine: Machine, operator: SyntaxKind, value: Value): Value {
  if (operator === SyntaxKind.ExclamationToken) {
    const truth = truthOf(machine, value);
    return truth === undefined ? anyWith(declaredLabels(machine, value)) : constant(!truth);
  }
  const labels = labelsOf(machine, value);
  const known = constantOf(value);
  if (known === undefined || typeof known.value === "bigint") return anyWith(labels);
  const number = Number(known.value);
  if (operator === SyntaxKind.MinusToken) return constant(-number, labels);
  return operator === SyntaxKind.TildeToken ? constant(~number, labels) : constant(number, labels);
}
