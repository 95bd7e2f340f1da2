import { localized } from "../base/localized.js";
import type { CompletionProposal } from "../model/completion.js";
import { lineStartAt } from "./places.js";
import { fromChoices, fromTable, wordAround, type AnnotationChoices } from "./proposals.js";
import { registryCategories, registrySensitivities, registryStrategies } from "./registry.js";
import { extensionKeys } from "./vocabulary.js";

const keyDetails = {
  [extensionKeys.personalData]: localized("Category of personal information, or none with a reason.", "个人信息类别；非个人信息写 none 并附理由。"),
  [extensionKeys.classification]: localized("Registered extension: category, sensitivity, masking.", "已登记的扩展：category、sensitivity、masking。"),
  [extensionKeys.ignore]: localized("Silence rules for this property; give a reason after ` -- `.", "对该属性忽略规则，理由写在“ -- ”之后。"),
};

/** Proposals for `x-` keys and their values in YAML and JSON; judged by the line and, inside our object, the lines above. */
export function completeExtension(text: string, offset: number, choices: AnnotationChoices): readonly CompletionProposal[] {
  const start = lineStartAt(text, offset);
  const before = text.slice(start, offset);
  const value = /["']?(x-personal-data|x-borderline-ignore|category|sensitivity|strategy)["']?\s*:\s*(["']?)([\w-]*)$/.exec(before);
  if (value !== null) return valueProposals(value[1] ?? "", text, start, offset, before, choices, value[2] ?? "", value[3] ?? "");
  const key = /(?:^|[\s{,])(["']?)(x-[\w-]*)$/.exec(before);
  if (key === null) return [];
  const quote = key[1] ?? "";
  const place = wordAround(text, offset - (key[2] ?? "").length, offset);
  // With an open quote the key only; the editor has closed the quote or the writer will.
  return fromTable(keyDetails, "key", place, (name) => (quote === "" ? `${name}: ` : name));
}

function valueProposals(key: string, text: string, lineStart: number, offset: number, before: string, choices: AnnotationChoices, quote: string, typed: string): readonly CompletionProposal[] {
  const place = wordAround(text, offset - typed.length, offset);
  const json = quote === "" && /"[\w-]+"\s*:\s*[\w-]*$/.test(before);
  const spelled = (name: string): string => (json ? `"${name}"` : name);
  if (key === extensionKeys.personalData) {
    return [...fromTable({ none: localized("Not personal information; add ` -- reason`.", "非个人信息，请加“ -- 理由”。") }, "value", place, spelled), ...fromChoices(choices.categories, "category", place, spelled)];
  }
  if (key === extensionKeys.ignore) return fromChoices(choices.rules ?? [], "value", place, spelled);
  if (!belongsToRegistry(text, lineStart, before)) return [];
  const names = key === "category" ? registryCategories : key === "sensitivity" ? registrySensitivities : registryStrategies;
  return names.map((name) => ({ label: name, edit: { range: place, newText: spelled(name) }, kind: "value" as const, detail: localized("x-data-classification", "x-data-classification") }));
}

/** `category:` and the like are ours only inside x-data-classification: on this line, or less indented a few lines above. */
function belongsToRegistry(text: string, lineStart: number, before: string): boolean {
  if (before.includes(extensionKeys.classification)) return true;
  const indent = indentOf(before);
  let end = lineStart - 1;
  for (let step = 0; step < 6 && end > 0; step++) {
    const start = lineStartAt(text, end);
    const line = text.slice(start, end);
    if (indentOf(line) < indent && line.includes(extensionKeys.classification)) return true;
    end = start - 1;
  }
  return false;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
