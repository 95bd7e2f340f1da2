import type { AnnotationMeaning } from "../model/annotation.js";
import { unspecifiedCategory } from "./vocabulary.js";

/** The tag of a meaning as it stands in a comment. */
export function tagText(meaning: AnnotationMeaning): string {
  switch (meaning.kind) {
    case "personal-data": return meaning.category === unspecifiedCategory ? "@personalData" : `@personalData ${meaning.category}`;
    case "sensitive": return "@sensitive";
    case "not-personal-data": return `@notPersonalData ${oneLine(meaning.reason)}`.trimEnd();
    case "redact": return `@redact ${meaning.strategy}`;
    case "redacts": return `@redacts ${meaning.what.join(",")}`.trimEnd();
    case "transfer": return `@transfer ${meaning.purpose}`;
  }
}

/** The value of a meaning where a key names it (`personalData: "none -- reason"`). */
export function keyValue(meaning: AnnotationMeaning): string | true {
  switch (meaning.kind) {
    case "personal-data": return meaning.category === unspecifiedCategory ? true : meaning.category;
    case "sensitive": return true;
    case "not-personal-data": return meaning.reason === "" ? "none" : `none -- ${oneLine(meaning.reason)}`;
    case "redact": return meaning.strategy;
    case "redacts": return meaning.what.join(",");
    case "transfer": return meaning.purpose;
  }
}

/** Free text made safe for one comment line: no line breaks, no end of comment, no tag of its own. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("*/", "* /").replace(/(^| )@(?=[A-Za-z])/g, "$1").trim();
}

/** Annotations of one slot replace each other; those of different slots stand side by side. */
export function slotOf(meaning: AnnotationMeaning): string {
  return meaning.kind === "not-personal-data" ? "personal-data" : meaning.kind;
}

/** Both cannot be true of one field. */
export function excludes(a: AnnotationMeaning, b: AnnotationMeaning): boolean {
  const denies = (x: AnnotationMeaning, y: AnnotationMeaning): boolean =>
    x.kind === "not-personal-data" && (y.kind === "personal-data" || y.kind === "sensitive" || y.kind === "redact");
  return denies(a, b) || denies(b, a);
}

export function sameMeaning(a: AnnotationMeaning, b: AnnotationMeaning): boolean {
  return a.kind === b.kind && keyValue(a) === keyValue(b);
}
