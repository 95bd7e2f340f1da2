/** The value as a map; throws naming the place when it is none. */
export function asRecord(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${where}: a map is expected`);
  return value as Readonly<Record<string, unknown>>;
}

/** A text that must be there. */
export function textAt(record: Readonly<Record<string, unknown>>, key: string, where: string): string {
  const value = record[key];
  if (typeof value !== "string" || value === "") throw new Error(`${where}: ${key} must be a text`);
  return value;
}

/** A number that must be there. */
export function numberAt(record: Readonly<Record<string, unknown>>, key: string, where: string): number {
  const value = record[key];
  if (typeof value !== "number") throw new Error(`${where}: ${key} must be a number`);
  return value;
}

/** true or false, false when absent. */
export function optionalFlag(record: Readonly<Record<string, unknown>>, key: string, where: string): boolean {
  const value = record[key];
  if (value !== undefined && typeof value !== "boolean") throw new Error(`${where}: ${key} must be true or false`);
  return value === true;
}

/** A list that must be there. */
export function listAt(record: Readonly<Record<string, unknown>>, key: string, where: string): readonly unknown[] {
  const value = record[key];
  if (!Array.isArray(value)) throw new Error(`${where}: ${key} must be a list`);
  return value;
}

/** A text out of a closed set. */
export function oneOf<T extends string>(record: Readonly<Record<string, unknown>>, key: string, allowed: readonly T[], where: string): T {
  const text = textAt(record, key, where), found = allowed.find((item) => item === text);
  if (found === undefined) throw new Error(`${where}: ${key} "${text}" must be one of ${allowed.join(", ")}`);
  return found;
}
