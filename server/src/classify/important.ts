import { importantDataCues } from "../catalog/categories.js";
import type { FieldFacts } from "../model/classification.js";
import { singular, splitIdentifier } from "./tokens.js";

/** Id of the cue a field's name or comment matches; a reason to ask, never a verdict. */
export function importantDataCandidate(facts: FieldFacts): string | undefined {
  const { latin, east } = index();
  const tokens = splitIdentifier(facts.name).map(singular);
  for (let start = 0; start < tokens.length; start++) {
    for (const cue of latin.get(tokens[start] ?? "") ?? []) if (cue.tokens.every((t, i) => tokens[start + i] === t)) return cue.id;
  }
  const texts = [facts.name, ...facts.comments.map((c) => c.text.slice(0, 60))].filter((t) => /[\u4e00-\u9fff]/.test(t));
  return texts.length === 0 ? undefined : east.find((cue) => texts.some((text) => text.includes(cue.text)))?.id;
}

interface Index {
  readonly latin: ReadonlyMap<string, readonly { readonly id: string; readonly tokens: readonly string[] }[]>;
  readonly east: readonly { readonly id: string; readonly text: string }[];
}

let built: Index | undefined;

/** One-word cues are left out: "formula" or "observation" alone asks too often. */
function index(): Index {
  if (built) return built;
  const latin = new Map<string, { id: string; tokens: readonly string[] }[]>(), east: { id: string; text: string }[] = [];
  for (const cue of importantDataCues()) {
    for (const name of cue.names) {
      const tokens = splitIdentifier(name).map(singular), first = tokens[0] ?? "";
      if (/[\u4e00-\u9fff]/.test(name)) {
        if (name.length >= 4) east.push({ id: cue.id, text: name });
      } else if (tokens.length > 1) latin.set(first, [...(latin.get(first) ?? []), { id: cue.id, tokens }]);
    }
  }
  return (built = { latin, east });
}
