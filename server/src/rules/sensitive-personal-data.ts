import { categoryName } from "../catalog/names.js";
import { localized } from "../base/localized.js";
import { fieldFinding, fieldFixes } from "./field-findings.js";
import { type DocumentRule, metadata } from "./rule.js";

/** Sensitive personal information in a schema (PIPL Art. 28, GB/T 45574-2025). */
export const sensitivePersonalData: DocumentRule = {
  metadata: metadata("sensitive-personal-data", "schema", "information", {
    title: ["Field holds sensitive personal information", "字段含敏感个人信息"],
    description: [
      "The field likely holds sensitive personal information. Exporting it has no lower limit of persons: one is enough for a contract or certification.",
      "该字段很可能含有敏感个人信息。敏感个人信息出境没有人数下限：一人即需订立标准合同或通过认证。",
    ],
  }, ["pipl 28", "gbt-45574-2025"]),
  check({ fields }) {
    return fields
      .filter(({ classification }) => classification.level === "sensitive" && !classification.annotated)
      .map((entry) => {
        const name = categoryName(entry.classification.category);
        return fieldFinding("sensitive-personal-data", entry, localized(`"${entry.field.name}" holds sensitive personal information: ${name.en}.`, `“${entry.field.name}”含敏感个人信息：${name.zh}。`));
      });
  },
  fixes: fieldFixes,
};
