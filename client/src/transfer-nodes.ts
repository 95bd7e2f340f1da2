// What the view of transfers shows, as plain nodes; transfer-view.ts hands them to the editor.
import type { FieldEntry, ProtocolLocation, TransferEntry, TransferField, TransferHop, TransfersResult } from "../../server/src/lsp/views-protocol.js";

export type Grouping = "recipients" | "models";

export type NodeKind = "recipient" | "country" | "model" | "field" | "call" | "hop";

export interface TransferNode {
  /** The same over new results, so that the editor keeps what is open. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: string;
  readonly description: string;
  /** Read aloud: what icon and place in the tree say to the eye. */
  readonly spoken: string;
  readonly icon: string;
  readonly location?: ProtocolLocation;
  /** Way of the data, for nodes that are about one transfer. */
  readonly hops?: readonly TransferHop[];
  readonly children: readonly TransferNode[];
}

export interface NodeOptions {
  readonly grouping: Grouping;
  /** Words that all have to occur in names, places or routes. */
  readonly filter: string;
  readonly l10n: { t(message: string, ...values: (string | number)[]): string };
  /** As people read it: relative to the workspace. */
  pathOf(uri: string): string;
}

/** One field on its way with one call. */
interface Carried {
  readonly transfer: TransferEntry;
  readonly field: TransferField;
}

/** Recipient → country → field → call → hop, or model → field → recipient → call. */
export function transferNodes({ transfers, fields }: TransfersResult, options: NodeOptions): readonly TransferNode[] {
  const carried = transfers.flatMap((transfer) => transfer.fields.map((field) => ({ transfer, field })));
  const wanted = carried.filter((item) => matches(options, haystackOf(item, options)));
  if (options.grouping === "recipients") return recipients(wanted, options);
  const staying = fields.filter((field) => matches(options, [field.model, field.name, field.category, options.pathOf(field.location.uri)]));
  return models(wanted, staying, carried, options);
}

function recipients(carried: readonly Carried[], options: NodeOptions): readonly TransferNode[] {
  const nodes = groups(carried, ({ transfer }) => transfer.recipient.id).map(([id, items]) => {
    const { recipient } = first(items).transfer;
    const counts = countsOf(items, options);
    const hosts = [...new Set(items.flatMap(({ transfer }) => transfer.recipient.host ?? []))].filter((host) => host !== recipient.name);
    return {
      id, kind: "recipient" as const, label: recipient.name, icon: "organization",
      description: [counts, ...hosts.slice(0, 1)].join(" · "),
      spoken: options.l10n.t("Recipient {0}, {1}", recipient.name, counts),
      children: groups(items, ({ transfer }) => transfer.country.code).map(([code, here]) => countryNode(`${id}/${code}`, here, options)),
    };
  });
  return nodes.sort((a, b) => compare(a.label.toLowerCase(), b.label.toLowerCase()));
}

function countryNode(id: string, items: readonly Carried[], options: NodeOptions): TransferNode {
  const { country } = first(items).transfer;
  const routes = [...new Set(items.map(({ transfer }) => transfer.route))].join(" · ");
  return {
    id, kind: "country", label: country.name, icon: "globe", description: routes, spoken: options.l10n.t("To {0}: {1}", country.name, routes),
    children: groups(items, ({ field }) => fieldName(field)).map(([name, here]) => ({
      ...fieldNode(`${id}/${name}`, name, first(here).field, options),
      children: here.map((item, at) => callNode(`${id}/${name}/${item.transfer.id}/${at}`, item, options)),
    })),
  };
}

function models(carried: readonly Carried[], fields: readonly FieldEntry[], all: readonly Carried[], options: NodeOptions): readonly TransferNode[] {
  const keyOf = (model: string | undefined, uri: string): string => (model === undefined ? "" : `${model}\n${uri}`);
  const travelling = groups(carried, ({ field }) => keyOf(field.model, field.location.uri));
  const known = new Set(all.map(({ field }) => `${keyOf(field.model, field.location.uri)}\n${field.name}`));
  const staying = new Map(groups(fields.filter((field) => !known.has(`${keyOf(field.model, field.location.uri)}\n${field.name}`)), (field) => keyOf(field.model, field.location.uri)));
  const keys = [...travelling.map(([key]) => key), ...[...staying.keys()].filter((key) => !travelling.some(([other]) => other === key))];
  const going = new Map(travelling);
  // Models from which data leaves come first; data without a model last among them.
  return keys.sort((a, b) => Number(going.has(b)) - Number(going.has(a)) || Number(a === "") - Number(b === "") || compare(a, b))
    .map((key) => modelNode(key, going.get(key) ?? [], staying.get(key) ?? [], options));
}

function modelNode(id: string, carried: readonly Carried[], staying: readonly FieldEntry[], options: NodeOptions): TransferNode {
  const { l10n } = options;
  const owner = carried[0]?.field ?? staying[0];
  const label = owner?.model ?? l10n.t("Data without a declared model");
  const fields = groups(carried, ({ field }) => field.name);
  const counts = l10n.t("{0} of {1} fields leave", fields.length, fields.length + staying.length);
  return {
    id: `model ${id}`, kind: "model", label, icon: "symbol-class", spoken: l10n.t("Model {0}, {1}", label, counts),
    description: [counts, ...(owner?.model === undefined ? [] : [options.pathOf(owner.location.uri)])].join(" · "),
    ...(owner?.model === undefined ? {} : { location: owner.location }),
    children: [
      ...fields.map(([name, items]) => ({
        ...fieldNode(`${id}/${name}`, name, first(items).field, options),
        children: groups(items, ({ transfer }) => `${transfer.recipient.id}/${transfer.country.code}`).map(([key, here]) => placeNode(`${id}/${name}/${key}`, here, options)),
      })),
      ...staying.map((field) => stayingNode(`${id}/${field.name}/${field.location.range.start.line}`, field, options)),
    ],
  };
}

/** Recipient and country in one, below a field. */
function placeNode(id: string, items: readonly Carried[], options: NodeOptions): TransferNode {
  const { recipient, country, route } = first(items).transfer;
  return {
    id, kind: "recipient", label: recipient.name, icon: "organization", description: `${country.name} · ${route}`,
    spoken: options.l10n.t("Recipient {0}, {1}", recipient.name, `${country.name}, ${route}`),
    children: items.map((item, at) => callNode(`${id}/${item.transfer.id}/${at}`, item, options)),
  };
}

function fieldNode(id: string, label: string, field: Pick<TransferField, "level" | "category" | "location">, { l10n }: NodeOptions): TransferNode {
  const isSensitive = field.level === "sensitive";
  const description = isSensitive ? l10n.t("sensitive · {0}", field.category) : field.category;
  return { id, kind: "field", label, description, icon: isSensitive ? "lock" : "symbol-field", spoken: l10n.t("Field {0}, {1}", label, description), location: field.location, children: [] };
}

function stayingNode(id: string, field: FieldEntry, options: NodeOptions): TransferNode {
  const node = fieldNode(id, field.name, field, options);
  const description = options.l10n.t("{0} · no transfer found", node.description);
  return { ...node, description, spoken: options.l10n.t("Field {0}, {1}", field.name, description) };
}

const severityIcons: Readonly<Record<TransferEntry["severity"], string>> = { error: "error", warning: "warning", information: "info", hint: "info" };

function callNode(id: string, { transfer, field }: Carried, options: NodeOptions): TransferNode {
  const { l10n } = options;
  const label = placeText(transfer.location, options);
  const severities: Readonly<Record<TransferEntry["severity"], string>> = { error: l10n.t("error"), warning: l10n.t("warning"), information: l10n.t("information"), hint: l10n.t("information") };
  return {
    id, kind: "call", label, icon: severityIcons[transfer.severity], description: `${transfer.callee} · ${transfer.route}`, location: transfer.location, hops: field.hops,
    spoken: l10n.t("Call {0} at {1}, {2}: {3}", transfer.callee, label, severities[transfer.severity], transfer.summary),
    children: field.hops.map((hop, at) => ({
      id: `${id}/${at}`, kind: "hop" as const, label: hop.text, icon: "arrow-small-right", description: placeText(hop, options), location: hop, hops: field.hops, children: [],
      spoken: l10n.t("Step {0} of {1}: {2}", at + 1, field.hops.length, hop.text),
    })),
  };
}

function countsOf(items: readonly Carried[], { l10n }: NodeOptions): string {
  const fields = new Set(items.map(({ field }) => fieldName(field))).size;
  const calls = new Set(items.map(({ transfer }) => transfer.id)).size;
  return [fields === 1 ? l10n.t("1 field") : l10n.t("{0} fields", fields), calls === 1 ? l10n.t("1 call") : l10n.t("{0} calls", calls)].join(", ");
}

function fieldName({ model, name }: TransferField): string {
  return model === undefined ? name : `${model}.${name}`;
}

function placeText({ uri, range }: ProtocolLocation, { pathOf }: NodeOptions): string {
  return `${pathOf(uri)}:${range.start.line + 1}`;
}

function haystackOf({ transfer, field }: Carried, { pathOf }: NodeOptions): readonly string[] {
  const { recipient, country, route, callee, location } = transfer;
  return [recipient.name, recipient.id, recipient.host ?? "", country.name, country.code, route, callee, pathOf(location.uri), fieldName(field), field.category, field.level];
}

function matches({ filter }: NodeOptions, texts: readonly string[]): boolean {
  const text = texts.join("\n").toLowerCase();
  return filter.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** Groups in the order of their keys. */
function groups<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const result = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const list = result.get(key);
    if (list === undefined) result.set(key, [item]);
    else list.push(item);
  }
  return [...result].sort(([a], [b]) => compare(a, b));
}

/** Groups are never empty. */
function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error("an empty group");
  return item;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
