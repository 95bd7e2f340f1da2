import { concerns } from "./problem-codes.js";
import { problemRule } from "./problem-findings.js";
import { metadata } from "./rule.js";

export const contradictoryAnnotation = problemRule(
  metadata("contradictory-annotation", "annotation", "warning", {
    title: ["Annotations contradict each other", "标注互相矛盾"],
    description: ["Two annotations of the same field cannot both be true. Remove one of them.", "同一字段的两个标注不能同时成立，请删除其一。"],
  }),
  concerns("contradictory-annotation"),
);
