// The masks a project gets when it has no redactor of its own: one small file, made once, without dependencies.
import { dirname, isInside } from "../../base/paths.js";
import type { FileEdit } from "../../model/finding.js";
import type { FlowContext } from "../rule.js";
import type { Redactor } from "./redactors.js";

export interface MaskHelper {
  readonly redactor: Redactor;
  readonly create: FileEdit;
}

/** The helper for one category; undefined where the file that would hold it is taken. */
export function maskHelper(category: string, file: string, style: "ts" | "esm" | "cjs", context: FlowContext): MaskHelper | undefined {
  const path = helperPath(file, style === "ts" ? "ts" : "js", context);
  if (path === undefined) return undefined;
  const name = /email/.test(category) ? "maskEmail" : /phone|landline|mobile/.test(category) ? "maskPhone" : "maskText";
  return { redactor: { name, file: path, what: [] }, create: { file: path, create: true, edits: [{ range: { start: 0, end: 0 }, newText: helperText(style) }] } };
}

/** `src/privacy/mask.ts` of the package that holds the file. */
function helperPath(file: string, extension: string, { code, textOf }: FlowContext): string | undefined {
  const folder = code?.folder ?? dirname(file);
  let root = dirname(file);
  while (root !== folder && isInside(folder, root) && textOf(`${root}/package.json`) === undefined) root = dirname(root);
  const home = ["src", "lib", "server", "app"].find((name) => isInside(`${root}/${name}`, file)) ?? ["src", "lib"].find((name) => code?.files.some((one) => isInside(`${root}/${name}`, one)));
  const path = `${root}/${home === undefined ? "" : `${home}/`}privacy/mask.${extension}`;
  return textOf(path) === undefined ? path : undefined;
}

function helperText(style: "ts" | "esm" | "cjs"): string {
  const isTyped = style === "ts";
  const head = style === "cjs" ? "function" : "export function";
  const signature = (name: string) => (isTyped ? `${head} ${name}<T extends string | null | undefined>(value: T): Masked<T> {` : `${head} ${name}(value) {`);
  const doc = (text: string, what: string) => ["/**", ` * ${text}`, ...(isTyped ? [] : [" * @template {string | null | undefined} T", " * @param {T} value", " * @returns {T extends string ? string : T}"]), ` * @redacts${what}`, " */"];
  return [
    "// Masks for personal data before it leaves. Null and undefined stay what they are.",
    ...(isTyped ? ["", "type Masked<T> = T extends string ? string : T;"] : []),
    "",
    ...doc("The domain stays, and one letter of the name: a***@example.com", " email"),
    signature("maskEmail"),
    '  return masked(value, (text) => (text.indexOf("@") < 1 ? "***" : `${text.slice(0, 1)}***${text.slice(text.lastIndexOf("@"))}`));',
    "}",
    "",
    ...doc("The last four digits stay: *******5678", " phone-mobile, phone-landline, phone, mobile, tel"),
    signature("maskPhone"),
    '  return masked(value, (text) => (text.length > 7 ? `${"*".repeat(text.length - 4)}${text.slice(-4)}` : "***"));',
    "}",
    "",
    ...doc("One character stays: 张**", ""),
    signature("maskText"),
    '  return masked(value, (text) => (text.length > 1 ? `${text.slice(0, 1)}**` : "***"));',
    "}",
    "",
    isTyped ? "function masked<T extends string | null | undefined>(value: T, mask: (text: string) => string): Masked<T> {" : "function masked(value, mask) {",
    `  return ${isTyped ? '(typeof value === "string" ? mask(value) : value) as Masked<T>' : 'typeof value === "string" ? mask(value) : value'};`,
    "}",
    ...(style === "cjs" ? ["", "module.exports = { maskEmail, maskPhone, maskText };"] : []),
    "",
  ].join("\n");
}
