// A unified diff of two versions of a file that differ in many small places. The library's exact algorithm takes time with the square of
// the differences; where two versions soon agree again, which is what fixes leave, looking a few lines ahead finds the same in one pass.
import { FILE_HEADERS_ONLY, diffArrays, formatPatch, type StructuredPatchHunk } from "diff";

/** A diff that `git apply` and `patch -p1` take. No text before stands for a file that is made. */
export function unifiedDiff(name: string, before: string | undefined, after: string): string {
  const [old, now] = [linesOf(before ?? ""), linesOf(after)];
  const hunks = hunksOf(old, now, blocksOf(old, now));
  return formatPatch({ oldFileName: before === undefined ? "/dev/null" : `a/${name}`, newFileName: `b/${name}`, oldHeader: undefined, newHeader: undefined, hunks, index: undefined }, FILE_HEADERS_ONLY);
}

/** Lines of the one that stand for lines of the other: from start up to, not including, end. */
interface Block {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** With their line breaks, so that a missing one at the end is a difference. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** How many lines are looked ahead for where both agree again, and how many must. */
const farthest = 100;
const agreeing = 3;

function blocksOf(old: readonly string[], now: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      i++;
      j++;
      continue;
    }
    const next = meeting(old, now, i, j) ?? { i: old.length, j: now.length };
    blocks.push(...exactBlocks(old, now, { oldStart: i, oldEnd: next.i, newStart: j, newEnd: next.j }));
    ({ i, j } = next);
  }
  return blocks;
}

/** The nearest place where the versions agree for some lines, or both end. */
function meeting(old: readonly string[], now: readonly string[], i: number, j: number): { readonly i: number; readonly j: number } | undefined {
  const agree = (a: number, b: number): boolean => {
    for (let k = 0; k < agreeing; k++) if (old[a + k] !== now[b + k]) return false;
    return true;
  };
  for (let distance = 1; distance <= farthest; distance++) {
    for (let skip = 0; skip <= distance; skip++) {
      const [a, b] = [i + skip, j + distance - skip];
      if (a <= old.length && b <= now.length && agree(a, b)) return { i: a, j: b };
    }
  }
  return undefined;
}

/** What differs inside a stretch, by the library; lines that agree in its midst stay. */
function exactBlocks(old: readonly string[], now: readonly string[], within: Block): readonly Block[] {
  const blocks: Block[] = [];
  let [i, j] = [within.oldStart, within.newStart];
  for (const { added, removed, count } of diffArrays(old.slice(i, within.oldEnd), now.slice(j, within.newEnd))) {
    const [oldEnd, newEnd] = [i + (added ? 0 : count), j + (removed ? 0 : count)];
    const last = blocks.at(-1);
    if ((added || removed) && last !== undefined && last.oldEnd === i && last.newEnd === j) blocks[blocks.length - 1] = { ...last, oldEnd, newEnd };
    else if (added || removed) blocks.push({ oldStart: i, oldEnd, newStart: j, newEnd });
    [i, j] = [oldEnd, newEnd];
  }
  return blocks;
}

const contextLines = 3;

function hunksOf(old: readonly string[], now: readonly string[], blocks: readonly Block[]): StructuredPatchHunk[] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (last !== undefined && block.oldStart - (last.at(-1)?.oldEnd ?? 0) <= 2 * contextLines) last.push(block);
    else groups.push([block]);
  }
  return groups.map((group) => hunkOf(old, now, group));
}

function hunkOf(old: readonly string[], now: readonly string[], group: readonly Block[]): StructuredPatchHunk {
  const [first, last] = [group[0], group.at(-1)];
  const start = Math.max(0, (first?.oldStart ?? 0) - contextLines);
  const end = Math.min(old.length, (last?.oldEnd ?? 0) + contextLines);
  const newStart = (first?.newStart ?? 0) - ((first?.oldStart ?? 0) - start);
  const newEnd = (last?.newEnd ?? 0) + (end - (last?.oldEnd ?? 0));
  const lines: string[] = [];
  const put = (mark: string, from: readonly string[], a: number, b: number): void => {
    for (const line of from.slice(a, b)) lines.push(...(line.endsWith("\n") ? [mark + line.slice(0, -1)] : [mark + line, "\\ No newline at end of file"]));
  };
  let at = start;
  for (const block of group) {
    put(" ", old, at, block.oldStart);
    put("-", old, block.oldStart, block.oldEnd);
    put("+", now, block.newStart, block.newEnd);
    at = block.oldEnd;
  }
  put(" ", old, at, end);
  return { oldStart: start + 1, oldLines: end - start, newStart: newStart + 1, newLines: newEnd - newStart, lines };
}
