// Which of the generated workspace's calls a scan found.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ExpectedSite } from "../generator/workspace.js";

interface ReportedFlow {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly flow?: { readonly host?: string; readonly fields: readonly { readonly name: string }[] };
}

export interface Recall {
  readonly expected: number;
  readonly missed: readonly ExpectedSite[];
  /** Reported where nothing leaves: "file:line host". */
  readonly extra: readonly string[];
}

/** Compares a JSON report with expected.json of the folder; undefined where there is none. */
export function recallOf(folder: string, report: string): Recall | undefined {
  const file = join(folder, "expected.json");
  if (!existsSync(file)) return undefined;
  const expected = JSON.parse(readFileSync(file, "utf8")) as readonly ExpectedSite[];
  const reported = (JSON.parse(report) as { readonly findings: readonly ReportedFlow[] }).findings.filter(({ rule }) => rule === "outbound-transfer");
  const key = (path: string, line: number, host = "") => `${path}:${line} ${host}`;
  const found = new Map<string, Set<string>>();
  for (const { file: path, line, flow } of reported) {
    const names = found.get(key(path, line, flow?.host)) ?? new Set<string>();
    found.set(key(path, line, flow?.host), names);
    for (const { name } of flow?.fields ?? []) names.add(name);
  }
  const wanted = new Set(expected.map((site) => key(site.file, site.line, site.host)));
  const missed = expected.filter((site) => {
    const names = found.get(key(site.file, site.line, site.host));
    return names === undefined || !site.fields.every((field) => names.has(field));
  });
  return { expected: expected.length, missed, extra: [...found.keys()].filter((one) => !wanted.has(one)) };
}
