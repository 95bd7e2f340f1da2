import type { LineIndex } from "../base/line-index.js";
import type { Locale } from "../base/localized.js";
import type { Finding, Fix, RuleMetadata } from "../model/finding.js";
import type { FileReport, ScanSummary } from "../workspace/engine.js";

/** What every output format needs; formats are pure functions of it. */
export interface ReportInput {
  /** Absolute path results are shown relative to. */
  readonly folder: string;
  readonly locale: Locale;
  /** Ordered by path. */
  readonly reports: readonly FileReport[];
  readonly summary: ScanSummary;
  readonly rules: readonly RuleMetadata[];
  readonly version: string;
  lineIndex(file: string): LineIndex;
  /** Fixes of a finding, for formats that carry them. */
  fixesOf?(finding: Finding): readonly Fix[];
}
