import { localized, type Localized } from "../base/localized.js";
import type { TransferPurpose } from "../model/config.js";

/** Purposes of the decision table with what they mean. */
export const purposes = {
  trade: localized("International trade, transport, academic work, manufacturing or marketing activity.", "国际贸易、跨境运输、学术合作、跨国生产制造和市场营销等活动。"),
  contract: localized("Needed to conclude or perform a contract with the individual.", "为订立、履行个人作为一方当事人的合同所必需。"),
  hr: localized("Cross-border human resources management.", "跨境人力资源管理。"),
  emergency: localized("Protecting life, health or property in an emergency.", "紧急情况下保护生命健康和财产安全。"),
  legal_duty: localized("A duty under Chinese law.", "履行法定职责或者法定义务。"),
  recruitment: localized("Recruitment of applicants.", "招聘。"),
  marketing: localized("Marketing to individuals.", "面向个人的营销。"),
  support: localized("Customer support.", "客户支持。"),
  analytics: localized("Analytics and telemetry.", "统计分析与遥测。"),
  operations: localized("Running the service: hosting, logs, monitoring.", "服务运行：托管、日志、监控。"),
  other: localized("Any other purpose.", "其他目的。"),
} as const satisfies Record<TransferPurpose, Localized>;

/** The purpose as the rule table spells it, or undefined: `legal-duty` and `legal_duty` are one. */
export function purposeOf(name: string): TransferPurpose | undefined {
  const spelled = name.toLowerCase().replaceAll("-", "_");
  return Object.hasOwn(purposes, spelled) ? (spelled as TransferPurpose) : undefined;
}
