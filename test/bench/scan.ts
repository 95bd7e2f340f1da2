// Whole scan against `tsc --noEmit` of the same compiler on the same project, in one run: npm run bench:scan -- PATH… [--rounds N].
// BORDERLINE_DIST names another build than dist/.
// Both run as processes of their own, taking turns, and the medians are compared. Processor time and memory are those of all processes.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compilerExecutable } from "../../server/src/compiler/executable.js";
import { adaptedConfig, stoppedAtOptions } from "./support/adapted-config.js";
import { compareWithBaseline } from "./support/baselines.js";
import { measured, median, type Measured } from "./support/measured-process.js";
import { recallOf } from "./support/recall.js";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: "string", default: "3" }, "no-tsc": { type: "boolean", default: false } } });
const rounds = Number(values.rounds);
const cli = resolve(process.env["BORDERLINE_DIST"] ?? "dist", "server/cli-main.js");
const missing = positionals.find((path) => !existsSync(path));
if (positionals.length === 0 || missing !== undefined || !existsSync(cli)) {
  console.error(missing !== undefined ? `${missing}: no such folder` : positionals.length > 0 ? "dist/ is missing: npm run build first" : "usage: npm run bench:scan -- PATH… [--rounds N] [--no-tsc]");
  process.exit(2);
}
for (const path of positionals) await compare(resolve(path));

async function compare(folder: string): Promise<void> {
  console.log(`\n## ${basename(folder)}`);
  const scans: Measured[] = [];
  const checks: Measured[] = [];
  const config = join(folder, "tsconfig.json");
  let adapted: ReturnType<typeof adaptedConfig> | undefined;
  const check = () => measured(compilerExecutable(), ["--noEmit", "--extendedDiagnostics", "-p", adapted?.file ?? config], folder);
  const hasProject = existsSync(config) && !values["no-tsc"];
  if (hasProject && stoppedAtOptions((await check()).output)) {
    adapted = adaptedConfig(config);
    console.log("tsc stops at options that were taken out of it and checks nothing; compared with the same files under options of today");
  }
  let report = "";
  for (let round = 0; round < rounds; round++) {
    if (hasProject) checks.push(await check());
    const done = await scan(folder);
    scans.push(done.measured);
    report = done.report;
  }
  adapted?.remove();
  tell(folder, scans, checks, report);
}

async function scan(folder: string): Promise<{ readonly measured: Measured; readonly report: string }> {
  const out = mkdtempSync(join(tmpdir(), "borderline-bench-"));
  const file = join(out, "report.json");
  const run = await measured(process.execPath, [cli, "scan", folder, "--no-cache", "--fail-on", "never", "--quiet", "--format", "json", "--output", file], folder);
  if (run.status !== 0) console.log(`scan ended with ${run.status}: ${run.output.slice(0, 2000)}`);
  const report = existsSync(file) ? readFileSync(file, "utf8") : '{"findings":[],"summary":{}}';
  rmSync(out, { recursive: true, force: true });
  return { measured: run, report };
}

function tell(folder: string, scans: readonly Measured[], checks: readonly Measured[], report: string): void {
  const { summary } = JSON.parse(report) as { readonly summary: Readonly<Record<string, number>> };
  console.log(`${summary["filesRead"]} files, ${summary["personalFields"]} personal fields, ${summary["flows"]} transfers, ${summary["limits"]} limits`);
  line("scan", scans);
  if (checks.length > 0) {
    line("tsc --noEmit", checks);
    const last = checks.at(-1)?.output ?? "";
    console.log(`tsc: ${/^Files:\s+(\d+)/m.exec(last)?.[1]} files, ${/^Lines:\s+(\d+)/m.exec(last)?.[1]} lines, ${[...last.matchAll(/error TS/g)].length} errors, check time ${/Check time:\s+(\S+)/.exec(last)?.[1] ?? "none: nothing was checked"}`);
    const ratio = median(scans.map((one) => one.seconds)) / median(checks.map((one) => one.seconds));
    const cpuRatio = median(scans.map((one) => one.cpuSeconds)) / median(checks.map((one) => one.cpuSeconds));
    console.log(`ratio ${ratio.toFixed(2)} in time, ${cpuRatio.toFixed(2)} in processor time (${rounds} rounds, taking turns)`);
    compareWithBaseline(`scan ${basename(folder)}: time / tsc`, ratio);
    compareWithBaseline(`scan ${basename(folder)}: processor time / tsc`, cpuRatio);
  }
  const recall = recallOf(folder, report);
  if (recall === undefined) return;
  console.log(`recall ${recall.expected - recall.missed.length}/${recall.expected}, ${recall.extra.length} reported elsewhere`);
  for (const site of recall.missed.slice(0, 5)) console.log(`  missed ${site.file}:${site.line} ${site.host} (${site.way})`);
  for (const place of recall.extra.slice(0, 5)) console.log(`  extra  ${place}`);
}

function line(name: string, runs: readonly Measured[]): void {
  console.log(`${name.padEnd(14)} median ${median(runs.map((one) => one.seconds)).toFixed(2)} s, processor ${median(runs.map((one) => one.cpuSeconds)).toFixed(2)} s, memory of all processes ${median(runs.map((one) => one.megabytes)).toFixed(0)} MB`);
}
