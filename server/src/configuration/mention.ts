// What a word of borderline.yaml names outside of it: a host, a package, a function, a recipient.
import { range, type TextRange } from "../base/range.js";
import { cursorAt } from "./cursor.js";

export interface ConfigurationMention {
  readonly kind: "host" | "package" | "function" | "recipient";
  readonly name: string;
  readonly range: TextRange;
}

/** Last keys of a path ("[]" left out) and what stands there. */
const places: readonly (readonly [RegExp, ConfigurationMention["kind"]])[] = [
  [/(?:^|\.)(?:hosts|host|domestic-hosts|overseas-hosts)$/, "host"],
  [/(?:^|\.)(?:packages|package)$/, "package"],
  [/^(?:sources|sinks|redactors)\.name$/, "function"],
  [/^recipients\.id$|(?:^|\.)recipients?$/, "recipient"],
];

/** The mention at an offset; undefined elsewhere. */
export function configurationMention(text: string, offset: number): ConfigurationMention | undefined {
  const cursor = cursorAt(text, offset);
  if (cursor === undefined || (cursor.key === undefined && !cursor.inItem)) return undefined;
  const path = cursor.path.filter((step) => step !== "[]").join(".");
  const kind = places.find(([form]) => form.test(path))?.[1];
  const place = wordAround(text, offset);
  const name = text.slice(place.start, place.end);
  if (kind === undefined || name === "" || name === cursor.key) return undefined;
  return { kind, name, range: place };
}

/** Names of packages hold @ and /, which end a word elsewhere. */
function wordAround(text: string, offset: number): TextRange {
  let [start, end] = [offset, offset];
  while (start > 0 && /[\w.*@/$-]/.test(text[start - 1] ?? "")) start--;
  while (end < text.length && /[\w.*@/$-]/.test(text[end] ?? "")) end++;
  return text.slice(start, end).startsWith("- ") ? range(start + 2, end) : range(start, end);
}
