// Rows of the register as plain cells of one language; every format prints the same cells.
import { localized, type Locale, type Localized } from "../base/localized.js";
import type { EvidencePlace, RegisterDuty, RegisterRow } from "./register.js";
import type { RegisterRecipient } from "./register-recipients.js";
import { headings, sharingColumns } from "./register-words.js";

export function rowCells(row: RegisterRow, locale: Locale): readonly string[] {
  return [
    row.field, row.category.name[locale], row.level.name[locale], row.subject.name[locale], row.purpose.name[locale],
    row.recipient.host === undefined || row.recipient.host === row.recipient.name ? row.recipient.name : `${row.recipient.name} (${row.recipient.host})`,
    row.country.name[locale], row.route.title[locale], row.route.basis[locale], row.mechanism.text[locale],
    row.evidence.map(placeText).join(", "),
  ];
}

/** What the impact assessment asks of one recipient: name of the fact and its texts. */
export function assessmentFacts(recipient: RegisterRecipient): readonly (readonly [Localized, readonly Localized[]])[] {
  return [
    [sharingColumns[1], recipient.countries], [sharingColumns[2], recipient.purposes], [headings.necessity, recipient.necessity],
    [sharingColumns[3], recipient.categories], [headings.sensitiveKinds, recipient.sensitive], [sharingColumns[5], recipient.subjects],
    [headings.means, recipient.means.map((text) => localized(text, text))], [headings.protection, recipient.protection],
    [headings.onward, recipient.onward], [sharingColumns[6], recipient.routes], [sharingColumns[7], recipient.mechanisms],
    [headings.evidence, recipient.evidence.map(placeText).map((text) => localized(text, text))],
  ];
}

export function sharingCells(recipient: RegisterRecipient, locale: Locale): readonly string[] {
  const lists = [recipient.countries, recipient.purposes, recipient.categories, recipient.sensitive, recipient.subjects, recipient.routes, recipient.mechanisms];
  return [recipient.name, ...lists.map((texts) => joined(texts, locale))];
}

export function placeText({ file, line }: EvidencePlace): string {
  return `${file}:${line}`;
}

/** Names of kinds hold commas of their own. */
export function joined(texts: readonly Localized[], locale: Locale): string {
  return texts.map((text) => text[locale]).join(locale === "zh" ? "；" : "; ");
}

/** A duty with its basis, and how well the rulebook knows it where that is less than having read the text. */
export function dutyText({ text, basis, confidence }: RegisterDuty, locale: Locale): string {
  const note = confidence === "read" ? "" : `; ${headings.confidence[locale]}: ${confidence}`;
  return `${text[locale]} (${basis[locale]}${note})`;
}
