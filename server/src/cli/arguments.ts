import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { closest } from "../base/closest.js";
import { type Locale, localeOf, localized, type Localized } from "../base/localized.js";
import type { Severity } from "../model/finding.js";
import { defaultSummaryFile } from "../workspace/summaries/index.js";
import { type RegisterFormat, registerFormats } from "../report/register-formats.js";

export type OutputFormat = "text" | "json" | "sarif";
export type FailOn = Exclude<Severity, "off"> | "never";

interface Common {
  readonly paths: readonly string[];
  readonly quiet: boolean;
  readonly locale: Locale;
  /** Where answers are kept for the next run; false: nowhere; absent: the user's cache folder. */
  readonly cacheDirectory?: string | false;
}

export interface ScanOptions extends Common {
  readonly format: OutputFormat;
  readonly failOn: FailOn;
  readonly output?: string;
  readonly flows: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly ignoreBaseline: boolean;
  /** One package by itself: where it and its dependencies keep their flow summaries, below each package. */
  readonly summaries?: string;
}

export interface FixOptions extends Common {
  readonly apply: boolean;
  readonly flows: boolean;
  /** Rule ids; empty: those whose fixes state nothing and change no behaviour, unless fixes are named. */
  readonly rules: readonly string[];
  /** Fix ids; empty: the preferred one of each finding. */
  readonly fixes: readonly string[];
  readonly reason?: string;
}

export type Command =
  | ({ readonly kind: "scan" } & ScanOptions)
  | ({ readonly kind: "register"; readonly format: RegisterFormat; readonly output?: string } & Common)
  | ({ readonly kind: "map"; readonly output?: string } & Common)
  | ({ readonly kind: "fix" } & FixOptions)
  | { readonly kind: "explain"; readonly file: string; readonly line: number; readonly flows: boolean; readonly locale: Locale }
  | { readonly kind: "lsp"; readonly arguments: readonly string[] }
  | { readonly kind: "help"; readonly locale: Locale }
  | { readonly kind: "version" }
  | { readonly kind: "usage-error"; readonly message: Localized; readonly locale: Locale };

const formats = ["text", "json", "sarif"] as const;
const failOns = ["error", "warning", "information", "hint", "never"] as const;
const locales = ["en", "zh"] as const;

/** Thrown by the parsers below, caught by parseCommand. */
class UsageError extends Error {
  constructor(readonly text: Localized) {
    super(text.en);
  }
}

const common = {
  language: { type: "string", short: "l" },
  quiet: { type: "boolean", short: "q", default: false },
  help: { type: "boolean", short: "h", default: false },
  "cache-dir": { type: "string" },
  "no-cache": { type: "boolean", default: false },
} as const satisfies ParseArgsOptionsConfig;

/** Turns the words after the program's name into a command; wrong words become a usage error, never an exception. */
export function parseCommand(words: readonly string[], environment: Readonly<Record<string, string | undefined>>, rules: readonly string[] = []): Command {
  const [name, ...rest] = words;
  const locale = stated(rest) ?? localeOf(environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"]);
  if (name === undefined || name === "help" || name === "--help" || name === "-h") return { kind: "help", locale };
  if (name === "version" || name === "--version" || name === "-v") return { kind: "version" };
  // Every LSP client adds words of its own (--stdio, --clientProcessId=…); the connection reads them.
  if (name === "lsp") return { kind: "lsp", arguments: rest };
  try {
    switch (name) {
      case "scan": return parseScan(rest, locale);
      case "register": return parseRegister(rest, locale);
      case "map": return parseMap(rest, locale);
      case "fix": return parseFix(rest, locale, rules);
      case "explain": return parseExplain(rest, locale);
    }
  } catch (error) {
    return { kind: "usage-error", message: error instanceof UsageError ? error.text : parserMessage(error), locale };
  }
  const near = closest(name, ["scan", "register", "map", "fix", "explain", "lsp", "version", "help"], 1)[0];
  const hint = near === undefined ? localized("", "") : localized(` Did you mean "${near}"?`, `是否应为“${near}”？`);
  return { kind: "usage-error", message: localized(`Unknown command "${name}".${hint.en}`, `未知命令“${name}”。${hint.zh}`), locale };
}

function parseScan(words: readonly string[], locale: Locale): Command {
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: {
    ...common, format: { type: "string", short: "f", default: "text" }, "fail-on": { type: "string", default: "error" }, output: { type: "string", short: "o" },
    "no-flows": { type: "boolean", default: false }, baseline: { type: "string" }, "write-baseline": { type: "string" }, "no-baseline": { type: "boolean", default: false },
    summaries: { type: "boolean", default: false }, "summary-file": { type: "string" },
  } });
  if (values.help) return { kind: "help", locale };
  const { baseline, output, "write-baseline": writeBaseline, "no-baseline": ignoreBaseline } = values;
  if ([baseline !== undefined, writeBaseline !== undefined, ignoreBaseline].filter(Boolean).length > 1) {
    throw new UsageError(localized("--baseline, --write-baseline and --no-baseline exclude each other.", "--baseline、--write-baseline 与 --no-baseline 不能同时使用。"));
  }
  const summaries = values["summary-file"] ?? (values.summaries ? defaultSummaryFile : undefined);
  if (summaries !== undefined && (positionals.length > 1 || values["no-flows"] || /^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(summaries))) {
    throw new UsageError(localized("--summaries takes one package, flows, and a file below it.", "--summaries 只用于一个包，需要追踪数据流，且文件须位于包内。"));
  }
  return {
    kind: "scan", ...(summaries === undefined ? {} : { summaries }), ...shared(values, positionals, locale), flows: !values["no-flows"], ignoreBaseline,
    format: oneOf("--format", values.format, formats), failOn: oneOf("--fail-on", values["fail-on"], failOns),
    ...(output === undefined ? {} : { output }), ...(baseline === undefined ? {} : { baseline }), ...(writeBaseline === undefined ? {} : { writeBaseline }),
  };
}

function parseRegister(words: readonly string[], locale: Locale): Command {
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { ...common, format: { type: "string", short: "f", default: "md" }, output: { type: "string", short: "o" } } });
  if (values.help) return { kind: "help", locale };
  return { kind: "register", ...shared(values, positionals, locale), format: oneOf("--format", values.format, registerFormats), ...(values.output === undefined ? {} : { output: values.output }) };
}

function parseMap(words: readonly string[], locale: Locale): Command {
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { ...common, output: { type: "string", short: "o" } } });
  if (values.help) return { kind: "help", locale };
  return { kind: "map", ...shared(values, positionals, locale), ...(values.output === undefined ? {} : { output: values.output }) };
}

/** Fixes that say why, and so need a reason from a person. */
const reasoned: ReadonlySet<string> = new Set(["suppress", "suppress-until", "annotate-not-personal-data"]);

function parseFix(words: readonly string[], locale: Locale, known: readonly string[]): Command {
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: {
    ...common, "dry-run": { type: "boolean", default: false }, apply: { type: "boolean", default: false }, rule: { type: "string", multiple: true, default: [] },
    fix: { type: "string", multiple: true, default: [] }, reason: { type: "string" }, "no-flows": { type: "boolean", default: false },
  } });
  if (values.help) return { kind: "help", locale };
  if (values.apply && values["dry-run"]) throw new UsageError(localized("--dry-run and --apply exclude each other.", "--dry-run 与 --apply 不能同时使用。"));
  const rules = values.rule.map((rule) => knownRule(rule, known));
  const needsReason = values.fix.find((id) => reasoned.has(id));
  const reason = values.reason?.trim() ?? "";
  if (needsReason !== undefined && reason === "") throw new UsageError(localized(`--fix ${needsReason} needs --reason TEXT: why is this so?`, `--fix ${needsReason} 须用 --reason 说明理由。`));
  return { kind: "fix", ...shared(values, positionals, locale), apply: values.apply, flows: !values["no-flows"], rules, fixes: values.fix, ...(reason === "" ? {} : { reason }) };
}

function parseExplain(words: readonly string[], locale: Locale): Command {
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { ...common, "no-flows": { type: "boolean", default: false } } });
  if (values.help) return { kind: "help", locale };
  const match = positionals.length === 1 ? /^(.+):(\d+)$/.exec(positionals[0] ?? "") : null;
  if (match === null) throw new UsageError(localized("explain takes one place: <file>:<line>.", "explain 需要一个位置：<文件>:<行>。"));
  return { kind: "explain", file: match[1] ?? "", line: Number(match[2]), flows: !values["no-flows"], locale: shared(values, [], locale).locale };
}

interface SharedValues {
  readonly language?: string | undefined;
  readonly quiet: boolean;
  readonly "cache-dir"?: string | undefined;
  readonly "no-cache"?: boolean;
}

function shared(values: SharedValues, positionals: readonly string[], locale: Locale): Common {
  if (values.language !== undefined) oneOf("--language", values.language.toLowerCase().split(/[-_.]/)[0] ?? "", locales);
  const { "cache-dir": directory, "no-cache": none } = values;
  if (none && directory !== undefined) throw new UsageError(localized("--cache-dir and --no-cache exclude each other.", "--cache-dir 与 --no-cache 不能同时使用。"));
  const cacheDirectory = none ? false : directory;
  return { paths: positionals.length === 0 ? ["."] : positionals, quiet: values.quiet, locale, ...(cacheDirectory === undefined ? {} : { cacheDirectory }) };
}

/** The language asked for, found before anything else so that mistakes are told in it. */
function stated(words: readonly string[]): Locale | undefined {
  const at = words.findIndex((word) => word === "--language" || word === "-l");
  const value = at >= 0 ? words[at + 1] : words.find((word) => word.startsWith("--language="))?.slice("--language=".length);
  return value === undefined ? undefined : localeOf(value);
}

function knownRule(rule: string, known: readonly string[]): string {
  if (known.includes(rule)) return rule;
  const near = closest(rule, known, 1)[0];
  const hint = near === undefined ? localized("", "") : localized(` Did you mean "${near}"?`, `是否应为“${near}”？`);
  throw new UsageError(localized(`There is no rule "${rule}".${hint.en}`, `没有规则“${rule}”。${hint.zh}`));
}

function oneOf<const T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((name) => name === value);
  if (found !== undefined) return found;
  throw new UsageError(localized(`${option} takes one of ${known.join(", ")}; "${value}" is none of them.`, `${option} 可取 ${known.join("、")}；“${value}”不在其中。`));
}

/** Node's parser speaks English and at length; its codes say the same in fewer words. */
function parserMessage(error: unknown): Localized {
  const text = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const option = /'([^']+)'/.exec(text)?.[1] ?? "";
  const name = /--[\w-]+/.exec(option)?.[0] ?? option;
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return localized(`Unknown option ${option}.`, `未知选项 ${option}。`);
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") return localized(`${name} ${/argument missing|ambiguous/.test(text) ? "needs a value" : "takes no value"}.`, `选项 ${name} ${/argument missing|ambiguous/.test(text) ? "缺少值" : "不接受值"}。`);
  return localized(text, text);
}
