// A baseline as a file: one finding a line, in an order that does not depend on positions, so that it diffs well.
import { relativeTo } from "../base/paths.js";
import type { Finding } from "../model/finding.js";

/** The text of a baseline. Rule, file and message are for people; only the fingerprint is read again. */
export function baselineFile(findings: readonly Finding[], folder: string): string {
  const entries = findings.map((finding) => ({ fingerprint: finding.fingerprint, rule: finding.rule, file: relativeTo(folder, finding.file), message: finding.message.en }));
  entries.sort((a, b) => compare(a.file, b.file) || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint));
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "formatVersion": 1,\n  "tool": "borderline",\n  "findings": [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `}]\n}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
