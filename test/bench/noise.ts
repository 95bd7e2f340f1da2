// How much the defaults say: npm run bench:noise -- FOLDER... [--sample N]. Prints, for each folder, findings per thousand lines by
// severity, how many stand in tests, mocks, fixtures or generated code (none should), and a sample to be read: findings in the order of
// their fingerprints, which is no order at all. Configuration and baselines of the folder count as in any scan.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { neverCancelled } from "../../server/src/base/cancellation.js";
import { LineIndex } from "../../server/src/base/line-index.js";
import { relativeTo } from "../../server/src/base/paths.js";
import type { Finding } from "../../server/src/model/finding.js";
import { diskHost } from "../../server/src/workspace/host.js";
import { listFiles } from "../../server/src/workspace/listing.js";
import { createEngine } from "../../server/src/workspace/local-engine.js";

const words = process.argv.slice(2);
const sampleAt = words.indexOf("--sample");
const sampleSize = sampleAt < 0 ? 0 : Number(words[sampleAt + 1]);
const folders = words.filter((word, at) => !word.startsWith("--") && at !== sampleAt + 1);
const leftOut = /(?:^|\/)(?:node_modules|__tests__|__mocks__|__fixtures__|tests?|e2e|mocks?|fixtures?|generated|cypress|playwright)\/|\.(?:test|spec|stories|mock|generated)\.\w+$|\.d\.ts$/;
const severities = ["error", "warning", "information", "hint"] as const;

if (folders.length === 0) {
  console.error("usage: npm run bench:noise -- FOLDER... [--sample N]");
  process.exit(2);
}
console.log(`folder | files | lines | ${severities.join(" | ")} | all, per 1,000 lines | in tests and the like`);
for (const folder of folders) await measure(resolve(folder).replaceAll("\\", "/"));

async function measure(folder: string): Promise<void> {
  const engine = createEngine();
  const findings: Finding[] = [];
  await engine.open([folder], { codeFixes: false });
  await engine.scan((report) => findings.push(...report.findings), () => {});
  await engine.close();
  const { files } = listFiles(folder, diskHost, { exclude: [], include: [], token: neverCancelled });
  const texts = files.map((file) => readFileSync(file, "utf8"));
  const lines = texts.reduce((sum, text) => sum + text.split("\n").length, 0);
  const rate = (count: number): string => ((1000 * count) / lines).toFixed(2);
  const of = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  const stray = findings.filter(({ file }) => leftOut.test(relativeTo(folder, file)));
  console.log([folder.split("/").at(-1), files.length, lines, ...severities.map((severity) => `${of(severity)} (${rate(of(severity))})`), rate(findings.length), stray.length].join(" | "));
  for (const finding of stray.slice(0, 5)) console.log(`  stray: ${place(folder, finding)}`);
  const sample = [...findings].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1)).slice(0, sampleSize);
  for (const finding of sample) console.log(`  ${finding.severity} ${finding.rule} ${place(folder, finding)}\n    ${finding.message.en}`);
}

function place(folder: string, { file, range }: Finding): string {
  const text = readFileSync(file, "utf8");
  const { line } = new LineIndex(text).positionAt(range.start);
  return `${relativeTo(folder, file)}:${line + 1}: ${text.split("\n")[line]?.trim().slice(0, 140)}`;
}
