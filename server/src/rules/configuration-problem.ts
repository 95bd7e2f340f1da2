import { configurationProblemPrefix } from "../configuration/index.js";
import { problemRule } from "./problem-findings.js";
import { metadata } from "./rule.js";

export const configurationProblem = problemRule(
  metadata("configuration-problem", "config", "error", {
    title: ["borderline.yaml is not valid", "borderline.yaml 无效"],
    description: ["A key or value of borderline.yaml could not be used. The last good configuration stays in force.", "borderline.yaml 中有无法使用的键或值，仍沿用上一次有效的配置。"],
  }),
  (code) => code.startsWith(configurationProblemPrefix),
);
