import { localized, type Localized } from "../base/localized.js";
import type { HoverProposal } from "../model/completion.js";
import { cursorAt, shapeAt } from "./cursor.js";
import type { Shape } from "./shape.js";

/** What a key or value of borderline.yaml means. */
export function hoverConfiguration(text: string, offset: number): HoverProposal | undefined {
  const cursor = cursorAt(text, offset);
  if (cursor === undefined || cursor.word.start === cursor.word.end) return undefined;
  const word = text.slice(cursor.word.start, cursor.word.end);
  const place = cursor.word;
  if (cursor.key === undefined) {
    if (cursor.shape.kind !== "object" || !Object.hasOwn(cursor.shape.keys, word)) return undefined;
    const key = cursor.shape.keys[word];
    return key === undefined ? undefined : { range: place, markdown: withValues(word, key.doc, key.shape) };
  }
  const meaning = cursor.shape.kind === "text" ? (cursor.shape.values?.[word] ?? cursor.shape.words?.[word]) : undefined;
  const doc = meaning ?? docOf(cursor.path);
  return doc === undefined ? undefined : { range: place, markdown: localized(`**${word}**: ${doc.en}`, `**${word}**：${doc.zh}`) };
}

function docOf(path: readonly string[]): Localized | undefined {
  const parent = shapeAt(path.slice(0, -1));
  const last = path.at(-1) ?? "";
  return parent?.kind === "object" && Object.hasOwn(parent.keys, last) ? parent.keys[last]?.doc : undefined;
}

function withValues(name: string, doc: Localized, shape: Shape): Localized {
  const values = shape.kind === "text" ? Object.entries({ ...shape.values, ...shape.words }) : [];
  const list = (locale: keyof Localized): string => values.map(([value, meaning]) => `\n- \`${value}\`${locale === "en" ? ": " : "："}${meaning[locale]}`).join("");
  return localized(`**${name}**: ${doc.en}\n${list("en")}`.trimEnd(), `**${name}**：${doc.zh}\n${list("zh")}`.trimEnd());
}
