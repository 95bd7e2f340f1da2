// Finds the pieces of a YAML document by indentation alone: in block style nothing inside an entry may stand as far left
// as its key, whatever scalars it holds.
import type { Problem } from "../../base/problem.js";
import type { Piece, Split } from "./document.js";
import { splitLevels } from "./outline.js";
import { duplicateKey, strayText } from "./problems.js";
import { keyEnd, lineEndOf, quoted, Unsure } from "./yaml-scan.js";

/** The pieces of a document, or undefined when it must be read as a whole. */
export function splitYaml(source: string): Split | undefined {
  const start = documentStart(source);
  if (start < 0) return undefined;
  const splitter = new YamlSplitter(source);
  try {
    const lines = splitter.lines(start);
    const pieces = splitter.split(lines, splitter.skipStray(lines), lines.length, 0, undefined);
    return pieces && { pieces, start, end: splitter.end, problems: splitter.problems };
  } catch (error) {
    if (error instanceof Unsure) return undefined;
    throw error;
  }
}

/** A line with content that is no comment. */
interface Line {
  /** Where the line begins, with the comment lines directly above it at the same column. */
  readonly start: number;
  readonly first: number;
  readonly column: number;
}

const maxStray = 5;

/** Deeper lines never start a piece. */
const widestColumn = 32;

class YamlSplitter {
  readonly problems: Problem[] = [];
  end: number;

  constructor(readonly source: string) {
    this.end = source.length;
  }

  /** Lines that may start a piece, up to the end of the first document. */
  lines(start: number): Line[] {
    const { source } = this;
    const lines: Line[] = [];
    let comments = -1;
    let commentColumn = 0;
    for (let at = start; at < source.length;) {
      let first = at;
      while (source.charCodeAt(first) === 32) first++;
      const code = source.charCodeAt(first);
      const column = first - at;
      if (code === 35) {
        if (comments < 0 || commentColumn !== column) comments = at;
        commentColumn = column;
      } else {
        if (column === 0 && endsDocument(source, at)) {
          this.end = at;
          break;
        }
        if (column <= widestColumn && code !== 10 && code !== 13 && first < source.length) {
          lines.push({ start: comments >= 0 && commentColumn === column ? comments : at, first, column });
        }
        comments = -1;
      }
      const next = source.indexOf("\n", first);
      at = next < 0 ? source.length : next + 1;
    }
    return lines;
  }

  /** Words above the first key, being typed perhaps, are reported and passed over; anything else there is no plain entry. */
  skipStray(lines: readonly Line[]): number {
    let count = 0;
    for (let line = lines[0]; line && count < maxStray && /^[\w$]/.test(this.source.charAt(line.first)) && !this.#isKey(line); line = lines[count]) {
      this.problems.push(strayText(line.first, lineEndOf(this.source, line.first, this.source.length)));
      count++;
    }
    return count;
  }

  /** Entries at a column among lines [from, to); undefined when the first of them is no plain entry. */
  split(lines: readonly Line[], from: number, to: number, column: number, levels: number | undefined): Piece[] | undefined {
    const heads: number[] = [];
    for (let i = from; i < to; i++) {
      const line = lines[i];
      if (line?.column === column && this.#isKey(line)) heads.push(i);
    }
    if (heads.length === 0 || heads[0] !== from) return undefined;
    const stop = lines[to]?.start ?? this.end;
    const keys = new Set<string>();
    return heads.map((head, index) => {
      const next = heads[index + 1] ?? to;
      const end = index + 1 < heads.length ? lines[next]?.start ?? stop : stop;
      return this.#piece(lines, head, next, end, levels, keys);
    });
  }

  #piece(lines: readonly Line[], head: number, next: number, end: number, levels: number | undefined, keys: Set<string>): Piece {
    const { source } = this;
    const line = lines[head] ?? { start: 0, first: 0, column: 0 };
    const colon = keyEnd(source, line.first, source.length);
    const raw = source.slice(line.first, colon).trimEnd();
    const key = /^["']/.test(raw) ? quoted(raw.slice(1, -1), raw.charCodeAt(0), false) : raw;
    const place = { key, keyStart: line.first, keyEnd: line.first + raw.length, start: line.start, end, valueStart: colon + 1 };
    if (keys.size === keys.add(key).size) this.problems.push(duplicateKey(key, place.keyStart, place.keyEnd));
    const below = levels === undefined ? splitLevels(key) : levels - 1;
    const inner = lines[head + 1];
    if (below <= 0 || !inner || head + 1 >= next || inner.column <= line.column || !this.#isBare(colon + 1)) return place;
    const pieces = this.split(lines, head + 1, next, inner.column, below);
    return pieces ? { ...place, pieces } : place;
  }

  #isKey(line: Line): boolean {
    return this.source.charCodeAt(line.first) !== 9 && keyEnd(this.source, line.first, this.source.length) >= 0;
  }

  /** Nothing but blanks or a comment up to the end of the line. */
  #isBare(at: number): boolean {
    return /^\s*(?:#|$)/.test(this.source.slice(at, Math.min(lineEndOf(this.source, at, this.source.length), at + 200)));
  }
}

/** Where the first content may stand: after a byte order mark, comments and a `---` alone; -1 for directives. */
function documentStart(source: string): number {
  let at = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (;;) {
    const end = lineEndOf(source, at, source.length);
    const line = source.slice(at, Math.min(end, at + 200));
    if (line.startsWith("%")) return -1;
    if (/^---\s*(?:#.*)?$/.test(line)) return Math.min(end + (source.startsWith("\r\n", end) ? 2 : 1), source.length);
    if (line.startsWith("---")) return -1;
    if (!/^\s*(?:#|$)/.test(line)) return at;
    if (end >= source.length) return at;
    at = end + (source.startsWith("\r\n", end) ? 2 : 1);
  }
}

function endsDocument(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  return (code === 45 || code === 46) && /^(?:---|\.\.\.)(?:\s|$)/.test(source.slice(at, at + 4));
}
