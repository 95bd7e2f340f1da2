import { localized, type Localized } from "../base/localized.js";
import type { SensitivityProfile } from "../model/classification.js";
import { asRecord, listAt, oneOf, optionalFlag, textAt } from "./shape.js";
import categoriesData from "./data/categories.yaml";
import descriptionsData from "./data/categories-descriptions.yaml";
import importantData from "./data/important-data.yaml";

/** yes and no hold always; conditional holds when the circumstances named by the standard are there. */
export type SensitivityMark = "yes" | "no" | "conditional";
export type InstrumentMark = SensitivityMark | "not_listed";

/** One kind of personal information of the rulebook. */
export interface Category {
  readonly id: string;
  readonly group: string;
  readonly groupName: Localized;
  readonly name: Localized;
  readonly description: Localized;
  readonly isPi: "yes" | "conditional";
  readonly sensitive: Readonly<Record<SensitivityProfile, SensitivityMark>>;
  readonly by: { readonly pipl: InstrumentMark; readonly gbt35273: InstrumentMark; readonly gbt45574: InstrumentMark; readonly tc260: InstrumentMark };
  /** Articles behind the sensitivity, for display. */
  readonly articles: readonly Localized[];
  /** How well the rulebook's entry is sourced. */
  readonly confidence: string;
  /** In no list, yet sensitive by PIPL Art. 28's harm test under the conservative profile. */
  readonly harmTest: boolean;
}

/** A cue of possible important data: a question to ask. */
export interface ImportantDataCue {
  readonly id: string;
  readonly name: Localized;
  readonly sector: string;
  readonly instrument: string;
  readonly confidence: string;
  readonly names: readonly string[];
}

/** All categories by id, in the rulebook's order. */
export function categories(): ReadonlyMap<string, Category> {
  loaded ??= readCategories(categoriesData, descriptionsData);
  return loaded;
}

/** One category, or undefined for an id the catalog does not know. */
export function category(id: string): Category | undefined {
  return categories().get(id);
}

/** Entries for completion, in the rulebook's order. */
export function categoryCompletions(): readonly { readonly id: string; readonly label: Localized; readonly detail: Localized }[] {
  return [...categories().values()].map((c) => ({
    id: c.id, label: c.name, detail: localized(`${c.groupName.en}: ${c.description.en}`, `${c.groupName.zh}：${c.description.zh}`),
  }));
}

/** All cues of possible important data. */
export function importantDataCues(): readonly ImportantDataCue[] {
  cues ??= readCues(importantData);
  return cues;
}

let loaded: ReadonlyMap<string, Category> | undefined;
let cues: readonly ImportantDataCue[] | undefined;

const marks = ["yes", "no", "conditional"] as const;
const instrumentMarks = ["yes", "no", "conditional", "not_listed"] as const;

/** Checks and types the categories' documents; throws with the place of the first fault. */
export function readCategories(data: unknown, descriptions: unknown): ReadonlyMap<string, Category> {
  const root = asRecord(data, "categories");
  const texts = asRecord(descriptions, "categories-descriptions");
  const groups = new Map<string, Localized>();
  for (const [i, item] of listAt(root, "groups", "categories").entries()) {
    const where = `categories.groups[${i}]`, group = asRecord(item, where);
    groups.set(textAt(group, "id", where), localized(textAt(group, "en", where), textAt(group, "zh", where)));
  }
  const result = new Map<string, Category>();
  for (const [i, item] of listAt(root, "leaves", "categories").entries()) {
    const leaf = readLeaf(item, `categories.leaves[${i}]`, groups, texts);
    if (result.has(leaf.id)) throw new Error(`categories.leaves[${i}]: ${leaf.id} is given twice`);
    result.set(leaf.id, leaf);
  }
  return result;
}

function readLeaf(item: unknown, at: string, groups: ReadonlyMap<string, Localized>, texts: Readonly<Record<string, unknown>>): Category {
  const leaf = asRecord(item, at), id = textAt(leaf, "id", at), where = `${at} (${id})`;
  const group = textAt(leaf, "group", where), groupName = groups.get(group);
  if (!groupName) throw new Error(`${where}: unknown group ${group}`);
  const text = asRecord(texts[id], `categories-descriptions.${id}`);
  const sensitive = asRecord(leaf["sensitive"], `${where}.sensitive`), by = asRecord(leaf["by"], `${where}.by`);
  const instruments = {
    pipl: oneOf(by, "pipl", instrumentMarks, where), gbt35273: oneOf(by, "gbt35273", instrumentMarks, where),
    gbt45574: oneOf(by, "gbt45574", instrumentMarks, where), tc260: oneOf(by, "tc260", instrumentMarks, where),
  };
  return {
    id, group, groupName, name: localized(textAt(leaf, "en", where), textAt(leaf, "zh", where)),
    description: localized(textAt(text, "en", id), textAt(text, "zh", id)),
    isPi: oneOf(leaf, "isPi", ["yes", "conditional"] as const, where),
    sensitive: { current: oneOf(sensitive, "current", marks, where), conservative: oneOf(sensitive, "conservative", marks, where) },
    by: instruments, articles: articlesOf(instruments), confidence: textAt(leaf, "confidence", where), harmTest: optionalFlag(leaf, "harmTest", where),
  };
}

function articlesOf(by: Category["by"]): readonly Localized[] {
  const result: Localized[] = [];
  const named = (mark: InstrumentMark): boolean => mark === "yes" || mark === "conditional";
  if (named(by.pipl)) result.push(localized("PIPL Art. 28", "《个人信息保护法》第二十八条"));
  if (named(by.gbt45574)) result.push(localized("GB/T 45574-2025", "GB/T 45574-2025 敏感个人信息"));
  if (named(by.gbt35273)) result.push(localized("GB/T 35273-2020 Annex B", "GB/T 35273-2020 附录B"));
  if (result.length === 0) result.push(localized("PIPL Art. 4; GB/T 35273-2020 Annex A", "《个人信息保护法》第四条；GB/T 35273-2020 附录A"));
  return result;
}

function readCues(data: unknown): readonly ImportantDataCue[] {
  return listAt(asRecord(data, "important-data"), "cues", "important-data").map((item, i) => {
    const where = `important-data.cues[${i}]`, cue = asRecord(item, where);
    const texts = (key: string): string[] => listAt(cue, key, where).map(String);
    return {
      id: textAt(cue, "id", where), name: localized(textAt(cue, "en", where), textAt(cue, "zh", where)), sector: textAt(cue, "sector", where),
      instrument: textAt(cue, "instrument", where), confidence: textAt(cue, "confidence", where), names: [...texts("names"), ...texts("zhNames")],
    };
  });
}
