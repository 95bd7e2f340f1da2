import type { RedactionStrategy } from "../model/annotation.js";

// Values of the OpenAPI extension registry's x-data-classification, and how they relate to our categories and strategies.

export const registryCategories = ["PII", "financial", "government-id", "health", "secret", "credential", "contact", "other"] as const;
export type RegistryCategory = (typeof registryCategories)[number];

export const registrySensitivities = ["public", "internal", "confidential", "restricted"] as const;
export type RegistrySensitivity = (typeof registrySensitivities)[number];

export const registryStrategies = ["full", "partial", "regex", "hash", "remove", "tokenize"] as const;
export type RegistryStrategy = (typeof registryStrategies)[number];

/** Leaves of our catalog each narrow registry category stands for; PII, other and secret name no kind of data. */
const leaves: Readonly<Partial<Record<RegistryCategory, readonly string[]>>> = {
  "financial": [
    "bank-account", "payment-card", "card-cvv", "card-track", "card-expiry", "payment-account", "payment-token", "balance",
    "transaction-record", "income", "payroll", "real-estate", "loan-credit", "securities-fund-account", "virtual-property",
    "invoice-title-personal", "invoice-tax-no", "taxpayer-id-personal",
  ],
  "government-id": [
    "id-card-number", "id-card-photo", "passport-number", "passport-scan", "hk-macau-taiwan-permit", "hk-id",
    "foreign-residence-permit", "officer-card", "driving-licence", "household-register", "social-security-card", "work-permit",
  ],
  "health": [
    "disease-diagnosis", "medical-record", "medication", "lab-result", "fertility", "mental-health", "infectious",
    "body-measure", "disability", "genetic",
  ],
  "credential": ["password", "security-qa", "otp-code", "digital-certificate", "session-id"],
  "contact": [
    "email", "phone-mobile", "phone-landline", "home-address", "postcode", "recipient-name", "recipient-phone",
    "recipient-address", "sender-info", "emergency-contact", "address-book", "social-account",
  ],
};

/** Leaves a registry category narrows to; undefined where it says no more than "personal". */
export function leavesOf(category: string): readonly string[] | undefined {
  const known = registryCategories.find((name) => name.toLowerCase() === category.toLowerCase());
  return known === undefined ? undefined : leaves[known];
}

/** The registry category to write for one of our leaves. */
export function registryCategoryOf(leaf: string): RegistryCategory {
  for (const category of registryCategories) if (leaves[category]?.includes(leaf) === true) return category;
  return "PII";
}

export function strategyFromRegistry(strategy: string): RedactionStrategy | undefined {
  const known = registryStrategies.find((name) => name === strategy.toLowerCase());
  if (known === undefined) return undefined;
  return known === "partial" || known === "regex" ? "mask" : known;
}

export function strategyToRegistry(strategy: RedactionStrategy): RegistryStrategy {
  return strategy === "mask" ? "partial" : strategy;
}
