import type { Severity } from "./finding.js";
import type { SensitivityProfile } from "./classification.js";
import type { TextRange } from "../base/range.js";

export type TransferPurpose =
  | "trade" | "contract" | "hr" | "emergency" | "legal_duty" | "recruitment" | "marketing" | "support" | "analytics" | "operations" | "other";

export interface ExporterConfig {
  readonly name?: string;
  /** Critical information infrastructure operator; only a written notice makes one. */
  readonly ciio?: "yes" | "no" | "unknown";
  readonly stateOrgan?: boolean;
  readonly freeTradeZone?: { readonly name: string; readonly coversScenario?: boolean; readonly position?: "outside" | "contract_tier" | "assessment_tier" };
  /** Distinct natural persons whose data was exported since 1 January, whole legal entity, exempt flows left out. */
  readonly personsExported?: { readonly ordinary?: number; readonly sensitive?: number };
}

export interface MechanismConfig {
  readonly kind: "standard-contract" | "certification" | "security-assessment";
  /** ISO dates. */
  readonly filedOn?: string;
  readonly validUntil?: string;
  readonly reference?: string;
}

export interface RecipientConfig {
  readonly id: string;
  readonly name?: string;
  readonly hosts: readonly string[];
  readonly packages: readonly string[];
  readonly country?: string;
  readonly purpose?: TransferPurpose;
  readonly necessary?: boolean;
  readonly individualIsParty?: boolean;
  readonly mechanism?: MechanismConfig;
  readonly onwardTransfer?: boolean;
  /** hr: labour rules adopted by law and a collective contract exist and cover the export. */
  readonly lawfulLabourRules?: boolean;
  /** Exporter and recipient both sit in the Greater Bay Area (nine Guangdong cities, Hong Kong, Macau). */
  readonly greaterBayArea?: boolean;
  /** On a restricted list, or a foreign authority's request without approval: nothing may be sent. */
  readonly restricted?: boolean;
  /** Only a notice or a publication makes data important; "unknown" asks for it. */
  readonly importantData?: "none" | "notified" | "published" | "unknown";
  /** Where the data was collected; abroad-only with nothing domestic mixed in is Article 4. */
  readonly dataOrigin?: "china" | "abroad-only";
  readonly domesticMixedIn?: boolean;
  /** Globs of code paths this declaration is narrowed to. */
  readonly paths: readonly string[];
  readonly range: TextRange;
}

/** A function, parameter or global named by the user: package + export + argument, or a bare name. */
export interface CodePatternConfig {
  readonly package?: string;
  readonly name: string;
  /** Zero-based argument; undefined means the result (sources) or all arguments (sinks, redactors). */
  readonly argument?: number;
  /** Source: parameter of this function instead of its result. */
  readonly parameter?: string;
  readonly category?: string;
  readonly host?: string;
  readonly recipient?: string;
  readonly range: TextRange;
}

export interface CustomCategoryConfig {
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  readonly sensitive: boolean;
  readonly names: readonly string[];
  readonly excludes: readonly string[];
}

/** What a policy statement may ask; every condition that is given must hold, a list holds where one of its entries does. */
export interface PolicyConditions {
  /** Ids of categories or of groups of them. */
  readonly categories?: readonly string[];
  readonly levels?: readonly string[];
  readonly subjects?: readonly string[];
  /** Ids of recipients, or host patterns. */
  readonly recipients?: readonly string[];
  /** ISO codes, "EU", "outside", "mainland" or "unknown". */
  readonly countries?: readonly string[];
  /** As TransferPurpose, or "unknown". */
  readonly purposes?: readonly string[];
  readonly via?: readonly string[];
  /** Globs of code paths. */
  readonly paths?: readonly string[];
  readonly redacted?: boolean;
  readonly mechanismInForce?: boolean;
}

/** The company's own word on a flow; the first statement that matches decides. */
export interface PolicyStatement {
  readonly id: string;
  readonly effect: "deny" | "allow";
  readonly when: PolicyConditions;
  readonly unless?: PolicyConditions;
  readonly reason?: string;
  readonly range: TextRange;
}

/** borderline.yaml after validation; every list is present, every optional scalar may be absent. */
export interface BorderlineConfig {
  readonly exporter: ExporterConfig;
  readonly profile: SensitivityProfile;
  /** Name of the .env profile: "production" reads .env.production over .env. */
  readonly environment: string;
  readonly recipients: readonly RecipientConfig[];
  readonly domesticHosts: readonly string[];
  readonly overseasHosts: readonly { readonly host: string; readonly country?: string }[];
  readonly categories: readonly CustomCategoryConfig[];
  readonly sources: readonly CodePatternConfig[];
  readonly sinks: readonly CodePatternConfig[];
  readonly redactors: readonly CodePatternConfig[];
  readonly policy: readonly PolicyStatement[];
  /** File of known findings, relative to the folder. */
  readonly baseline?: string;
  readonly exclude: readonly string[];
  readonly include: readonly string[];
  readonly severity: Readonly<Record<string, Severity>>;
}

export const defaultConfig: BorderlineConfig = {
  exporter: {}, profile: "current", environment: "production", recipients: [], domesticHosts: [], overseasHosts: [],
  categories: [], sources: [], sinks: [], redactors: [], policy: [], exclude: [], include: [], severity: {},
};
