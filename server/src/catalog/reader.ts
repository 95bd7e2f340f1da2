/** Walks parsed YAML of unknown shape, turning what is wrong into messages that name file and key. */
export class DataReader {
  constructor(private readonly where: string, private readonly value: unknown, private readonly errors: string[]) {}

  get missing(): boolean {
    return this.value === undefined || this.value === null;
  }

  get isList(): boolean {
    return Array.isArray(this.value);
  }

  /** The value when it is a plain string. */
  get text(): string | undefined {
    return typeof this.value === "string" ? this.value : undefined;
  }

  /** The value when it is a text, number or boolean. */
  get scalar(): string | number | boolean | undefined {
    const value = this.value;
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : undefined;
  }

  fail(message: string): void {
    this.errors.push(`${this.where}: ${message}`);
  }

  has(key: string): boolean {
    return this.at(key) !== undefined;
  }

  child(key: string): DataReader {
    return new DataReader(`${this.where} ${key}`, this.at(key), this.errors);
  }

  onlyKeys(keys: readonly string[]): void {
    for (const key of Object.keys(this.object())) if (!keys.includes(key)) this.fail(`unknown key "${key}"`);
  }

  string(key: string): string | undefined {
    const value = this.at(key);
    if (value === undefined || value === null) return undefined;
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    this.fail(`${key} must be a text`);
    return undefined;
  }

  required(key: string): string {
    const value = this.string(key);
    if (value === undefined) this.fail(`${key} is missing`);
    return value ?? "";
  }

  boolean(key: string): boolean | undefined {
    const value = this.at(key);
    if (value !== undefined && typeof value !== "boolean") this.fail(`${key} must be true or false`);
    return typeof value === "boolean" ? value : undefined;
  }

  oneOf<T extends string>(key: string, allowed: readonly T[]): T | undefined {
    const value = this.string(key);
    if (value === undefined) return undefined;
    const found = allowed.find((item) => item === value);
    if (found === undefined) this.fail(`${key} "${value}" must be one of ${allowed.join(", ")}`);
    return found;
  }

  /** A list of texts; a single text is a list of one. Without a key the value itself is the list. */
  strings(key?: string): string[] {
    const value = key === undefined ? this.value : this.at(key);
    if (value === undefined || value === null) return [];
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.flatMap((item) => {
      if (typeof item === "string" || typeof item === "number") return [String(item)];
      this.fail(`${key ?? "value"} must hold texts`);
      return [];
    });
  }

  list(key?: string): DataReader[] {
    const value = key === undefined ? this.value : this.at(key);
    if (value === undefined || value === null) return [];
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.map((item, index) => new DataReader(`${this.where} ${key ?? ""}[${index}]`, item, this.errors));
  }

  entries(key?: string): [string, DataReader][] {
    const reader = key === undefined ? this : this.child(key);
    if (reader.missing) return [];
    return Object.entries(reader.object()).map(([name, value]) => [name, new DataReader(`${reader.where} ${name}`, value, this.errors)]);
  }

  /** A map of texts, undefined when absent. */
  record(key: string): Readonly<Record<string, string>> | undefined {
    if (!this.has(key)) return undefined;
    return Object.fromEntries(this.entries(key).map(([name, item]) => [name, item.strings()[0] ?? ""]));
  }

  lists(key: string): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries(this.entries(key).map(([name, item]) => [name, item.strings()]));
  }

  private at(key: string): unknown {
    return this.object()[key];
  }

  private object(): Readonly<Record<string, unknown>> {
    if (this.missing) return {};
    if (isRecord(this.value)) return this.value;
    this.fail("must be a map");
    return {};
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
