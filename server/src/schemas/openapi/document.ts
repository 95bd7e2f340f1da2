// A file as a tree whose large sections are parsed piece by piece, when first asked for. The pieces (one path item, one
// component schema) are the unit of re-use between two readings of a file.
import type { Problem } from "../../base/problem.js";
import { parseJson } from "./json-parser.js";
import { splitJson } from "./json-split.js";
import { child, missing } from "./tree.js";
import type { MapNode, Parsed, TreeEntry, TreeNode } from "./tree.js";
import { parseYamlFast } from "./yaml-fast.js";
import { parseYamlWithPackage } from "./yaml-package.js";
import { splitYaml } from "./yaml-split.js";

export type Language = "yaml" | "json";

/** Where a piece lies; found by brackets or indentation alone. */
export interface Piece {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  /** The whole entry with its key. */
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
  /** Pieces of a section that is split further. */
  readonly pieces?: readonly Piece[];
}

export interface Split {
  readonly pieces: readonly Piece[];
  readonly start: number;
  readonly end: number;
  readonly problems: readonly Problem[];
}

/** One piece as an entry of the tree. Its value is parsed when first asked for. */
export class PieceEntry implements TreeEntry {
  #parsed: Parsed | undefined;

  constructor(readonly document: ParsedDocument, readonly piece: Piece, readonly path: string) {}

  get key(): string {
    return this.piece.key;
  }
  get keyStart(): number {
    return this.piece.keyStart;
  }
  get keyEnd(): number {
    return this.piece.keyEnd;
  }
  get text(): string {
    return this.document.source.slice(this.piece.start, this.piece.end);
  }
  get parsed(): Parsed {
    return (this.#parsed ??= this.document.parsePiece(this.piece));
  }
  get value(): TreeNode {
    return this.parsed.node ?? missing(this.piece.keyEnd);
  }
}

export class ParsedDocument {
  readonly language: Language;
  /** What the file ends its lines with. */
  readonly lineBreak: string;
  readonly root: TreeNode | undefined;
  /** Problems of the file's outline; those of a piece stay with the piece. */
  readonly problems: readonly Problem[];
  /** False when the file could only be read in one go. */
  readonly isSplit: boolean;
  /** Entries in text order, the innermost pieces only. */
  readonly pieces: readonly PieceEntry[] = [];
  readonly byPath = new Map<string, PieceEntry>();
  readonly #anchors: ReadonlyMap<string, TreeNode>;
  readonly #starts: readonly number[];
  #marks: Map<string, number[]> | undefined;

  constructor(readonly source: string, readonly file: string) {
    this.language = /^\s*\{/.test(source.slice(0, 1000)) ? "json" : "yaml";
    const newline = source.indexOf("\n");
    this.lineBreak = newline > 0 && source.charCodeAt(newline - 1) === 13 ? "\r\n" : "\n";
    const split = this.language === "json" ? splitJson(source) : splitYaml(source);
    this.isSplit = split !== undefined;
    if (split) {
      this.root = this.#outline(split.pieces, split.start, split.end, "", this.pieces as PieceEntry[]);
      this.problems = split.problems;
      this.#anchors = new Map();
    } else {
      const whole = this.#parseWhole();
      this.root = whole.node;
      this.problems = whole.problems;
      this.#anchors = whole.anchors;
    }
    this.#starts = this.pieces.map(entry => entry.piece.start);
  }

  parsePiece(piece: Piece): Parsed {
    if (this.language === "json") return parseJson(this.source, piece.valueStart, piece.end);
    const parsed = parseYaml(this.source, piece.start, piece.end);
    return { ...parsed, node: child(parsed.node, piece.key) };
  }

  /** The node an alias at an offset stands for: the last anchor of that name before it. */
  anchored(name: string, before: number): TreeNode | undefined {
    const whole = this.#anchors.get(name);
    if (whole || !this.isSplit) return whole;
    const marks = this.#anchorMarks().get(name) ?? [];
    // Text may hold the mark without being an anchor; a few tries find the anchor of any document people write.
    for (let i = lastBefore(marks, before), tries = 0; i >= 0 && tries < 20; i--, tries++) {
      const node = this.pieceAt(marks[i] ?? 0)?.parsed.anchors.get(name);
      if (node && node.start <= before) return node;
    }
    return undefined;
  }

  /** Offsets where an anchor of each name may stand. */
  #anchorMarks(): ReadonlyMap<string, readonly number[]> {
    if (!this.#marks) {
      this.#marks = new Map();
      for (const match of this.source.matchAll(/&([^\s[\]{},&]+)/g)) {
        const name = match[1] ?? "";
        const known = this.#marks.get(name);
        if (known) known.push(match.index);
        else this.#marks.set(name, [match.index]);
      }
    }
    return this.#marks;
  }

  pieceAt(offset: number): PieceEntry | undefined {
    return this.pieces[lastBefore(this.#starts, offset)];
  }

  #outline(pieces: readonly Piece[], start: number, end: number, path: string, all: PieceEntry[]): MapNode {
    const entries: TreeEntry[] = pieces.map(piece => {
      const own = `${path}/${piece.key}`;
      if (piece.pieces) {
        const value = this.#outline(piece.pieces, piece.valueStart, piece.end, own, all);
        return { key: piece.key, keyStart: piece.keyStart, keyEnd: piece.keyEnd, value };
      }
      const entry = new PieceEntry(this, piece, own);
      all.push(entry);
      if (!this.byPath.has(own)) this.byPath.set(own, entry);
      return entry;
    });
    return { kind: "map", start, end, style: this.language === "json" ? "json" : "yaml-block", entries };
  }

  #parseWhole(): Parsed {
    const { source, file } = this;
    if (this.language === "yaml") return parseYaml(source, 0, source.length);
    const parsed = parseJson(source);
    if (parsed.problems.length === 0 || /\.json[c5]?$/i.test(file)) return parsed;
    const asYaml = parseYamlWithPackage(source, 0, source.length);
    return asYaml.problems.length < parsed.problems.length ? asYaml : parsed;
  }
}

function parseYaml(source: string, start: number, end: number): Parsed {
  return parseYamlFast(source, start, end) ?? parseYamlWithPackage(source, start, end);
}

/** Index of the last of ascending offsets that is not behind another; -1 when all are. */
function lastBefore(offsets: readonly number[], offset: number): number {
  let low = -1;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
