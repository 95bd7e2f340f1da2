import { localized, type Localized } from "../base/localized.js";
import { purposes } from "./purposes.js";
import type { KeyShape, Shape } from "./shape.js";

export function key(shape: Shape, en: string, zh: string): KeyShape {
  return { shape, doc: localized(en, zh) };
}

/** Purposes spelled as keys are, with hyphens. */
export const purposeValues: Readonly<Record<string, Localized>> = Object.fromEntries(Object.entries(purposes).map(([name, doc]) => [name.replaceAll("_", "-"), doc]));
