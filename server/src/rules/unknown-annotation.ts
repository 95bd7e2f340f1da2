import { concerns } from "./problem-codes.js";
import { problemRule } from "./problem-findings.js";
import { metadata } from "./rule.js";

/** A tag that is nearly one of ours. Tags of other tools are left in peace. */
export const unknownAnnotation = problemRule(
  metadata("unknown-annotation", "annotation", "warning", {
    title: ["Annotation is misspelt", "标注拼写有误"],
    description: ["This looks like one of Borderline's annotations but is none, so it has no effect.", "此处形似 Borderline 的标注但并不是，因此不起作用。"],
  }),
  concerns("unknown-annotation"),
);
