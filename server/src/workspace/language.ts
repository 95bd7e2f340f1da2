// Completion and hover inside annotations and borderline.yaml.
import { completeAnnotation } from "../annotations/index.js";
import { categoryChoices, categoryGroupChoices } from "../catalog/names.js";
import { recipientChoices } from "../catalog/sdks.js";
import { completeConfiguration, hoverConfiguration } from "../configuration/index.js";
import type { BorderlineConfig } from "../model/config.js";
import type { NamedChoice } from "../model/completion.js";
import { ruleMetadata } from "../rules/index.js";
import type { CompletionEntry, HoverContent } from "./engine.js";
import { fileKind } from "./file-kinds.js";

export function completionsAt(path: string, text: string, offset: number, config: BorderlineConfig | undefined): readonly CompletionEntry[] {
  const categories = [...categoryChoices(), ...(config?.categories ?? []).map(({ id, en, zh }) => ({ id, en, zh }))];
  const rules: NamedChoice[] = [...ruleMetadata.values()].map((rule) => ({ id: rule.id, en: rule.title.en, zh: rule.title.zh, detail: rule.description }));
  const kind = fileKind(path);
  if (kind === "configuration") return completeConfiguration(text, offset, { categories, "category-groups": categoryGroupChoices(), recipients: recipientChoices(), rules });
  const dialect = kind === "prisma" ? "prisma-comment" : kind === "document" ? "openapi-extension" : "jsdoc";
  return completeAnnotation(text, offset, dialect, { categories, rules });
}

export function configurationHoverAt(text: string, offset: number): HoverContent | undefined {
  return hoverConfiguration(text, offset);
}
