// Whole scan against `tsc --noEmit` of the same compiler on the same project, in one run: npm run bench:scan -- PATH [--rounds N].
// The compiler is given the project's own tsconfig.json; both run as processes of their own, taking turns, and the medians are compared.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { compilerExecutable } from "../../server/src/compiler/executable.js";

const words = process.argv.slice(2);
const roundsAt = words.indexOf("--rounds");
const rounds = roundsAt < 0 ? 3 : Number(words[roundsAt + 1]);
const target = words.find((word, at) => !word.startsWith("--") && at !== roundsAt + 1);

if (target === undefined || !existsSync(target)) {
  console.error("usage: npm run bench:scan -- PATH [--rounds N]");
  process.exit(2);
}
const folder = resolve(target);
const cli = resolve("dist/server/cli-main.js");
if (!existsSync(cli)) {
  console.error("dist/ is missing: npm run build first");
  process.exit(2);
}
const hasProject = existsSync(join(folder, "tsconfig.json"));
const compiler = { seconds: [] as number[] };
const scan = { seconds: [] as number[] };
let summary = "";

for (let round = 0; round < rounds; round++) {
  if (hasProject) measure(compiler, compilerExecutable(), ["--noEmit", "-p", folder]);
  summary = measure(scan, process.execPath, [cli, "scan", folder, "--fail-on", "never", "--quiet"]);
}
console.log(summary.trimEnd().split("\n").slice(-2).join("\n"));
console.log(`scan            median ${median(scan.seconds).toFixed(2)} s`);
if (hasProject) {
  console.log(`tsc --noEmit    median ${median(compiler.seconds).toFixed(2)} s`);
  console.log(`ratio ${(median(scan.seconds) / median(compiler.seconds)).toFixed(2)} (${rounds} rounds, taking turns)`);
} else {
  console.log("no tsconfig.json there: nothing to compare with");
}

function measure(into: { seconds: number[] }, command: string, args: readonly string[]): string {
  const started = performance.now();
  const result = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28, cwd: folder });
  into.seconds.push((performance.now() - started) / 1000);
  if (result.error !== undefined) throw result.error;
  return result.stdout;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

