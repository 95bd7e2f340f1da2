import { closest } from "../base/closest.js";
import { isDate } from "../base/dates.js";
import { isCostlyGlob } from "../base/glob.js";
import { localized, type Localized } from "../base/localized.js";
import type { TextShape } from "./shape.js";

export interface ScalarFault {
  readonly code: string;
  readonly message: Localized;
  readonly suggestions: readonly string[];
}

/** Persons are counted in whole numbers; "10万" and "100,000" are understood well enough to be corrected. */
export function checkCount(value: unknown): { readonly value: number } | ScalarFault {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return { value };
  const message = localized("A whole number, 0 or more, is expected here.", "此处应为不小于 0 的整数。");
  return { code: "wrong-type", message, suggestions: meantCount(String(value)) };
}

function meantCount(text: string): readonly string[] {
  const plain = text.trim().replace(/[,，_\s]/g, "");
  const tens = /^(\d{1,9}(?:\.\d{1,4})?)(万|亿)$/.exec(plain);
  if (tens !== null) return [String(Math.round(Number(tens[1]) * (tens[2] === "万" ? 1e4 : 1e8)))];
  return /^\d{1,15}$/.test(plain) ? [String(Number(plain))] : [];
}

/** `source` is the text as written: a date or number is taken as it stands in the file. */
export function checkText(value: unknown, source: string | undefined, shape: TextShape, known: ReadonlySet<string> | undefined): { readonly value: string } | ScalarFault {
  if (shape.values !== undefined) return checkEnum(typeof value === "boolean" && Object.hasOwn(shape.values, "yes") ? (value ? "yes" : "no") : String(value), shape.values);
  const text = typeof value === "string" ? value.trim() : typeof value === "number" || typeof value === "boolean" ? (source ?? String(value)) : "";
  if (text === "") return { code: "wrong-type", message: localized("A text is expected here.", "此处应为文本。"), suggestions: [] };
  const fault = formatFault(text, shape.format, shape.words);
  if (fault !== undefined) return fault;
  const isPattern = shape.format === "host" && /[.*]/.test(text);
  if (known !== undefined && !known.has(text) && shape.format !== "id" && !isPattern) {
    return { code: "unknown-name", message: localized(`Unknown name "${text}".`, `未知名称“${text}”。`), suggestions: closest(text, known) };
  }
  return { value: text };
}

function checkEnum(text: string, values: Readonly<Record<string, Localized>>): { readonly value: string } | ScalarFault {
  const names = Object.keys(values);
  const exact = names.find((name) => name === text) ?? names.find((name) => name === text.replaceAll("_", "-"));
  if (exact !== undefined) return { value: exact };
  const near = closest(text, names);
  return {
    code: "bad-value", suggestions: near,
    message: localized(`"${text}" is not allowed here; one of: ${names.join(", ")}.`, `“${text}”无效，可选：${names.join("、")}。`),
  };
}

function formatFault(text: string, format: TextShape["format"], words: TextShape["words"]): ScalarFault | undefined {
  switch (format) {
    case "date": return isDate(text) ? undefined : badDate(text);
    case "country": return /^[A-Z]{2}$/.test(text) ? undefined : badCountry(text);
    case "host": return badHost(text);
    case "glob": return isCostlyGlob(text) ? costlyGlob : undefined;
    case "place": return /^[A-Z]{2}$/.test(text) || (words !== undefined && Object.hasOwn(words, text)) ? undefined : badPlace(text, Object.keys(words ?? {}));
    case "id": return /^[a-z0-9]+(?:[-._][a-z0-9]+)*$/.test(text) ? undefined : badId(text);
    default: return undefined;
  }
}

function badDate(text: string): ScalarFault {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  const meant = parts === null ? "" : `${parts[1]}-${parts[2]?.padStart(2, "0")}-${parts[3]?.padStart(2, "0")}`;
  return {
    code: "bad-date", suggestions: isDate(meant) ? [meant] : [],
    message: localized(`"${text}" is no date of the form 2027-03-01.`, `“${text}”不是形如 2027-03-01 的日期。`),
  };
}

function badCountry(text: string): ScalarFault {
  return {
    code: "bad-country", suggestions: /^[A-Za-z]{2}$/.test(text) ? [text.toUpperCase()] : [],
    message: localized(`"${text}" is no two-letter country code such as SG.`, `“${text}”不是两位国家或地区代码（例如 SG）。`),
  };
}

function badPlace(text: string, words: readonly string[]): ScalarFault {
  return {
    code: "bad-country", suggestions: /^[A-Za-z]{2}$/.test(text) ? [text.toUpperCase()] : closest(text, words),
    message: localized(`"${text}" is no two-letter country code such as SG, and none of: ${words.join(", ")}.`, `“${text}”不是两位国家或地区代码（例如 SG），也不是：${words.join("、")}。`),
  };
}

function badHost(text: string): ScalarFault | undefined {
  if (/^[\p{L}\p{N}*_-]+(?:\.[\p{L}\p{N}*_-]+)*(?::\d{1,5})?$/u.test(text)) return undefined;
  const meant = /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:[^/@\s]*@)?([^/:?#\s]+)/i.exec(text)?.[1];
  return {
    code: "bad-host", suggestions: meant !== undefined && meant !== text && badHost(meant) === undefined ? [meant] : [],
    message: localized(`"${text}" is no host name or pattern such as *.example.com.`, `“${text}”不是主机名或形如 *.example.com 的模式。`),
  };
}

const costlyGlob: ScalarFault = {
  code: "costly-glob", suggestions: [],
  message: localized(
    "This pattern could take very long to match, so it is not used: no repeated groups, at most three * in one name and four ** in all.",
    "此模式的匹配可能耗时过长，未予采用：不可重复分组，单个名称中最多三个 *，整体最多四个 **。",
  ),
};

function badId(text: string): ScalarFault {
  const meant = text.replace(/([a-z\d])([A-Z])/g, "$1-$2").toLowerCase().replace(/[^a-z\d]+/g, "-").replace(/^-|-$/g, "");
  return {
    code: "bad-id", suggestions: meant === "" ? [] : [meant],
    message: localized("An id is written in lower case with hyphens.", "标识应使用小写字母和连字符。"),
  };
}
