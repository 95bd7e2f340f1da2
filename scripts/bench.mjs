// npm run bench: every benchmark that needs no arguments, one after the other.
import { spawnSync } from "node:child_process";

const benches = [
  ["edit → diagnostics, one document", "test/bench/keystroke.ts"],
  ["OpenAPI documents of 1, 5 and 13 MB", "test/bench/openapi.ts"],
  ["scan against tsc --noEmit, on the example", "test/bench/scan.ts", "examples/shop"],
];

let failed = false;
for (const [title, file, ...rest] of benches) {
  console.log(`\n# ${title}`);
  failed = spawnSync(process.execPath, ["scripts/run-ts.mjs", file, ...rest], { stdio: "inherit" }).status !== 0 || failed;
}
process.exitCode = failed ? 1 : 0;
