// Bundles test/editor for the extension host.
import { build } from "esbuild";
import { resolve } from "node:path";

/** Returns the file VS Code is to run. */
export async function buildSuite() {
  const outfile = resolve("out/editor-suite/index.cjs");
  await build({
    entryPoints: ["test/editor/index.ts"], outfile, bundle: true, platform: "node", format: "cjs", target: "node20", sourcemap: "inline",
    external: ["vscode", "mocha"], logLevel: "warning",
  });
  return outfile;
}
