// Asks for every fix at every finding of an application, makes it in memory and asks the same engine again.
import { applyEdits } from "../../../server/src/base/text-edit.js";
import type { FileEdit, Finding, Fix } from "../../../server/src/model/finding.js";
import type { Engine, FileReport } from "../../../server/src/workspace/engine.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { CompiledApplication } from "./compiled.js";
import type { Outcome } from "./table.js";
import { remaining } from "./remaining.js";

export interface MeasureOptions {
  /** Most sites of one kind in one application. */
  readonly most: number;
  /** The same for annotations and suppressions, which every finding offers. */
  readonly mostPlain: number;
  readonly kinds?: readonly string[] | undefined;
  /** No fix is begun after this time; what was tried until then is reported. */
  readonly seconds: number;
}

/** Findings of one rule that are looked at, a multiple of the sites wanted: not every finding offers every kind. */
const looks = 6;

export async function measureApplication(folder: string, { most, mostPlain, kinds, seconds }: MeasureOptions): Promise<readonly Outcome[]> {
  const thorough = createEngine();
  // Findings about fields need no flows, and schemas that change would have all of them followed anew.
  const quick = createEngine();
  const compiled = new CompiledApplication(folder);
  const outcomes: Outcome[] = [];
  const sites = new Map<string, number>();
  const looked = new Map<string, number>();
  /** Where the time goes, in milliseconds. */
  const spent = new Map<string, number>();
  try {
    await thorough.open([folder], { reason: "known and accepted" });
    await quick.open([folder], { reason: "known and accepted", flows: false });
    const reports: FileReport[] = [];
    const summary = await thorough.scan((report) => void reports.push(report), () => {});
    console.log(`${folder}: ${summary.filesRead} files, ${reports.reduce((sum, { findings }) => sum + findings.length, 0)} findings`);
    const until = performance.now() + seconds * 1000;
    // Calls first: their fixes are the many kinds, and fields are found in any number.
    for (const engine of [thorough, quick]) for (const { path, findings } of reports) {
      for (const finding of findings.filter(({ data }) => (data.kind === "flow") === (engine === thorough))) {
        if (performance.now() > until || add(looked, finding.rule) > most * looks) continue;
        for (const fix of distinct(await timed("fixes", () => engine.fixes(path, finding.range)), finding)) {
          if ((kinds !== undefined && !kinds.includes(fix.id)) || add(sites, fix.id) > (isPlain(fix.id) ? mostPlain : most)) continue;
          outcomes.push(await tried(engine, fix, finding, engine === thorough ? findings : (await quick.check(path)).findings));
        }
      }
    }
  } finally {
    console.log([...spent].map(([what, time]) => `${what} ${(time / 1000).toFixed(0)} s`).join(", "));
    await thorough.close();
    await quick.close();
    compiled.close();
  }
  return outcomes;

  async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const result = await work();
    spent.set(what, (spent.get(what) ?? 0) + performance.now() - started);
    return result;
  }

  async function tried(engine: Engine, fix: Fix, finding: Finding, before: readonly Finding[]): Promise<Outcome> {
    const place = `${finding.file.slice(folder.length + 1)}:${compiled.text(finding.file).slice(0, finding.range.start).split("\n").length} ${fix.title.en}`;
    const newErrors = await timed("errors", async () => compiled.newErrors(fix.edits));
    const after = await timed("findings", () => findingsAfter(engine, fix.edits, finding.file));
    const left = remaining(fix, finding, before, after);
    return { kind: fix.id, place, newErrors, ...(left === undefined ? {} : { remains: left }) };
  }

  /** Findings of the file while the edits are in the engine; they are taken out again. */
  async function findingsAfter(engine: Engine, edits: readonly FileEdit[], file: string): Promise<readonly Finding[]> {
    for (const edit of edits) await engine.updateDocument({ path: edit.file, text: applyEdits(edit.create === true ? "" : compiled.text(edit.file), edit.edits), version: nextVersion++ });
    const { findings } = await engine.check(file);
    for (const edit of edits) await engine.closeDocument(edit.file);
    return findings;
  }
}

function isPlain(id: string): boolean {
  return /^(?:suppress|annotate|declare-recipient)/.test(id);
}

let nextVersion = 1;

/** Fixes of this finding, and those for many that are offered at it; each text of edits once. */
function distinct(fixes: readonly Fix[], finding: Finding): readonly Fix[] {
  const seen = new Set<string>();
  return fixes.filter((fix) => {
    if (fix.edits.every(({ edits }) => edits.length === 0) || (fix.finding !== undefined && fix.finding !== finding.fingerprint)) return false;
    const key = JSON.stringify([fix.id, fix.edits]);
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

function add(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}
