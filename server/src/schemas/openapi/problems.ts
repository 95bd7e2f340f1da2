// Every problem the OpenAPI reader can report, in one place, so that wording and codes stay consistent.
import { localized } from "../../base/localized.js";
import type { Problem } from "../../base/problem.js";
import { range } from "../../base/range.js";

/** A syntax error with the parser's own words, which exist in English only. */
export function yamlSyntax(start: number, end: number, detail: string): Problem {
  return {
    code: "yaml-syntax", severity: "error", range: range(start, end),
    message: localized(`YAML: ${detail}`, `YAML 语法错误：${detail}`),
  };
}

export function strayText(start: number, end: number): Problem {
  return { code: "yaml-syntax", severity: "error", range: range(start, end), message: localized("YAML: a key is followed by a colon", "YAML 语法错误：键之后应有冒号") };
}

export function yamlTab(start: number, end: number): Problem {
  return {
    code: "yaml-tab", severity: "error", range: range(start, end),
    message: localized("YAML does not allow tabs for indentation", "YAML 不允许用制表符缩进"),
  };
}

const jsonDetails = {
  "expected-key": localized("a property name in double quotes is expected", "此处应为双引号括起的属性名"),
  "expected-colon": localized("a colon is expected", "此处缺少冒号"),
  "expected-comma": localized("a comma is expected", "此处缺少逗号"),
  "expected-value": localized("a value is expected", "此处缺少值"),
  "trailing-comma": localized("a trailing comma is not allowed", "不允许末尾逗号"),
  "unclosed": localized("this is never closed", "此处没有闭合"),
  "unclosed-string": localized("this string is never closed", "此字符串没有闭合"),
  "trailing-text": localized("nothing may follow the document", "文档之后不应再有内容"),
} as const;

export type JsonError = keyof typeof jsonDetails;

export function jsonSyntax(error: JsonError, start: number, end: number): Problem {
  const detail = jsonDetails[error];
  return {
    code: "json-syntax", severity: error === "trailing-comma" ? "information" : "error",
    range: range(start, end), message: localized(`JSON: ${detail.en}`, `JSON 语法错误：${detail.zh}`),
  };
}

export function duplicateKey(key: string, start: number, end: number): Problem {
  return {
    code: "duplicate-key", severity: "error", range: range(start, end),
    message: localized(`The key "${key}" is written twice in one object`, `同一对象中重复出现键“${key}”`),
  };
}

export function nestingTooDeep(start: number, end: number): Problem {
  return {
    code: "nesting-too-deep", severity: "warning", range: range(start, end),
    message: localized("Nested too deeply; what lies below is not read", "嵌套过深，其下内容未读取"),
  };
}

export function unresolvedRef(ref: string, start: number, end: number): Problem {
  return {
    code: "unresolved-ref", severity: "warning", range: range(start, end),
    message: localized(`Nothing is found at "${ref}"`, `找不到引用目标“${ref}”`),
  };
}

export function circularRef(ref: string, start: number, end: number): Problem {
  return {
    code: "circular-ref", severity: "warning", range: range(start, end),
    message: localized(`"${ref}" leads back to itself`, `引用“${ref}”最终指向自身`),
  };
}

export function refOutsideWorkspace(ref: string, start: number, end: number): Problem {
  return {
    code: "ref-outside-workspace", severity: "warning", range: range(start, end),
    message: localized(`"${ref}" is missing or lies outside the workspace, so it is not read`, `“${ref}”不存在或位于工作区之外，未读取`),
  };
}

export function remoteRef(ref: string, start: number, end: number): Problem {
  return {
    code: "remote-ref", severity: "information", range: range(start, end),
    message: localized(`"${ref}" is remote and is never fetched`, `“${ref}”为远程引用，不会被获取`),
  };
}

export function unresolvedAlias(name: string, start: number, end: number): Problem {
  return {
    code: "unresolved-alias", severity: "error", range: range(start, end),
    message: localized(`No anchor "&${name}" stands before this alias`, `此别名之前没有锚点“&${name}”`),
  };
}
