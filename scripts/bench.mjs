// npm run bench -- [PATH…]: every benchmark, one after the other, on the example, on generated workspaces and on applications given as paths.
// npm run bench:all also measures a generated workspace of a million lines. BASELINES=write stores the ratios to compare later runs with.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const words = process.argv.slice(2);
const paths = words.filter((word) => !word.startsWith("--"));
const place = mkdtempSync(join(tmpdir(), "borderline-bench-"));
const [small, million] = [join(place, "generated-25k"), join(place, "generated-1m")];

const benches = [
  ["edit → diagnostics, one document", "keystroke.ts"],
  ["OpenAPI documents of 1, 5 and 13 MB", "openapi.ts"],
  ["a generated workspace", "generate.ts", "--lines", "25000", "--out", small],
  ["scan against tsc --noEmit", "scan.ts", "examples/shop", small, ...paths],
  ...[small, ...paths].map((path) => [`edits in ${path}, cold start`, "edit.ts", path]),
  ["growth", "growth.ts"],
  ["packages with flow summaries against one scan", "packages.ts", small],
];
if (words.includes("--million")) {
  benches.push(["a million lines", "generate.ts", "--lines", "1000000", "--out", million], ["scan of a million lines", "scan.ts", million, "--rounds", "1"], ["edits in a million lines", "edit.ts", million, "--edits", "50"]);
}

let failed = false;
try {
  for (const [title, file, ...rest] of benches) {
    console.log(`\n# ${title}`);
    failed = spawnSync(process.execPath, ["scripts/run-ts.mjs", `test/bench/${file}`, ...rest], { stdio: "inherit" }).status !== 0 || failed;
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
