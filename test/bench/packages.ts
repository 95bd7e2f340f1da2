// A monorepo scanned package by package with flow summaries against one scan of the whole: npm run bench:packages -- PATH.
// Packages run one after the other, dependencies first; what a task runner with enough machines would take is the longest chain.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { closureOf, monorepoOf, type MonorepoPackage } from "../../server/src/workspace/summaries/monorepo.js";
import { diskHost } from "../../server/src/workspace/host.js";
import { measured, median, quantile, type Measured } from "./support/measured-process.js";

interface Reported {
  readonly rule: string;
  readonly fingerprint: string;
  readonly file: string;
  readonly line: number;
}

const folder = resolve(process.argv[2] ?? "");
const cli = resolve(process.env["BORDERLINE_DIST"] ?? "dist", "server/cli-main.js");
const monorepo = process.argv[2] === undefined ? undefined : monorepoOf(folder, diskHost);
if (monorepo === undefined || monorepo.packages.length < 2) {
  console.error("usage: npm run bench:packages -- PATH (a folder whose package.json lists workspaces)");
  process.exit(2);
}
const out = mkdtempSync(join(tmpdir(), "borderline-packages-"));
const report = join(out, "report.json");
const scan = async (words: readonly string[]) => {
  const run = await measured(process.execPath, [cli, "scan", ...words, "--fail-on", "never", "--quiet", "--format", "json", "--output", report], folder);
  if (run.status !== 0) throw new Error(run.output.slice(0, 2000));
  return { run, findings: (JSON.parse(readFileSync(report, "utf8")) as { readonly findings: readonly Reported[] }).findings };
};

try {
  const whole = await scan([folder, "--no-cache"]);
  const runs: { readonly one: MonorepoPackage; readonly run: Measured; readonly bytes: number }[] = [];
  const union: Reported[] = [];
  for (const one of dependenciesFirst(monorepo.packages)) {
    const { run, findings } = await scan([one.root, "--summaries"]);
    const file = join(one.root, ".borderline/flow-summary.json");
    runs.push({ one, run, bytes: existsSync(file) ? statSync(file).size : 0 });
    union.push(...findings);
  }
  const key = ({ rule, file, line, fingerprint }: Reported) => `${rule} ${file}:${line} ${fingerprint}`;
  const [all, parts] = [new Set(whole.findings.map(key)), new Set(union.map(key))];
  const cpu = runs.map(({ run }) => run.cpuSeconds);
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  console.log(`one scan: ${whole.run.seconds.toFixed(1)} s, processor ${whole.run.cpuSeconds.toFixed(1)} s, memory ${whole.run.megabytes.toFixed(0)} MB, ${all.size} findings`);
  console.log(`${runs.length} packages: processor ${sum(cpu).toFixed(1)} s together; one: median ${median(cpu).toFixed(2)} s, p95 ${quantile(cpu, 0.95).toFixed(2)} s, memory at most ${Math.max(...runs.map(({ run }) => run.megabytes)).toFixed(0)} MB; ${parts.size} findings`);
  console.log(`summaries: ${(sum(runs.map(({ bytes }) => bytes)) / 1e6).toFixed(2)} MB together, median ${(median(runs.map(({ bytes }) => bytes)) / 1000).toFixed(0)} KB; dependencies of a package: median ${median(runs.map(({ one }) => closureOf(one.root, monorepo).length - 1))}, at most ${Math.max(...runs.map(({ one }) => closureOf(one.root, monorepo).length - 1))}`);
  const [lost, extra] = [[...all].filter((one) => !parts.has(one)), [...parts].filter((one) => !all.has(one))];
  console.log(`lost ${lost.length}, additional ${extra.length}`);
  for (const one of [...lost.slice(0, 5).map((text) => `  lost  ${text}`), ...extra.slice(0, 5).map((text) => `  added ${text}`)]) console.log(one);
} finally {
  rmSync(out, { recursive: true, force: true });
}

function dependenciesFirst(packages: readonly MonorepoPackage[]): readonly MonorepoPackage[] {
  const byName = new Map(packages.map((one) => [one.name, one]));
  const order = new Set<MonorepoPackage>();
  const visit = (one: MonorepoPackage, above: ReadonlySet<MonorepoPackage>) => {
    if (order.has(one) || above.has(one)) return;
    for (const name of one.dependencies) {
      const dependency = byName.get(name);
      if (dependency !== undefined) visit(dependency, new Set([...above, one]));
    }
    order.add(one);
  };
  for (const one of packages) visit(one, new Set());
  return [...order];
}
