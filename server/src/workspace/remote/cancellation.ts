import type { CancellationToken } from "../../base/cancellation.js";

/** A token that can tell when it is cancelled, so that the news can be carried to another thread. */
export class CancellationSource implements CancellationToken {
  #cancelled = false;
  readonly #listeners = new Set<() => void>();

  get isCancelled(): boolean {
    return this.#cancelled;
  }

  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    for (const listener of [...this.#listeners]) listener();
    this.#listeners.clear();
  }

  /** Calls back once, at once when already cancelled; the returned function forgets the listener. */
  onCancelled(listener: () => void): () => void {
    if (this.#cancelled) {
      listener();
      return () => {};
    }
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** A token over one shared Int32; reading it is safe from any thread. */
export class SharedFlag implements CancellationToken {
  readonly #view: Int32Array;

  constructor(readonly buffer: SharedArrayBuffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.#view = new Int32Array(buffer);
  }

  get isCancelled(): boolean {
    return Atomics.load(this.#view, 0) === 1;
  }

  set(): void {
    Atomics.store(this.#view, 0, 1);
  }
}
