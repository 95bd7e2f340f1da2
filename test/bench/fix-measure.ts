// Every fix a real application is offered, made in memory: npm run bench:fixes -- PATH… [--most N] [--plain N] [--seconds N] [--kinds a,b] [--verbose].
// For each fix: do the changed files and those that import them have a type error they had not before, and is the finding gone
// (or, for declarations, answered)? The applications should have their node_modules installed: without types the compiler says little.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { normalisePath } from "../../server/src/base/paths.js";
import { printTable, type Outcome } from "./fix-measure/table.js";
import { measureApplication } from "./fix-measure/application.js";

const words = process.argv.slice(2);
const valueOf = (name: string): string | undefined => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
const folders = words.filter((word, at) => !word.startsWith("--") && !["--most", "--plain", "--kinds", "--seconds"].includes(words[at - 1] ?? ""));
if (folders.length === 0 || !folders.every((folder) => existsSync(folder))) {
  console.error("usage: npm run bench:fixes -- PATH… [--most N] [--plain N] [--seconds N] [--kinds a,b] [--verbose]");
  process.exit(2);
}

const outcomes: Outcome[] = [];
for (const folder of folders) {
  const started = performance.now();
  const found = await measureApplication(normalisePath(resolve(folder)), { most: Number(valueOf("--most") ?? 40), mostPlain: Number(valueOf("--plain") ?? valueOf("--most") ?? 40), seconds: Number(valueOf("--seconds") ?? 3600), kinds: valueOf("--kinds")?.split(",") });
  outcomes.push(...found);
  console.log(`${folder}: ${found.length} fixes tried in ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
printTable(outcomes, words.includes("--verbose"));
process.exitCode = outcomes.some(({ newErrors }) => newErrors.length > 0) ? 1 : 0;
