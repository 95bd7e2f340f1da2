// Edit → findings in server time, on a real or generated application: npm run bench:edit -- PATH [--edits N].
// Edits of varied kind: a letter in a string, a statement, a renamed field, a changed wrapper, a field in the Prisma schema. Told for the
// first answer, which the editor's quick engine gives without following flows; for the edited file with flows followed anew; and for all
// files whose answers the edit may change. The cold start to the first answer is told too.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { normalisePath } from "../../server/src/base/paths.js";
import { createEngine } from "../../server/src/workspace/local-engine.js";
import { quantile } from "./support/measured-process.js";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { edits: { type: "string", default: "200" } } });
const [target] = positionals;
if (target === undefined || !existsSync(target)) {
  console.error("usage: npm run bench:edit -- PATH [--edits N]");
  process.exit(2);
}

interface Edit {
  readonly kind: string;
  readonly path: string;
  change(text: string, i: number): string;
}

const folder = normalisePath(resolve(target));
const engine = createEngine();
let invalidated = new Set<string>();
engine.onInvalidated((what) => {
  if (what.kind === "files") for (const path of what.paths) invalidated.add(path);
});
const started = performance.now();
await engine.open([folder], {});
const quick = createEngine();
await quick.open([folder], { flows: false });
const edits = await plannedEdits();
const times = new Map<string, { readonly first: number[]; readonly open: number[]; readonly affected: number[]; files: number }>();
for (let i = 0; i < Number(values.edits) && edits.length > 0; i++) await make(edits[(i * 7919) % edits.length], i);
await engine.close();
await quick.close();
for (const [kind, { first, open, affected, files }] of [...times].sort()) tell(kind, first, open, affected, files / open.length);
const all = [...times.values()];
tell("all", all.flatMap(({ first }) => first), all.flatMap(({ open }) => open), all.flatMap(({ affected }) => affected), all.reduce((sum, { files }) => sum + files, 0) / all.reduce((sum, { open }) => sum + open.length, 0));

/** Scans once, then chooses places of every kind, in turns. */
async function plannedEdits(): Promise<readonly Edit[]> {
  const byKind = new Map<string, Edit[]>();
  const add = (edit: Edit) => void byKind.set(edit.kind, [...(byKind.get(edit.kind) ?? []), edit]);
  const paths: string[] = [];
  let first: number | undefined;
  const summary = await engine.scan((report) => {
    first ??= performance.now() - started;
    paths.push(report.path);
    for (const { data } of report.findings) {
      if (data.kind === "field") {
        const { end } = data.field.nameRange;
        if (/\.[jt]sx?$/.test(report.path)) add({ kind: "field renamed", path: report.path, change: (text, i) => text.slice(0, end) + (i % 2 === 0 ? "Code" : "Count") + text.slice(end) });
      } else if (data.kind === "flow" && data.flow.sink.call.file !== report.path) {
        const { file, range } = data.flow.sink.call;
        add({ kind: "wrapper changed", path: file, change: (text, i) => `${text.slice(0, range.start)}/* ${i} */ ${text.slice(range.start)}` });
      }
    }
  }, () => {});
  console.log(`${summary.filesRead} files, ${summary.flows} transfers; cold start to the first findings ${((first ?? Number.NaN) / 1000).toFixed(2)} s, whole scan ${(summary.milliseconds / 1000).toFixed(2)} s`);
  for (const path of paths) {
    if (/\.[jt]sx?$/.test(path)) add({ kind: "letter in a string", path, change: (text, i) => text.replace(/"([^"\n]*)"(?=[^"\n]*$)/m, (_, inner: string) => `"${inner}${"x".repeat(i % 5)}y"`) });
    if (/\.[jt]sx?$/.test(path)) add({ kind: "statement added", path, change: (text, i) => `${text}\nconst added${i} = ${i};\n` });
    if (path.endsWith(".prisma")) add({ kind: "Prisma field added", path, change: (text, i) => text.replace(/\n\}/, `\n  contactPhone${i} String?\n}`) });
  }
  const longest = Math.max(0, ...[...byKind.values()].map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => [...byKind.values()].flatMap((list) => list[at % list.length] ?? [])).flat();
}

async function make(edit: Edit | undefined, i: number): Promise<void> {
  if (edit === undefined) return;
  const { kind, path } = edit;
  const entry = times.get(kind) ?? { first: [], open: [], affected: [], files: 0 };
  times.set(kind, entry);
  const text = edit.change(readFileSync(path, "utf8"), i);
  invalidated = new Set();
  const typed = performance.now();
  await quick.updateDocument({ path, text, version: i + 1 });
  await quick.check(path);
  entry.first.push(performance.now() - typed);
  const before = performance.now();
  await engine.updateDocument({ path, text, version: i + 1 });
  await engine.check(path);
  entry.open.push(performance.now() - before);
  invalidated.delete(path);
  for (const other of invalidated) await engine.check(other);
  entry.affected.push(performance.now() - before);
  entry.files += invalidated.size;
}

function tell(kind: string, first: readonly number[], open: readonly number[], affected: readonly number[], files: number): void {
  const figures = (list: readonly number[]) => `median ${quantile(list, 0.5).toFixed(1)} ms, p95 ${quantile(list, 0.95).toFixed(1)} ms`;
  console.log(`${kind.padEnd(20)} ${String(open.length).padStart(3)} edits: first answer ${figures(first)}; with flows ${figures(open)}; with ${files.toFixed(1)} affected files ${figures(affected)}`);
}
