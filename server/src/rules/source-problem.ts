import { configurationProblemPrefix } from "../configuration/index.js";
import { isAnnotationProblem } from "./problem-codes.js";
import { problemRule } from "./problem-findings.js";
import { metadata } from "./rule.js";

/** What a reader could not read: said at its place, so that nobody takes silence for a clean file. */
export const sourceProblem = problemRule(
  metadata("source-problem", "schema", "warning", {
    title: ["Part of this file could not be read", "此文件有部分内容无法读取"],
    description: ["A schema is broken or incomplete here. Everything around it was still analysed.", "此处的数据结构有误或不完整，其余部分仍已分析。"],
  }),
  (code) => !isAnnotationProblem(code) && !code.startsWith(configurationProblemPrefix),
);
