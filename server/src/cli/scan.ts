import { localized } from "../base/localized.js";
import type { Finding, Fix } from "../model/finding.js";
import { baselineFile } from "../report/baseline.js";
import { jsonPieces } from "../report/json.js";
import type { ReportInput } from "../report/report.js";
import { sarifPieces } from "../report/sarif.js";
import { plain, textReport } from "../report/text.js";
import { readBaseline } from "../workspace/baseline.js";
import type { EngineSettings } from "../workspace/engine.js";
import type { Command, FailOn } from "./arguments.js";
import { type CliContext, exitCodes } from "./context.js";
import { absolute, lineIndexes, readText, usage, write } from "./files.js";
import { scanPackage } from "./scan-package.js";
import { scanFolders, type Scanned } from "./scan-folders.js";

type ScanCommand = Extract<Command, { kind: "scan" }>;

/** `borderline scan`: findings in one of three formats, or a baseline of them. */
export async function scan(command: ScanCommand, context: CliContext): Promise<number> {
  const baseline = baselineSetting(command, context);
  if (typeof baseline === "string") return usage(baseline, context);
  const settings: EngineSettings = { flows: command.flows, codeFixes: false, ...baseline };
  const tell = async (scanned: Scanned, within: CliContext): Promise<number> => {
    if (command.writeBaseline !== undefined) return writeBaseline(command.writeBaseline, scanned, command, within);
    const fixes = command.format === "sarif" ? await fixesByFinding(scanned) : undefined;
    emit(command, scanned, fixes, within);
    return exitCodeFor(scanned.reports.flatMap((report) => report.findings), command.failOn);
  };
  if (command.summaries !== undefined) return scanPackage(command.summaries, { ...command, settings }, context, tell);
  return scanFolders({ ...command, settings }, context, (scanned) => tell(scanned, context));
}

/** Which findings are known, or what is wrong with the file that should say so. */
function baselineSetting(command: ScanCommand, context: CliContext): Pick<EngineSettings, "baseline"> | string {
  if (command.ignoreBaseline || command.writeBaseline !== undefined) return { baseline: false };
  if (command.baseline === undefined) return {};
  const { fingerprints, message } = readBaseline(readText(absolute(command.baseline, context), context));
  return fingerprints === undefined ? `${command.baseline}: ${message?.[command.locale] ?? ""}` : { baseline: [...fingerprints] };
}

/** An incomplete scan would make a baseline that forgets: then nothing is written. */
function writeBaseline(file: string, { reports, targets, error }: Scanned, { locale }: ScanCommand, context: CliContext): number {
  if (error !== undefined) return exitCodes.failed;
  const findings = reports.flatMap((report) => report.findings);
  context.writeFile(absolute(file, context), [baselineFile(findings, targets.root)]);
  context.out(localized(`${findings.length} finding${findings.length === 1 ? "" : "s"} written to ${file}.\n`, `已将 ${findings.length} 条结果写入 ${file}。\n`)[locale]);
  return exitCodes.done;
}

function emit(command: ScanCommand, { reports, summary, targets }: Scanned, fixes: ReadonlyMap<string, readonly Fix[]> | undefined, context: CliContext): void {
  const input: ReportInput = {
    folder: targets.root, locale: command.locale, reports, summary, rules: context.rules, version: context.version, lineIndex: lineIndexes(context),
    ...(fixes === undefined ? {} : { fixesOf: (finding: Finding) => fixes.get(finding.file + finding.fingerprint) ?? [] }),
  };
  switch (command.format) {
    case "json": return write(command.output, jsonPieces(input), context);
    case "sarif": return write(command.output, sarifPieces(input), context);
    case "text": return write(command.output, [textReport(input, command.output === undefined ? context.palette : plain)], context);
  }
}

/** Asked for once a file, whatever number of findings it has. */
async function fixesByFinding({ engine, reports }: Scanned): Promise<ReadonlyMap<string, readonly Fix[]>> {
  const found = new Map<string, Fix[]>();
  for (const report of reports) {
    if (report.findings.length === 0) continue;
    for (const fix of await engine.fixes(report.path, { start: 0, end: Number.MAX_SAFE_INTEGER })) {
      if (fix.finding === undefined) continue;
      const key = report.path + fix.finding;
      const list = found.get(key);
      if (list === undefined) found.set(key, [fix]);
      else list.push(fix);
    }
  }
  return found;
}

function exitCodeFor(findings: readonly Finding[], failOn: FailOn): number {
  if (failOn === "never") return exitCodes.done;
  const order = ["error", "warning", "information", "hint"] as const;
  const limit = order.indexOf(failOn);
  return findings.some((finding) => order.indexOf(finding.severity) <= limit) ? exitCodes.findings : exitCodes.done;
}
