import type { TextRange } from "../../base/range.js";

/** A comment as it stands in the source. */
export interface PrismaComment {
  readonly range: TextRange;
  /** Without marks. */
  readonly text: string;
  readonly kind: "doc" | "line" | "block";
}

export interface PrismaAttribute {
  /** Without sigils: "id", "db.Char", "relation". */
  readonly name: string;
  /** As written, but a lone string literal without its quotes. */
  readonly arguments: readonly string[];
  readonly range: TextRange;
}

/** A field, an enum value (type name "") or a half-typed line that at least has a name. */
export interface PrismaMember {
  readonly name: string;
  readonly nameRange: TextRange;
  readonly range: TextRange;
  readonly typeText: string;
  /** Without list and optional marks; `Unsupported` for Unsupported("…"). */
  readonly typeName: string;
  readonly isList: boolean;
  readonly isOptional: boolean;
  readonly attributes: readonly PrismaAttribute[];
  /** Directly above, and behind on the same line. */
  readonly leading: readonly PrismaComment[];
  readonly trailing: readonly PrismaComment[];
  /** Comments above that a blank line separates: headings. */
  readonly detached: readonly PrismaComment[];
  /** A blank line, or the block's start, comes before the member and its comments. */
  readonly startsGroup: boolean;
}

/** `key = value` of a datasource, generator or plugin block. */
export interface PrismaProperty {
  readonly key: string;
  readonly keyRange: TextRange;
  /** As written. */
  readonly value: string;
  readonly valueRange: TextRange;
}

export type PrismaKeyword = "model" | "view" | "type" | "enum" | "datasource" | "generator" | "other";

export interface PrismaBlock {
  readonly keyword: PrismaKeyword;
  readonly name: string;
  readonly nameRange: TextRange;
  readonly range: TextRange;
  /** ZModel: `extends Base`, `with Mixin`. */
  readonly bases: readonly string[];
  readonly leading: readonly PrismaComment[];
  readonly detached: readonly PrismaComment[];
  readonly members: readonly PrismaMember[];
  readonly attributes: readonly PrismaAttribute[];
  readonly properties: readonly PrismaProperty[];
}

export interface PrismaSyntax {
  readonly blocks: readonly PrismaBlock[];
  /** Every comment of the text, in order. */
  readonly comments: readonly PrismaComment[];
  readonly problems: readonly import("../../base/problem.js").Problem[];
}
