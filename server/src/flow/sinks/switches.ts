// Options of a library that send data by themselves, or take data out of everything it sends: read where the library is configured.
import { allSdks, type AmbientModel, type CallTarget, type SdkModel } from "../../catalog/sdks.js";
import type { Node } from "../../compiler/ast.js";
import type { SymbolicValue } from "../domain/symbols.js";
import { constantOf, stringOf, undefinedValue, type Value } from "../domain/values.js";
import { elementsOf } from "../interpret/iteration.js";
import type { Machine, ObservedCall } from "../interpret/machine.js";
import type { ModuleTable } from "../interpret/module-table.js";
import { getMember } from "../interpret/members.js";
import { pathOf } from "../library/externals.js";
import { nodeAt, valueAt } from "./arguments.js";
import { chainOf } from "./callee.js";
import { clientsOf, exportReadings, formOf, sameNames } from "./match.js";

/** A switch that is on, and where it is set. */
export interface AmbientHit {
  readonly sdk: SdkModel;
  readonly model: AmbientModel;
  readonly node: Node | undefined;
}

/** Switches that a call turns on: what somebody wrote. What a library does when nobody says anything is no finding at every `init`. */
export function ambientOf(machine: Machine, call: ObservedCall, modules: ModuleTable): readonly AmbientHit[] {
  const { symbol } = call;
  if (symbol === undefined) return [];
  const links = chainOf(symbol);
  return withSwitches().flatMap((sdk) => sdk.ambient.flatMap((model): AmbientHit[] => {
    if (model.at === undefined || model.is === "absent" || model.target.form !== formOf(call) || !isTarget(sdk, model.target, symbol, links, modules) || !isOn(machine, model, call.arguments)) return [];
    return [{ sdk, model, node: nodeAt(machine, call.arguments, model.at) }];
  }));
}

/** Paths that a configuring call takes out of every payload of the library (`redact: ["user.email"]`); undefined where the call says nothing. */
export function clearedPaths(machine: Machine, call: ObservedCall, modules: ModuleTable): { readonly sdk: SdkModel; readonly paths: readonly string[] } | undefined {
  const { symbol } = call;
  if (symbol === undefined) return undefined;
  const links = chainOf(symbol);
  for (const sdk of withSwitches()) {
    if (sdk.cleaners.length === 0) continue;
    const paths = sdk.cleaners.filter(({ target }) => target.form === formOf(call) && isTarget(sdk, target, symbol, links, modules)).flatMap(({ at }) => listedPaths(machine, valueAt(machine, call.arguments, at), call.node));
    if (paths.length > 0) return { sdk, paths };
  }
  return undefined;
}

/** Whether a path of names inside a payload is under one of the cleared ones; `*` is any name, a single name stands at any depth. */
export function isClearedPath(paths: readonly string[], names: readonly string[]): boolean {
  return paths.some((path) => {
    const segments = path.split(/[.[\]"']+/).filter((segment) => segment !== "");
    if (segments.length === 1 && segments[0] !== "*") return names.includes(segments[0] ?? "");
    return segments.length > 0 && segments.length <= names.length && segments.every((segment, at) => segment === "*" || segment === names[at]);
  });
}

function listedPaths(machine: Machine, value: Value, node: Node): readonly string[] {
  const inner = getMember(machine, { atoms: value.atoms.filter((atom) => atom.kind === "ref"), labels: [] }, "paths", node);
  return [value, inner].flatMap((list) => elementsOf(machine, list, node).known.flatMap((element) => stringOf(element) ?? []));
}

let known: readonly SdkModel[] | undefined;

function withSwitches(): readonly SdkModel[] {
  known ??= allSdks().filter((sdk) => sdk.ambient.length + sdk.cleaners.length > 0);
  return known;
}

function isTarget(sdk: SdkModel, target: CallTarget, callee: SymbolicValue, links: ReturnType<typeof chainOf>, modules: ModuleTable): boolean {
  const root = links.at(-1);
  if (root === undefined) return false;
  if (target.root === "receiver") return links.some(({ symbol, members }) => sameNames(members, target.members) && clientsOf(symbol, modules).some((found) => found.sdk === sdk && found.client.name === target.name));
  if (target.root === "global") return root.symbol.kind === "global" && pathOf(callee)?.path === [target.name, ...target.members].join(".");
  if (root.symbol.kind !== "import" || !isOfSdk(sdk, root.symbol.module ?? "")) return false;
  return exportReadings(root.symbol.name, root.members).some(([name, rest]) => name === target.name && sameNames(rest, target.members));
}

function isOfSdk(sdk: SdkModel, module: string): boolean {
  return sdk.packages.some((name) => (name.endsWith("*") ? module.startsWith(name.slice(0, -1)) : module === name || module.startsWith(`${name}/`)));
}

function isOn(machine: Machine, { at, is, value }: AmbientModel, args: readonly Value[]): boolean {
  if (at === undefined) return true;
  const given = valueAt(machine, args, at);
  const fixed = constantOf(given);
  const isAbsent = given.atoms.length === 0 || given === undefinedValue || (fixed !== undefined && fixed.value === undefined);
  switch (is) {
    case "present": return !isAbsent && !(fixed !== undefined && [false, 0, null, ""].includes(fixed.value as never));
    case "true": return fixed?.value === true;
    case "absent": return isAbsent;
    case "equals": return fixed !== undefined && String(fixed.value) === value;
    case "calls": return elementsOf(machine, given, machine.frame.code).known.some((element) => element.atoms.some((atom) => {
      const symbol = atom.kind === "ref" ? machine.info(atom.address).symbol : undefined;
      return symbol?.kind === "result" && symbol.name === value;
    }));
  }
}
