import type { Localized } from "./localized.js";
import type { TextRange } from "./range.js";

/** Something a reader could not make sense of, at its place. Readers return problems; they never throw on user text. */
export interface Problem {
  /** Stable kebab-case code, unique over the product, e.g. "prisma-unclosed-block". */
  readonly code: string;
  readonly message: Localized;
  readonly range: TextRange;
  readonly severity: "error" | "warning" | "information";
  /** Texts that would make the range right, best first: a misspelt tag, key, category or value. Fixes use these, never the message. */
  readonly suggestions?: readonly string[];
}
