// Switching an address, region or option to the service's mainland twin.
import { jurisdictionOfHost, mainlandTwin } from "../../catalog/jurisdictions.js";
import { providers, regionPlace } from "../../catalog/regions.js";
import { sdkById, type EndpointOption } from "../../catalog/sdks.js";
import { isIdentifier, isPropertyAccessExpression, isStringLiteralLikeNode, type Node } from "../../compiler/ast.js";
import { localized } from "../../base/localized.js";
import type { TextEdit } from "../../base/text-edit.js";
import type { Fix } from "../../model/finding.js";
import type { CodeLocation, Flow } from "../../model/flow.js";
import type { FlowContext } from "../rule.js";
import { descendants, nodeAt, rangeOf } from "./tree.js";

/** Fixes at each place the address comes from, code or `.env`. */
export function mainlandFixes(flow: Flow, context: FlowContext): readonly Pick<Fix, "id" | "title" | "edits">[] {
  const seen = new Set<string>();
  // An address written in the call itself needs no step of evidence.
  return [...flow.endpoint.evidence.map(({ location }) => location), flow.sink.call].flatMap((location) => {
    const found = switched(location, flow, context);
    const key = `${location.file} ${found?.edit.range.start ?? ""}`;
    if (found === undefined || seen.has(key)) return [];
    seen.add(key);
    return [{ id: "mainland-endpoint", title: localized(`Switch to the mainland endpoint (${found.name})`, `切换到境内端点（${found.name}）`), edits: [{ file: location.file, edits: [found.edit] }] }];
  });
}

interface Switch {
  readonly edit: TextEdit;
  readonly name: string;
}

function switched(location: CodeLocation, flow: Flow, context: FlowContext): Switch | undefined {
  const text = context.textOf(location.file);
  if (text === undefined) return undefined;
  const byHost = hostSwitch(text, location, flow, context);
  if (byHost !== undefined) return byHost;
  const tree = context.code?.tree(location.file);
  const node = tree === undefined ? undefined : nodeAt(tree, location.range);
  if (node === undefined) return undefined;
  for (const inner of descendants(node)) {
    const found = optionSwitch(inner, flow);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The host as written, replaced by its twin. */
function hostSwitch(text: string, { range }: CodeLocation, { endpoint }: Flow, { config }: FlowContext): Switch | undefined {
  const { host } = endpoint;
  const twin = host === undefined ? undefined : hostTwin(host);
  if (host === undefined || twin === undefined || jurisdictionOfHost(twin, config).outsideMainland !== false) return undefined;
  const lineEnd = text.indexOf("\n", range.end);
  // The evidence of a .env line may end before its value.
  const end = text.slice(range.start, range.end).toLowerCase().includes(host) ? range.end : lineEnd < 0 ? text.length : lineEnd;
  const at = text.slice(range.start, end).toLowerCase().indexOf(host);
  return at < 0 ? undefined : { name: twin, edit: { range: { start: range.start + at, end: range.start + at + host.length }, newText: twin } };
}

/** The table's twin, or the same host in the provider's first mainland region. */
function hostTwin(host: string): string | undefined {
  const twin = mainlandTwin(host);
  if (twin !== undefined) return twin.host;
  for (const provider of providers().values()) {
    const [region] = provider.mainland;
    if (region === undefined) continue;
    for (const outside of provider.outside.keys()) {
      const at = new RegExp(`(^|[.-])${outside}(?=[.-])`).exec(host);
      if (at === null) continue;
      const moved = `${host.slice(0, at.index)}${at[1] ?? ""}${region}${host.slice(at.index + at[0].length)}`;
      const twin = /\.amazonaws\.com$/.test(moved) ? `${moved}.cn` : moved;
      if (jurisdictionOfHost(twin).outsideMainland === false) return twin;
    }
  }
  return undefined;
}

/** A region, or a member of an enum: what the library's model says of the mainland. */
function optionSwitch(node: Node, { sink }: Flow): Switch | undefined {
  const sdk = sdkById(sink.model);
  if (sdk === undefined) return undefined;
  for (const option of [sdk.endpoint, ...sdk.clients.map(({ endpoint }) => endpoint), ...sdk.calls.map(({ endpoint }) => endpoint)].flatMap(({ options }) => options)) {
    const found = option.mainland === undefined ? undefined : literalSwitch(node, option, option.mainland);
    if (found !== undefined) return found;
  }
  return undefined;
}

function literalSwitch(node: Node, { provider, hosts }: EndpointOption, mainland: string): Switch | undefined {
  const name = mainland.replace(/^["']|["']$/g, "");
  if (isStringLiteralLikeNode(node)) {
    const known = provider === undefined ? undefined : providers().get(provider);
    if (known === undefined || regionPlace(known, node.text).verdict !== "outside") return undefined;
    // `us-west-1` and `oss-us-west-1` are both written; the prefix stays as it was.
    const bare = /^(?:oss|cos|tos|s3)-/.test(node.text) ? name : name.replace(/^(?:oss|cos|tos|s3)-/, "");
    const { start, end } = rangeOf(node);
    return { name: bare, edit: { range: { start: start + 1, end: end - 1 }, newText: bare } };
  }
  // `Domain.Lark` → `Domain.Feishu`
  const member = /^[A-Za-z_]\w*\.(\w+)$/.exec(mainland)?.[1];
  if (member === undefined || hosts === undefined || !isPropertyAccessExpression(node) || !isIdentifier(node.name)) return undefined;
  return hosts[node.name.text] === undefined || node.name.text === member ? undefined : { name: member, edit: { range: rangeOf(node.name), newText: member } };
}
