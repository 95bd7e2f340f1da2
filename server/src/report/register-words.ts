// Words of the register in both languages: headings, subjects, purposes, levels.
import { localized, type Localized } from "../base/localized.js";
import type { DataSubject } from "../model/classification.js";

export const subjectNames: Readonly<Record<DataSubject, Localized>> = {
  "customer": localized("customer", "客户"), "employee": localized("employee", "员工"), "applicant": localized("applicant", "求职者"),
  "minor": localized("child under 14", "不满14周岁未成年人"), "patient": localized("patient", "患者"), "student": localized("student", "学生"),
  "traveller": localized("traveller", "旅客"), "visitor": localized("visitor", "访客"), "driver": localized("driver", "司机"),
  "business-contact": localized("business contact", "商务联系人"), "user": localized("user", "用户"), "unknown": localized("not known", "不明"),
};

export const levelNames: Readonly<Record<"general" | "sensitive", Localized>> = {
  general: localized("ordinary", "一般"), sensitive: localized("sensitive", "敏感"),
};

const purposeNames: Readonly<Record<string, Localized>> = {
  trade: localized("trade", "国际贸易等活动"), contract: localized("contract with the individual", "履行个人作为一方的合同"), hr: localized("cross-border HR", "跨境人力资源管理"),
  emergency: localized("emergency", "紧急情况"), legal_duty: localized("statutory duty", "法定职责或义务"), recruitment: localized("recruitment", "招聘"),
  marketing: localized("marketing", "营销"), support: localized("support", "客户支持"), analytics: localized("analytics", "统计分析"),
  operations: localized("operations", "运营"), other: localized("other", "其他"),
};

export function purposeName(id: string): Localized {
  return purposeNames[id] ?? localized("not declared", "未声明");
}

export const headings = {
  title: localized("Transfer register", "个人信息出境登记表"),
  exporter: localized("Exporter", "出境主体"),
  asOf: localized("Rulebook as of", "规则库日期"),
  note: localized(
    "Made from source code and borderline.yaml. It informs and is no legal advice.",
    "由源代码与 borderline.yaml 生成，仅供参考，不构成法律意见。",
  ),
  transfers: localized("Transfers", "出境清单"),
  counts: localized("Counts and thresholds", "人数与门槛"),
  sharing: localized("Third-party sharing list", "第三方共享清单"),
  assessment: localized("Inputs for the impact assessment (PIPIA)", "个人信息保护影响评估（PIPIA）输入"),
  questions: localized("Open questions", "待确认问题"),
  stopped: localized("Where analysis stopped", "分析中止之处"),
  none: localized("none", "无"),
  commonDuties: localized("Duties of every transfer", "每项出境均须履行的义务"),
  duties: localized("Further duties and deadlines", "另须履行的义务与期限"),
  sensitiveKinds: localized("Sensitive data", "敏感个人信息"),
  confidence: localized("rulebook", "规则库依据"),
  necessity: localized("Necessity", "必要性"),
  means: localized("Sent by", "传输方式"),
  protection: localized("Protection seen in code", "代码中可见的保护措施"),
  onward: localized("Onward transfer", "再转移"),
  evidence: localized("Evidence", "证据"),
  toAnswer: localized("For every recipient a person has to answer (PIPL Art. 56):", "每个接收方均须由人工回答（个保法第五十六条）："),
} as const satisfies Readonly<Record<string, Localized>>;

/** What an impact assessment asks and code cannot answer. */
export const assessmentQuestions = [
  localized("Are purpose and method lawful, legitimate and necessary, field by field?", "处理目的、方式是否合法、正当、必要，逐字段说明？"),
  localized("What would loss, disclosure or misuse abroad do to the persons, and how likely is it?", "境外丢失、泄露或滥用对个人权益有何影响，风险多大？"),
  localized("Are the recipient's measures, and the law of its country, good enough for the duties it takes on?", "接收方的保护措施及所在国家或地区的法律环境能否保障其履行义务？"),
  localized("Who keeps the report and the handling record, for 3 years at least?", "由谁保存评估报告和处理记录（至少3年）？"),
] as const;

/** Columns of the register, in order. */
export const columns = [
  localized("Field", "字段"), localized("Category", "类别"), localized("Level", "级别"), localized("Subject", "主体"), localized("Purpose", "目的"),
  localized("Recipient", "接收方"), localized("Country or region", "国家或地区"), localized("Route", "出境路径"), localized("Basis", "依据"),
  localized("Mechanism", "机制"), localized("Evidence", "证据"),
] as const;

export const sharingColumns = [
  localized("Recipient", "接收方"), localized("Country or region", "国家或地区"), localized("Purpose", "目的"), localized("Data", "信息种类"),
  localized("Sensitive", "其中敏感"), localized("Persons", "主体"), localized("Route", "出境路径"), localized("Mechanism", "机制"),
] as const;
