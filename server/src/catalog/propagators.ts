// Library functions by what they do to data: copies, picks, hashes, masks. A table for the flow engine; language built-ins with syntax of
// their own (spread, templates, array methods) are the engine's.
import data from "./data/propagators.yaml";
import { packageName } from "./package-name.js";
import { DataReader } from "./reader.js";
import type { ArgumentPath, CallTarget } from "./sdk-model.js";
import { expandTargets, readArgumentPath, readCallTarget } from "./sdk-notation.js";

export type PropagatorEffect =
  | "copy" | "pick" | "omit" | "merge" | "each" | "write" | "stop" | "hash" | "keyed-hash" | "encrypt" | "mask" | "remove" | "tokenize" | "random";

/** One library function. */
export interface PropagatorModel {
  readonly group: string;
  readonly target: CallTarget;
  readonly effect: PropagatorEffect;
  /** Arguments that flow; every argument when the table says nothing. */
  readonly from: readonly ArgumentPath[];
  /** Argument with the key names of pick, omit and remove. */
  readonly keys?: ArgumentPath;
  /** Argument with the function of `each`, and which of its parameters gets the element. */
  readonly callback?: { readonly at: ArgumentPath; readonly parameter: number };
  /** Members of the class with this decorator are left out. */
  readonly decorated?: string;
}

export interface PropagatorGroup {
  readonly id: string;
  readonly packages: readonly string[];
  /** Exports that are namespaces of the functions: `_.pick`, `CryptoJS.MD5`. */
  readonly is: readonly string[];
  readonly calls: readonly PropagatorModel[];
}

/** Groups of a package; a group name ending in `*` covers every suffix (`lodash.pick`). */
export function propagatorsOfPackage(specifier: string): readonly PropagatorGroup[] {
  let found = byPackage.get(specifier);
  if (found === undefined) {
    const name = packageName(specifier);
    found = groups().filter((group) => group.packages.some((item) => (item.endsWith("*") ? name.startsWith(item.slice(0, -1)) : packageName(item) === name)));
    byPackage.set(specifier, found);
  }
  return found;
}

/** Every call of an imported function asks. */
const byPackage = new Map<string, readonly PropagatorGroup[]>();

/** Functions of the global scope and methods of global types. */
export function globalPropagators(): readonly PropagatorModel[] {
  return groups().filter((group) => group.packages.length === 0).flatMap((group) => group.calls);
}

/** The function behind an import: export name (`default` and `*` for namespaces) and the members read from it. */
export function propagatorOfExport(specifier: string, name: string, members: readonly string[] = []): PropagatorModel | undefined {
  for (const group of propagatorsOfPackage(specifier)) {
    const namespaced = group.is.includes(name) || name === "*" || name === "default";
    const readings = [[name, ...members], ...(namespaced && members.length > 0 ? [members] : []), ...(name === "default" && members.length === 0 ? [[lastPart(specifier)]] : [])];
    for (const [root, ...rest] of readings) {
      const found = group.calls.find((call) => call.target.root === "export" && call.target.name === root && call.target.members.join(".") === rest.join("."));
      if (found) return found;
    }
  }
  return undefined;
}

/** `lodash/pick` and `lodash.pick` export the function itself. */
function lastPart(specifier: string): string {
  return specifier.split(/[/.]/).at(-1) ?? specifier;
}

export function propagatorGroups(): readonly PropagatorGroup[] {
  return groups();
}

/** Does the effect leave personal data in the result? Pseudonymised data is still personal information (PIPL Art. 73). */
export function residue(effect: PropagatorEffect): "same" | "downgraded" | "none" {
  if (effect === "stop" || effect === "random" || effect === "mask" || effect === "remove") return "none";
  return effect === "keyed-hash" || effect === "encrypt" || effect === "tokenize" ? "downgraded" : "same";
}

const effects: readonly PropagatorEffect[] = ["copy", "pick", "omit", "merge", "each", "write", "stop", "hash", "keyed-hash", "encrypt", "mask", "remove", "tokenize", "random"];
let built: readonly PropagatorGroup[] | undefined;

function groups(): readonly PropagatorGroup[] {
  built ??= build();
  return built;
}

function build(): readonly PropagatorGroup[] {
  const errors: string[] = [];
  const result = new DataReader("propagators.yaml", data, errors).entries().map(([id, reader]) => readGroup(id, reader));
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return result;
}

function readGroup(id: string, reader: DataReader): PropagatorGroup {
  reader.onlyKeys(["packages", "is", "calls"]);
  const calls = reader.entries("calls").flatMap(([text, item]) => expandTargets(text).flatMap((name) => readModel(id, name, item)));
  return { id, packages: reader.strings("packages"), is: reader.strings("is"), calls };
}

function readModel(group: string, text: string, reader: DataReader): PropagatorModel[] {
  reader.onlyKeys(["effect", "from", "keys", "callback", "parameter", "decorated"]);
  const target = readCallTarget(text);
  if (!target) reader.fail(`"${text}" is no call target`);
  const callback = pathAt(reader, "callback");
  return target
    ? [{
        group, target, effect: reader.oneOf("effect", effects) ?? "copy", keys: pathAt(reader, "keys"), decorated: reader.string("decorated"),
        from: (reader.has("from") ? reader.strings("from") : ["args0"]).flatMap((path) => readArgumentPath(path) ?? []),
        callback: callback ? { at: callback, parameter: Number(reader.string("parameter") ?? 0) } : undefined,
      }]
    : [];
}

function pathAt(reader: DataReader, key: string): ArgumentPath | undefined {
  const text = reader.string(key);
  const path = text === undefined ? undefined : readArgumentPath(text);
  if (text !== undefined && !path) reader.fail(`"${text}" is no argument path`);
  return path;
}
