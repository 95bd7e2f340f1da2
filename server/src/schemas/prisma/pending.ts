import type { PrismaComment } from "./syntax.js";

/** Comments waiting for their owner, and whether a blank line came before them. */
export interface PendingComments {
  leading: PrismaComment[];
  detached: PrismaComment[];
  blank: boolean;
}

export function noComments(): PendingComments {
  return { leading: [], detached: [], blank: false };
}

export function clear(pending: PendingComments): void {
  pending.leading = [];
  pending.detached = [];
  pending.blank = false;
}

/** A blank line turns ordinary comments into headings; `///` stays with the next declaration, as a tag in it must not get lost. */
export function detach(pending: PendingComments): void {
  pending.blank = true;
  if (pending.leading.length === 0) return;
  pending.detached.push(...pending.leading.filter((comment) => comment.kind !== "doc"));
  pending.leading = pending.leading.filter((comment) => comment.kind === "doc");
}
