// Guided declaration: which recipients borderline.yaml does not name yet, and the file with a person's answers in it.
import { applyEdits } from "../base/text-edit.js";
import { localized, type Locale } from "../base/localized.js";
import type { ExporterConfig, MechanismConfig } from "../model/config.js";
import { draftEntry, recipientDraft, type RecipientDraft } from "../rules/fixes/declare.js";
import { addToList } from "../rules/fixes/yaml-list.js";
import type { FileReport } from "../workspace/engine.js";
import { outboundOf } from "./outbound.js";

export interface UndeclaredRecipient extends RecipientDraft {
  /** How it is shown. */
  readonly title: string;
  readonly transfers: number;
  readonly fields: readonly string[];
}

export interface RecipientAnswer {
  readonly id: string;
  readonly purpose: string;
  readonly necessary?: boolean;
  readonly individualIsParty?: boolean;
  readonly mechanism?: MechanismConfig;
}

/** Recipients of transfers that no entry speaks for, most transfers first. */
export function undeclaredRecipients(reports: readonly FileReport[]): readonly UndeclaredRecipient[] {
  const found = new Map<string, UndeclaredRecipient>();
  for (const finding of reports.flatMap(({ findings }) => findings)) {
    const outbound = outboundOf(finding);
    const draft = outbound === undefined || outbound.transfer.declaredRecipient !== undefined ? undefined : recipientDraft(outbound.flow);
    if (outbound === undefined || draft === undefined) continue;
    const known = found.get(draft.id);
    const names = outbound.flow.sources.filter(({ source }) => source.classification.level !== "none").map(({ source }) => source.name);
    found.set(draft.id, {
      ...draft, title: outbound.flow.recipient.name,
      hosts: distinct([...(known?.hosts ?? []), ...draft.hosts]), packages: distinct([...(known?.packages ?? []), ...draft.packages]),
      fields: distinct([...(known?.fields ?? []), ...names]), transfers: (known?.transfers ?? 0) + 1,
    });
  }
  return [...found.values()].sort((a, b) => b.transfers - a.transfers || (a.id < b.id ? -1 : 1));
}

/** The text of borderline.yaml with the answers in it; comments and layout of an existing one stay. Undefined where it cannot be read. */
export function withDeclarations(text: string | undefined, drafts: readonly UndeclaredRecipient[], answers: readonly RecipientAnswer[], exporter: ExporterConfig, locale: Locale): string | undefined {
  let result: string | undefined = text ?? startOf(exporter, locale);
  for (const answer of answers) {
    const draft = drafts.find(({ id }) => id === answer.id);
    if (draft === undefined || result === undefined) continue;
    const edits = addToList(result, "recipients", draftEntry({ ...draft, purpose: answer.purpose }, moreLines(answer)));
    result = edits === undefined ? undefined : applyEdits(result, edits);
  }
  return result;
}

function moreLines({ necessary, individualIsParty, mechanism }: RecipientAnswer): readonly string[] {
  const parts = mechanism === undefined ? [] : [`kind: ${mechanism.kind}`, ...(mechanism.filedOn === undefined ? [] : [`filed-on: ${mechanism.filedOn}`]), ...(mechanism.validUntil === undefined ? [] : [`valid-until: ${mechanism.validUntil}`])];
  return [
    ...(necessary === undefined ? [] : [`necessary: ${necessary}`]),
    ...(individualIsParty === undefined ? [] : [`individual-is-party: ${individualIsParty}`]),
    ...(parts.length === 0 ? [] : [`mechanism: { ${parts.join(", ")} }`]),
  ];
}

/** First lines of a new file. Counts nobody gave are left out: a zero would be a statement. */
function startOf({ name, ciio, personsExported }: ExporterConfig, locale: Locale): string {
  const { ordinary, sensitive } = personsExported ?? {};
  const counts = [...(ordinary === undefined ? [] : [`    ordinary: ${ordinary}`]), ...(sensitive === undefined ? [] : [`    sensitive: ${sensitive}`])];
  return [
    `# ${words.head[locale]}`,
    "# yaml-language-server: $schema=https://raw.githubusercontent.com/borderline-dev/borderline/main/docs/borderline.schema.json",
    "exporter:",
    ...(name === undefined ? [] : [`  name: ${JSON.stringify(name)}`]),
    `  # ${words.ciio[locale]}`,
    `  ciio: ${ciio ?? "unknown"}`,
    ...(counts.length === 0 ? [] : [`  # ${words.persons[locale]}`, "  persons-exported:", ...counts]),
    "",
  ].join("\n");
}

const words = {
  head: localized("Facts that decide which transfer route applies. Every key is explained on hover and completed as you type.", "决定适用何种出境路径的事实。悬停可查看每个键的说明，输入时自动补全。"),
  ciio: localized("critical information infrastructure operator: only a written notice makes one", "是否为关键信息基础设施运营者：仅以书面通知为准"),
  persons: localized("distinct persons since 1 January, whole company, all recipients together; exempt transfers left out", "自 1 月 1 日起全公司各接收方合计的人数（去重），豁免的出境不计入"),
} as const;

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
