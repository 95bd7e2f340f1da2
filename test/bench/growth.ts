// Growth: the generated workspace at 1×, 2×, 4× and 8×: npm run bench:growth -- [--lines N] [--one-project]. Eight times the work may take
// nine times the time.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compareWithBaseline } from "./support/baselines.js";
import { measured, type Measured } from "./support/measured-process.js";
import { writeWorkspace } from "./support/write-workspace.js";

const { values } = parseArgs({ options: { lines: { type: "string", default: "25000" }, "one-project": { type: "boolean", default: false }, rounds: { type: "string", default: "2" } } });
const cli = resolve(process.env["BORDERLINE_DIST"] ?? "dist", "server/cli-main.js");
const folder = mkdtempSync(join(tmpdir(), "borderline-growth-"));
const rows: { readonly lines: number; readonly best: Measured }[] = [];

try {
  for (const factor of [1, 2, 4, 8]) {
    const home = join(folder, `x${factor}`);
    const { lines } = writeWorkspace(home, { lines: Number(values.lines) * factor, seed: 1, oneProject: values["one-project"] });
    const runs: Measured[] = [];
    for (let round = 0; round < Number(values.rounds); round++) runs.push(await measured(process.execPath, [cli, "scan", home, "--no-cache", "--fail-on", "never", "--quiet", "--output", join(folder, "report.txt")], home));
    const best = runs.reduce((a, b) => (a.cpuSeconds < b.cpuSeconds ? a : b));
    rows.push({ lines, best });
    console.log(`${String(factor).padStart(2)}×  ${lines} lines: ${best.seconds.toFixed(2)} s, processor ${best.cpuSeconds.toFixed(2)} s, memory ${best.megabytes.toFixed(0)} MB`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const [first, last] = [rows[0], rows.at(-1)];
if (first !== undefined && last !== undefined) {
  const work = last.lines / first.lines;
  const perLine = last.best.cpuSeconds / first.best.cpuSeconds / work;
  console.log(`${work.toFixed(2)} times the lines: ${(last.best.seconds / first.best.seconds).toFixed(2)} times the time, ${(last.best.cpuSeconds / first.best.cpuSeconds).toFixed(2)} times the processor time`);
  compareWithBaseline("growth: processor time a line, 8× / 1×", perLine);
}
