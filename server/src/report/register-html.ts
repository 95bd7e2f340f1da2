import type { Locale, Localized } from "../base/localized.js";
import type { Register, RegisterRecipient } from "./register.js";
import { assessmentFacts, dutyText, joined, placeText, rowCells, sharingCells } from "./register-tables.js";
import { columns, headings, sharingColumns } from "./register-words.js";

/** One file without scripts and without anything from the network; light and dark follow the reader's system. */
export function registerHtml(register: Register, locale: Locale): string {
  const head = (key: keyof typeof headings): string => escape(headings[key][locale]);
  const lines = [
    "<!doctype html>",
    `<html lang="${locale === "zh" ? "zh-CN" : "en"}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${head("title")}</title>`,
    `<style>${style}</style></head>`,
    "<body><main>",
    `<h1>${head("title")}</h1>`,
    `<p>${register.exporter === undefined ? "" : `${head("exporter")}: ${escape(register.exporter)}<br>`}${head("asOf")}: ${escape(register.asOf)}</p>`,
    `<p class="note">${head("note")}</p>`,
    ...section(head("transfers"), table(columns, register.rows.map((row) => rowCells(row, locale)), locale)),
    ...section(head("counts"), list([register.counting, ...register.thresholds].map((text) => text[locale]), locale)),
    ...section(head("sharing"), table(sharingColumns, register.recipients.map((recipient) => sharingCells(recipient, locale)), locale)),
    ...section(head("commonDuties"), list(register.duties.map((duty) => dutyText(duty, locale)), locale)),
    ...section(head("assessment"), register.recipients.flatMap((recipient) => assessment(recipient, locale))),
    ...section(head("questions"), list(register.questions.map(({ recipient, text, evidence }) => `${recipient}: ${text[locale]} (${placeText(evidence)})`), locale)),
    ...section(head("stopped"), list(register.stopped.map(({ text, evidence }) => `${placeText(evidence)}: ${text[locale]}`), locale)),
    "</main></body>",
    "</html>",
    "",
  ];
  return lines.join("\n");
}

const style = [
  ":root{color-scheme:light dark}",
  "body{font:15px/1.5 system-ui,sans-serif;margin:0}",
  "main{max-width:100rem;margin:0 auto;padding:1.5rem}",
  ".note{border-inline-start:4px solid GrayText;padding-inline-start:.8rem}",
  ".scroll{overflow-x:auto}",
  "table{border-collapse:collapse;width:100%}",
  "th,td{border:1px solid color-mix(in srgb,CanvasText 25%,Canvas);padding:.35rem .5rem;text-align:start;vertical-align:top}",
  "th{background:color-mix(in srgb,CanvasText 8%,Canvas)}",
  "td:first-child,td:last-child{font-family:ui-monospace,monospace;overflow-wrap:anywhere}",
  "@media print{body{font-size:11px}.scroll{overflow:visible}}",
].join("\n");

function assessment(recipient: RegisterRecipient, locale: Locale): string[] {
  return [
    `<h3>${escape(recipient.name)}</h3>`,
    "<ul>",
    ...assessmentFacts(recipient).map(([name, texts]) => `<li>${escape(name[locale])}: ${escape(texts.length === 0 ? headings.none[locale] : joined(texts, locale))}</li>`),
    "</ul>",
    `<p>${escape(headings.duties[locale])}:</p>`,
    ...list(recipient.obligations.map((duty) => dutyText(duty, locale)), locale),
  ];
}

function section(title: string, body: readonly string[]): string[] {
  return ["<section>", `<h2>${title}</h2>`, ...body, "</section>"];
}

function table(head: readonly Localized[], rows: readonly (readonly string[])[], locale: Locale): string[] {
  if (rows.length === 0) return [`<p>${escape(headings.none[locale])}</p>`];
  return [
    '<div class="scroll" tabindex="0"><table>',
    `<thead><tr>${head.map((column) => `<th scope="col">${escape(column[locale])}</th>`).join("")}</tr></thead>`,
    "<tbody>",
    ...rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join("")}</tr>`),
    "</tbody></table></div>",
  ];
}

function list(items: readonly string[], locale: Locale): string[] {
  return items.length === 0 ? [`<p>${escape(headings.none[locale])}</p>`] : ["<ul>", ...items.map((item) => `<li>${escape(item)}</li>`), "</ul>"];
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
