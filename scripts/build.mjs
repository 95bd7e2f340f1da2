// Bundles server (ESM: language server, engine worker, command line) and client (CommonJS, as VS Code loads it) into dist/.
import { build } from "esbuild";
import { chmodSync, rmSync } from "node:fs";
import { catalogForEsbuild } from "./catalog-plugin.mjs";

rmSync("dist", { recursive: true, force: true });
const common = { bundle: true, platform: "node", sourcemap: true, logLevel: "warning", plugins: [catalogForEsbuild], legalComments: "none" };
// Bundled CommonJS dependencies call require(); an ES module has none of its own.
const requireBanner = 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

await build({
  ...common,
  entryPoints: { "cli-main": "server/src/main/cli-main.ts", "server-main": "server/src/main/server-main.ts", "engine-worker": "server/src/main/engine-worker.ts" },
  outdir: "dist/server",
  outExtension: { ".js": ".js" },
  format: "esm",
  target: "node20",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  banner: { js: requireBanner },
});
chmodSync("dist/server/cli-main.js", 0o755);
await build({
  ...common,
  entryPoints: { extension: "client/src/extension.ts" },
  outdir: "dist/client",
  outExtension: { ".js": ".cjs" },
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  // Read by the extension host while the editor starts: half the size, half the time.
  minify: true,
});
