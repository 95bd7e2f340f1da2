// Finds the pieces of a JSON document by brackets alone. Text whose brackets do not balance is not split.
import type { Problem } from "../../base/problem.js";
import type { Piece, Split } from "./document.js";
import { closeBrace, colon, comma, openBrace, quote, skipBlank, skipJsonValue, stringEnd, unescape } from "./json-scan.js";
import { splitLevels } from "./outline.js";
import { duplicateKey } from "./problems.js";

/** The pieces of a document, or undefined when it must be read as a whole. */
export function splitJson(source: string): Split | undefined {
  const start = skipBlank(source, 0, source.length);
  const splitter = new JsonSplitter(source);
  const found = splitter.object(start, undefined);
  if (!found || skipBlank(source, found.end, source.length) < source.length) return undefined;
  return { pieces: found.pieces, start, end: found.end, problems: splitter.problems };
}

interface Found {
  readonly pieces: Piece[];
  readonly end: number;
}

class JsonSplitter {
  readonly problems: Problem[] = [];

  constructor(readonly source: string) {}

  /** Members of the object at an offset. `levels`: how deep they are split; undefined for the root, whose keys decide. */
  object(start: number, levels: number | undefined): Found | undefined {
    const { source } = this;
    if (source.charCodeAt(start) !== openBrace) return undefined;
    const pieces: Piece[] = [];
    const keys = new Set<string>();
    let at = skipBlank(source, start + 1, source.length);
    while (source.charCodeAt(at) !== closeBrace) {
      const piece = this.#member(at, levels, keys);
      if (!piece) return undefined;
      pieces.push(piece);
      at = skipBlank(source, piece.end, source.length);
      if (source.charCodeAt(at) !== comma) break;
      at = skipBlank(source, at + 1, source.length);
      if (source.charCodeAt(at) !== quote) return undefined;
    }
    return source.charCodeAt(at) === closeBrace ? { pieces, end: at + 1 } : undefined;
  }

  #member(start: number, levels: number | undefined, keys: Set<string>): Piece | undefined {
    const { source } = this;
    const keyEnd = source.charCodeAt(start) === quote ? stringEnd(source, start, source.length) : -1;
    if (keyEnd < 0) return undefined;
    const afterKey = skipBlank(source, keyEnd, source.length);
    if (source.charCodeAt(afterKey) !== colon) return undefined;
    const valueStart = skipBlank(source, afterKey + 1, source.length);
    const key = unescape(source.slice(start + 1, keyEnd - 1));
    if (keys.size === keys.add(key).size) this.problems.push(duplicateKey(key, start, keyEnd));
    const below = levels === undefined ? splitLevels(key) : levels - 1;
    if (below > 0 && source.charCodeAt(valueStart) === openBrace) {
      const inner = this.object(valueStart, below);
      return inner && { key, keyStart: start, keyEnd, start, end: inner.end, valueStart, pieces: inner.pieces };
    }
    const end = skipJsonValue(source, valueStart, source.length);
    return end <= valueStart ? undefined : { key, keyStart: start, keyEnd, start, end, valueStart };
  }
}
