import { type Localized, localized } from "../base/localized.js";
import type { NamedChoice } from "../model/completion.js";
import { categories, category, categoryCompletions, importantDataCues } from "./categories.js";

/** Name of a category for people; a configured category the catalog does not know is called by its id. */
export function categoryName(id: string): Localized {
  return category(id)?.name ?? localized(id, id);
}

export function categoryIds(): Iterable<string> {
  return categories().keys();
}

/** Categories as completion offers them. */
export function categoryChoices(): readonly NamedChoice[] {
  return categoryCompletions().map(({ id, label, detail }) => ({ id, en: label.en, zh: label.zh, detail }));
}

/** Groups of categories, as policies name them: with hyphens, like the categories. */
export function categoryGroupChoices(): readonly NamedChoice[] {
  const groups = new Map([...categories().values()].map(({ group, groupName }) => [group.replaceAll("_", "-"), groupName]));
  return [...groups].map(([id, { en, zh }]) => ({ id, en, zh }));
}

/** Name of an important-data cue. */
export function importantDataName(id: string): Localized {
  return importantDataCues().find((cue) => cue.id === id)?.name ?? localized(id, id);
}
