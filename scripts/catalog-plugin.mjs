// Turns the catalog's YAML into modules at build time, for esbuild and for vitest alike:
//   import data from "./data/x.yaml"        → the parsed document
//   import entries from "catalog:sdks"      → [{ file, data }] of every server/src/catalog/data/sdks/*.yaml, sorted by file name
// Parsing YAML at start-up would cost more than the whole activation budget.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const dataFolder = join(dirname(fileURLToPath(import.meta.url)), "../server/src/catalog/data");

function yamlModule(file) {
  return `export default ${JSON.stringify(parse(readFileSync(file, "utf8"), { merge: true }))};`;
}

function folderModule(name) {
  const folder = join(dataFolder, name);
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml")).sort();
  const entries = files.map((file) => ({ file: `${name}/${file}`, data: parse(readFileSync(join(folder, file), "utf8"), { merge: true }) }));
  return { code: `export default ${JSON.stringify(entries)};`, files: files.map((file) => join(folder, file)) };
}

/** esbuild flavour. */
export const catalogForEsbuild = {
  name: "catalog",
  setup(build) {
    build.onLoad({ filter: /\.yaml$/ }, ({ path }) => ({ contents: yamlModule(path), loader: "js" }));
    build.onResolve({ filter: /^catalog:/ }, ({ path }) => ({ path: path.slice("catalog:".length), namespace: "catalog" }));
    build.onLoad({ filter: /.*/, namespace: "catalog" }, ({ path }) => {
      const { code, files } = folderModule(path);
      return { contents: code, loader: "js", watchFiles: files };
    });
  },
};

/** Vite (vitest) flavour. */
export const catalogForVite = {
  name: "catalog",
  enforce: "pre",
  resolveId(id) {
    return id.startsWith("catalog:") ? `\0${id}` : undefined;
  },
  load(id) {
    if (id.startsWith("\0catalog:")) return folderModule(id.slice("\0catalog:".length)).code;
    const file = id.split("?")[0];
    return file.endsWith(".yaml") ? yamlModule(file) : undefined;
  },
};
