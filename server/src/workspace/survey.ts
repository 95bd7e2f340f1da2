// Pieces of the survey of a workspace: what leaves, and every personal field.
import type { DocumentAnalysis } from "./document-analysis.js";
import type { FieldSummary, FileReport, ScanSummary, Survey } from "./engine.js";

export function personalFieldsOf(path: string, analysis: DocumentAnalysis | undefined): readonly FieldSummary[] {
  return (analysis?.fields ?? []).flatMap(({ field, classification: { level, category } }) =>
    level === "none" ? [] : [{ path, container: field.container.name, name: field.name, range: field.nameRange, category, level }],
  );
}

export class SurveyBuilder {
  readonly #reports: FileReport[] = [];
  readonly #fields: FieldSummary[] = [];

  add(report: FileReport, fields: readonly FieldSummary[]): void {
    const findings = report.findings.filter(({ data }) => data.kind === "flow");
    if (findings.length > 0 || report.limits.length > 0) this.#reports.push({ ...report, findings });
    this.#fields.push(...fields);
  }

  done(summary: ScanSummary): Survey {
    return { reports: this.#reports.sort((a, b) => (a.path < b.path ? -1 : 1)), fields: this.#fields, summary };
  }
}
