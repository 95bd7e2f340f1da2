import type { Localized } from "../base/localized.js";
import type { Severity } from "./finding.js";

/**
 * Facts of one outbound flow, keyed by the input names of the catalog's routes ("exporter.ciio", "counts.pi" …). A missing input takes
 * the table's default; "unknown" is not known and shows up in `needsInfo` where it could change the answer; ">= 1" is a lower bound.
 */
export type RouteInputs = Readonly<Record<string, string | number | boolean>>;

/** Answer of the decision table for one flow (CBDF 2024 read with PIPL and NDSR; citations carry instrument and article). */
export interface RouteDecision {
  /** Rule id of the table, e.g. "R17". */
  readonly rule: string;
  /** Route id of the table, e.g. "scc_or_certification", "exempt_art5_1", "not_outbound". */
  readonly route: string;
  readonly title: Localized;
  readonly citations: readonly string[];
  readonly obligations: readonly RemainingObligation[];
  readonly alternatives: readonly string[];
  /** Input names still needed before the answer is firm. */
  readonly needsInfo: readonly string[];
  readonly judgement: boolean;
  readonly severity: Exclude<Severity, "off"> | "none";
  /** Ids of every route still possible, the decided one first. */
  readonly possibleRoutes: readonly string[];
  /** Of `needsInfo`, the one fact that settles most. */
  readonly decidingInput?: string;
  /** Questions a person has to answer, raised by the facts. */
  readonly judgementCalls: readonly { readonly id: string; readonly text: Localized }[];
}

/** A duty that stays whatever the route, or a deadline of the route. */
export interface RemainingObligation {
  readonly id: string;
  readonly text: Localized;
  readonly citations: readonly string[];
  /** How well the rulebook knows it: read, read-secondary, from-memory, unknown. */
  readonly confidence: string;
}

/** Where a counter stands before the next threshold of the table. */
export interface ThresholdDistance {
  readonly counter: "counts.pi" | "counts.sensitive";
  readonly count: number;
  /** First number at which the route changes; undefined above the last one. */
  readonly next?: number;
  readonly remaining?: number;
  /** Route at the next threshold. */
  readonly route?: string;
  readonly text: Localized;
}

/** The declared mechanism against the route and the day. */
export interface MechanismState {
  readonly state: "none" | "not-needed" | "in-force" | "expiring" | "expired" | "not-yet" | "insufficient";
  readonly text: Localized;
}

export interface Transfer {
  readonly decision: RouteDecision;
  readonly inputs: RouteInputs;
  /** One line for the diagnostic: what applies and why. */
  readonly summary: Localized;
  /** Id of the recipient of borderline.yaml that spoke for this flow. */
  readonly declaredRecipient?: string;
  readonly mechanism: MechanismState;
  /** Facts taken for granted and other reasons, one line each, for hover and register. */
  readonly reasons: readonly Localized[];
  /** Open questions: important-data candidates, judgement calls. */
  readonly questions: readonly Localized[];
  readonly thresholds: readonly ThresholdDistance[];
  /** ISO date of the rulebook. */
  readonly asOf: string;
}
