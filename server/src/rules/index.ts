import type { RuleMetadata } from "../model/finding.js";
import { configurationProblem } from "./configuration-problem.js";
import { contradictoryAnnotation } from "./contradictory-annotation.js";
import { databaseAbroad } from "./database-abroad.js";
import { expiredSuppression } from "./expired-suppression.js";
import { importantDataCandidate } from "./important-data-candidate.js";
import { malformedSuppression } from "./malformed-suppression.js";
import { openApiForeignServer } from "./openapi-foreign-server.js";
import { outboundTransfer } from "./outbound-transfer.js";
import { personalDataInLogs } from "./personal-data-in-logs.js";
import { personalData } from "./personal-data.js";
import { policyViolation } from "./policy-violation.js";
import type { DocumentRule, FlowRule } from "./rule.js";
import { sensitivePersonalData } from "./sensitive-personal-data.js";
import { sourceProblem } from "./source-problem.js";
import { unknownAnnotation } from "./unknown-annotation.js";
import { unknownCategory } from "./unknown-category.js";
import { unresolvedEndpoint } from "./unresolved-endpoint.js";
import { unusedSuppression } from "./unused-suppression.js";

/** Rules over one document, in the order of the reference. */
export const documentRules: readonly DocumentRule[] = [
  personalData, sensitivePersonalData, importantDataCandidate, databaseAbroad, openApiForeignServer,
  unknownAnnotation, unknownCategory, contradictoryAnnotation, malformedSuppression, expiredSuppression, unusedSuppression,
  configurationProblem, sourceProblem,
];

/** Rules over the program's flows. */
export const flowRules: readonly FlowRule[] = [outboundTransfer, policyViolation, unresolvedEndpoint, personalDataInLogs];

export const ruleMetadata: ReadonlyMap<string, RuleMetadata> = new Map([...flowRules, ...documentRules].map((rule) => [rule.metadata.id, rule.metadata]));
