import type { Locale } from "../base/localized.js";
import type { Register } from "./register.js";
import { rowCells } from "./register-tables.js";
import { columns } from "./register-words.js";

/** The rows as RFC 4180, with a byte order mark because spreadsheets otherwise misread Chinese. */
export function registerCsv(register: Register, locale: Locale): string {
  const rows = [columns.map((column) => column[locale]), ...register.rows.map((row) => rowCells(row, locale))];
  return `\uFEFF${rows.map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A leading =, +, -, @ would make a spreadsheet run a name found in code. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
