import type { TextRange } from "../../base/range.js";
import type { Attribute } from "../../model/field.js";
import { baseKinds, formats } from "./library-kinds.js";
import { normalised } from "./libraries.js";
import type { ReadType } from "./types.js";

/** Reads a definition of ArkType: `"string.email"`, `"number | null"`, `"'a' | 'b'"`, `"string[]"`, `"string >= 8"`. */
export function readArkType(definition: string, place: TextRange): { readonly type: ReadType; readonly attributes: readonly Attribute[] } {
  const attributes: Attribute[] = [];
  const parts = definition.slice(0, 1000).split("|").map((part) => part.trim());
  const isOptional = parts.some((part) => part === "null" || part === "undefined") || /\?\s*$|=[^=]/.test(definition);
  const present = parts.filter((part) => part !== "null" && part !== "undefined");
  const literals = present.flatMap((part) => /^(?:'([^']*)'|"([^"]*)")$/.exec(part)?.slice(1).find((value) => value !== undefined) ?? []);
  if (literals.length > 0 && literals.length === present.length) return { type: { kind: "enum", values: literals, isOptional }, attributes };
  const [word = "", ...forms] = (/^[([\s]*([A-Za-z][\w.]*)/.exec(present[0] ?? "")?.[1] ?? "").split(".");
  for (const form of forms) attributes.push({ name: form, arguments: [], range: place });
  if (/[<>%&]/.test(definition)) attributes.push({ name: "constraint", arguments: [definition.slice(0, 200)], range: place });
  const kind = baseKinds.get(normalised(word)) ?? (formats.has(normalised(word)) ? "string" : "unknown");
  const isList = /\[\]\s*\??$/.test(present[0] ?? "");
  return { type: { kind, isOptional, isList, ...(kind === "unknown" && word !== "" ? { reference: word } : {}) }, attributes };
}
