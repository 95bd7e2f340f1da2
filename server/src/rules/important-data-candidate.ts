import { importantDataName } from "../catalog/names.js";
import { localized } from "../base/localized.js";
import { fieldFinding, fieldFixes } from "./field-findings.js";
import { type DocumentRule, metadata } from "./rule.js";

/** A question, never a verdict: important data is a status given by notice or publication (CBDF Art. 2). */
export const importantDataCandidate: DocumentRule = {
  metadata: metadata("important-data-candidate", "schema", "hint", {
    title: ["Could this be important data?", "是否可能属于重要数据？"],
    description: [
      "Data of this kind is named in sector guidance. Unless an authority has notified you or published it as important data, it need not be declared as such.",
      "行业指引提到过此类数据。未被相关部门告知或公开发布为重要数据的，无需作为重要数据申报。",
    ],
  }, ["cbdf-2024 2"]),
  check({ fields }) {
    return fields.flatMap((entry) => {
      const id = entry.classification.importantDataCandidate;
      if (id === undefined) return [];
      const name = importantDataName(id);
      return [fieldFinding("important-data-candidate", entry, localized(`"${entry.field.name}": could this be important data (${name.en})? Check whether an authority has notified or published it.`, `“${entry.field.name}”：是否属于重要数据（${name.zh}）？请核对是否已被告知或公开发布。`))];
    });
  },
  fixes: fieldFixes,
};
