/** What to do about a server that died: start it again after a while, or let it rest. */
export type Verdict = { readonly kind: "restart"; readonly waitMilliseconds: number } | { readonly kind: "give-up"; readonly deaths: number };

/** Deaths longer ago than this are forgotten. */
const remembered = 5 * 60_000;
/** How long to wait after the first, second, … death within that time; one more is one too many. */
const waits = [0, 1_000, 4_000, 15_000] as const;

/** Counts the server's deaths. Each in a row makes the wait longer, so that a server that cannot live does not burn the machine. */
export class Deaths {
  #times: readonly number[] = [];

  died(now: number): Verdict {
    this.#times = [...this.#times.filter((time) => now - time < remembered), now];
    const wait = waits[this.#times.length - 1];
    return wait === undefined ? { kind: "give-up", deaths: this.#times.length } : { kind: "restart", waitMilliseconds: wait };
  }

  /** A person asked for a fresh start. */
  forget(): void {
    this.#times = [];
  }
}
