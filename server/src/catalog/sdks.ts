// The libraries that let data out, for the flow engine. The matching model is described in sdk-model.ts, the notation in sdk-notation.ts.
//
//   candidateMethodNames()  names worth a look in a text prefilter: last segments of targets and constructors
//   packagesOfInterest()    package names (and prefixes ending in `*`) whose import makes a file worth a look
//   factoryNames()          functions whose result is the function that sends: `const record = tb.buildIngestEndpoint(…); record(row)`
//   modelsForPackage(name)  models of a package or module specifier ("firebase/firestore", "@types/nodemailer" included)
//   globalModels()          calls whose root is a global
//   callsOn(sdk, client, members) / callsOfExport(sdk, name, members)   the calls a flattened callee may be, in order of preference
import entries from "catalog:sdks";
import type { CallModel, CallTarget, ClientModel, SdkModel } from "./sdk-model.js";
import { packageName } from "./package-name.js";
import { readSdk } from "./sdk-reader.js";

export { packageName } from "./package-name.js";
export { recipientChoices } from "./hosts.js";

export type {
  AmbientModel, ArgumentPath, CallCondition, CallModel, CallTarget, ClientModel, CommandModel, EndpointModel, EndpointOption, SdkModel, SinkKind,
} from "./sdk-model.js";

/** All models, by file name. */
export function allSdks(): readonly SdkModel[] {
  return index().sdks;
}

export function sdkById(id: string): SdkModel | undefined {
  return index().byId.get(id);
}

/** Models of a package, a sub-path of it, or its `@types` twin. */
export function modelsForPackage(specifier: string): readonly SdkModel[] {
  const name = packageName(specifier);
  const { byPackage, prefixes } = index();
  const exact = byPackage.get(name) ?? [];
  const wide = prefixes.filter(({ prefix, sdk }) => name.startsWith(prefix) && !exact.includes(sdk)).map(({ sdk }) => sdk);
  return wide.length === 0 ? exact : [...exact, ...wide];
}

/** Calls rooted in a global, by the global's name. */
export function globalModels(): ReadonlyMap<string, readonly CallModel[]> {
  return index().globals;
}

/** Names of globals that are, or make, receivers: `posthog`, `XMLHttpRequest`. */
export function globalClients(): ReadonlyMap<string, readonly { readonly sdk: SdkModel; readonly client: ClientModel; readonly target: CallTarget }[]> {
  return index().globalClients;
}

export function candidateMethodNames(): ReadonlySet<string> {
  return index().names;
}

export function factoryNames(): ReadonlySet<string> {
  return index().factories;
}

export function packagesOfInterest(): ReadonlySet<string> {
  return index().packages;
}

/** Calls of a receiver for flattened members, exact ones first, then `**` and `*` ones; more than one means overloads told apart by `when`. */
export function callsOn(sdk: SdkModel, client: string, members: readonly string[]): readonly CallModel[] {
  const model = sdk.clients.find((item) => item.name === client);
  const calls = sdk.calls.filter((call) => call.target.root === "receiver" && call.target.name === client && call.target.form === "call");
  return bestMatches(calls, members, model?.fluent ?? false);
}

/** Calls of an export (its own name first, `default` for default exports) for the members behind it. */
export function callsOfExport(sdk: SdkModel, name: string, members: readonly string[], form: CallTarget["form"] = "call"): readonly CallModel[] {
  return bestMatches(sdk.calls.filter((call) => call.target.root === "export" && call.target.name === name && call.target.form === form), members, false);
}

/** Calls of a global for the members behind it. */
export function callsOfGlobal(name: string, members: readonly string[], form: CallTarget["form"] = "call"): readonly CallModel[] {
  return bestMatches((index().globals.get(name) ?? []).filter((call) => call.target.form === form), members, false);
}

/** Host for a value (or enum member name) of an endpoint option with a `hosts` table; undefined when no row fits. */
export function hostForOption(hosts: Readonly<Record<string, string>>, value: string): string | undefined {
  const lower = value.toLowerCase();
  for (const [pattern, template] of Object.entries(hosts)) {
    const glob = pattern.toLowerCase();
    const hit = glob === lower || (glob.endsWith("*") && lower.startsWith(glob.slice(0, -1)));
    if (hit) return template.replaceAll("{}", lower);
  }
  return undefined;
}

interface SdkIndex {
  readonly sdks: readonly SdkModel[];
  readonly byId: ReadonlyMap<string, SdkModel>;
  readonly byPackage: ReadonlyMap<string, readonly SdkModel[]>;
  readonly prefixes: readonly { readonly prefix: string; readonly sdk: SdkModel }[];
  readonly globals: ReadonlyMap<string, readonly CallModel[]>;
  readonly globalClients: ReadonlyMap<string, readonly { readonly sdk: SdkModel; readonly client: ClientModel; readonly target: CallTarget }[]>;
  readonly names: ReadonlySet<string>;
  readonly factories: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
}

let built: SdkIndex | undefined;

function index(): SdkIndex {
  built ??= buildIndex(entries.map((entry) => readSdk(entry.file, entry.data)));
  return built;
}

function buildIndex(sdks: readonly SdkModel[]): SdkIndex {
  const byPackage = new Map<string, SdkModel[]>();
  const prefixes: { prefix: string; sdk: SdkModel }[] = [];
  const globals = new Map<string, CallModel[]>();
  const globalClients = new Map<string, { sdk: SdkModel; client: ClientModel; target: CallTarget }[]>();
  for (const sdk of sdks) {
    for (const name of [...sdk.packages, ...sdk.declaredIn]) {
      if (name.endsWith("*")) prefixes.push({ prefix: name.slice(0, -1), sdk });
      else push(byPackage, packageName(name), sdk);
    }
    for (const call of sdk.calls) if (call.target.root === "global") push(globals, call.target.name, call);
    for (const client of sdk.clients) {
      for (const target of [...client.is, ...client.made]) if (target.root === "global") push(globalClients, target.name, { sdk, client, target });
    }
  }
  return {
    sdks, byPackage, prefixes, globals, globalClients, byId: new Map(sdks.map((sdk) => [sdk.id, sdk])),
    names: new Set(sdks.flatMap((sdk) => sdk.calls.map((call) => lastName(call.target)))),
    factories: new Set(sdks.flatMap((sdk) => sdk.calls.filter((call) => call.target.members.at(-1)?.endsWith("()")).map((call) => lastName(call.target)))),
    packages: new Set(sdks.flatMap((sdk) => sdk.packages)),
  };
}

function lastName(target: CallTarget): string {
  const last = target.members.at(-1)?.replace("()", "");
  return last === undefined || last === "" ? target.name : last;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

function bestMatches(calls: readonly CallModel[], members: readonly string[], fluent: boolean): readonly CallModel[] {
  const exact = calls.filter((call) => sameMembers(call.target.members, members));
  if (exact.length > 0) return exact;
  const wild = calls.filter((call) => call.target.members.some((segment) => segment.startsWith("*")) && matchesWild(call.target.members, members));
  if (wild.length > 0 || !fluent) return wild;
  // A builder: `request.post(url).set(h).send(x)` arrives as ["set()", "send"]; only the last member counts.
  return calls.filter((call) => call.target.members.length === 1 && call.target.members[0] === members.at(-1) && members.slice(0, -1).every((segment) => segment.endsWith("()")));
}

function sameMembers(pattern: readonly string[], members: readonly string[]): boolean {
  return pattern.length === members.length && pattern.every((segment, at) => sameSegment(segment, members[at] ?? ""));
}

/** `()` is a call of whatever stands before, whichever name the flattened callee gives it. */
function sameSegment(pattern: string, segment: string): boolean {
  return pattern === segment || (pattern === "()" && segment.endsWith("()"));
}

/** `*` is one name (call or not), `**` any number; patterns hold at most one `**`. */
function matchesWild(pattern: readonly string[], members: readonly string[]): boolean {
  const star = pattern.indexOf("**");
  const fits = (part: readonly string[], offset: number): boolean => part.every((segment, at) => segment === "*" || sameSegment(segment, members[offset + at] ?? ""));
  if (star < 0) return pattern.length === members.length && fits(pattern, 0);
  const tail = pattern.slice(star + 1);
  return members.length >= pattern.length - 1 && fits(pattern.slice(0, star), 0) && fits(tail, members.length - tail.length);
}
