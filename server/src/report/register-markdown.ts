import type { Locale } from "../base/localized.js";
import type { Register } from "./register.js";
import type { RegisterRecipient } from "./register-recipients.js";
import { assessmentFacts, dutyText, joined, placeText, rowCells, sharingCells } from "./register-tables.js";
import { assessmentQuestions, columns, headings, sharingColumns } from "./register-words.js";

/** The register as Markdown, one line a row so that it diffs well. */
export function registerMarkdown(register: Register, locale: Locale): string {
  const head = (key: keyof typeof headings): string => headings[key][locale];
  return [
    `# ${head("title")}`,
    "",
    ...(register.exporter === undefined ? [] : [`${head("exporter")}: ${escape(register.exporter)}  `]),
    `${head("asOf")}: ${register.asOf}`,
    "",
    `> ${head("note")}`,
    ...section(head("transfers"), table(columns.map((column) => column[locale]), register.rows.map((row) => rowCells(row, locale)), head("none"))),
    ...section(head("counts"), list([register.counting, ...register.thresholds].map((text) => text[locale]), head("none"))),
    ...section(head("sharing"), table(sharingColumns.map((column) => column[locale]), register.recipients.map((recipient) => sharingCells(recipient, locale)), head("none"))),
    ...section(head("commonDuties"), list(register.duties.map((duty) => dutyText(duty, locale)), head("none"))),
    ...section(head("assessment"), register.recipients.length === 0 ? [head("none")] : [head("toAnswer"), "", ...list(assessmentQuestions.map((text) => text[locale]), head("none")), "", ...register.recipients.flatMap((recipient) => assessment(recipient, locale))]),
    ...section(head("questions"), list(register.questions.map(({ recipient, text, evidence }) => `${recipient}: ${text[locale]} (${placeText(evidence)})`), head("none"))),
    ...section(head("stopped"), list(register.stopped.map(({ text, evidence }) => `${placeText(evidence)}: ${text[locale]}`), head("none"))),
    "",
  ].join("\n");
}

function assessment(recipient: RegisterRecipient, locale: Locale): string[] {
  return [
    `### ${escape(recipient.name)}`,
    "",
    ...assessmentFacts(recipient).map(([name, texts]) => `- ${name[locale]}: ${escape(texts.length === 0 ? headings.none[locale] : joined(texts, locale))}`),
    `- ${headings.duties[locale]}: ${recipient.obligations.length === 0 ? headings.none[locale] : ""}`.trimEnd(),
    ...recipient.obligations.map((duty) => `  - ${escape(dutyText(duty, locale))}`),
    "",
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return ["", `## ${title}`, "", ...lines];
}

function table(head: readonly string[], rows: readonly (readonly string[])[], none: string): string[] {
  if (rows.length === 0) return [none];
  const line = (cells: readonly string[]): string => `| ${cells.map(escape).join(" | ")} |`;
  return [line(head), `|${head.map(() => " --- ").join("|")}|`, ...rows.map(line)];
}

function list(items: readonly string[], none: string): string[] {
  return items.length === 0 ? [none] : items.map((item) => `- ${escape(item)}`);
}

/** Names come from code: nothing in them may become markup. */
function escape(text: string): string {
  return text.replace(/[\r\n]+/g, " ").replace(/[\\`*_|<>[\]]/g, "\\$&");
}
