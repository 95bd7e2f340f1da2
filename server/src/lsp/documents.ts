import { TextDocument, type TextDocumentContentChangeEvent } from "vscode-languageserver-textdocument";
import { LineIndex } from "../base/line-index.js";
import type { OpenDocument } from "../workspace/engine.js";
import { pathOfUri } from "./uris.js";

/** One state of an open document, kept as it was sent to the engine so that answers are converted with the text they are about. */
export class Snapshot {
  #index: LineIndex | undefined;

  constructor(readonly uri: string, readonly path: string, readonly clientVersion: number, readonly sequence: number, readonly text: string) {}

  get index(): LineIndex {
    return (this.#index ??= new LineIndex(this.text));
  }
}

interface OpenState {
  readonly document: TextDocument;
  readonly path: string;
  /** Counts our own changes: clients may send versions that repeat or go back. */
  sequence: number;
  snapshot: Snapshot | undefined;
  sent: boolean;
}

/** The open `file:` documents. Changes are applied in the order they arrive, whatever their versions say. */
export class Documents {
  readonly #states = new Map<string, OpenState>();
  #sequence = 0;

  /** Returns the path, or undefined for documents that are no files (untitled ones, diffs, output); those are left alone. */
  open(uri: string, languageId: string, version: number, text: string): string | undefined {
    const path = pathOfUri(uri);
    if (path === undefined) return undefined;
    this.#states.set(path, { document: TextDocument.create(uri, languageId, version, text), path, sequence: ++this.#sequence, snapshot: undefined, sent: false });
    return path;
  }

  change(uri: string, version: number | null, changes: readonly TextDocumentContentChangeEvent[]): string | undefined {
    const state = this.#stateOf(uri);
    if (state === undefined) return undefined;
    TextDocument.update(state.document, [...changes], version ?? state.document.version);
    state.sequence = ++this.#sequence;
    state.snapshot = undefined;
    state.sent = false;
    return state.path;
  }

  close(uri: string): string | undefined {
    const path = pathOfUri(uri);
    return path !== undefined && this.#states.delete(path) ? path : undefined;
  }

  get paths(): readonly string[] {
    return [...this.#states.keys()];
  }

  snapshot(path: string): Snapshot | undefined {
    const state = this.#states.get(path);
    return state && snapshotOf(state);
  }

  /** Offset of a position in the current text; positions beyond a line or the text are clamped. */
  offsetAt(path: string, position: { line: number; character: number }): number | undefined {
    return this.#states.get(path)?.document.offsetAt(position);
  }

  /** Documents changed since they were last taken. */
  takeUnsent(): readonly OpenDocument[] {
    const unsent = [...this.#states.values()].filter((state) => !state.sent);
    for (const state of unsent) state.sent = true;
    return unsent.map((state) => ({ path: state.path, text: snapshotOf(state).text, version: state.sequence }));
  }

  #stateOf(uri: string): OpenState | undefined {
    const path = pathOfUri(uri);
    return path === undefined ? undefined : this.#states.get(path);
  }
}

function snapshotOf(state: OpenState): Snapshot {
  return (state.snapshot ??= new Snapshot(state.document.uri, state.path, state.document.version, state.sequence, state.document.getText()));
}
