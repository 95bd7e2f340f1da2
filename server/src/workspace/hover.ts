import { categoryName } from "../catalog/names.js";
import { routeTable } from "../catalog/routes.js";
import { rulebookNote } from "../law/describe.js";
import { type Localized, localized } from "../base/localized.js";
import type { Classification, DataSubject } from "../model/classification.js";
import type { ClassifiedField } from "../rules/rule.js";
import type { HoverContent } from "./engine.js";

/** Levels as people read them. */
export const levelText = {
  none: localized("not personal information", "非个人信息"),
  general: localized("personal information", "个人信息"),
  sensitive: localized("sensitive personal information", "敏感个人信息"),
} satisfies Record<Classification["level"], Localized>;

const subjectText: Readonly<Record<DataSubject, Localized>> = {
  customer: localized("customer", "客户"), employee: localized("employee", "员工"), applicant: localized("applicant", "应聘者"), minor: localized("child under 14", "不满十四周岁的未成年人"),
  patient: localized("patient", "患者"), student: localized("student", "学生"), traveller: localized("traveller", "旅客"), visitor: localized("visitor", "访客"), driver: localized("driver", "驾驶人"),
  "business-contact": localized("contact of a company", "企业联系人"), user: localized("user", "用户"), unknown: localized("not known", "不明"),
};

/** Most evidence a hover shows; the rest is one command away (explain). */
const shownEvidence = 6;

/** One line verdict, then evidence as a short list, then where the field travels. Silent for fields that nothing speaks for. */
export function fieldHover(entry: ClassifiedField, travels: readonly Localized[] = []): HoverContent | undefined {
  const { field, classification } = entry;
  if (classification.level === "none" && classification.importantDataCandidate === undefined && !classification.annotated) return undefined;
  return {
    range: field.nameRange,
    markdown: localized(markdown(entry, travels, "en"), markdown(entry, travels, "zh")),
  };
}

function markdown({ field, classification }: ClassifiedField, travels: readonly Localized[], locale: keyof Localized): string {
  const lines = [verdict(field.name, classification, locale), ""];
  const evidence = [...classification.evidence].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, shownEvidence);
  for (const piece of evidence) lines.push(`- ${escapeMarkdown(piece.text[locale])} (${signed(piece.weight)})`);
  const notes = details(classification, locale);
  if (notes.length > 0) lines.push("", notes.join(locale === "zh" ? "；" : " · "));
  if (travels.length > 0) {
    lines.push("", localized("Travels to:", "去向：")[locale]);
    for (const line of travels.slice(0, shownEvidence)) lines.push(`- ${escapeMarkdown(line[locale])}`);
    lines.push("", `_${escapeMarkdown(rulebookNote(routeTable().asOf)[locale])}_`);
  }
  return lines.join("\n");
}

function verdict(name: string, classification: Classification, locale: keyof Localized): string {
  const level = levelText[classification.level][locale];
  if (classification.level === "none") return `**${escapeMarkdown(name)}**: ${level}`;
  const category = categoryName(classification.category);
  const confidence = classification.annotated ? localized("annotated", "已标注")[locale] : `${Math.round(classification.confidence * 100)} %`;
  return locale === "zh" ? `**${escapeMarkdown(name)}**：${level}，${category.zh}（${confidence}）` : `**${escapeMarkdown(name)}**: ${level}, ${category.en} (${confidence})`;
}

function details(classification: Classification, locale: keyof Localized): string[] {
  const notes: string[] = [];
  if (classification.level !== "none") {
    const subject = subjectText[classification.subject][locale];
    notes.push(localized(`About: ${subject}`, `信息主体：${subject}`)[locale]);
    const article = classification.level === "sensitive" ? localized("PIPL Art. 28", "《个人信息保护法》第二十八条") : localized("PIPL Art. 4", "《个人信息保护法》第四条");
    notes.push(article[locale]);
  }
  if (classification.redaction !== undefined) notes.push(localized(`must be redacted before it leaves (${classification.redaction})`, `离开前须脱敏（${classification.redaction}）`)[locale]);
  if (classification.importantDataCandidate !== undefined) notes.push(localized("could be important data: check whether notified or published", "可能属于重要数据：请核对是否被告知或公开发布")[locale]);
  return notes;
}

function signed(weight: number): string {
  return weight >= 0 ? `+${weight.toFixed(1)}` : `−${Math.abs(weight).toFixed(1)}`;
}

/** Names and comments of the workspace must not become markup or links. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~]/g, "\\$&").replace(/\s+/g, " ");
}
