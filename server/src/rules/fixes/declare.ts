// Saying in borderline.yaml what code cannot tell: who receives, and where a host is.
import { recipientById } from "../../catalog/jurisdictions.js";
import { sdkById } from "../../catalog/sdks.js";
import { localized } from "../../base/localized.js";
import { declaredRecipient } from "../../law/recipients.js";
import type { FileEdit, Fix } from "../../model/finding.js";
import type { Flow } from "../../model/flow.js";
import type { FlowContext } from "../rule.js";
import { addToList, type ListEntry } from "./yaml-list.js";

type Sketch = Pick<Fix, "id" | "title" | "edits">;

/** A declaration of the recipient with what is known of it; its purpose is the likeliest of its trade, to be corrected. */
export function declareRecipient(flow: Flow, context: FlowContext): readonly Sketch[] {
  if (context.code === undefined || declaredRecipient(flow, context.config) !== undefined) return [];
  const draft = recipientDraft(flow);
  const edits = draft === undefined ? undefined : configurationEdit("recipients", draftEntry(draft), context);
  return edits === undefined ? [] : [{ id: "declare-recipient", title: localized(`Declare ${flow.recipient.name} in borderline.yaml`, `在 borderline.yaml 中声明 ${flow.recipient.name}`), edits }];
}

/** What code tells of a recipient that borderline.yaml does not name yet. */
export interface RecipientDraft {
  readonly id: string;
  readonly name?: string;
  readonly hosts: readonly string[];
  readonly packages: readonly string[];
  readonly country?: string;
  /** The likeliest of its trade, to be corrected. */
  readonly purpose: string;
}

/** Undefined where neither host nor package would tell the recipient again. */
export function recipientDraft(flow: Flow): RecipientDraft | undefined {
  const { host, jurisdiction } = flow.endpoint;
  const hosts = wholeHost(host) ? [host] : [];
  const packages = hosts.length > 0 ? [] : packagesOf(flow);
  const id = slug(flow.recipient.id);
  if (hosts.length + packages.length === 0 || id === "") return undefined;
  return {
    id, hosts, packages, purpose: purpose(flow),
    ...(flow.recipient.name === flow.recipient.id || flow.recipient.name === host ? {} : { name: flow.recipient.name }),
    ...(/^[A-Z]{2}$/.test(jurisdiction.code) ? { country: jurisdiction.code } : {}),
  };
}

/** The entry under `recipients`; `more` are further lines a person answered for. */
export function draftEntry({ id, name, hosts, packages, country, purpose: why }: RecipientDraft, more: readonly string[] = []): ListEntry {
  const lines = [
    `id: ${scalar(id)}`,
    ...(name === undefined ? [] : [`name: ${scalar(name)}`]),
    ...(hosts.length === 0 ? [] : [`hosts: [${hosts.map(quoted).join(", ")}]`]),
    ...(packages.length === 0 ? [] : [`packages: [${packages.map(scalar).join(", ")}]`]),
    ...(country === undefined ? [] : [`country: ${country === "NO" ? '"NO"' : country}`]),
    `purpose: ${why}`,
    ...more,
  ];
  return { lines, inline: `{ ${lines.join(", ")} }` };
}

/** Where a host is, when nobody knows but the team. */
export function declareHost(flow: Flow, context: FlowContext): readonly Sketch[] {
  const { host } = flow.endpoint;
  if (context.code === undefined || !wholeHost(host)) return [];
  const add = (key: string): readonly FileEdit[] => configurationEdit(key, { lines: [quoted(host)], inline: quoted(host) }, context) ?? [];
  return [
    { id: "declare-host-domestic", title: localized(`${host} is in mainland China`, `${host} 位于中国境内`), edits: add("domestic-hosts") },
    { id: "declare-host-overseas", title: localized(`${host} is outside mainland China`, `${host} 位于中国境外`), edits: add("overseas-hosts") },
  ].filter(({ edits }) => edits.length > 0);
}

function configurationEdit(key: string, entry: ListEntry, { code, textOf }: FlowContext): readonly FileEdit[] | undefined {
  const file = `${code?.folder ?? ""}/borderline.yaml`;
  const text = textOf(file);
  const edits = addToList(text ?? "", key, entry);
  return edits === undefined ? undefined : [{ file, edits, ...(text === undefined ? { create: true } : {}) }];
}

/** A host or `*.suffix`: what a pattern may be. */
function wholeHost(host: string | undefined): host is string {
  return host !== undefined && /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(host) && !/^(?:localhost|127\.)/.test(host);
}

function packagesOf({ sink }: Flow): readonly string[] {
  const [first] = sdkById(sink.model)?.packages ?? [];
  return first === undefined || first.includes("*") ? [] : [first];
}

function quoted(host: string): string {
  return host.startsWith("*") ? `"${host}"` : host;
}

function scalar(text: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N} ._/()（）-]*$/u.test(text) && !/^(?:true|false|null|yes|no|on|off|~|[\d.+-]+)$/i.test(text) && !text.endsWith(" ") ? text : JSON.stringify(text);
}

function slug(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9._-]+/g, "-").replace(/^[-._]+|(?<![-._])[-._]+$/g, "").replace(/[-._]{2,}/g, "-");
}

const purposes: Readonly<Record<string, string>> = {
  analytics: "analytics", "session-replay": "analytics", "feature-flags": "analytics", attribution: "marketing", ads: "marketing", "email-marketing": "marketing", crm: "marketing", loyalty: "marketing",
  "support-chat": "support", payments: "contract", logistics: "contract", ecommerce: "contract", hr: "hr",
  apm: "operations", "error-tracking": "operations", hosting: "operations", storage: "operations", database: "operations", cdn: "operations", email: "operations", sms: "operations", push: "operations", auth: "operations", search: "operations",
};

function purpose({ recipient }: Flow): string {
  return purposes[recipientById(recipient.id)?.kind ?? ""] ?? "other";
}
