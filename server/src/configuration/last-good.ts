// A value that cannot be used leaves the last good one in force: half-typed numbers must not change every answer.
import type { ValidObject, ValidValue } from "./validate.js";

/** The new reading with, in place of what is faulty, what stood there in the last good one. Entries of lists are matched by their id. */
export function withLastGood(next: ValidObject, last: ValidObject | undefined): ValidObject {
  if (last === undefined) return next;
  const fields: Record<string, ValidValue> = {};
  for (const [key, value] of Object.entries(next.fields)) fields[key] = merged(value, own(last, key));
  for (const key of next.faulty ?? []) {
    const value = own(last, key);
    if (value !== undefined) fields[key] = value;
  }
  return { ...next, fields };
}

function merged(value: ValidValue, last: ValidValue | undefined): ValidValue {
  if (isObject(value)) return isObject(last) ? withLastGood(value, last) : value;
  if (!isList(value) || !isList(last)) return value;
  const known = new Map(last.filter(isObject).flatMap((item) => (idOf(item) === undefined ? [] : [[idOf(item), item] as const])));
  return value.map((item) => (isObject(item) && idOf(item) !== undefined ? withLastGood(item, known.get(idOf(item))) : item));
}

/** Two entries of one id are told apart by their paths. */
function idOf({ fields }: ValidObject): string | undefined {
  return typeof fields["id"] === "string" ? JSON.stringify([fields["id"], fields["paths"] ?? []]) : undefined;
}

function own({ fields }: ValidObject, key: string): ValidValue | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function isList(value: ValidValue | undefined): value is readonly ValidValue[] {
  return Array.isArray(value);
}

function isObject(value: ValidValue | undefined): value is ValidObject {
  return typeof value === "object" && !Array.isArray(value);
}
