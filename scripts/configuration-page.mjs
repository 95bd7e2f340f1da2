// Writes docs/configuration.md and docs/borderline.schema.json from the table of keys: node scripts/configuration-page.mjs
// (--check: fails when they are out of date)
import { build } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const entry = 'export { configurationPage } from "./page.ts"; export { configurationJsonSchema } from "./json-schema.ts";';
const { outputFiles } = await build({
  stdin: { contents: entry, resolveDir: join(root, "server/src/configuration"), loader: "ts" }, bundle: true, write: false, platform: "node", format: "esm", target: "node20", logLevel: "warning",
});
const { configurationPage, configurationJsonSchema } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);

const files = { "docs/configuration.md": configurationPage(), "docs/borderline.schema.json": `${JSON.stringify(configurationJsonSchema(), null, 2)}\n` };
for (const [name, text] of Object.entries(files)) {
  const file = join(root, name);
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  else if (readFileSync(file, "utf8") !== text) {
    console.error(`${name} is out of date: run node scripts/configuration-page.mjs`);
    process.exitCode = 1;
  }
}
