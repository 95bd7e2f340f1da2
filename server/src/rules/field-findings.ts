// What the rules over classified fields share: wording, identity, fixes.
import { annotate } from "../annotations/index.js";
import { categoryName } from "../catalog/names.js";
import { type Localized, localized } from "../base/localized.js";
import type { AnnotationMeaning } from "../model/annotation.js";
import type { Finding, Fix } from "../model/finding.js";
import type { ClassifiedField, DocumentContext, RawFinding } from "./rule.js";

/** A finding that stands under the field's name. */
export function fieldFinding(rule: string, { field, classification }: ClassifiedField, message: Localized): RawFinding {
  return {
    rule,
    file: field.file,
    range: field.nameRange,
    message,
    data: { kind: "field", field, classification },
    identity: [field.container.name, field.name],
  };
}

/** Annotate with the likeliest categories, say it is none, demand redaction. Each edit is checked by re-reading the text in tests. */
export function fieldFixes(finding: Finding, context: DocumentContext): readonly Fix[] {
  if (finding.data.kind !== "field") return [];
  const { field, classification } = finding.data;
  const fix = (id: string, title: Localized, meanings: readonly AnnotationMeaning[], isPreferred = false): Fix => ({
    id, title, rule: finding.rule, kind: "quickfix", isPreferred,
    edits: [{ file: context.file, edits: annotate(field, context.text, meanings) }],
  });
  const fixes = classification.annotated ? [] : classification.candidates.slice(0, 3).map(({ category }, i) => {
    const name = categoryName(category);
    return fix("annotate-personal-data", localized(`Annotate as ${name.en} (@personalData ${category})`, `标注为${name.zh}（@personalData ${category}）`), [{ kind: "personal-data", category }], i === 0);
  });
  if (!classification.annotated) {
    fixes.push(fix("annotate-not-personal-data", localized("Annotate as not personal data", "标注为非个人信息"), [{ kind: "not-personal-data", reason: context.reason ?? "" }]));
  }
  if (classification.redaction === undefined && classification.level !== "none") {
    // Who demands masking says what is masked: the field is then no longer a guess.
    const category: AnnotationMeaning[] = classification.annotated ? [] : [{ kind: "personal-data", category: classification.category }];
    fixes.push(fix("annotate-redact", localized("Demand masking before it leaves (@redact mask)", "要求离开前脱敏（@redact mask）"), [...category, { kind: "redact", strategy: "mask" }]));
  }
  return fixes;
}

/** Names of fields that hold personal data, each once, in order. */
export function personalFieldNames(fields: readonly ClassifiedField[]): readonly string[] {
  return [...new Set(fields.flatMap(({ field, classification }) => (classification.level === "none" ? [] : [field.name])))];
}
