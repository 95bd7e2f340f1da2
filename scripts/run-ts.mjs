// Runs one TypeScript entry point of test/bench with the catalog plugin: node scripts/run-ts.mjs FILE [arguments].
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { basename, join } from "node:path";
import { catalogForEsbuild } from "./catalog-plugin.mjs";

const [entry, ...rest] = process.argv.slice(2);
const outfile = join("out", "bench", basename(entry).replace(/\.ts$/, ".mjs"));
await build({
  entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "warning", sourcemap: "inline",
  plugins: [catalogForEsbuild],
  banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
});
process.exit(spawnSync(process.execPath, ["--enable-source-maps", outfile, ...rest], { stdio: "inherit" }).status ?? 1);
