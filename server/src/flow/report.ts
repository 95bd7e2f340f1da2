// From sink hits to flows: one a call and recipient, standing at the caller whose data it is, with every call on the way.
import { localized } from "../base/localized.js";
import { SyntaxKind, type Node } from "../compiler/ast.js";
import type { CodeLocation, Flow, FlowStep, Sink } from "../model/flow.js";
import { sdkById } from "../catalog/sdks.js";
import { distrustedOf, rootOf, type Frame, type SymbolicValue } from "./domain/symbols.js";
import { argumentsOf, onlyCarrier } from "./places.js";
import { locationOf, type FlowProgram } from "./program.js";
import { resolveEndpoint, type OptionAnswer, type ResolvedEndpoint } from "./sinks/endpoint.js";
import { textOfCallee } from "./sinks/callee.js";
import type { FoundSource } from "./sources/provenance.js";
import { configurationKey, type Configurations, type SinkHit } from "./watch.js";
import { withoutDecidedParameters } from "./wrappers.js";

interface Draft {
  readonly hit: SinkHit;
  readonly resolved: ResolvedEndpoint;
  readonly report: CodeLocation;
  readonly payload: CodeLocation;
  readonly found: FoundSource;
  readonly steps: readonly FlowStep[];
}

export function assembleFlows(hits: readonly SinkHit[], configurations: Configurations, program: FlowProgram): readonly Flow[] {
  const drafts = withoutDecidedParameters(hits).flatMap((hit) => {
    const resolved = endpointOf(hit, configurations, program);
    // Brokers, caches and databases are usually the team's own: an address that nobody can tell is no finding by itself.
    const isQuiet = hit.match.model.endpoint.quiet === true && resolved.endpoint.certainty === "unknown";
    return resolved.ownOrigin || isQuiet ? [] : hit.sources.map((found) => draft(hit, resolved, found));
  });
  return grouped(withoutShallow(drafts));
}

/** Where a call sends to. */
export function endpointOf(hit: SinkHit, configurations: Configurations, program: FlowProgram): ResolvedEndpoint {
  const { model, sdk, configured } = hit.match;
  const answers = hit.options.flatMap((option): Extract<OptionAnswer, { kind: "texts" }>[] => {
    if (option.kind === "texts") return [option];
    return nearestFirst(configurations.get(configurationKey(model.sdk, option.target, option.option.at?.text ?? "")) ?? [], hit.call.getSourceFile().fileName);
  });
  const known = sdk ?? sdkById(model.sdk);
  const title = configured?.recipient ?? known?.title ?? model.sdk;
  return resolveEndpoint(answers, model.endpoint, { id: model.sdk, title, recipient: model.recipient ?? known?.recipient }, program, hit.call.getSourceFile().fileName);
}

/** A library set up in several places: the setting of the call's own file counts, then that of the nearest folder. */
function nearestFirst<T extends { readonly node?: Node }>(settings: readonly T[], file: string): T[] {
  const nearness = ({ node }: T) => {
    const other = node?.getSourceFile().fileName ?? "";
    let shared = 0;
    while (shared < file.length && file[shared] === other[shared]) shared++;
    return other === file ? Number.MAX_SAFE_INTEGER : file.slice(0, shared).split("/").length;
  };
  return [...settings].sort((a, b) => nearness(b) - nearness(a));
}

/** Frames from the outermost to the one that holds the sink call. */
function stackOf(frame: Frame): readonly Frame[] {
  const stack: Frame[] = [];
  for (let current: Frame | undefined = frame; current !== undefined && current.depth > 0; current = current.parent) stack.unshift(current);
  return stack;
}

function draft(hit: SinkHit, resolved: ResolvedEndpoint, found: FoundSource): Draft {
  const stack = stackOf(hit.frame);
  const at = throughClosures(stack, frameIndex(stack, found), found.source.location);
  const inner = stack.slice(at + 1).map((frame) => frame.call).filter((call) => call !== undefined);
  const payload = payloadNode(hit.call, found);
  const first = inner[0];
  const { node } = found.held;
  const passedTo = stack[at + 1];
  const passed = passedTo === undefined || passedTo.call !== first ? undefined : found.passedIn?.get(passedTo);
  const report = first === undefined ? payload : node !== undefined && node !== first && within(node, first) ? node : (argumentNear(first, found.source.location) ?? passed ?? onlyCarrier(first) ?? first);
  const steps: FlowStep[] = [
    { location: found.source.location, kind: "source", text: found.text ?? localized(`${found.source.name} is read here`, `在此读取 ${found.source.name}`) },
    ...returnSteps(found, stack),
    ...inner.map((call): FlowStep => ({ location: locationOf(call), kind: "call", text: localized(`passed to ${textOfCallee(call)}`, `传给 ${textOfCallee(call)}`) })),
    { location: locationOf(hit.call), kind: "sink", text: localized(`sent by ${textOfCallee(hit.call)}`, `由 ${textOfCallee(hit.call)} 发送`) },
  ];
  return { hit, resolved, found, steps, report: locationOf(report), payload: locationOf(payload) };
}

/** The frame whose data it is: the one the object was got in, or the innermost one whose code holds the expression. */
function frameIndex(stack: readonly Frame[], { symbol }: FoundSource): number {
  const owner = ownerOf(symbol);
  const entered = owner.function === undefined ? -1 : stack.findLastIndex((frame) => frame.code === owner.function);
  if (entered >= 0) return entered;
  for (let current: Frame | undefined = owner.frame; current !== undefined; current = current.parent) {
    const at = stack.indexOf(current);
    if (at >= 0) return at;
  }
  const { node } = symbol;
  if (node !== undefined) {
    const at = stack.findLastIndex((frame) => frame.code.getSourceFile() === node.getSourceFile() && frame.code.pos <= node.pos && node.end <= frame.code.end);
    if (at >= 0) return at;
  }
  return stack.length - 1;
}

/** `user` of `user.email`, `user.profile` of `user.profile.name.first`: who picks from deeper inside decides what is sent. */
const nearParts = 2;
const requestParts: ReadonlySet<string> = new Set(["body", "query", "params", "headers", "cookies"]);

function ownerOf(symbol: SymbolicValue): SymbolicValue {
  let owner = symbol;
  let parts = 0;
  while (owner.parent !== undefined && parts < nearParts && owner !== rootOf(owner)) {
    if (owner.kind === "property") parts++;
    // Who reads `req.body` decides what of the request is sent, not the middleware that handed the request on.
    if (parts > 0 && owner !== symbol && owner.kind === "property" && requestParts.has(owner.name)) return owner;
    owner = owner.parent;
  }
  return owner.kind === "import" || owner.kind === "global" || owner.kind === "this" ? symbol : owner;
}

/** A closure is part of the function it stands in: what it captured is sent where it sends. */
function throughClosures(stack: readonly Frame[], from: number, source: CodeLocation): number {
  let at = from;
  for (let next = stack[at + 1]; next?.call !== undefined; next = stack[at + 1]) {
    const outer = stack[at];
    if (outer === undefined || outer.code.kind === SyntaxKind.SourceFile || !within(next.code, outer.code)) break;
    const isArgument = argumentsOf(next.call).some((argument) => argument.getSourceFile().fileName === source.file && argument.pos <= source.range.start && source.range.end <= argument.end);
    if (isArgument && !within(next.code, next.call)) break;
    at++;
  }
  return at;
}

/** Calls that a value came back from before it was passed on. */
function returnSteps({ symbol }: FoundSource, stack: readonly Frame[]): readonly FlowStep[] {
  const steps: FlowStep[] = [];
  for (let current: Frame | undefined = symbol.frame; current !== undefined && !stack.includes(current) && current.depth > 0; current = current.parent) {
    if (current.call !== undefined) steps.push({ location: locationOf(current.call), kind: "return", text: localized(`returned by ${textOfCallee(current.call)}`, `由 ${textOfCallee(current.call)} 返回`) });
  }
  return steps;
}

/** The property of the call's own literal that carries the value, else the argument, else the call. */
function payloadNode(call: Node, { held }: FoundSource): Node {
  if (held.node !== undefined && within(held.node, call) && held.node !== call) return held.node;
  const source = held.symbol.node;
  const inside = source === undefined ? undefined : argumentHolding(call, source);
  return held.place !== undefined && (inside === undefined || within(held.place, inside)) ? held.place : (inside ?? onlyCarrier(call) ?? call);
}

function within(node: Node, outer: Node): boolean {
  return node.getSourceFile() === outer.getSourceFile() && node.pos >= outer.pos && node.end <= outer.end;
}

function argumentHolding(call: Node, node: Node): Node | undefined {
  return argumentsOf(call).find((argument) => within(node, argument));
}

function argumentNear(call: Node, location: CodeLocation): Node | undefined {
  return argumentsOf(call).find((argument) => argument.getSourceFile().fileName === location.file && argument.pos <= location.range.start && location.range.end <= argument.end);
}

/** A way on which the address is unknown says nothing where another way of the same data knows it. */
function withoutShallow(drafts: readonly Draft[]): readonly Draft[] {
  const located = new Set(drafts.filter((item) => item.resolved.endpoint.certainty !== "unknown").map((item) => sourceKey(item)));
  return drafts.filter((item) => item.resolved.endpoint.certainty !== "unknown" || !located.has(sourceKey(item)));
}

function sourceKey({ hit, found }: Draft): string {
  return `${place(locationOf(hit.call))}<${place(found.source.location)}<${found.source.name}`;
}

function place({ file, range }: CodeLocation): string {
  return `${file}:${range.start}-${range.end}`;
}

function grouped(drafts: readonly Draft[]): readonly Flow[] {
  const groups = new Map<string, Draft[]>();
  for (const item of drafts) {
    const first = item.steps.find((step) => step.kind === "call" || step.kind === "sink");
    const key = [place(locationOf(item.hit.call)), place(first?.location ?? item.report), item.resolved.recipient.id, item.resolved.endpoint.host ?? ""].join("|");
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].map(flowOf).sort((a, b) => (a.report.file < b.report.file ? -1 : a.report.file > b.report.file ? 1 : a.report.range.start - b.report.range.start));
}

function flowOf(drafts: readonly Draft[]): Flow {
  const [first] = drafts as readonly [Draft];
  const { hit, resolved } = first;
  const sink: Sink = {
    model: hit.match.model.sdk, callee: textOfCallee(hit.call), call: locationOf(hit.call), payload: first.payload, kind: hit.match.model.kind,
  };
  const seen = new Set<string>();
  const sources = drafts.flatMap(({ found, steps }) => {
    const key = `${found.source.name}|${place(found.source.location)}|${found.source.classification.category}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const distrusted = found.distrusted ?? distrustedOf(found.symbol);
    return [{ source: found.source, trace: { steps }, ...(found.held.redacted === undefined ? {} : { redacted: found.held.redacted }), ...(distrusted === undefined ? {} : { distrusted }) }];
  });
  return { sink, recipient: resolved.recipient, endpoint: resolved.endpoint, sources, report: first.report };
}
