import type { Localized } from "../base/localized.js";

// The form of borderline.yaml as a tree of shapes. Validation, completion, hover and the JSON Schema all walk this one tree.

export type ChoiceSource = "categories" | "category-groups" | "recipients" | "rules";

export interface TextShape {
  readonly kind: "text";
  /** Allowed values with what they mean. */
  readonly values?: Readonly<Record<string, Localized>>;
  readonly format?: "date" | "host" | "country" | "id" | "glob" | "place";
  /** Names known elsewhere: offered, and demanded where the caller of the reader gives them. */
  readonly choices?: ChoiceSource | readonly ChoiceSource[];
  /** Words offered besides what the format allows. */
  readonly words?: Readonly<Record<string, Localized>>;
}

export interface CountShape { readonly kind: "count" }

export interface BooleanShape { readonly kind: "boolean" }

export interface ListShape {
  readonly kind: "list";
  readonly item: Shape;
}

export interface ObjectShape {
  readonly kind: "object";
  readonly keys: Readonly<Record<string, KeyShape>>;
  readonly required?: readonly string[];
  /** A plain text stands for an object with this one key. */
  readonly short?: string;
}

/** Keys of the writer's choosing, e.g. rule ids. */
export interface MapShape {
  readonly kind: "map";
  readonly choices: ChoiceSource;
  readonly value: TextShape;
}

export type Shape = TextShape | CountShape | BooleanShape | ListShape | ObjectShape | MapShape;

export interface KeyShape {
  readonly shape: Shape;
  readonly doc: Localized;
}
