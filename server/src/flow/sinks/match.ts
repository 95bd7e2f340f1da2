// Which call models of the catalog (or of the configuration) an observed call is.
import { SyntaxKind } from "../../compiler/ast.js";
import {
  callsOfExport, candidateMethodNames, callsOfGlobal, callsOn, globalClients, modelsForPackage, type CallModel, type CallTarget, type ClientModel, type SdkModel,
} from "../../catalog/sdks.js";
import type { CodePatternConfig } from "../../model/config.js";
import { rootOf, type SymbolicValue } from "../domain/symbols.js";
import { addressesOf, constantOf, type Value } from "../domain/values.js";
import type { Machine, ObservedCall } from "../interpret/machine.js";
import type { ModuleTable } from "../interpret/module-table.js";
import { pathOf, takerOf } from "../library/externals.js";
import { chainOf, declaredImport, type Link } from "./callee.js";
import { valueAt } from "./arguments.js";

/** A call that sends data, with what made the client it is called on. */
export interface SinkMatch {
  readonly model: CallModel;
  readonly sdk: SdkModel | undefined;
  /** The `new` or factory call behind the receiver. */
  readonly client?: SymbolicValue;
  readonly configured?: CodePatternConfig;
}

/** Asks the checker which package declares the type of a receiver; the last resort, and only for names worth it. */
export type TypePackages = (symbol: SymbolicValue) => { readonly packages: readonly string[]; readonly name: string } | undefined;

export function matchCall(machine: Machine, call: ObservedCall, modules: ModuleTable, typePackages: TypePackages): SinkMatch | undefined {
  const { symbol } = call;
  if (symbol === undefined) return undefined;
  const form = formOf(call);
  const links = chainOf(symbol);
  const global = links.at(-1)?.symbol.kind === "global" ? matchRoot(links, symbol, form) : undefined;
  const found = global ?? matchReceiver(links, form, modules, typePackages) ?? matchRoot(links, symbol, form);
  if (found === undefined) return undefined;
  const model = found.models.find((candidate) => conditionsHold(machine, candidate, call.arguments));
  return model === undefined ? undefined : { model, sdk: found.sdk, client: found.client };
}

export function formOf(call: ObservedCall): CallTarget["form"] {
  if (call.construct) return "construct";
  if (call.node.kind === SyntaxKind.TaggedTemplateExpression) return "tag";
  return call.node.kind === SyntaxKind.JsxOpeningElement || call.node.kind === SyntaxKind.JsxSelfClosingElement ? "component" : "call";
}

interface Candidates {
  readonly models: readonly CallModel[];
  readonly sdk: SdkModel | undefined;
  readonly client?: SymbolicValue;
}

/** The first link that is a client of a library decides. */
function matchReceiver(links: readonly Link[], form: CallTarget["form"], modules: ModuleTable, typePackages: TypePackages): Candidates | undefined {
  if (form !== "call") return undefined;
  for (const { symbol, members } of links) {
    for (const { sdk, client } of clientsOf(symbol, modules)) {
      const models = callsOn(sdk, client.name, members);
      if (models.length > 0) return { models, sdk, client: symbol };
    }
  }
  return candidateMethodNames().has(links[0]?.symbol.name ?? "") ? matchByType(links, typePackages) : undefined;
}

function matchByType(links: readonly Link[], typePackages: TypePackages): Candidates | undefined {
  for (const { symbol, members } of links) {
    if (members.length === 0 || members.length > 4 || symbol.kind === "import" || symbol.kind === "global") continue;
    const type = typePackages(symbol);
    for (const sdk of type?.packages.flatMap((name) => modelsForPackage(name)) ?? []) {
      for (const client of sdk.clients) {
        if (!client.types.includes(type?.name ?? "")) continue;
        const models = callsOn(sdk, client.name, members);
        if (models.length > 0) return { models, sdk, client: symbol };
      }
    }
  }
  return undefined;
}

/** The call is of an export of a library, or of a global. */
function matchRoot(links: readonly Link[], callee: SymbolicValue, form: CallTarget["form"]): Candidates | undefined {
  const last = links.at(-1);
  if (last === undefined) return undefined;
  const { symbol, members } = last;
  if (symbol.kind === "import") {
    for (const sdk of modelsForPackage(symbol.module ?? "")) {
      for (const [name, rest] of exportReadings(symbol.name, members)) {
        const models = callsOfExport(sdk, name, rest, form);
        if (models.length > 0) return { models, sdk };
      }
    }
    return undefined;
  }
  if (symbol.kind !== "global") return undefined;
  const path = pathOf(callee)?.path.split(".") ?? [];
  const [name = "", ...rest] = members.some((member) => member.endsWith("()")) ? [symbol.name, ...members] : path;
  const models = callsOfGlobal(name, rest, form);
  return models.length > 0 ? { models, sdk: undefined } : undefined;
}

/** A namespace or required module may be the default export or hold the named ones. */
export function exportReadings(name: string, members: readonly string[]): readonly (readonly [string, readonly string[]])[] {
  const readings: (readonly [string, readonly string[]])[] = [];
  if (name !== "*") readings.push([name, members]);
  const [first, ...rest] = members;
  if ((name === "*" || name === "default") && first !== undefined) readings.push([first.replace("()", ""), first.endsWith("()") ? members : rest]);
  if (name === "*") readings.push(["default", members]);
  return readings;
}

export interface ClientMatch {
  readonly sdk: SdkModel;
  readonly client: ClientModel;
}

const clientCache = new WeakMap<SymbolicValue, readonly ClientMatch[]>();

/** Clients of the catalog that a symbolic value is: made by a call or `new`, an export that is one, a global, or declared with its type. */
export function clientsOf(symbol: SymbolicValue, modules: ModuleTable): readonly ClientMatch[] {
  const known = clientCache.get(symbol);
  if (known !== undefined) return known;
  clientCache.set(symbol, []);
  const found = findClients(symbol, modules);
  clientCache.set(symbol, found);
  return found;
}

function findClients(symbol: SymbolicValue, modules: ModuleTable): readonly ClientMatch[] {
  const declared = declaredImport(modules, symbol);
  if (declared !== undefined) {
    return modelsForPackage(declared.module).flatMap((sdk) => sdk.clients.filter((client) => client.types.includes(declared.name)).map((client) => ({ sdk, client })));
  }
  const taker = symbol.kind === "parameter" && symbol.index === 0 && symbol.function !== undefined ? takerOf(symbol.function) : undefined;
  const handed = taker === undefined ? [] : madeClients(taker, "callback", modules);
  if (handed.length > 0) return handed;
  // A callback of an unresolved library gets its client under the usual name: `loaded: (posthog) => posthog.identify(…)`.
  if (symbol.kind === "parameter" && globalClients().has(symbol.name)) {
    return (globalClients().get(symbol.name) ?? []).filter(({ target, client }) => client.is.includes(target) && target.members.length === 0).map(({ sdk, client }) => ({ sdk, client }));
  }
  if (symbol.kind === "awaited" || symbol.kind === "cast") return symbol.parent === undefined ? [] : clientsOf(symbol.parent, modules);
  const root = chainOf(symbol).at(-1);
  if (root === undefined) return [];
  if (symbol.kind === "instance") return madeClients(symbol.parent, "construct", modules);
  if (symbol.kind === "result") return madeClients(symbol.parent, "call", modules);
  if (root.symbol.kind === "import") return exportClients(root.symbol, root.members);
  if (root.symbol.kind !== "global") return [];
  const [name = "", ...rest] = pathOf(symbol)?.path.split(".") ?? [];
  return (globalClients().get(name) ?? []).filter(({ target, client }) => client.is.includes(target) && sameNames(target.members, rest)).map(({ sdk, client }) => ({ sdk, client }));
}

function exportClients(root: SymbolicValue, members: readonly string[]): readonly ClientMatch[] {
  return modelsForPackage(root.module ?? "").flatMap((sdk) => sdk.clients.flatMap((client) => {
    const fits = exportReadings(root.name, members).some(([name, rest]) => client.is.some((target) => target.root === "export" && target.name === name && sameNames(target.members, rest)));
    return fits ? [{ sdk, client }] : [];
  }));
}

/** Clients that a construction or factory call of the callee makes. */
function madeClients(callee: SymbolicValue | undefined, form: "construct" | "call" | "callback", modules: ModuleTable): readonly ClientMatch[] {
  if (callee === undefined) return [];
  const links = chainOf(callee);
  const root = links.at(-1);
  const found: ClientMatch[] = [];
  const add = (sdk: SdkModel, fits: (target: CallTarget) => boolean) => {
    for (const client of sdk.clients) if (client.made.some((target) => target.form === form && fits(target))) found.push({ sdk, client });
  };
  if (root?.symbol.kind === "import") {
    for (const sdk of modelsForPackage(root.symbol.module ?? "")) {
      for (const [name, rest] of exportReadings(root.symbol.name, root.members)) add(sdk, (target) => target.root === "export" && target.name === name && sameNames(target.members, rest));
    }
  }
  if (root?.symbol.kind === "global") {
    const [name = "", ...rest] = pathOf(callee)?.path.split(".") ?? [];
    for (const { sdk, client, target } of globalClients().get(name) ?? []) if (target.form === form && sameNames(target.members, rest)) found.push({ sdk, client });
  }
  // A client made by a method of another client: `axios.create()`, `logger.child()`.
  for (const link of links.slice(1)) {
    for (const { sdk, client } of clientsOf(link.symbol, modules)) {
      add(sdk, (target) => target.root === "receiver" && target.name === client.name && sameNames(target.members, link.members));
    }
  }
  return found;
}

export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, at) => name === b[at]);
}

function conditionsHold(machine: Machine, model: CallModel, args: readonly Value[]): boolean {
  return model.when.every(({ at, values }) => {
    const value = valueAt(machine, args, at);
    return values.some((wanted) => valueFits(machine, value, wanted));
  });
}

function valueFits(machine: Machine, value: Value, wanted: string): boolean {
  const objects = addressesOf(value).filter((address) => !["symbolic", "json", "url"].includes(machine.info(address).kind));
  const known = constantOf(value);
  if (wanted === "$string") return objects.length === 0 && (known === undefined || typeof known.value === "string");
  if (wanted === "$object") return objects.length > 0 || addressesOf(value).length > 0;
  if (known === undefined) return addressesOf(value).length === 0 || value.atoms.length > 1;
  const text = String(known.value);
  return wanted.endsWith("*") ? text.startsWith(wanted.slice(0, -1)) : text === wanted;
}

/** Sinks, sources and redactors of the configuration: by bare name, or by package and exported name. */
export function patternOf(patterns: readonly CodePatternConfig[], name: string | undefined, symbol: SymbolicValue | undefined): CodePatternConfig | undefined {
  return patterns.find((pattern) => {
    if (pattern.package === undefined) return pattern.name === name || (symbol !== undefined && pathOf(symbol)?.path === pattern.name);
    if (symbol === undefined) return false;
    const root = rootOf(chainOf(symbol).at(-1)?.symbol ?? symbol);
    const inPackage = root.kind === "import" && (root.module === pattern.package || root.module?.startsWith(`${pattern.package}/`) === true);
    return inPackage && (symbol.name === pattern.name || pathOf(symbol)?.path === pattern.name || (pattern.name === "default" && symbol === root));
  });
}
