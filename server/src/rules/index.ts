import type { RuleMetadata } from "../model/finding.js";
import { configurationProblem } from "./configuration-problem.js";
import { contradictoryAnnotation } from "./contradictory-annotation.js";
import { expiredSuppression } from "./expired-suppression.js";
import { importantDataCandidate } from "./important-data-candidate.js";
import { malformedSuppression } from "./malformed-suppression.js";
import { personalData } from "./personal-data.js";
import type { DocumentRule } from "./rule.js";
import { sensitivePersonalData } from "./sensitive-personal-data.js";
import { sourceProblem } from "./source-problem.js";
import { unknownAnnotation } from "./unknown-annotation.js";
import { unknownCategory } from "./unknown-category.js";

/** Rules over one document, in the order of the reference. */
export const documentRules: readonly DocumentRule[] = [
  personalData, sensitivePersonalData, importantDataCandidate,
  unknownAnnotation, unknownCategory, contradictoryAnnotation, malformedSuppression, expiredSuppression,
  configurationProblem, sourceProblem,
];

export const ruleMetadata: ReadonlyMap<string, RuleMetadata> = new Map(documentRules.map((rule) => [rule.metadata.id, rule.metadata]));
