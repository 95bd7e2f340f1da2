import { localized, type Localized } from "../base/localized.js";
import type { RedactionStrategy } from "../model/annotation.js";

/** Tags of ours, with the wording completion and hover show. */
export const tags = {
  personalData: localized("This is personal information of a category.", "这是个人信息，并注明类别。"),
  sensitive: localized("This is sensitive personal information.", "这是敏感个人信息。"),
  notPersonalData: localized("This is not personal information; say why.", "这不是个人信息，请写明理由。"),
  redact: localized("Redact this before it leaves.", "向外传输前须脱敏。"),
  redacts: localized("This function redacts these categories or fields.", "该函数对所列类别或字段作脱敏处理。"),
  transfer: localized("Purpose of the transfer made here.", "此处传输的目的。"),
} as const satisfies Record<string, Localized>;

export type TagName = keyof typeof tags;

/** Read as well, never written: what other teams already have in their code. */
export const foreignTags: ReadonlySet<string> = new Set(["pii", "PII"]);

export const strategies = {
  mask: localized("Keep a part, e.g. the last four digits.", "部分遮盖，例如只留后四位。"),
  hash: localized("Keyed hash; pseudonymised data is still personal.", "带密钥的哈希；去标识化后仍是个人信息。"),
  remove: localized("Leave the value out.", "删除该值。"),
  tokenize: localized("Replace by a token that only you can resolve.", "替换为只有本方能还原的令牌。"),
  full: localized("Replace the whole value.", "全部遮盖。"),
} as const satisfies Record<RedactionStrategy, Localized>;

/** Category of a foreign mark that names none. */
export const unspecifiedCategory = "unspecified";

/** The first word of every suppression, in every language. */
export const suppressionWord = "borderline-ignore";
export const fileSuppressionWord = "borderline-ignore-file";
/** Written beside the properties of OpenAPI documents. */
export const extensionKeys = {
  personalData: "x-personal-data",
  classification: "x-data-classification",
  ignore: "x-borderline-ignore",
} as const;

export function isTagName(name: string): name is TagName {
  return Object.hasOwn(tags, name);
}

export function isStrategy(name: string): name is RedactionStrategy {
  return Object.hasOwn(strategies, name);
}
