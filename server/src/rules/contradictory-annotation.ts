import { removals } from "../annotations/index.js";
import { localized } from "../base/localized.js";
import { concerns } from "./problem-codes.js";
import { problemRule } from "./problem-findings.js";
import { type DocumentRule, metadata } from "./rule.js";

const rule = problemRule(
  metadata("contradictory-annotation", "annotation", "warning", {
    title: ["Annotations contradict each other", "标注互相矛盾"],
    description: ["Two annotations of the same field cannot both be true. Remove one of them.", "同一字段的两个标注不能同时成立，请删除其一。"],
  }),
  concerns("contradictory-annotation"),
);

/** Two annotations of one field that cannot both be true; the fix takes the marked one away where it is a tag in a comment. */
export const contradictoryAnnotation: DocumentRule = {
  ...rule,
  fixes(finding, { file, text }) {
    if (/\.(?:ya?ml|json)$/i.test(file)) return [];
    const edits = removals(text, [finding.range]);
    return [{ id: "remove-annotation", title: localized("Remove this annotation", "删除此标注"), rule: finding.rule, kind: "quickfix", isPreferred: false, edits: [{ file, edits }] }];
  },
};
