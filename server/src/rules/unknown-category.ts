import { concerns } from "./problem-codes.js";
import { problemRule } from "./problem-findings.js";
import { metadata } from "./rule.js";

export const unknownCategory = problemRule(
  metadata("unknown-category", "annotation", "warning", {
    title: ["Category does not exist", "类别不存在"],
    description: ["The annotation names a category that is neither in the catalog nor in borderline.yaml.", "标注所用类别既不在目录中，也未在 borderline.yaml 中定义。"],
  }),
  concerns("unknown-category"),
);
