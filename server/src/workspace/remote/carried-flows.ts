// Flow findings of an earlier text, kept in place while the analysis of the new text is under way.
import type { TextRange } from "../../base/range.js";
import type { Finding } from "../../model/finding.js";
import type { AnalysisLimit } from "../../model/flow.js";
import type { FileReport } from "../engine.js";

/** What only the slow analysis knows about a file, and the text its offsets are about (undefined: the file on disk). */
export interface CarriedFlows {
  readonly findings: readonly Finding[];
  readonly limits: readonly AnalysisLimit[];
  readonly text: string | undefined;
}

export const noFlows: CarriedFlows = { findings: [], limits: [], text: undefined };

export function flowsOf(report: FileReport, text: string | undefined): CarriedFlows {
  return { findings: report.findings.filter(({ data }) => data.kind === "flow"), limits: report.limits, text };
}

/** Moves findings to where they stand after an edit; what the edit touched is dropped. */
export function carry(flows: CarriedFlows, path: string, text: string | undefined): CarriedFlows {
  if (flows.text === text || flows.text === undefined || text === undefined) return flows;
  const move = mover(flows.text, text);
  return {
    text,
    findings: flows.findings.flatMap((finding) => {
      const range = move(finding.range);
      return range === undefined ? [] : { ...finding, range, related: finding.related.flatMap((related) => inFile(related, path, move)) };
    }),
    limits: flows.limits.flatMap((limit) => inFile(limit, path, move)),
  };
}

/** The report of the quick analysis with the carried flows added, in the order reports have. */
export function withFlows(report: FileReport, flows: CarriedFlows): FileReport {
  if (flows.findings.length === 0 && flows.limits.length === 0) return report;
  const findings = [...report.findings, ...flows.findings].sort((a, b) => a.range.start - b.range.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
  return { ...report, findings, limits: [...report.limits, ...flows.limits] };
}

export function sameFlows(a: CarriedFlows, b: CarriedFlows): boolean {
  return JSON.stringify([a.findings, a.limits]) === JSON.stringify([b.findings, b.limits]);
}

/** Where a range of an earlier text stands now; undefined where it was edited. */
export type Move = (range: TextRange) => TextRange | undefined;

function inFile<T extends { readonly location: { readonly file: string; readonly range: TextRange } }>(item: T, path: string, move: Move): readonly T[] {
  if (item.location.file !== path) return [item];
  const range = move(item.location.range);
  return range === undefined ? [] : [{ ...item, location: { ...item.location, range } }];
}

/** Everything between the longest common beginning and end counts as edited. */
export function mover(before: string, after: string): Move {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (tail < shortest - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  const editEnd = before.length - tail;
  const shift = after.length - before.length;
  return (range) => {
    if (range.end <= start) return range;
    return range.start >= editEnd ? { start: range.start + shift, end: range.end + shift } : undefined;
  };
}
