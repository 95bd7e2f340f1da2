import type { TextRange } from "../base/range.js";

export type RedactionStrategy = "mask" | "hash" | "remove" | "tokenize" | "full";

export type AnnotationMeaning =
  /** PI of a category: an id of the catalog, or "unspecified" where a foreign dialect (x-pii: true) names none. */
  | { readonly kind: "personal-data"; readonly category: string;
      /** With "unspecified": ids of the catalog the foreign dialect narrows the category to, e.g. all health leaves. */
      readonly within?: readonly string[] }
  | { readonly kind: "sensitive" }
  | { readonly kind: "not-personal-data"; readonly reason: string }
  | { readonly kind: "redact"; readonly strategy: RedactionStrategy }
  /** On a function: it redacts these categories or field names. */
  | { readonly kind: "redacts"; readonly what: readonly string[] }
  /** On a call: the purpose of the transfer, e.g. "contract". */
  | { readonly kind: "transfer"; readonly purpose: string };

/** One annotation as written. The dialect keeps a rewrite in the spelling it was found in. */
export interface Annotation {
  readonly meaning: AnnotationMeaning;
  readonly dialect: "jsdoc" | "prisma-comment" | "openapi-extension" | "zod-meta" | "typebox-options" | "decorator" | "line-comment";
  /** The tag with its value, for diagnostics and rewriting. */
  readonly range: TextRange;
  /** The value alone (category, strategy, reason), for completion and fixes of a wrong value; absent where there is none. */
  readonly valueRange?: TextRange;
}

/** A comment or key that silences a rule at its place: `borderline-ignore outbound-transfer -- reason (until 2027-03-01)`. */
export interface Suppression {
  readonly rules: readonly string[];
  readonly reason: string;
  /** ISO date after which it no longer counts. */
  readonly until?: string;
  readonly owner?: string;
  readonly range: TextRange;
  /** What it covers: the declaration, the line below (or its own line), or the file. */
  readonly scope: TextRange;
}
