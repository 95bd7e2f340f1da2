import { category } from "../catalog/categories.js";
import type { SensitivityLevel, SensitivityProfile } from "../model/classification.js";

export interface LevelCircumstances {
  readonly profile: SensitivityProfile;
  readonly minor: boolean;
  /** Particulars of a document or account (issuer, expiry, bank name), not its number. */
  readonly meta: boolean;
  /** Measured for health. */
  readonly medical: boolean;
  /** Guards payments or a financial account. */
  readonly payment: boolean;
}

/** The level of a category under a profile; conditional marks are decided by the circumstances. */
export function levelOf(id: string, given: LevelCircumstances): SensitivityLevel {
  const leaf = category(id);
  if (!leaf) return "none";
  if (given.minor) return "sensitive";
  if (given.meta) return "general";
  if (leaf.harmTest && given.profile === "conservative") return "sensitive";
  const mark = leaf.sensitive[given.profile];
  if (mark === "conditional") return conditionHolds(id, given) ? "sensitive" : "general";
  return mark === "yes" ? "sensitive" : "general";
}

/** Conditions of the standards a schema can show; the others (harm, volume, content) stay general. */
function conditionHolds(id: string, given: LevelCircumstances): boolean {
  switch (id) {
    case "password": return given.payment || given.profile === "conservative";
    case "otp-code": case "session-id": case "political-opinion": return given.profile === "conservative";
    case "body-measure": case "steps": return given.medical;
    case "card-expiry": return true;
    default: return false;
  }
}
