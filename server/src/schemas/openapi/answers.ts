// What references answered, kept from one reading to the next while the pieces behind the answer stay the same text.
import { describe } from "./describe.js";
import type { Place, References, Target } from "./refs.js";
import { child, text } from "./tree.js";

interface Answer {
  readonly fingerprint: string;
  /** Paths of the pieces the answer was read from; undefined when it rests on more than pieces of this file. */
  readonly pieces?: ReadonlySet<string>;
}

export type KnownAnswers = ReadonlyMap<string, Answer>;

export class Answers {
  /** By reference as written in this file. Holds no node, so it may outlive the document. */
  readonly known = new Map<string, Answer>();

  constructor(readonly refs: References, readonly previous: KnownAnswers | undefined, readonly isUnchanged: (piece: string) => boolean) {}

  /** All that a piece can learn from the target of a reference of this file, without offsets. */
  fingerprint(ref: string): string {
    let answer = this.known.get(ref);
    if (!answer) {
      const old = this.previous?.get(ref);
      answer = old?.pieces && [...old.pieces].every(this.isUnchanged) ? old : this.#ask(ref);
      this.known.set(ref, answer);
    }
    return answer.fingerprint;
  }

  #ask(ref: string): Answer {
    const watch = this.refs.watch();
    const value = fingerprintOf(this.refs.target(ref, this.refs.main), this.refs);
    const pieces = watch();
    return { fingerprint: value, ...(pieces ? { pieces } : {}) };
  }
}

function fingerprintOf(target: Target, refs: References): string {
  if (!target.place) return `!${target.failure}`;
  const { type, isNullable, attributes, examples, comments } = describe(target.place, refs, 1);
  const node = refs.dealias(target.place)?.node;
  const name = text(child(node, "name"));
  return JSON.stringify([
    type, isNullable, attributes.map(({ name: key, arguments: args }) => [key, args]), examples, comments.map(comment => comment.text),
    name, text(child(node, "in")), name === undefined ? "" : parameterType(target.place, refs),
  ]);
}

function parameterType(place: Place, refs: References): string {
  const schema = child(place.node, "schema");
  return schema ? describe({ document: place.document, node: schema }, refs, 1).type.text : "";
}
