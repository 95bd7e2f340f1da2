// Where personal data enters code: request objects, decorators, hooks, browser and mini-program calls. The engine matches members of types
// (or imports, callbacks, file conventions, parameter names, in that order) and takes the meaning; what a meaning is worth is in `meanings`.
import { localized, type Localized } from "../base/localized.js";
import data from "./data/sources.yaml";
import { packageName } from "./package-name.js";
import { DataReader } from "./reader.js";

/** What a source member gives. `named`: its properties are classified by their names; otherwise it is the category as a whole. */
export interface SourceMeaning {
  readonly id: string;
  readonly named: boolean;
  readonly category?: string;
  /** Too weak to report alone. */
  readonly weak: boolean;
  /** Comes in with a request: from a person, or whoever speaks for one. */
  readonly request: boolean;
  /** Members whose names tell nothing are of the category as well. */
  readonly whole: boolean;
  readonly title: Localized;
}

/** Members of a type: "request.body", "cookies.get()" → meaning. `*` stands for one property. */
export type SourceMembers = ReadonlyMap<string, SourceMeaning>;

/** Functions that are handed a request. Which functions: arguments of methods of receivers, of calls, properties of components … */
export interface SourceCallback {
  readonly receivers: readonly string[];
  readonly methods: readonly string[];
  readonly calls: readonly string[];
  /** Any method of this name on a builder chain of the framework (tRPC's `.mutation(fn)`). */
  readonly members: readonly string[];
  /** Property paths of an object of handlers (GraphQL resolvers: "Mutation.*"). */
  readonly keys: readonly string[];
  readonly props: readonly string[];
  readonly components: readonly string[];
  readonly parameters: SourceParameters;
}

/** Exports of files that a framework calls. */
export interface SourceConvention {
  readonly files?: string;
  readonly directive?: string;
  readonly exports: readonly string[];
  /** Only in projects that depend on one of these. */
  readonly requires: readonly string[];
  readonly parameters: SourceParameters;
}

/** Parameter number (`*` for all) → type of the framework, or meaning of the parameter itself. */
export type SourceParameters = ReadonlyMap<string, SourceTarget>;
export type SourceTarget = { readonly type: SourceMembers; readonly name: string } | { readonly meaning: SourceMeaning };

export interface SourceFramework {
  readonly id: string;
  readonly packages: readonly string[];
  readonly types: ReadonlyMap<string, SourceMembers>;
  /** Export, also with members ("useForm().watch()") → meaning of the awaited result. */
  readonly functions: ReadonlyMap<string, SourceMeaning>;
  readonly decorators: ReadonlyMap<string, SourceTarget>;
  readonly callbacks: readonly SourceCallback[];
  readonly conventions: readonly SourceConvention[];
  readonly names: ReadonlyMap<string, SourceTarget>;
  /** Members of `this` in classes of the framework: Egg's `this.ctx`. */
  readonly members: ReadonlyMap<string, SourceTarget>;
  readonly globals: ReadonlyMap<string, SourceMeaning>;
  /** Event names of mini-program buttons → what `event.detail` carries. */
  readonly events: ReadonlyMap<string, SourceMeaning>;
}

export function sourceFrameworks(): readonly SourceFramework[] {
  return tables().frameworks;
}

export function sourceMeanings(): ReadonlyMap<string, SourceMeaning> {
  return tables().meanings;
}

/** Frameworks whose types or functions come from the package; `@types/x` counts as x. */
export function sourcesOfPackage(specifier: string): readonly SourceFramework[] {
  return tables().byPackage.get(packageName(specifier)) ?? [];
}

/** Members of a global type (lib.dom's Request, HTMLInputElement), which belongs to no package. */
export function globalSourceType(name: string): SourceMembers | undefined {
  return tables().globalTypes.get(name);
}

/** Globals of browsers and mini-programs: "wx.getLocation()" → meaning. */
export function globalSources(): ReadonlyMap<string, SourceMeaning> {
  return tables().globals;
}

/**
 * The member that a flattened chain reads, longest first: `ctx.request.body.email` → ["request", "body", "email"] is `body` with ["email"] left.
 * Calls are segments with `()`: `req.cookies.get("x")` → ["cookies", "get()"].
 */
export function matchSource(members: SourceMembers, names: readonly string[]): { readonly meaning: SourceMeaning; readonly rest: readonly string[] } | undefined {
  for (let length = Math.min(names.length, 5); length > 0; length--) {
    const meaning = members.get(names.slice(0, length).join(".")) ?? members.get(["*", ...names.slice(1, length)].join("."));
    if (meaning) return { meaning, rest: names.slice(length) };
  }
  return undefined;
}

interface Tables {
  readonly meanings: ReadonlyMap<string, SourceMeaning>;
  readonly frameworks: readonly SourceFramework[];
  readonly byPackage: ReadonlyMap<string, readonly SourceFramework[]>;
  readonly globalTypes: ReadonlyMap<string, SourceMembers>;
  readonly globals: ReadonlyMap<string, SourceMeaning>;
}

let built: Tables | undefined;

function tables(): Tables {
  built ??= build();
  return built;
}

function build(): Tables {
  const errors: string[] = [];
  const reader = new DataReader("sources.yaml", data, errors);
  reader.onlyKeys(["meanings", "frameworks"]);
  const meanings = new Map(reader.entries("meanings").map(([id, item]) => [id, readMeaning(id, item)]));
  const types = new Map(reader.entries("frameworks").map(([id, item]) => [id, readTypes(item, meanings)]));
  const frameworks = reader.entries("frameworks").map(([id, item]) => readFramework(id, item, { meanings, types }));
  const byPackage = new Map<string, SourceFramework[]>();
  for (const framework of frameworks) for (const name of framework.packages) {
    const key = packageName(name);
    byPackage.set(key, [...(byPackage.get(key) ?? []).filter((item) => item !== framework), framework]);
  }
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return {
    meanings, frameworks, byPackage,
    globalTypes: new Map(frameworks.filter((item) => item.packages.length === 0).flatMap((item) => [...item.types])),
    globals: new Map(frameworks.flatMap((item) => [...item.globals])),
  };
}

interface Context {
  readonly meanings: ReadonlyMap<string, SourceMeaning>;
  readonly types: ReadonlyMap<string, ReadonlyMap<string, SourceMembers>>;
}

function readMeaning(id: string, reader: DataReader): SourceMeaning {
  reader.onlyKeys(["named", "category", "weak", "request", "whole", "en", "zh"]);
  return {
    id, named: reader.boolean("named") ?? false, category: reader.string("category"), weak: reader.boolean("weak") ?? false,
    request: reader.boolean("request") ?? false, whole: reader.boolean("whole") ?? false,
    title: localized(reader.required("en"), reader.required("zh")),
  };
}

function readTypes(reader: DataReader, meanings: ReadonlyMap<string, SourceMeaning>): ReadonlyMap<string, SourceMembers> {
  return new Map(reader.entries("types").map(([name, members]) => [name, readMembers(members, meanings)]));
}

function readMembers(reader: DataReader, meanings: ReadonlyMap<string, SourceMeaning>): SourceMembers {
  const known = reader.entries().filter(([, item]) => !item.missing);
  return new Map(known.flatMap(([path, item]) => entry(path, item, meanings)));
}

function entry(key: string, item: DataReader, meanings: ReadonlyMap<string, SourceMeaning>): [string, SourceMeaning][] {
  const meaning = meanings.get(item.text ?? "");
  if (!meaning) item.fail(`"${item.text}" is no meaning`);
  return meaning ? [[key, meaning]] : [];
}

function readFramework(id: string, reader: DataReader, context: Context): SourceFramework {
  reader.onlyKeys(["packages", "types", "functions", "decorators", "callbacks", "conventions", "names", "members", "globals", "events"]);
  const meaningMap = (key: string): ReadonlyMap<string, SourceMeaning> => new Map(reader.entries(key).flatMap(([name, item]) => entry(name, item, context.meanings)));
  return {
    id, packages: reader.strings("packages"), types: context.types.get(id) ?? new Map(), functions: meaningMap("functions"), globals: meaningMap("globals"), events: meaningMap("events"),
    decorators: readTargets(id, reader.child("decorators"), context), names: readTargets(id, reader.child("names"), context), members: readTargets(id, reader.child("members"), context),
    callbacks: reader.list("callbacks").map((item) => readCallback(id, item, context)),
    conventions: reader.list("conventions").map((item) => readConvention(id, item, context)),
  };
}

function readTargets(framework: string, reader: DataReader, context: Context): ReadonlyMap<string, SourceTarget> {
  return new Map(reader.entries().flatMap(([name, item]): [string, SourceTarget][] => {
    const target = readTarget(framework, item, context);
    return target ? [[name, target]] : [];
  }));
}

/** A meaning, a type of the same framework, or "framework.Type". */
function readTarget(framework: string, reader: DataReader, context: Context): SourceTarget | undefined {
  const text = reader.text ?? "";
  const meaning = context.meanings.get(text);
  if (meaning) return { meaning };
  const [owner, name] = text.includes(".") ? text.split(".") : [framework, text];
  const type = context.types.get(owner ?? "")?.get(name ?? "");
  if (!type) reader.fail(`"${text}" is neither a meaning nor a type`);
  return type ? { type, name: name ?? "" } : undefined;
}

function readCallback(id: string, reader: DataReader, context: Context): SourceCallback {
  reader.onlyKeys(["receivers", "methods", "calls", "members", "keys", "props", "components", "parameters"]);
  return {
    receivers: reader.strings("receivers"), methods: reader.strings("methods"), calls: reader.strings("calls"), members: reader.strings("members"),
    keys: reader.strings("keys"), props: reader.strings("props"), components: reader.strings("components"), parameters: readTargets(id, reader.child("parameters"), context),
  };
}

function readConvention(id: string, reader: DataReader, context: Context): SourceConvention {
  reader.onlyKeys(["files", "directive", "exports", "requires", "parameters"]);
  return {
    files: reader.string("files"), directive: reader.string("directive"), exports: reader.strings("exports"), requires: reader.strings("requires"),
    parameters: readTargets(id, reader.child("parameters"), context),
  };
}
