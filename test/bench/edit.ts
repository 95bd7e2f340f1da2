// Edit → findings of the edited file, in server time, on a real application: npm run bench:edit -- PATH [--edits N].
// Edits are spread over the application's code files: a comment typed, a string changed, a statement added. Median and 95th percentile.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { normalisePath } from "../../server/src/base/paths.js";
import { createEngine } from "../../server/src/workspace/local-engine.js";

const words = process.argv.slice(2);
const editsAt = words.indexOf("--edits");
const edits = editsAt < 0 ? 200 : Number(words[editsAt + 1]);
const target = words.find((word, at) => !word.startsWith("--") && at !== editsAt + 1);
if (target === undefined || !existsSync(target)) {
  console.error("usage: npm run bench:edit -- PATH [--edits N]");
  process.exit(2);
}

const engine = createEngine();
const folder = normalisePath(resolve(target));
await engine.open([folder], {});
const files: string[] = [];
const started = performance.now();
const summary = await engine.scan((report) => void (/\.[jt]sx?$/.test(report.path) && files.push(report.path)), () => {});
console.log(`${summary.filesRead} files, ${summary.flows} transfers, first scan ${((performance.now() - started) / 1000).toFixed(2)} s; editing ${files.length} files with findings`);

const kinds = [
  (text: string, i: number) => `${text}\n// note ${i}\n`,
  (text: string, i: number) => text.replace(/"([^"\n]*)"/, (_, inner: string) => `"${inner}${i}"`),
  (text: string, i: number) => `${text}\nconst added${i} = ${i};\n`,
];
const times: number[] = [];
for (let i = 0; i < edits && files.length > 0; i++) {
  const path = files[(i * 7919) % files.length] ?? "";
  const text = readFileSync(path, "utf8");
  const edit = kinds[i % kinds.length];
  const before = performance.now();
  await engine.updateDocument({ path, text: edit?.(text, i) ?? text, version: i + 1 });
  await engine.check(path);
  times.push(performance.now() - before);
}
await engine.close();
times.sort((a, b) => a - b);
const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN).toFixed(1);
console.log(`${times.length} edits: median ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(1)} ms`);
