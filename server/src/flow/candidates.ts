// Calls worth interpreting: by the names of the libraries in use, then by what the callee's first name is bound to.
import { allSdks, globalClients, globalModels, modelsForPackage, type CallTarget, type SdkModel } from "../catalog/sdks.js";
import {
  SyntaxKind, isCallExpression, isElementAccessExpression, isIdentifier, isJsxOpeningElement, isJsxSelfClosingElement, isNewExpression, isPropertyAccessExpression,
  isTaggedTemplateExpression, type Node, type SourceFile,
} from "../compiler/ast.js";
import { isMachineMade } from "./machine-made.js";
import type { ModuleRecord } from "./interpret/module-table.js";
import type { FlowProgram } from "./program.js";
import { looksLikeLog } from "./sinks/loggers.js";
import { deliveryName, serviceNames } from "./sinks/services.js";
import { calleeName, callsNamed } from "./targets.js";
import { textFactsOf, type TextFacts } from "./text-facts.js";
import { mentionsPerson } from "./sources/mentions.js";

export interface Candidate {
  readonly call: Node;
  /** It can only be a log: worth its own function, not a walk to the callers. */
  readonly isLog: boolean;
}

export class CandidateFinder {
  /** Names of calls of libraries that the program imports. */
  readonly #names = new Set<string>();
  readonly #logNames = new Set<string>();
  readonly #globalNames: ReadonlySet<string>;
  readonly #configured: ReadonlySet<string>;
  readonly #services = new Set<string>();
  readonly #pattern: RegExp;

  constructor(readonly program: FlowProgram, recordOf: (file: string) => ModuleRecord | undefined) {
    this.#configured = new Set(program.config.sinks.map((sink) => sink.name.split(".").at(-1) ?? sink.name));
    const facts = [...textFactsOf(program)];
    const known = facts.map(([, one]) => one);
    this.#globalNames = globalNames(new Set(known.flatMap(({ globals }) => globals)));
    for (const sdk of usedSdks(known)) for (const name of namesOfSdk(sdk)) (sdk.kind === "log" ? this.#logNames : this.#names).add(name);
    const mentioned = (name: string) => known.some((one) => one.mentioned.has(name));
    for (const name of [...this.#configured, ...clientMethodsOfGlobals(mentioned)]) this.#names.add(name);
    this.#findServices(facts, recordOf);
    const all = [...new Set([...this.#names, ...this.#logNames, ...this.#globalNames, ...this.#services])].filter((name) => /^[\w$]+$/.test(name));
    this.#pattern = new RegExp(`(?<![\\w$])(?:${all.map((name) => name.replace(/\$/g, "\\$")).join("|")}|send\\w*(?:[mM]ail|[sS]ms|SMS)s?)(?![\\w$])|(?<![\\w$.])(?:${[...clientsByGlobal().keys()].join("|")})(?:\\?\\.|\\.)`);
  }

  mayHold(text: string): boolean {
    return !isMachineMade(text) && this.#pattern.test(text);
  }

  /** Candidate calls of a file in source order. */
  calls(source: SourceFile, record: ModuleRecord): readonly Candidate[] {
    return callsNamed(source, () => true).flatMap((call): Candidate[] => {
      const name = calleeName(call) ?? "";
      const root = rootNode(call);
      const rootName = root !== undefined && isIdentifier(root) ? root.text : undefined;
      if (rootName !== undefined && this.#services.has(rootName)) return [{ call, isLog: false }];
      if (this.#isSink(call, name, rootName, record) || this.#passesSink(call)) return [{ call, isLog: false }];
      const isLog = rootName === "console" || looksLikeLog(call) || (this.#logNames.has(name) && this.#isBoundTo(rootName, name, record, true));
      return isLog && (name === "child" || mentionsPerson(call, this.program)) ? [{ call, isLog }] : [];
    });
  }

  #isSink(call: Node, name: string, rootName: string | undefined, record: ModuleRecord): boolean {
    if (rootName !== undefined && this.#configured.has(name)) return true;
    if (isJsx(call)) return /^[A-Z]/.test(name) && this.#names.has(name) && this.#isBoundTo(rootName, name, record, false);
    if (deliveryName.test(name)) return true;
    if (rootName !== undefined && clientsByGlobal().get(rootName)?.has(name) === true && record.imports.get(rootName) === undefined) return true;
    if (rootName !== undefined && isGlobalName(rootName)) return rootName !== "console" && (this.#globalNames.has(name) || this.#names.has(name));
    return this.#names.has(name) && this.#isBoundTo(rootName, name, record, false);
  }

  /** A callee that hangs on a package nobody has a model of is no sink, whatever its last name. */
  #isBoundTo(rootName: string | undefined, name: string, record: ModuleRecord, log: boolean): boolean {
    if (rootName === undefined) return true;
    const binding = record.imports.get(rootName);
    if (binding === undefined) return !known.has(rootName);
    if (this.program.resolve(record.file, binding.specifier) !== undefined) return true;
    return modelsForPackage(binding.specifier).some((sdk) => (sdk.kind === "log") === log && namesOfSdk(sdk).has(name));
  }

  /** A sink handed over as a value: `users.forEach(posthog.capture)`, `apply(send, x)`. */
  #passesSink(call: Node): boolean {
    if (!isCallExpression(call)) return false;
    return call.arguments.some((argument) => (isIdentifier(argument) && this.#configured.has(argument.text))
      || (isPropertyAccessExpression(argument) && isIdentifier(argument.expression) && argument.expression.text !== "console" && this.#names.has(argument.name.text) && globalClients().has(argument.expression.text)));
  }

  /** Clients of services without a model; their names make calls candidates wherever they stand. */
  #findServices(facts: readonly (readonly [string, TextFacts])[], recordOf: (file: string) => ModuleRecord | undefined): void {
    for (const [file, { mayMakeService, text }] of facts) {
      if (!mayMakeService || isMachineMade(text)) continue;
      const record = recordOf(file);
      if (record !== undefined) for (const name of serviceNames(record.source, record)) this.#services.add(name);
    }
  }
}

/** Objects of the language that no library hides behind. */
const known = new Set(["Object", "Array", "JSON", "Math", "Promise", "Reflect", "Number", "String", "Date", "Map", "Set", "Symbol", "RegExp", "Buffer", "process", "document", "localStorage", "sessionStorage", "path", "fs", "it", "describe", "expect", "jest", "vi", "test", "z", "yup", "Joi", "res", "console", "cy", "Response", "NextResponse"]);

function isGlobalName(name: string): boolean {
  return globalModels().has(name) || globalClients().has(name) || name === "window" || name === "globalThis" || name === "self";
}

function isJsx(call: Node): boolean {
  return isJsxOpeningElement(call) || isJsxSelfClosingElement(call);
}

/** Libraries whose packages some file of the program imports, and those without packages. */
function usedSdks(facts: readonly TextFacts[]): readonly SdkModel[] {
  const specifiers = new Set(facts.flatMap(({ packages }) => packages));
  const handing = [...globalClients()].filter(([name, clients]) => /^\w+$/.test(name) && clients.some(({ sdk, target }) => target.form === "call" && handsClients(sdk))
    && facts.some(({ mentioned }) => mentioned.has(`${name}.`)));
  return [...new Set([...[...specifiers].flatMap((specifier) => modelsForPackage(specifier)), ...handing.flatMap(([, clients]) => clients.map(({ sdk }) => sdk))])];
}

/** `Sentry.configureScope((scope) => …)`: calls on what a callback is given are no calls on the global. */
function handsClients(sdk: SdkModel): boolean {
  return sdk.clients.some((client) => client.made.some((target) => target.form === "callback"));
}

const sdkNames = new WeakMap<SdkModel, ReadonlySet<string>>();

function namesOfSdk(sdk: SdkModel): ReadonlySet<string> {
  const known = sdkNames.get(sdk);
  if (known !== undefined) return known;
  const endpoints = [sdk.endpoint, ...sdk.clients.map((client) => client.endpoint)];
  const configuring = endpoints.flatMap((endpoint) => endpoint.options.flatMap((option) => (option.of === "call" || option.of === "construct" || option.of.form === "assignment" ? [] : [lastName(option.of)])));
  const switching = [...sdk.ambient, ...sdk.cleaners].map(({ target }) => lastName(target));
  const names = new Set([...sdk.calls.map((call) => lastName(call.target)), ...configuring, ...switching].filter((name) => !name.includes("*")));
  sdkNames.set(sdk, names);
  return names;
}

function lastName(target: CallTarget): string {
  return (target.members.at(-1) ?? target.name).replace("()", "");
}

/** Last names of calls rooted in a global; of globals that are clients themselves (`wx.request`) where the program calls them. */
function globalNames(called: ReadonlySet<string>): ReadonlySet<string> {
  const own = [...globalClients().values()].flat().flatMap(({ sdk, client, target }) => (client.is.includes(target) && called.has(target.name)
    ? sdk.calls.filter((call) => call.target.root === "receiver" && call.target.name === client.name).map((call) => lastName(call.target)) : []));
  const names = [...globalModels().values()].flat().map((call) => lastName(call.target));
  return new Set([...names, ...own, ...clientMethodsOfGlobals(() => true)].filter((name) => !name.includes("*")));
}

/** Methods of clients made from globals: `new XMLHttpRequest()`, `wx.cloud`. */
function clientMethodsOfGlobals(mentioned: (name: string) => boolean): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { sdk, client, target } of [...globalClients().values()].flat()) {
    if (!client.made.includes(target) || !mentioned(target.name)) continue;
    for (const call of sdk.calls) if (call.target.root === "receiver" && call.target.name === client.name) names.add(lastName(call.target));
  }
  return names;
}

let byGlobal: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** Methods of globals that are clients by themselves (`Sentry`, `mixpanel` of a script tag), by the global's name. */
function clientsByGlobal(): ReadonlyMap<string, ReadonlySet<string>> {
  if (byGlobal !== undefined) return byGlobal;
  const found = new Map<string, Set<string>>();
  for (const { sdk, client, target } of [...globalClients().values()].flat()) {
    if (!client.is.includes(target) || !/^\w+$/.test(target.name)) continue;
    const names = found.get(target.name) ?? new Set<string>();
    found.set(target.name, names);
    // What the global itself hands out counts too: `braze.getUser().setEmail(…)`.
    const made = new Set([client.name, ...sdk.clients.filter((other) => other.made.some((from) => from.root === "receiver" && from.name === client.name)).map((other) => other.name)]);
    for (const call of sdk.calls) if (call.target.root === "receiver" && made.has(call.target.name)) names.add(lastName(call.target));
    for (const { of } of [...sdk.endpoint.options, ...client.endpoint.options]) if (typeof of !== "string" && of.form === "call" && (of.root === "receiver" ? of.name === client.name : of.root === "global" && of.name === target.name)) names.add(lastName(of));
  }
  return (byGlobal = found);
}

function rootNode(call: Node): Node | undefined {
  let current: Node | undefined = isCallExpression(call) || isNewExpression(call) ? call.expression
    : isTaggedTemplateExpression(call) ? call.tag : isJsxOpeningElement(call) || isJsxSelfClosingElement(call) ? call.tagName : undefined;
  for (let hops = 0; hops < 60 && current !== undefined; hops++) {
    if (isPropertyAccessExpression(current) || isElementAccessExpression(current) || isCallExpression(current)) current = current.expression;
    else if (current.kind === SyntaxKind.ParenthesizedExpression || current.kind === SyntaxKind.NonNullExpression || current.kind === SyntaxKind.AwaitExpression) current = (current as unknown as { readonly expression: Node }).expression;
    else return current;
  }
  return current;
}

export { allSdks };
