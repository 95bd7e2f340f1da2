import { parseArgs } from "node:util";
import { type Locale, localeOf, localized, type Localized } from "../base/localized.js";
import type { Severity } from "../model/finding.js";

export type OutputFormat = "text" | "json" | "sarif";
export type FailOn = Exclude<Severity, "off"> | "never";

export type Command =
  | { readonly kind: "scan"; readonly paths: readonly string[]; readonly format: OutputFormat; readonly failOn: FailOn; readonly output?: string; readonly flows: boolean; readonly quiet: boolean; readonly locale: Locale }
  | { readonly kind: "explain"; readonly file: string; readonly line: number; readonly locale: Locale }
  | { readonly kind: "lsp"; readonly arguments: readonly string[] }
  | { readonly kind: "help"; readonly locale: Locale }
  | { readonly kind: "version" }
  | { readonly kind: "usage-error"; readonly message: Localized; readonly locale: Locale };

const formats = ["text", "json", "sarif"] as const;
const failOns = ["error", "warning", "information", "hint", "never"] as const;

/** Turns the words after the program's name into a command; wrong words become a usage error, never an exception. */
export function parseCommand(words: readonly string[], environment: Readonly<Record<string, string | undefined>>): Command {
  const [name, ...rest] = words;
  const locale = localeOf(environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"]);
  if (name === undefined || name === "help" || name === "--help" || name === "-h") return { kind: "help", locale };
  if (name === "version" || name === "--version" || name === "-v") return { kind: "version" };
  // Every LSP client adds words of its own (--stdio, --clientProcessId=…); the connection reads them.
  if (name === "lsp") return { kind: "lsp", arguments: rest };
  try {
    if (name === "scan") return parseScan(rest, locale);
    if (name === "explain") return parseExplain(rest, locale);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return usageError(localized(text, text), locale);
  }
  return usageError(localized(`Unknown command "${name}".`, `未知命令“${name}”。`), locale);
}

function parseScan(words: readonly string[], fallback: Locale): Command {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      format: { type: "string", short: "f", default: "text" },
      "fail-on": { type: "string", default: "error" },
      output: { type: "string", short: "o" },
      language: { type: "string", short: "l" },
      "no-flows": { type: "boolean", default: false },
      quiet: { type: "boolean", short: "q", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const locale = values.language === undefined ? fallback : localeOf(values.language);
  if (values.help) return { kind: "help", locale };
  const format = formats.find((known) => known === values.format);
  if (format === undefined) return usageError(oneOf("--format", values.format, formats), locale);
  const failOn = failOns.find((known) => known === values["fail-on"]);
  if (failOn === undefined) return usageError(oneOf("--fail-on", values["fail-on"], failOns), locale);
  const paths = positionals.length === 0 ? ["."] : positionals;
  return { kind: "scan", paths, format, failOn, flows: !values["no-flows"], quiet: values.quiet, locale, ...(values.output !== undefined ? { output: values.output } : {}) };
}

function parseExplain(words: readonly string[], fallback: Locale): Command {
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { language: { type: "string", short: "l" } } });
  const locale = values.language === undefined ? fallback : localeOf(values.language);
  const match = positionals.length === 1 ? /^(.+):(\d+)$/.exec(positionals[0] ?? "") : null;
  if (match === null) return usageError(localized("explain takes one place: <file>:<line>.", "explain 需要一个位置：<文件>:<行>。"), locale);
  return { kind: "explain", file: match[1] ?? "", line: Number(match[2]), locale };
}

function oneOf(option: string, value: string, known: readonly string[]): Localized {
  return localized(`${option} takes one of ${known.join(", ")}; "${value}" is none of them.`, `${option} 可取 ${known.join("、")}；“${value}”不在其中。`);
}

function usageError(message: Localized, locale: Locale): Command {
  return { kind: "usage-error", message, locale };
}
