/** Names of the list that a misspelt word may have meant, best first, equals in the list's order; case and separators do not count. */
export function closest(word: string, names: Iterable<string>, limit = 3): readonly string[] {
  const wanted = fold(word);
  if (wanted.length === 0 || wanted.length > longestWord) return [];
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  const found: { readonly name: string; readonly distance: number }[] = [];
  for (const name of names) {
    const candidate = fold(name);
    if (Math.abs(candidate.length - wanted.length) > allowed && !related(candidate, wanted)) continue;
    const distance = related(candidate, wanted) ? allowed : editDistance(wanted, candidate);
    if (distance <= allowed) found.push({ name, distance: Math.min(distance, editDistance(wanted, candidate)) });
  }
  return found.sort((a, b) => a.distance - b.distance).slice(0, limit).map((entry) => entry.name);
}

/** Insertions, deletions, replacements and swaps of neighbours needed to get from one word to the other. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((last[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

/** Words longer than this are no misspelling of anything of ours, and comparing them would cost time. */
const longestWord = 64;

function fold(word: string): string {
  return word.toLowerCase().replace(/[-_\s.]/g, "");
}

/** "phone" for "phone-mobile": a whole part was left out. */
function related(candidate: string, wanted: string): boolean {
  return wanted.length >= 3 && candidate.length <= longestWord && (candidate.startsWith(wanted) || candidate.endsWith(wanted));
}
