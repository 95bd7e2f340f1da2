import type { Localized } from "../base/localized.js";
import type { Severity } from "./finding.js";

/** Facts of one outbound flow, keyed by the input names of the catalog's routes ("exporter.ciio", "counts.pi" …). */
export type RouteInputs = Readonly<Record<string, string | number | boolean>>;

/** Answer of the decision table for one flow (CBDF 2024 read with PIPL and NDSR; citations carry instrument and article). */
export interface RouteDecision {
  /** Rule id of the table, e.g. "R17". */
  readonly rule: string;
  /** Route id of the table, e.g. "scc_or_certification", "exempt_art5_1", "not_outbound". */
  readonly route: string;
  readonly title: Localized;
  readonly citations: readonly string[];
  readonly obligations: readonly { readonly id: string; readonly text: Localized; readonly citations: readonly string[] }[];
  readonly alternatives: readonly string[];
  /** Input names still needed before the answer is firm. */
  readonly needsInfo: readonly string[];
  readonly judgement: boolean;
  readonly severity: Exclude<Severity, "off"> | "none";
}

export interface Transfer {
  readonly decision: RouteDecision;
  readonly inputs: RouteInputs;
  /** One line for the diagnostic: what applies and why. */
  readonly summary: Localized;
}
