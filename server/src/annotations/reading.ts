import type { Problem } from "../base/problem.js";
import type { TextRange } from "../base/range.js";
import type { Annotation, Suppression } from "../model/annotation.js";

/** A suppression before its scope is known; `withScopes` finds what it covers. */
export interface SuppressionCandidate extends Omit<Suppression, "scope"> {
  /** `borderline-ignore-file`. */
  readonly wholeFile: boolean;
}

/** What one comment, key list or option object says. */
export interface AnnotationReading {
  readonly annotations: readonly Annotation[];
  readonly suppressions: readonly SuppressionCandidate[];
  readonly problems: readonly Problem[];
}

/** One key of a mapping (OpenAPI extension, `.meta()` entry, TypeBox option) with plain JavaScript value. */
export interface KeyEntry {
  readonly key: string;
  /** Scalars, arrays and objects as JSON would give them; undefined for what is no constant. */
  readonly value: unknown;
  /** Key and value. */
  readonly range: TextRange;
  readonly valueRange: TextRange;
}

export const emptyReading: AnnotationReading = { annotations: [], suppressions: [], problems: [] };

/** Joins the readings of several comments of one declaration. */
export function joinReadings(readings: readonly AnnotationReading[]): AnnotationReading {
  return {
    annotations: readings.flatMap((reading) => reading.annotations),
    suppressions: readings.flatMap((reading) => reading.suppressions),
    problems: readings.flatMap((reading) => reading.problems),
  };
}
