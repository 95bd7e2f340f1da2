// Watches the interpreter for sink calls, and keeps what each sends and where to.
import { sdkById, packageName, modelsForPackage, type AmbientModel, type CallModel, type CallTarget, type EndpointModel, type SdkModel } from "../catalog/sdks.js";
import type { Node } from "../compiler/ast.js";
import type { Flow } from "../model/flow.js";
import type { CodePatternConfig } from "../model/config.js";
import { recipientById } from "../catalog/jurisdictions.js";
import { collect, type Held } from "./collect.js";
import { namesOf, type Frame, type SymbolicValue } from "./domain/symbols.js";
import { addressesOf, type Value } from "./domain/values.js";
import type { Machine, ObservedCall } from "./interpret/machine.js";
import type { ModuleTable } from "./interpret/module-table.js";
import { PassedPlaces, placeOfPath } from "./places.js";
import type { FlowProgram } from "./program.js";
import { configuredRedaction, redactsOf } from "./redactors.js";
import { openingsOf, type Opening } from "./openings.js";
import { assembleFlows } from "./report.js";
import { valueAt } from "./sinks/arguments.js";
import { chainOf } from "./sinks/callee.js";
import { addressTexts, environmentVariable } from "./sinks/address.js";
import { evaluateOptions, type OptionAnswer } from "./sinks/endpoint.js";
import { matchLogger } from "./sinks/loggers.js";
import { matchDelivery, matchService } from "./sinks/services.js";
import { ambientOf, clearedPaths, isClearedPath } from "./sinks/switches.js";
import { clientsOf, matchCall, patternOf, type SinkMatch } from "./sinks/match.js";
import { ProvenanceFinder, type FoundSource } from "./sources/provenance.js";

/** One sink call as reached on one way. */
export interface SinkHit {
  readonly call: Node;
  readonly frame: Frame;
  readonly match: SinkMatch;
  readonly sources: readonly FoundSource[];
  readonly options: readonly OptionAnswer[];
  /** Everything in the payload, for explanations. */
  readonly held: readonly Held[];
}

export interface SinkFindings {
  readonly flows: readonly Flow[];
  /** Empty unless asked for. */
  readonly openings: readonly Opening[];
}

/** Arguments of calls that configure a library, by library and target. */
export type Configurations = ReadonlyMap<string, readonly Extract<OptionAnswer, { kind: "texts" }>[]>;

const noEndpoint: EndpointModel = { options: [], local: false };

export class SinkWatch {
  readonly hits: SinkHit[] = [];
  readonly #open = new Set<Node>();
  readonly #provenance: ProvenanceFinder;
  readonly #configurations = new Map<string, Extract<OptionAnswer, { kind: "texts" }>[]>();
  /** Paths that a library was told to take out of what it sends. */
  readonly #cleared = new Map<string, readonly string[]>();
  /** Latest arguments of methods called on a receiver: `xhr.open(…)` before `xhr.send(…)`. */
  #onReceivers = new Map<string, readonly Value[]>();

  constructor(readonly program: FlowProgram, readonly modules: ModuleTable, isEnvelope: (machine: Machine, symbol: SymbolicValue) => boolean) {
    this.#provenance = new ProvenanceFinder(program, (file) => modules.reads([file]), isEnvelope, modules);
  }

  isSourceParameter(name: string, functionName: string | undefined): boolean {
    return this.program.config.sources.some((source) => source.package === undefined
      && (source.parameter === undefined ? source.name === name : source.parameter === name && (source.name === functionName || source.name === "*")));
  }

  isSourceCall(name: string | undefined, symbol: SymbolicValue | undefined): boolean {
    const { sources } = this.program.config;
    const pattern = sources.length === 0 ? undefined : patternOf(sources, name, symbol);
    return pattern !== undefined && pattern.parameter === undefined && pattern.argument === undefined;
  }

  isSourceGlobal(name: string): boolean {
    return this.program.config.sources.some((source) => source.package === undefined && source.parameter === undefined && source.name === name);
  }

  redaction(machine: Machine, address: number): readonly string[] | undefined {
    const { node, name, symbol } = machine.info(address);
    return (node === undefined ? undefined : redactsOf(node)) ?? configuredRedaction(this.program.config.redactors, name ?? symbol?.name, symbol);
  }

  /** A new question begins: functions left open before concern others. */
  begin(): void {
    this.#open.clear();
    this.#onReceivers = new Map();
  }

  /** Something else than a payload or address waits for the callers of a function. */
  open(code: Node): void {
    this.#open.add(code);
  }

  openFunctions(): readonly Node[] {
    return [...this.#open];
  }

  write(machine: Machine, target: SymbolicValue, key: string, value: Value, node: Node): void {
    this.#configure(machine, target, [key], "assignment", [value], node);
  }

  call(machine: Machine, call: ObservedCall): void {
    const { symbol } = call;
    const name = nameOf(machine, call);
    const pattern = patternOf(this.program.config.sinks, name, symbol);
    if (pattern !== undefined) this.#hit(machine, call, configuredMatch(pattern, call));
    if (symbol === undefined) return;
    this.#remember(machine, call, symbol);
    const match = matchCall(machine, call, this.modules, (receiver) => this.#typePackages(receiver)) ?? matchService(machine, call, this.modules) ?? matchDelivery(call) ?? matchLogger(call);
    if (match !== undefined) this.#hit(machine, call, match);
    this.#switches(machine, call);
  }

  /** What a configuring call turns on or takes out. */
  #switches(machine: Machine, call: ObservedCall): void {
    const cleared = clearedPaths(machine, call, this.modules);
    if (cleared !== undefined) this.#cleared.set(cleared.sdk.id, [...(this.#cleared.get(cleared.sdk.id) ?? []), ...cleared.paths]);
    for (const ambient of ambientOf(machine, call, this.modules)) {
      const { sdk, model, node } = ambient;
      const match: SinkMatch = { sdk, model: ambientCall(sdk, model) };
      const options = evaluateOptions({ machine, match, call, program: this.program, modules: this.modules, onReceiver: () => undefined });
      const held = { symbol: call.symbol ?? { id: 0, address: 0, kind: "global" as const, name: "", frame: machine.frame }, path: [], inText: false, except: [], ...(node === undefined ? {} : { node }) };
      const sources = model.carries.map((category): FoundSource => ({ source: this.#provenance.ambient(category, node ?? call.node), symbol: held.symbol, held, text: model.title }));
      this.hits.push({ call: call.node, frame: machine.frame, match, sources, options, held: [] });
    }
  }

  #remember(machine: Machine, call: ObservedCall, symbol: SymbolicValue): void {
    if (symbol.kind === "property" && symbol.parent !== undefined) this.#onReceivers.set(`${symbol.parent.id}#${symbol.name}`, call.arguments);
    this.#configure(machine, symbol, [], "call", call.arguments, call.node);
  }

  /** Keeps what a configuring call (`init({ dsn })`) says, for calls of the same library elsewhere. */
  #configure(machine: Machine, symbol: SymbolicValue, extra: readonly string[], form: "call" | "assignment", args: readonly Value[], node: Node): void {
    const root = chainOf(symbol).at(-1)?.symbol;
    const sdks = this.#sdksOf(root);
    for (const sdk of sdks) {
      for (const target of configurationTargets(sdk.endpoint, sdk.clients.map((client) => client.endpoint), sdk.calls)) {
        if (target.option.of === "call" || target.option.of === "construct" || target.option.at === undefined || target.option.of.form !== form) continue;
        const path = [...(chainOf(symbol).at(-1)?.members ?? []), ...extra];
        if ((target.option.of.members.at(-1) ?? target.option.of.name) !== (path.at(-1) ?? symbol.name)) continue;
        const texts = addressTexts(machine, valueAt(machine, args, target.option.at), this.program);
        if (texts.length === 0) continue;
        const key = configurationKey(sdk.id, target.option.of, target.option.at.text);
        this.#configurations.set(key, [...(this.#configurations.get(key) ?? []), { kind: "texts", texts, node, option: target.option }]);
      }
    }
  }

  /** Libraries that a configuring call may belong to: an export's, or those whose client or global it is made on. */
  #sdksOf(root: SymbolicValue | undefined): readonly SdkModel[] {
    if (root?.kind === "import") return modelsForPackage(root.module ?? "");
    if (root?.kind !== "instance" && root?.kind !== "result" && root?.kind !== "global") return [];
    return [...new Set(clientsOf(root, this.modules).map(({ sdk }) => sdk))];
  }

  #hit(machine: Machine, call: ObservedCall, match: SinkMatch): void {
    const freeText = readsFreeText(match);
    const isLog = match.model.kind === "log";
    const held = this.#payload(machine, call, match).map((item) => ({ ...item, freeText, isLog, isUpload: match.model.kind === "storage" || match.model.kind === "http" }));
    const sources: FoundSource[] = [];
    const passed = new PassedPlaces(machine);
    for (const item of held) {
      const found = this.#provenance.find(machine, item);
      sources.push(...found.sources.map((source): FoundSource => ({ ...source, passedIn: passed.of(source.held.symbol, machine.frame) })));
      for (const code of found.open) this.#open.add(code);
    }
    const options = evaluateOptions({ machine, match, call, program: this.program, modules: this.modules, onReceiver: (target) => this.#argumentsOn(match, call, target) });
    for (const option of options) if (option.kind === "texts") for (const text of option.texts) for (const code of text.open) this.#open.add(code);
    this.hits.push({ call: call.node, frame: machine.frame, match, sources, options, held });
  }

  #payload(machine: Machine, call: ObservedCall, match: SinkMatch): readonly Held[] {
    const { model } = match;
    const command = model.command === undefined ? undefined : commandOf(machine, call.arguments[model.command.argument], model);
    const paths = command === undefined ? [...model.data, ...model.keys] : [...command.data, ...command.keys];
    const args = command === undefined ? call.arguments : command.arguments;
    return paths.flatMap((path) => {
      const place = command === undefined ? placeOfPath(call.node, path) : undefined;
      return collect(machine, valueAt(machine, args, path)).map((held): Held => ({ ...held, path: [...path.path, ...held.path], ...(place === undefined ? {} : { place }) }));
    })
      .filter((held) => !model.not.some((not) => not.path.length > 0 && not.path.every((segment, at) => segment === "[]" || held.path[at] === segment)));
  }

  #argumentsOn(match: SinkMatch, call: ObservedCall, target: CallTarget): readonly Value[] | undefined {
    const receiver = match.client ?? call.symbol?.parent;
    return receiver === undefined || target.name !== "" ? undefined : this.#onReceivers.get(`${receiver.id}#${target.members.at(-1) ?? ""}`);
  }

  /** Package and name of the declared type of a receiver whose origin says nothing. */
  #typePackages(symbol: SymbolicValue): { readonly packages: readonly string[]; readonly name: string } | undefined {
    const type = this.#provenance.types.typeOf(symbol)?.type.getSymbol();
    const declaration = type?.declarations[0];
    if (type === undefined || declaration === undefined) return undefined;
    const inside = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(String(declaration.path))?.[1];
    return inside === undefined ? undefined : { packages: [packageName(inside)], name: type.name };
  }

  findings(withOpenings: boolean): SinkFindings {
    const flows = assembleFlows(this.#withAddressees().map((hit) => this.#withoutCleared(hit)), this.#configurations, this.program);
    return { flows, openings: withOpenings ? openingsOf(this.hits, this.#configurations, this.program) : [] };
  }

  #withoutCleared(hit: SinkHit): SinkHit {
    const paths = this.#cleared.get(hit.match.model.sdk);
    return paths === undefined ? hit : { ...hit, sources: hit.sources.filter(({ held, source }) => !isClearedPath(paths, held.path.at(-1) === source.name ? held.path : [...held.path, source.name])) };
  }

  /** A mail goes to somebody: where no way says whose data it carries, the addressee is personal data all the same. */
  #withAddressees(): readonly SinkHit[] {
    const decided = new Set(this.hits.filter((hit) => hit.sources.length > 0 || !hit.held.some(isAddressee)).map((hit) => hit.call));
    return this.hits.map((hit) => (decided.has(hit.call) || !isMail(hit.match) ? hit : { ...hit, sources: hit.held.filter(isAddressee).map((held) => this.#provenance.addressee(held)) }));
  }
}

/** A call with an addressee and a subject. */
function isMail({ model }: SinkMatch): boolean {
  return ["to", "subject"].every((name) => model.data.some((path) => path.path.length === 1 && path.path[0] === name));
}

function isAddressee({ path, symbol }: Held): boolean {
  if (!/^(?:to|cc|bcc)$/.test(path[0] ?? "") || (symbol.kind !== "property" && symbol.kind !== "parameter")) return false;
  return environmentVariable(symbol) === undefined && !namesOf(symbol).some((name) => /config|setting|options?$|env$|admin|support|sender|from/i.test(name));
}

/** Models and assistants: whatever a person writes is the payload. */
function readsFreeText({ model, sdk }: SinkMatch): boolean {
  const recipient = model.recipient ?? sdk?.recipient;
  return (recipient !== undefined && recipientById(recipient)?.kind === "llm") || (sdk?.packages.some((name) => /^(?:ai|langchain|llamaindex|openai|@(?:ai-sdk|langchain|mastra|openai|anthropic-ai)\/.*)$/.test(name)) ?? false);
}

export function configurationKey(sdk: string, target: CallTarget, at: string): string {
  return `${sdk}|${target.text}|${at}`;
}

function configurationTargets(endpoint: EndpointModel, clients: readonly EndpointModel[], calls: readonly CallModel[]) {
  const models = new Set([endpoint, ...clients, ...calls.map((call) => call.endpoint)]);
  return [...models].flatMap((model) => model.options.map((option) => ({ option })));
}

function nameOf(machine: Machine, call: ObservedCall): string | undefined {
  const [address] = addressesOf(call.callee);
  return (address === undefined ? undefined : machine.info(address).name) ?? call.symbol?.name;
}

function configuredMatch(pattern: CodePatternConfig, call: ObservedCall): SinkMatch {
  const data = pattern.argument === undefined
    ? [{ argument: 0, rest: true, path: [], text: "args0" }] : [{ argument: pattern.argument, rest: false, path: [], text: `a${pattern.argument}` }];
  const target: CallTarget = { root: "export", name: pattern.name, members: [], form: call.construct ? "construct" : "call", text: pattern.name };
  const endpoint: EndpointModel = pattern.host === undefined ? noEndpoint : { options: [], default: pattern.host, local: false };
  return { configured: pattern, sdk: undefined, model: { sdk: pattern.package ?? pattern.name, target, kind: "sdk", when: [], data, keys: [], not: [], endpoint, recipient: pattern.recipient, examples: [] } };
}

/** The switch as a call that sends: where to is what the option's library says. */
function ambientCall(sdk: SdkModel, { target }: AmbientModel): CallModel {
  const endpoint = sdk.clients.find((client) => target.root === "receiver" && client.name === target.name)?.endpoint ?? sdk.endpoint;
  return { sdk: sdk.id, target, kind: "configuration", when: [], data: [], keys: [], not: [], endpoint: ownOptions(endpoint, target), examples: [], ...(sdk.recipient === undefined ? {} : { recipient: sdk.recipient }) };
}

/** The configuring call holds the address itself: its options are the call's own. */
function ownOptions(endpoint: EndpointModel, target: CallTarget): EndpointModel {
  return { ...endpoint, options: endpoint.options.map((option) => (typeof option.of !== "string" && option.of.text === target.text ? { ...option, of: "call" as const } : option)) };
}

/** `client.send(new PutObjectCommand(input))`: the paths and arguments of the command's construction. */
function commandOf(machine: Machine, value: Value | undefined, model: CallModel) {
  for (const address of addressesOf(value ?? { atoms: [], labels: [] })) {
    const symbol = machine.info(address).symbol;
    const found = symbol?.kind === "instance" ? model.command?.classes.get(symbol.name) : undefined;
    if (found !== undefined && symbol?.call !== undefined) return { ...found, arguments: symbol.call.arguments };
  }
  return { data: [], keys: [], arguments: [] };
}

export { sdkById };
