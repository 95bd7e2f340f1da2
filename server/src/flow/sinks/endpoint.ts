// Where a call sends: its endpoint options in order, joined, with the SDK's default at the end; then host, place and recipient.
import { localized, type Localized } from "../../base/localized.js";
import { jurisdictionOfHost, recipientById } from "../../catalog/jurisdictions.js";
import { hostForOption, type CallTarget, type EndpointModel, type EndpointOption } from "../../catalog/sdks.js";
import type { Node } from "../../compiler/ast.js";
import type { Endpoint, FlowStep, Jurisdiction, Recipient } from "../../model/flow.js";
import type { SymbolicValue } from "../domain/symbols.js";
import { addressesOf, type Value } from "../domain/values.js";
import type { Machine, ObservedCall } from "../interpret/machine.js";
import type { ModuleTable } from "../interpret/module-table.js";
import { ownDestination, serviceDestination } from "../own-routes/index.js";
import type { FlowProgram } from "../program.js";
import { addressTexts, addressStep, type AddressText } from "./address.js";
import { nodeAt, valueAt } from "./arguments.js";
import { chainOf } from "./callee.js";
import { clientsOf, type SinkMatch } from "./match.js";

/** An option as evaluated at the call; options of other calls are looked up when all calls are known. */
export type OptionAnswer =
  | { readonly kind: "texts"; readonly texts: readonly AddressText[]; readonly node?: Node; readonly option: EndpointOption }
  | { readonly kind: "elsewhere"; readonly target: CallTarget; readonly option: EndpointOption };

export interface OptionContext {
  readonly machine: Machine;
  readonly match: SinkMatch;
  readonly call: ObservedCall;
  readonly program: FlowProgram;
  readonly modules: ModuleTable;
  /** Arguments of a method called before on the same receiver. */
  readonly onReceiver: (target: CallTarget) => readonly Value[] | undefined;
}

export function evaluateOptions(context: OptionContext): readonly OptionAnswer[] {
  const { machine, match, call, program, onReceiver } = context;
  return match.model.endpoint.options.flatMap((option): OptionAnswer[] => {
    const texts = (args: readonly Value[] | undefined): OptionAnswer[] => {
      if (args === undefined || option.at === undefined) return environmentAnswer(option, program);
      if (option.as === "client") return clientAnswers(context, valueAt(machine, args, option.at), 0);
      const found = addressTexts(machine, valueAt(machine, args, option.at), program);
      return found.length === 0 ? environmentAnswer(option, program) : [{ kind: "texts", texts: found, node: nodeAt(machine, args, option.at), option }];
    };
    if (option.of === "call") return texts(call.arguments);
    if (option.of === "construct") return texts(constructionOf(match.client));
    if (option.of.root === "receiver") {
      const args = onReceiver(option.of);
      if (args !== undefined) return texts(args);
    }
    return [{ kind: "elsewhere", target: option.of, option }];
  });
}

/** The address of the client that a value is, or was made by: `openai("gpt-4o")`, `new Redis(url)`. */
function clientAnswers(context: OptionContext, value: Value, depth: number): OptionAnswer[] {
  if (depth > 3) return [];
  for (const address of addressesOf(value)) {
    const symbol = context.machine.info(address).symbol;
    const links = symbol === undefined ? [] : chainOf(symbol);
    for (const link of links) {
      const [found] = clientsOf(link.symbol, context.modules);
      if (found === undefined) continue;
      const { endpoint } = found.client;
      const match: SinkMatch = { ...context.match, client: link.symbol, model: { ...context.match.model, endpoint: { ...endpoint, options: endpoint.options.filter((option) => option.of !== "call") } } };
      const answers = evaluateOptions({ ...context, match });
      const fallback = endpoint.default ?? found.sdk.endpoint.default;
      const last: OptionAnswer[] = fallback === undefined ? [] : [{ kind: "texts", option: { of: "construct", as: "url" }, texts: [{ parts: [`https://${fallback}/`], evidence: [], open: [] }] }];
      return [...answers, ...last];
    }
  }
  return [];
}

function environmentAnswer(option: EndpointOption, program: FlowProgram): OptionAnswer[] {
  const found = option.env === undefined ? undefined : program.readEnv(option.env);
  if (found === undefined || found.value === "") return [];
  const step: FlowStep = { location: found.location, kind: "endpoint", text: localized(`${option.env ?? ""} is set here`, `${option.env ?? ""} 在此设置`) };
  return [{ kind: "texts", option, texts: [{ parts: [found.value], evidence: [step], open: [] }] }];
}

/** Arguments of the `new` or factory call behind a client. */
export function constructionOf(client: SymbolicValue | undefined): readonly Value[] | undefined {
  for (let current = client, hops = 0; current !== undefined && hops < 8; current = current.parent, hops++) {
    if (current.call !== undefined) return current.call.arguments;
  }
  return undefined;
}

export interface ResolvedEndpoint {
  readonly endpoint: Endpoint;
  readonly recipient: Recipient;
  /** A relative address: the application's own origin. */
  readonly ownOrigin: boolean;
}

interface Joined {
  readonly parts: readonly (string | null)[];
  readonly evidence: readonly FlowStep[];
  readonly missing?: Localized;
}

/** Host of the answers in order: an absolute address decides, a relative one is joined to the next. */
export function resolveEndpoint(answers: readonly Extract<OptionAnswer, { kind: "texts" }>[], model: EndpointModel, sdk: { readonly id: string; readonly title: string; readonly recipient?: string }, program: FlowProgram, from?: string): ResolvedEndpoint {
  let relative: Joined | undefined;
  let unknown: Joined | undefined;
  // `options.base ?? "/api"`: one address of which an alternative is the site's own.
  let isOwnByDefault = false;
  for (const answer of answers) {
    const [hadRelative, hadUnknown] = [relative !== undefined, unknown !== undefined];
    for (const text of answer.texts) {
      const translated = translate(answer, text);
      const joined: Joined = { parts: [...translated.parts, ...(relative?.parts ?? [])], evidence: [...translated.evidence, ...(relative?.evidence ?? [])], missing: translated.missing };
      const host = hostOf(joined.parts, answer.option.as === "url" && answer.option.of !== "call");
      // A service's SDK pointed at the site itself goes through a proxy of the site, and on to the service.
      const isProxied = model.default !== undefined && sdk.recipient !== undefined && ((host !== undefined && isOwnHost(host)) || text.ownBase === true);
      if (isProxied) return proxied(model.default, joined, sdk, program, from);
      if (text.ownBase === true && host === undefined) return ownSite(joined, sdk, program, from);
      if (host !== undefined && text.ownSite === true) {
        const own = ownDestination({ parts: joined.parts, program, from });
        if (own !== undefined) return ownSite(joined, sdk, program, from);
      }
      if (host !== undefined && host !== "*") return located(host, joined, sdk, program);
      if (translated.parts[0] === null) unknown ??= joined;
      else if (typeof translated.parts[0] === "string" && !translated.parts[0].includes("://")) relative ??= joined;
    }
    if (!hadRelative && !hadUnknown && relative?.parts[0]?.startsWith("/") === true && unknown !== undefined) isOwnByDefault = true;
  }
  if (relative !== undefined && isOwnByDefault && (model.default === undefined || sdk.recipient === undefined)) return ownSite(relative, sdk, program, from);
  if (relative !== undefined && model.default !== undefined && sdk.recipient !== undefined && relative.parts[0]?.startsWith("/") === true) return proxied(model.default, relative, sdk, program, from);
  if (unknown !== undefined) return unlocated(unknown.missing, unknown.evidence, sdk);
  if (model.local) return localPlace(sdk);
  if (model.default !== undefined) return located(model.default, { parts: [], evidence: [] }, sdk, program);
  if (relative !== undefined) return ownSite(relative, sdk, program, from);
  return unlocated(undefined, [], sdk);
}

function isOwnHost(host: string): boolean {
  return /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])$/.test(host);
}

function proxied(host: string, joined: Joined, sdk: Sdk, program: FlowProgram, from: string | undefined): ResolvedEndpoint {
  const own = serviceDestination({ parts: joined.parts, program, from }, host);
  if (own !== undefined) return located(own.host, { parts: [], evidence: [...joined.evidence, ...own.evidence] }, sdk, program);
  const found = located(forwardedHost(host, program) ?? host, { parts: [], evidence: joined.evidence }, sdk, program);
  return { ...found, endpoint: { ...found.endpoint, certainty: "partly" } };
}

/** Our own site: the end of the way, unless a rewrite, a proxy or a handler hands the request on to a place known to be abroad. */
function ownSite(joined: Joined, sdk: Sdk, program: FlowProgram, from: string | undefined): ResolvedEndpoint {
  const own = ownDestination({ parts: joined.parts, program, from });
  const onward = own?.kind === "host" ? located(own.host, { parts: [], evidence: [...joined.evidence, ...own.evidence] }, sdk, program) : undefined;
  return onward?.endpoint.jurisdiction.outsideMainland === true ? onward : { ...unlocated(undefined, joined.evidence, sdk), ownOrigin: true };
}

const forwarded = new WeakMap<FlowProgram, Map<string, string | undefined>>();

/** The site's proxy names its target somewhere: a rewrite or a route with a sister host of the service's default (`eu.i.posthog.com`). */
function forwardedHost(host: string, program: FlowProgram): string | undefined {
  const known = forwarded.get(program) ?? new Map<string, string | undefined>();
  forwarded.set(program, known);
  if (known.has(host)) return known.get(host);
  const suffix = host.split(".").slice(1).join(".");
  const pattern = new RegExp(`(?<![\\w.-])(?!\\w*assets)[\\w-]+\\.${suffix.replace(/\./g, "\\.")}(?![\\w.-])`);
  const found = suffix.split(".").length < 2 ? undefined : program.files.map((file) => program.text(file) ?? "").filter((text) => text.includes(suffix)).map((text) => pattern.exec(text.replace(/(?<![\w-])[\w-]+-assets\.[\w.-]+/g, ""))?.[0]).find((item) => item !== undefined);
  known.set(host, found);
  return found;
}

/** Values of regions, zones and services become hosts. */
function translate(answer: Extract<OptionAnswer, { kind: "texts" }>, text: AddressText): Joined {
  const steps = answer.node === undefined ? text.evidence : [...text.evidence, addressStep(answer.node)];
  const { hosts } = answer.option;
  if (hosts === undefined) return { parts: text.parts, evidence: steps, missing: text.missing };
  const [value] = text.parts;
  const name = text.member ?? (text.parts.length === 1 ? value : undefined);
  const host = typeof name === "string" ? hostForOption(hosts, name) : undefined;
  return host === undefined ? { parts: [null], evidence: steps, missing: text.missing } : { parts: [`https://${host}/`], evidence: steps };
}

const scheme = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Lower-case host of an address in parts, `*` for what is unknown; undefined for relative addresses. */
export function hostOf(parts: readonly (string | null)[], bareHostAllowed: boolean): string | undefined {
  const text = parts.map((part) => part ?? "\u0001").join("");
  let rest: string | undefined;
  if (scheme.test(text)) rest = text.replace(scheme, "");
  else if (text.startsWith("//")) rest = text.slice(2);
  else if (bareHostAllowed && /^(?=[\w.\u0001-]+?\.[a-z\u0001])[\w.\u0001-]+(?::\d+)?(?:\/|$)/i.test(text)) rest = text;
  if (rest === undefined) return undefined;
  const authority = (rest.split(/[/?#]/)[0] ?? "").replace(/^[^@]*@/, "").replace(/:[\d\u0001]*$/, "");
  const host = authority.replace(/\u0001+/g, "*").toLowerCase();
  return host === "" ? undefined : host;
}

type Sdk = { readonly id: string; readonly title: string; readonly recipient?: string };

function located(host: string, joined: Joined, sdk: Sdk, program: FlowProgram): ResolvedEndpoint {
  const place = jurisdictionOfHost(host, program.config);
  const { recipient: found, ...jurisdiction } = place;
  const declared = program.config.recipients.find((item) => item.hosts.some((pattern) => hostFits(pattern, host)));
  const known = sdk.recipient === undefined ? undefined : recipientById(sdk.recipient);
  const recipient = declared !== undefined ? { id: declared.id, name: declared.name ?? declared.id }
    : found !== undefined ? { id: found.id, name: found.name }
    : known !== undefined && joined.parts.length === 0 ? { id: known.id, name: known.name } : { id: host, name: host };
  const certainty = host.includes("*") ? "partly" : "known";
  return { endpoint: { host, certainty, jurisdiction, evidence: joined.evidence, missing: joined.missing }, recipient, ownOrigin: false };
}

function hostFits(pattern: string, host: string): boolean {
  return pattern === host || (pattern.startsWith("*.") && host.endsWith(pattern.slice(1)));
}

const unknownPlace: Jurisdiction = { code: "unknown", outsideMainland: "unknown", name: localized("unknown", "未知"), basis: "none", confidence: "unknown" };

function unlocated(missing: Localized | undefined, evidence: readonly FlowStep[], sdk: Sdk): ResolvedEndpoint {
  const known = sdk.recipient === undefined ? undefined : recipientById(sdk.recipient);
  const recipient = known === undefined ? { id: sdk.id, name: sdk.title } : { id: known.id, name: known.name };
  return { recipient, ownOrigin: false, endpoint: { certainty: "unknown", jurisdiction: unknownPlace, evidence, missing: missing ?? localized("no address was found in the code", "代码中未找到地址") } };
}

function localPlace(sdk: Sdk): ResolvedEndpoint {
  const jurisdiction: Jurisdiction = { code: "local", outsideMainland: false, name: localized("this machine", "本机"), basis: "local", confidence: "read" };
  return { recipient: { id: sdk.id, name: sdk.title }, ownOrigin: false, endpoint: { certainty: "known", jurisdiction, evidence: [] } };
}
