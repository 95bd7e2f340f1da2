import { localized, type Localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import { range, type TextRange } from "../base/range.js";
import type { TextEdit } from "../base/text-edit.js";

/** Every problem of borderline.yaml has a code that starts with this. */
export const configurationProblemPrefix = "configuration-";

export function problem(code: string, place: TextRange, message: Localized, suggestions: readonly string[] = [], severity: Problem["severity"] = "error"): Problem {
  return { code: configurationProblemPrefix + code, range: place, message, severity, ...(suggestions.length === 0 ? {} : { suggestions }) };
}

/** Edits that put a problem right, best first: a misspelt key or value replaced by what it may have meant. */
export function configurationFixes(fault: Problem): readonly { readonly title: Localized; readonly edit: TextEdit }[] {
  return (fault.suggestions ?? []).map((suggestion) => ({
    title: localized(`Change to "${suggestion}"`, `改为“${suggestion}”`), edit: { range: fault.range, newText: suggestion },
  }));
}

/** A fault of the YAML text itself, in the words of the reader's language. */
export function syntaxProblem(code: string, message: string, place: readonly [number, number], length: number): Problem {
  const start = Math.max(0, Math.min(place[0], length));
  const end = Math.max(start, Math.min(place[1], length));
  const known = Object.hasOwn(syntaxMessages, code) ? syntaxMessages[code] : undefined;
  return problem("syntax", range(start, end), known ?? localized(`Not valid YAML: ${message}`, `YAML 语法错误：${message}`));
}

const syntaxMessages: Readonly<Record<string, Localized>> = {
  TAB_AS_INDENT: localized("YAML is indented with spaces, not tabs.", "YAML 须用空格缩进，不能用制表符。"),
  DUPLICATE_KEY: localized("This key stands here twice.", "该键重复出现。"),
  BAD_INDENT: localized("Wrong indentation.", "缩进有误。"),
  MISSING_CHAR: localized("A closing quote, bracket or colon is missing.", "缺少引号、括号或冒号。"),
  MULTILINE_IMPLICIT_KEY: localized("A key must stand on one line; is a colon missing?", "键必须在同一行内，是否漏写冒号？"),
  BLOCK_AS_IMPLICIT_KEY: localized("A mapping cannot start here; put it on a line of its own.", "此处不能开始新的映射，请另起一行。"),
  BLOCK_IN_FLOW: localized("A block list or mapping cannot stand inside brackets.", "括号内不能使用块格式的列表或映射。"),
  UNEXPECTED_TOKEN: localized("Unexpected text.", "多余的文本。"),
  MULTIPLE_DOCS: localized("One document only; `---` starts a second one.", "只能有一个文档，“---”开始了第二个文档。"),
};
