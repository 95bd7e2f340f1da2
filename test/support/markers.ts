// Fixtures are real source. A line of carets, behind any comment mark, names what stands under them in the line above:
//     email String
//     ^^^^^ personal-data email
// Marker lines are taken out before analysis, so that they cannot speak for themselves.
import { LineIndex } from "../../server/src/base/line-index.js";
import type { Finding } from "../../server/src/model/finding.js";

export interface Marker {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** "personal-data email": the rule and, for fields, the category. */
  readonly words: string;
}

export interface MarkedText {
  readonly text: string;
  readonly markers: readonly Marker[];
}

const markerLine = /^(?<lead>\s*(?:\/\/|#|\/\*)?\s*)(?<carets>\^+)\s+(?<words>[a-z-]+(?: [a-z-]+)?)\s*(?:\*\/)?$/;

export function readMarkers(source: string): MarkedText {
  const lines: string[] = [];
  const markers: Marker[] = [];
  for (const line of source.split("\n")) {
    const match = markerLine.exec(line);
    if (match?.groups === undefined) {
      lines.push(line);
      continue;
    }
    const start = match.groups["lead"]?.length ?? 0;
    markers.push({ line: lines.length - 1, start, end: start + (match.groups["carets"]?.length ?? 0), words: match.groups["words"] ?? "" });
  }
  return { text: lines.join("\n"), markers };
}

/** Findings in the same form, so that two lists can be compared whole: missing and extra ones both show. */
export function asMarkers(text: string, findings: readonly Finding[]): readonly string[] {
  const index = new LineIndex(text);
  return findings.map((finding) => {
    const start = index.positionAt(finding.range.start);
    const end = index.positionAt(finding.range.end);
    const category = finding.data.kind === "field" && finding.rule !== "important-data-candidate" ? ` ${finding.data.classification.category}` : "";
    return show({ line: start.line, start: start.character, end: end.line === start.line ? end.character : -1, words: `${finding.rule}${category}` });
  }).sort();
}

export function show(marker: Marker): string {
  return `${String(marker.line + 1).padStart(3)}:${marker.start}-${marker.end} ${marker.words}`;
}
