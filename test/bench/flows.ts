// Scans checkouts of labelled applications and writes what the flow scorer reads:
//   node scripts/run-ts.mjs test/bench/flows.ts OUT_FOLDER NAME=PATH [NAME=PATH …]      then: node score.mjs flows.jsonl OUT_FOLDER
// It runs the built command line, so that what is scored is what a user gets.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const [out, ...apps] = process.argv.slice(2);
const cli = resolve("dist/server/cli-main.js");
if (out === undefined || apps.length === 0 || !existsSync(cli)) {
  console.error("usage: flows.ts OUT_FOLDER NAME=PATH …   (after npm run build)");
  process.exit(2);
}
mkdirSync(out, { recursive: true });
for (const app of apps) {
  const [name = "", path = ""] = app.split("=");
  const started = process.hrtime.bigint();
  const run = spawnSync(process.execPath, [cli, "scan", resolve(path), "--format", "sarif", "--fail-on", "never"], { encoding: "utf8", maxBuffer: 1 << 30 });
  writeFileSync(join(out, `${name}.sarif`), run.stdout);
  console.log(`${name}: exit ${run.status ?? "?"}, ${(Number(process.hrtime.bigint() - started) / 1e9).toFixed(1)} s`);
}
