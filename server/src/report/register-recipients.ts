// One recipient as the third-party sharing list and the impact assessment see it.
import { localized, type Localized } from "../base/localized.js";
import { categoryName } from "../catalog/names.js";
import type { Leaving, EvidencePlace, RegisterDuty } from "./register.js";
import { compare, distinctPlaces, dutyOf, openTitle, sortedDistinct } from "./register-parts.js";
import { purposeName, subjectNames } from "./register-words.js";

/** Inputs of an impact assessment for one recipient, and its line in the third-party sharing list. */
export interface RegisterRecipient {
  readonly id: string;
  readonly name: string;
  readonly countries: readonly Localized[];
  readonly purposes: readonly Localized[];
  readonly categories: readonly Localized[];
  readonly sensitive: readonly Localized[];
  readonly subjects: readonly Localized[];
  readonly routes: readonly Localized[];
  readonly mechanisms: readonly Localized[];
  /** Calls and hosts the data goes by. */
  readonly means: readonly string[];
  /** What is declared of necessity (PIPL Art. 56: lawful, legitimate, necessary). */
  readonly necessity: readonly Localized[];
  /** Redaction that the code shows; encryption and access are not seen in code. */
  readonly protection: readonly Localized[];
  readonly onward: readonly Localized[];
  /** Beyond the duties of the whole register. */
  readonly obligations: readonly RegisterDuty[];
  readonly evidence: readonly EvidencePlace[];
}

/** In a stable order, whatever order the findings came in. */
export function recipientsOf(leaving: readonly Leaving[], common: ReadonlySet<string>): readonly RegisterRecipient[] {
  const groups = new Map<string, Leaving[]>();
  for (const item of leaving) groups.set(item.flow.recipient.id, [...(groups.get(item.flow.recipient.id) ?? []), item]);
  return [...groups].sort(([a], [b]) => compare(a, b)).map(([id, items]) => recipientOf(id, items, common));
}

function recipientOf(id: string, items: readonly Leaving[], common: ReadonlySet<string>): RegisterRecipient {
  const sources = items.flatMap(({ flow }) => flow.sources.map(({ source }) => source.classification)).filter(({ level }) => level !== "none");
  const sensitive = sources.filter(({ level, subject }) => level === "sensitive" || subject === "minor");
  const obligations = new Map(items.flatMap(({ transfer }) => transfer.decision.obligations).map((duty) => [duty.id, duty]));
  return {
    id, name: items[0]?.flow.recipient.name ?? id,
    countries: sortedDistinct(items.map(({ flow }) => flow.endpoint.jurisdiction.name)),
    purposes: sortedDistinct(items.map(({ transfer }) => purposeName(String(transfer.inputs["purpose"] ?? "unknown")))),
    categories: sortedDistinct(sources.map(({ category }) => categoryName(category))),
    sensitive: sortedDistinct(sensitive.map(({ category }) => categoryName(category))),
    subjects: sortedDistinct(sources.map(({ subject }) => subjectNames[subject])),
    routes: sortedDistinct(items.map(({ transfer }) => openTitle(transfer))),
    mechanisms: sortedDistinct(items.map(({ transfer }) => transfer.mechanism.text)),
    means: [...new Set(items.map(({ flow }) => `${flow.sink.callee}${flow.endpoint.host === undefined ? "" : ` → ${flow.endpoint.host}`}`))].sort(compare),
    necessity: sortedDistinct(items.map(({ transfer }) => necessityText(transfer.inputs["facts.necessary"]))),
    protection: protectionOf(items),
    onward: sortedDistinct(items.map(({ transfer }) => (transfer.inputs["gba.onward_outside"] === true ? words.passesOn : words.noOnward))),
    obligations: [...obligations.values()].filter((duty) => !common.has(duty.id)).map(dutyOf),
    evidence: distinctPlaces(items.map(({ evidence }) => evidence)),
  };
}

const words = {
  necessary: localized("declared necessary for the purpose", "已声明为该目的所必需"),
  unnecessary: localized("declared not strictly necessary", "已声明并非必需"),
  undeclared: localized("not declared: state why each field is needed", "未声明：请说明各字段为何必要"),
  passesOn: localized("declared: the recipient passes the data on", "已声明：接收方会再向第三方提供"),
  noOnward: localized("none declared", "未声明有再转移"),
} as const;

function necessityText(value: string | number | boolean | undefined): Localized {
  return value === true ? words.necessary : value === false ? words.unnecessary : words.undeclared;
}

function protectionOf(items: readonly Leaving[]): readonly Localized[] {
  const kinds = items.flatMap(({ flow }) => flow.sources.flatMap(({ source, redacted }) => (redacted === undefined ? [] : [{ name: source.name, redacted }])));
  return sortedDistinct(kinds.map(({ name, redacted }) => (redacted === "hash"
    ? localized(`${name}: hashed before it leaves`, `${name}：出境前哈希`)
    : redacted === "keyed-hash" ? localized(`${name}: hashed with a key before it leaves`, `${name}：出境前以密钥哈希`)
    : localized(`${name}: replaced by a token before it leaves`, `${name}：出境前令牌化`))));
}
