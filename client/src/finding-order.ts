/** A place in the order findings are walked through. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly character: number;
}

/** The nearest place after (or before) `from`, by file and position, beginning again at the end. */
export function nextFinding<T extends Place>(places: readonly T[], from: Place | undefined, step: 1 | -1): T | undefined {
  const sorted = [...places].sort((a, b) => step * compare(a, b));
  return (from === undefined ? undefined : sorted.find((place) => step * compare(place, from) > 0)) ?? sorted[0];
}

function compare(a: Place, b: Place): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.character - b.character;
}
