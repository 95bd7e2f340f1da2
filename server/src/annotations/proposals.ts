import { localized, type Localized } from "../base/localized.js";
import { range, type TextRange } from "../base/range.js";
import type { CompletionProposal, NamedChoice } from "../model/completion.js";
import { lineEndAt } from "./places.js";

/** Names completion offers besides our own vocabulary. */
export interface AnnotationChoices {
  readonly categories: readonly NamedChoice[];
  readonly rules?: readonly NamedChoice[];
}

/** Proposals from one of our tables. */
export function fromTable(table: Readonly<Record<string, Localized>>, kind: CompletionProposal["kind"], place: TextRange, spelled = (name: string): string => name): readonly CompletionProposal[] {
  return Object.entries(table).map(([name, detail]) => ({ label: spelled(name).replace(/[:"\s]+/g, ""), edit: { range: place, newText: spelled(name) }, kind, detail }));
}

/** Proposals from names handed in. */
export function fromChoices(choices: readonly NamedChoice[], kind: CompletionProposal["kind"], place: TextRange, spelled = (id: string): string => id): readonly CompletionProposal[] {
  return choices.map((choice) => ({
    label: choice.id, edit: { range: place, newText: spelled(choice.id) }, kind, detail: localized(choice.en, choice.zh),
    ...(choice.detail === undefined ? {} : { documentation: choice.detail }),
  }));
}

/** From the start of what is typed to the end of the word under the cursor, so that choosing replaces the whole word. */
export function wordAround(text: string, start: number, offset: number): TextRange {
  let end = offset;
  const limit = lineEndAt(text, offset);
  while (end < limit && /[\w-]/.test(text[end] ?? "")) end++;
  return range(start, end);
}
