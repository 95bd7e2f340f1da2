/** A text in every language the product speaks. Both are written where the text is made, so neither can be forgotten. */
export interface Localized {
  readonly en: string;
  readonly zh: string;
}

export type Locale = keyof Localized;

export function localized(en: string, zh: string): Localized {
  return { en, zh };
}

/** The language for an editor's display language or an LC_* value: Chinese of any region, else English. */
export function localeOf(tag: string | undefined): Locale {
  return tag !== undefined && /^zh\b|^zh[-_]/i.test(tag) ? "zh" : "en";
}
