// Lenses of an earlier text, kept in place while data is being followed again.
import type { Lens } from "../engine.js";
import { mover } from "./carried-flows.js";

export class CarriedLenses {
  readonly #known = new Map<string, { readonly text: string | undefined; readonly lenses: readonly Lens[] }>();

  /** Remembers an answer that knew all. */
  keep(path: string, text: string | undefined, lenses: readonly Lens[]): readonly Lens[] {
    this.#known.set(path, { text, lenses });
    return lenses;
  }

  forget(path: string): void {
    this.#known.delete(path);
  }

  /** Adds to counts of the present text what was known of flows: recipients of the model of the same name, and whole functions. */
  carry(path: string, text: string | undefined, present: readonly Lens[]): readonly Lens[] {
    const known = this.#known.get(path);
    if (known === undefined) return present;
    const move = mover(known.text ?? "", text ?? "");
    const models = new Map(known.lenses.filter(({ kind }) => kind === "model").map((lens) => [lens.name, lens]));
    const functions = known.lenses.flatMap((lens) => {
      if (lens.kind !== "function") return [];
      const range = move(lens.range);
      const transfer = lens.transfer === undefined ? undefined : move(lens.transfer);
      return range === undefined ? [] : [{ ...lens, range, ...(transfer === undefined ? {} : { transfer }) }];
    });
    const withRecipients = present.map((lens) => ({ ...lens, recipients: models.get(lens.name)?.recipients ?? lens.recipients }));
    return [...withRecipients, ...functions].sort((a, b) => a.range.start - b.range.start);
  }
}
