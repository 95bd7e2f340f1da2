import { decodeText, looksBinary } from "../base/decode.js";
import { LineIndex } from "../base/line-index.js";
import type { Problem } from "../base/problem.js";
import type { OpenDocument } from "./engine.js";
import type { WorkspaceHost } from "./host.js";

/** A text as the engine sees it: the editor's version where a document is open, else the disk's. */
export interface SourceText {
  readonly text: string;
  readonly version?: number;
  readonly problem?: Problem;
}

/** Overlay of open documents over the disk. Disk texts are cached only while a scan needs them twice. */
export class TextStore {
  readonly #host: WorkspaceHost;
  readonly #open = new Map<string, OpenDocument>();
  readonly #disk = new Map<string, SourceText | undefined>();
  readonly #indexes = new WeakMap<SourceText | OpenDocument, LineIndex>();

  constructor(host: WorkspaceHost) {
    this.#host = host;
  }

  /** Returns whether the text differs from what was known. An older version than the known one changes nothing. */
  update(document: OpenDocument): boolean {
    const known = this.#open.get(document.path);
    if (known !== undefined && document.version < known.version) return false;
    const before = known?.text ?? this.read(document.path)?.text;
    this.#open.set(document.path, document);
    return before !== document.text;
  }

  close(path: string): boolean {
    const known = this.#open.get(path);
    if (known === undefined) return false;
    this.#open.delete(path);
    this.#disk.delete(path);
    return known.text !== this.read(path)?.text;
  }

  isOpen(path: string): boolean {
    return this.#open.has(path);
  }

  /** Whether a document is open that was never saved. */
  hasUnsavedNames(): boolean {
    return [...this.#open.keys()].some((path) => this.#host.stat(path) === undefined);
  }

  openDocuments(): readonly OpenDocument[] {
    return [...this.#open.values()];
  }

  /** All paths asked for so far, present or not. */
  readPaths(): readonly string[] {
    return [...this.#disk.keys(), ...this.#open.keys()];
  }

  forgetDisk(path: string): void {
    this.#disk.delete(path);
  }

  forgetAllDisk(): void {
    this.#disk.clear();
  }

  read(path: string): SourceText | undefined {
    const open = this.#open.get(path);
    if (open !== undefined) return open;
    if (this.#disk.has(path)) return this.#disk.get(path);
    const bytes = this.#host.readFile(path);
    const source = bytes === undefined || looksBinary(bytes) ? undefined : decodeText(bytes);
    this.#disk.set(path, source);
    return source;
  }

  lineIndex(path: string): LineIndex {
    const source = this.read(path);
    if (source === undefined) return new LineIndex("");
    let index = this.#indexes.get(source);
    if (index === undefined) this.#indexes.set(source, (index = new LineIndex(source.text)));
    return index;
  }
}
