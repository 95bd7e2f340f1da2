// Bundles server (ESM: language server, engine worker, command line) and client (CommonJS, as VS Code loads it) into dist/.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { chmodSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { catalogForEsbuild } from "./catalog-plugin.mjs";

rmSync("dist", { recursive: true, force: true });
/** Digest of what the engine is made of: answers kept on disk by another build are not read. */
const buildId = createHash("sha256");
for (const file of ["package-lock.json", ...readdirSync("server/src", { recursive: true }).map((name) => join("server/src", String(name))).filter((path) => /\.(?:ts|yaml)$/.test(path)).sort()]) buildId.update(readFileSync(file));
const define = { BORDERLINE_BUILD: JSON.stringify(buildId.digest("hex").slice(0, 16)) };
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
  define,
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  banner: { js: requireBanner },
});
chmodSync("dist/server/cli-main.js", 0o755);
// The extension host reads the extension while the editor starts, so the large half, the language client, is a file of its own
// that is loaded when a server is needed.
const client = { ...common, outdir: "dist/client", outExtension: { ".js": ".cjs" }, format: "cjs", target: "node20", minify: true };
await build({ ...client, entryPoints: { "language-client": "client/src/language-client.ts" }, external: ["vscode"] });
await build({
  ...client,
  entryPoints: { extension: "client/src/extension.ts" },
  external: ["vscode"],
  plugins: [{ name: "language-client", setup: ({ onResolve }) => onResolve({ filter: /\/language-client\.js$/ }, () => ({ path: "./language-client.cjs", external: true })) }],
});
