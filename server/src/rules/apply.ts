// From what rules say to what people see: severities, suppressions, order, fingerprints.
import { fingerprint } from "../base/fingerprint.js";
import { relativeTo } from "../base/paths.js";
import type { Suppression } from "../model/annotation.js";
import type { Finding, RuleMetadata, Severity } from "../model/finding.js";
import { type RawFinding, suppressing } from "./rule.js";

export interface ApplyOptions {
  /** Workspace folder; fingerprints hold paths relative to it. */
  readonly folder: string;
  readonly severity: Readonly<Record<string, Severity>>;
  readonly suppressions: readonly Suppression[];
  readonly rules: ReadonlyMap<string, RuleMetadata>;
  readonly today: string;
}

export interface Applied {
  readonly findings: readonly Finding[];
  /** Suppressions that silenced something, with the rules they silenced. */
  readonly used: ReadonlyMap<Suppression, ReadonlySet<string>>;
}

/** Findings of one file, ordered by position and rule. */
export function applySettings(raw: readonly RawFinding[], options: ApplyOptions): Applied {
  const findings: Finding[] = [];
  const used = new Map<Suppression, Set<string>>();
  const seen = new Map<string, number>();
  for (const one of raw) {
    const severity = options.severity[one.rule] ?? one.severity ?? options.rules.get(one.rule)?.defaultSeverity ?? "warning";
    if (severity === "off") continue;
    const suppression = suppressing(options.suppressions, one.rule, one.range, options.today);
    if (suppression !== undefined) {
      used.set(suppression, (used.get(suppression) ?? new Set()).add(one.rule));
      continue;
    }
    const parts = [one.rule, relativeTo(options.folder, one.file), ...one.identity];
    // The same fact twice in a file (two calls alike) is told apart by its order, which moved lines do not change.
    const key = parts.join("\u0000");
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    findings.push({
      rule: one.rule, file: one.file, range: one.range, severity, message: one.message, related: one.related ?? [], data: one.data,
      fingerprint: fingerprint(count === 0 ? parts : [...parts, String(count)]),
    });
  }
  findings.sort(compareFindings);
  return { findings, used };
}

/** By position, then rule. */
export function compareFindings(a: Finding, b: Finding): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
