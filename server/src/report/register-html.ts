import { joinPath } from "../base/paths.js";
import type { Locale, Localized } from "../base/localized.js";
import { escapeHtml as escape, htmlPage, languageOf, type HtmlParts } from "./html-page.js";
import type { EvidencePlace, Register } from "./register.js";
import type { RegisterRecipient } from "./register-recipients.js";
import { assessmentFacts, dutyText, joined, placeText, rowCells, sharingCells } from "./register-tables.js";
import { assessmentQuestions, columns, headings, sharingColumns } from "./register-words.js";

/** How places in code become links; without it they are plain text. */
export interface CodeLinks {
  /** Absolute path the register's places are relative to. */
  readonly folder: string;
  hrefOf(place: EvidencePlace): string;
}

/** One file without scripts and without anything from the network; light and dark follow the reader's system. */
export function registerHtml(register: Register, locale: Locale): string {
  return htmlPage(registerParts(register, locale));
}

export function registerParts(register: Register, locale: Locale, links?: CodeLinks): HtmlParts {
  const head = (key: keyof typeof headings): string => escape(headings[key][locale]);
  const place = (evidence: EvidencePlace): string => placeHtml(evidence, links);
  const rows = register.rows.map((row) => [...rowCells(row, locale).slice(0, -1).map(escape), row.evidence.map(place).join(", ")]);
  const body = [
    "<main>",
    `<h1>${head("title")}</h1>`,
    `<p>${register.exporter === undefined ? "" : `${head("exporter")}: ${escape(register.exporter)}<br>`}${head("asOf")}: ${escape(register.asOf)}</p>`,
    `<p class="note">${head("note")}</p>`,
    ...section(head("transfers"), table(columns, rows, locale)),
    ...section(head("counts"), list([register.counting, ...register.thresholds].map((text) => escape(text[locale])), locale)),
    ...section(head("sharing"), table(sharingColumns, register.recipients.map((recipient) => sharingCells(recipient, locale).map(escape)), locale)),
    ...section(head("commonDuties"), list(register.duties.map((duty) => escape(dutyText(duty, locale))), locale)),
    ...section(head("assessment"), assessmentSection(register, locale)),
    ...section(head("questions"), list(register.questions.map(({ recipient, text, evidence }) => `${escape(`${recipient}: ${text[locale]}`)} (${place(evidence)})`), locale)),
    ...section(head("stopped"), list(register.stopped.map(({ text, evidence }) => `${place(evidence)}: ${escape(text[locale])}`), locale)),
    "</main>",
  ];
  return { language: languageOf(locale), title: headings.title[locale], style, body: body.join("\n") };
}

function placeHtml(place: EvidencePlace, links: CodeLinks | undefined): string {
  const text = escape(placeText(place));
  return links === undefined ? text : `<a href="${escape(links.hrefOf(place))}" data-file="${escape(joinPath(links.folder, place.file))}" data-line="${place.line}">${text}</a>`;
}

const style = [
  ":root{color-scheme:light dark}",
  "body{font:var(--vscode-font-size,15px)/1.5 var(--vscode-font-family,system-ui,sans-serif);margin:0;color:var(--vscode-editor-foreground,CanvasText);background:var(--vscode-editor-background,Canvas)}",
  "main{max-width:100rem;margin:0 auto;padding:1.5rem}",
  ".note{border-inline-start:4px solid GrayText;padding-inline-start:.8rem}",
  ".scroll{overflow-x:auto}",
  "table{border-collapse:collapse;width:100%}",
  "th,td{border:1px solid color-mix(in srgb,currentColor 30%,transparent);padding:.35rem .5rem;text-align:start;vertical-align:top}",
  "th{background:color-mix(in srgb,currentColor 8%,transparent)}",
  "a{color:var(--vscode-textLink-foreground,LinkText)}",
  "td{min-width:5.5rem;overflow-wrap:anywhere}",
  "td.long{min-width:16rem}",
  "td:first-child,td:last-child{font-family:ui-monospace,monospace;min-width:11rem}",
  // The field stays in sight while the rest is scrolled.
  ".scroll>table :is(th,td):first-child{position:sticky;inset-inline-start:0;background:var(--vscode-editor-background,Canvas);box-shadow:inset -1px 0 color-mix(in srgb,currentColor 30%,transparent)}",
  ".scroll>table th:first-child{background-image:linear-gradient(color-mix(in srgb,currentColor 8%,transparent) 0 100%)}",
  "@media print{body{font-size:11px}.scroll{overflow:visible}}",
].join("\n");

function assessmentSection({ recipients }: Register, locale: Locale): string[] {
  const [none, toAnswer] = [escape(headings.none[locale]), escape(headings.toAnswer[locale])];
  if (recipients.length === 0) return [`<p>${none}</p>`];
  return [`<p>${toAnswer}</p>`, ...list(assessmentQuestions.map((text) => escape(text[locale])), locale), ...recipients.flatMap((recipient) => assessment(recipient, locale))];
}

function assessment(recipient: RegisterRecipient, locale: Locale): string[] {
  return [
    `<h3>${escape(recipient.name)}</h3>`,
    "<ul>",
    ...assessmentFacts(recipient).map(([name, texts]) => `<li>${escape(name[locale])}: ${escape(texts.length === 0 ? headings.none[locale] : joined(texts, locale))}</li>`),
    "</ul>",
    `<p>${escape(headings.duties[locale])}:</p>`,
    ...list(recipient.obligations.map((duty) => escape(dutyText(duty, locale))), locale),
  ];
}

function section(title: string, body: readonly string[]): string[] {
  return ["<section>", `<h2>${title}</h2>`, ...body, "</section>"];
}

/** Characters from which a cell is given room: in a narrow column it would make the whole row tall. */
const longText = 32;

/** Links stand in the last column, which has its own width. */
function isLong(cell: string): boolean {
  return cell.length > longText && !cell.includes("<");
}

/** Cells are markup. */
function table(head: readonly Localized[], rows: readonly (readonly string[])[], locale: Locale): string[] {
  if (rows.length === 0) return [`<p>${escape(headings.none[locale])}</p>`];
  return [
    '<div class="scroll" tabindex="0"><table>',
    `<thead><tr>${head.map((column) => `<th scope="col">${escape(column[locale])}</th>`).join("")}</tr></thead>`,
    "<tbody>",
    ...rows.map((cells) => `<tr>${cells.map((cell) => `<td${isLong(cell) ? ' class="long"' : ""}>${cell}</td>`).join("")}</tr>`),
    "</tbody></table></div>",
  ];
}

/** Items are markup. */
function list(items: readonly string[], locale: Locale): string[] {
  return items.length === 0 ? [`<p>${escape(headings.none[locale])}</p>`] : ["<ul>", ...items.map((item) => `<li>${item}</li>`), "</ul>"];
}
