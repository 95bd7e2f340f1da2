// Abstract values: a small set of alternatives, and the labels of data that went into a primitive.
import type { Deidentification } from "../../model/flow.js";
import type { SymbolicValue } from "./symbols.js";

export type Primitive = string | number | boolean | bigint | null | undefined;

/** A string known in parts: text, null for unknown text, a number for the text of the symbolic value at that address. */
export type TextPart = string | number | null;

export type Atom =
  | { readonly kind: "const"; readonly value: Primitive }
  | { readonly kind: "text"; readonly parts: readonly TextPart[] }
  | { readonly kind: "ref"; readonly address: number }
  /** Some primitive. */
  | { readonly kind: "any" };

/** Data of one symbolic value went into this primitive. */
export interface Label {
  readonly origin: SymbolicValue;
  readonly redacted?: Deidentification;
}

export interface Value {
  readonly atoms: readonly Atom[];
  readonly labels: readonly Label[];
}

const noLabels: readonly Label[] = [];
/** Enough to name what is in a text; more would only make every later step dearer. */
const maxLabels = 48;
const maxConstants = 12;
const maxReferences = 24;
const anyAtom: Atom = { kind: "any" };

/** No value: code that is never reached. */
export const nothing: Value = { atoms: [], labels: noLabels };
export const anyValue: Value = { atoms: [anyAtom], labels: noLabels };
export const undefinedValue: Value = constant(undefined);

export function constant(value: Primitive, labels: readonly Label[] = noLabels): Value {
  return { atoms: [{ kind: "const", value }], labels };
}

export function reference(address: number): Value {
  return { atoms: [{ kind: "ref", address }], labels: noLabels };
}

/** An unknown primitive that carries labels. */
export function anyWith(labels: readonly Label[]): Value {
  return labels.length === 0 ? anyValue : { atoms: [anyAtom], labels };
}

export function withLabels(value: Value, labels: readonly Label[]): Value {
  if (labels.length === 0) return value;
  return { atoms: value.atoms, labels: joinLabels(value.labels, labels) };
}

export function joinLabels(a: readonly Label[], b: readonly Label[]): readonly Label[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  if (a.length >= maxLabels) return a;
  const missing = b.filter((label) => !a.some((other) => other.origin === label.origin && other.redacted === label.redacted));
  return missing.length === 0 ? a : [...a, ...missing];
}

export function joinValues(a: Value, b: Value): Value {
  if (a === b || b.atoms.length === 0 && b.labels.length === 0) return a;
  if (a.atoms.length === 0 && a.labels.length === 0) return b;
  const missing = b.atoms.filter((atom) => !a.atoms.some((other) => sameAtom(atom, other)));
  const labels = joinLabels(a.labels, b.labels);
  if (missing.length === 0) return labels === a.labels ? a : { atoms: a.atoms, labels };
  return { atoms: capped([...a.atoms, ...missing]), labels };
}

export function joinAll(values: readonly Value[]): Value {
  return values.reduce(joinValues, nothing);
}

export function sameAtom(a: Atom, b: Atom): boolean {
  if (a.kind === "const") return b.kind === "const" && Object.is(a.value, b.value);
  if (a.kind === "ref") return b.kind === "ref" && a.address === b.address;
  if (a.kind === "text") return b.kind === "text" && a.parts.length === b.parts.length && a.parts.every((part, at) => part === b.parts[at]);
  return b.kind === "any";
}

export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.atoms.length !== b.atoms.length || a.labels.length !== b.labels.length) return false;
  return joinValues(a, b) === a;
}

/** The one constant this value is; undefined when it may be something else. */
export function constantOf(value: Value): { readonly value: Primitive } | undefined {
  const atom = value.atoms[0];
  return value.atoms.length === 1 && atom?.kind === "const" ? atom : undefined;
}

export function stringOf(value: Value): string | undefined {
  const found = constantOf(value);
  return typeof found?.value === "string" ? found.value : undefined;
}

export function numberOf(value: Value): number | undefined {
  const found = constantOf(value);
  return typeof found?.value === "number" ? found.value : undefined;
}

export function addressesOf(value: Value): readonly number[] {
  return value.atoms.flatMap((atom) => (atom.kind === "ref" ? [atom.address] : []));
}

/** The single object this value is. */
export function addressOf(value: Value): number | undefined {
  const atom = value.atoms[0];
  return value.atoms.length === 1 && atom?.kind === "ref" ? atom.address : undefined;
}

export function isNothing(value: Value): boolean {
  return value.atoms.length === 0;
}

function capped(atoms: readonly Atom[]): readonly Atom[] {
  const references = atoms.filter((atom) => atom.kind === "ref");
  const others = atoms.filter((atom) => atom.kind !== "ref");
  if (references.length <= maxReferences && others.length <= maxConstants) return atoms;
  return [...references.slice(0, maxReferences), ...(others.length > maxConstants ? [anyAtom] : others)];
}
