// Applies fixes to texts in memory: those that do not touch each other at once, the rest in further rounds on the texts that came out.
import { overlaps, type TextRange } from "../base/range.js";
import { applyEdits, type TextEdit } from "../base/text-edit.js";
import type { Fix } from "../model/finding.js";
import type { Engine } from "../workspace/engine.js";

export interface ChangedFile {
  readonly path: string;
  /** Undefined for a file that did not exist. */
  readonly before: string | undefined;
  readonly after: string;
}

export interface FixOutcome {
  readonly changed: readonly ChangedFile[];
  /** How often each fix was applied, by id. */
  readonly applied: ReadonlyMap<string, number>;
  /** Fixes that findings offer and that were not asked for, by id. */
  readonly offered: ReadonlyMap<string, number>;
}

export interface FixRun {
  readonly engine: Engine;
  /** Files with findings. */
  readonly files: readonly string[];
  readText(path: string): string | undefined;
  /** Which of a file's fixes are wanted, in order; the first of two that touch each other wins. */
  select(fixes: readonly Fix[]): readonly Fix[];
}

/** Bounds work on findings whose fixes never meet an end; one finding a line needs one round each. */
const mostRounds = 200;

/** Runs rounds until nothing wanted is left, or a file's wanted fixes stop getting fewer: then one of them does not do what it says. */
export async function runFixes(run: FixRun): Promise<FixOutcome> {
  const texts = new Map<string, string>();
  const applied = new Map<string, number>();
  const offered = new Map<string, number>();
  const pending = new Map<string, number>();
  let files: readonly string[] = run.files;
  for (let round = 0; round < mostRounds && files.length > 0; round++) {
    const wanted: Fix[] = [];
    for (const path of files) {
      const fixes = await run.engine.fixes(path, { start: 0, end: Number.MAX_SAFE_INTEGER });
      const selected = run.select(fixes);
      if (round === 0) for (const fix of fixes) if (!selected.includes(fix)) add(offered, fix.id);
      if (selected.length >= (pending.get(path) ?? Number.POSITIVE_INFINITY)) continue;
      pending.set(path, selected.length);
      wanted.push(...selected);
    }
    const batch = compatible(wanted, (path) => texts.get(path) ?? run.readText(path));
    for (const fix of batch.fixes) add(applied, fix.id);
    for (const [path, text] of batch.texts) {
      texts.set(path, text);
      await run.engine.updateDocument({ path, text, version: round + 1 });
    }
    files = [...new Set([...batch.texts.keys(), ...wanted.filter((fix) => !batch.fixes.includes(fix)).flatMap((fix) => fix.edits.map(({ file }) => file))])].filter((path) => batch.fixes.length > 0 && run.files.includes(path)).sort();
  }
  const changed = [...texts].map(([path, after]) => ({ path, before: run.readText(path), after })).filter(({ before, after }) => before !== after);
  return { changed: changed.sort((a, b) => (a.path < b.path ? -1 : 1)), applied, offered };
}

interface Batch {
  readonly fixes: readonly Fix[];
  readonly texts: ReadonlyMap<string, string>;
}

/** Takes a fix when none of its edits touches one already taken; all of its files or none. */
function compatible(fixes: readonly Fix[], textOf: (path: string) => string | undefined): Batch {
  const taken = new Map<string, TextEdit[]>();
  const accepted = fixes.filter((fix) => {
    if (fix.edits.every(({ edits }) => edits.length === 0) || !fix.edits.every((edit) => isFree(edit, taken, textOf))) return false;
    for (const { file, edits } of fix.edits) taken.set(file, [...(taken.get(file) ?? []), ...edits]);
    return true;
  });
  return { fixes: accepted, texts: new Map([...taken].map(([file, edits]) => [file, applyEdits(textOf(file) ?? "", edits)])) };
}

/** A file that is to be created must not be there; one that is to be changed must, and hold the places. */
function isFree({ file, edits, create }: Fix["edits"][number], taken: ReadonlyMap<string, readonly TextEdit[]>, textOf: (path: string) => string | undefined): boolean {
  const text = textOf(file);
  if ((text === undefined) !== (create === true)) return false;
  const isInside = ({ start, end }: TextRange): boolean => 0 <= start && start <= end && end <= (text ?? "").length;
  return edits.every(({ range }) => isInside(range) && !(taken.get(file) ?? []).some((other) => overlaps(other.range, range)));
}

function add(counts: Map<string, number>, id: string): void {
  counts.set(id, (counts.get(id) ?? 0) + 1);
}
