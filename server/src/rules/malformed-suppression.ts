import { concerns } from "./problem-codes.js";
import { problemRule } from "./problem-findings.js";
import { metadata } from "./rule.js";

export const malformedSuppression = problemRule(
  metadata("malformed-suppression", "annotation", "warning", {
    title: ["Suppression has no effect", "忽略不起作用"],
    description: ["A borderline-ignore comment names its rule and, after --, its reason: borderline-ignore outbound-transfer -- reason (until 2027-03-01).", "borderline-ignore 注释需写明规则，并在 -- 之后写明理由：borderline-ignore outbound-transfer -- 理由 (until 2027-03-01)。"],
  }),
  concerns("malformed-suppression"),
);
