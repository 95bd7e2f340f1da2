// Small pieces that rows and recipients of the register are made of.
import { localized, type Localized } from "../base/localized.js";
import { resolveCitation } from "../catalog/instruments.js";
import { routeTable } from "../catalog/routes.js";
import { routeTitle } from "../law/evaluate.js";
import type { RemainingObligation, Transfer } from "../model/transfer.js";
import type { EvidencePlace, RegisterDuty } from "./register.js";

/** A route that is not settled says so, with the fact that would decide it. */
export function openTitle({ decision }: Transfer): Localized {
  const title = routeTitle(decision.route);
  const question = routeTable().inputs.get(decision.decidingInput ?? "")?.question;
  return question === undefined ? title : localized(`open: ${title.en}, depending on ${question.en}`, `未定：${title.zh}，取决于${question.zh}`);
}

export function dutyOf({ id, text, citations, confidence }: RemainingObligation): RegisterDuty {
  return { id, text, basis: citationsText(citations), confidence };
}

export function citationsText(ids: readonly string[]): Localized {
  const texts = ids.map((id) => resolveCitation(id)?.text ?? localized(id, id));
  return localized(texts.map(({ en }) => en).join("; "), texts.map(({ zh }) => zh).join("；"));
}

export function comparePlaces(a: EvidencePlace, b: EvidencePlace): number {
  return compare(a.file, b.file) || a.line - b.line;
}

export function distinctPlaces(places: readonly EvidencePlace[]): readonly EvidencePlace[] {
  return [...new Map(places.map((place) => [`${place.file}:${place.line}`, place])).values()].sort(comparePlaces);
}

export function distinct(texts: readonly Localized[]): readonly Localized[] {
  return [...new Map(texts.map((text) => [text.en, text])).values()];
}

export function sortedDistinct(texts: readonly Localized[]): readonly Localized[] {
  return [...distinct(texts)].sort((a, b) => compare(a.en, b.en));
}

/** By code unit: the same order on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
