import { categoryName } from "../catalog/names.js";
import { localized } from "../base/localized.js";
import { fieldFinding, fieldFixes } from "./field-findings.js";
import { type DocumentRule, metadata } from "./rule.js";

/** General personal information in a schema (PIPL Art. 4). */
export const personalData: DocumentRule = {
  metadata: metadata("personal-data", "schema", "information", {
    title: ["Field holds personal information", "字段含个人信息"],
    description: [
      "The field likely holds information about an identified or identifiable person. Annotate it, so that everybody and every check knows.",
      "该字段很可能含有与已识别或可识别的自然人有关的信息。请标注，使所有人和所有检查都能知晓。",
    ],
  }, ["pipl 4"]),
  check({ fields }) {
    const told = new Set(fields.filter(({ classification }) => classification.level !== "none").map(({ field }) => field.container.name));
    return fields
      .filter(({ classification }) => classification.level === "general" && !classification.annotated)
      // An object written out in place is told of by what is in it.
      .filter(({ field }) => field.type.kind !== "object" || !told.has(`${field.container.name}.${field.name}`))
      .map((entry) => {
        const name = categoryName(entry.classification.category);
        return fieldFinding("personal-data", entry, localized(`"${entry.field.name}" holds personal information: ${name.en}.`, `“${entry.field.name}”含个人信息：${name.zh}。`));
      });
  },
  fixes: fieldFixes,
};
