// Writes a workspace to measure with: npm run generate -- --lines N --out DIR [--seed S] [--one-project].
// DIR/expected.json lists the calls that send personal data abroad; npm run bench:scan compares what it finds with them.
import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { writeWorkspace } from "./support/write-workspace.js";

const { values } = parseArgs({ options: { lines: { type: "string" }, out: { type: "string" }, seed: { type: "string", default: "1" }, "one-project": { type: "boolean", default: false } } });
const lines = Number(values.lines);
if (values.out === undefined || !(lines > 0)) {
  console.error("usage: npm run generate -- --lines N --out DIR [--seed S] [--one-project]");
  process.exit(2);
}
const folder = resolve(values.out);
if (existsSync(folder) && readdirSync(folder).length > 0) {
  console.error(`${folder} is not empty`);
  process.exit(2);
}
const made = writeWorkspace(folder, { lines, seed: Number(values.seed), oneProject: values["one-project"] });
console.log(`${made.lines} lines, ${made.files.size} files, ${made.packages.length} packages, ${made.expected.length} calls that send personal data abroad: ${folder}`);
