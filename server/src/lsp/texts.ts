import { decodeText } from "../base/decode.js";
import { LineIndex } from "../base/line-index.js";
import type { Documents } from "./documents.js";
import { uriOfPath } from "./uris.js";

/** Reads a file of the disk; undefined when it is missing. */
export type ReadFile = (path: string) => Uint8Array | undefined;

/** Turns offsets of any file into positions while one answer is written. Open documents count as they are, other files as on disk. */
export class Places {
  readonly #indexes = new Map<string, LineIndex>();

  constructor(readonly documents: Documents, readonly readFile: ReadFile) {}

  /** Fixes the text a path's offsets refer to. */
  use(path: string, index: LineIndex): this {
    this.#indexes.set(path, index);
    return this;
  }

  uri(path: string): string {
    return this.documents.snapshot(path)?.uri ?? uriOfPath(path);
  }

  index(path: string): LineIndex {
    let index = this.#indexes.get(path);
    if (index === undefined) {
      index = this.documents.snapshot(path)?.index ?? this.#read(path);
      this.#indexes.set(path, index);
    }
    return index;
  }

  #read(path: string): LineIndex {
    const bytes = this.readFile(path);
    return new LineIndex(bytes === undefined ? "" : decodeText(bytes).text);
  }
}
