import type { Locale } from "../base/localized.js";
import { registerCsv } from "./register-csv.js";
import { registerHtml } from "./register-html.js";
import { registerJson } from "./register-json.js";
import { registerMarkdown } from "./register-markdown.js";
import { transferRegister, type Register, type RegisterInput } from "./register.js";

export type RegisterFormat = "html" | "md" | "csv" | "json";

export const registerFormats: readonly RegisterFormat[] = ["html", "md", "csv", "json"];

/** The transfer register of a scan in one format and one language (JSON holds both). */
export function registerReport(input: RegisterInput, format: RegisterFormat): string {
  return formatRegister(transferRegister(input), format, input.locale);
}

export function formatRegister(register: Register, format: RegisterFormat, locale: Locale): string {
  switch (format) {
    case "html": return registerHtml(register, locale);
    case "md": return registerMarkdown(register, locale);
    case "csv": return registerCsv(register, locale);
    case "json": return registerJson(register);
  }
}
