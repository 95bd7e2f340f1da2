import type { Localized } from "../base/localized.js";
import type { TextRange } from "../base/range.js";

/** One proposal at the cursor; the shape the façade hands on (CompletionEntry of workspace/engine.ts). */
export interface CompletionProposal {
  readonly label: string;
  /** Replaces this range of the document. */
  readonly edit: { readonly range: TextRange; readonly newText: string };
  readonly kind: "tag" | "category" | "key" | "value";
  readonly detail: Localized;
  readonly documentation?: Localized;
  readonly sortText?: string;
}

/** A named choice with bilingual wording: a category, recipient or rule offered by completion. */
export interface NamedChoice {
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  readonly detail?: Localized;
}

/** What hovering over a key or tag shows. */
export interface HoverProposal {
  readonly range: TextRange;
  readonly markdown: Localized;
}
