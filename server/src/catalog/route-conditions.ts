// Conditions over the inputs of the decision table: a plain value means equal; { in }, { ne }, { gte } and { lt } say it otherwise.
import type { Localized } from "../base/localized.js";
import type { DataReader } from "./reader.js";

export type InputValue = string | number | boolean;

export interface RouteInput {
  readonly id: string;
  readonly type: "boolean" | "enum" | "integer";
  /** Allowed values of an enum. */
  readonly values: readonly string[];
  readonly default: InputValue;
  /** Set where a missing value is unknown rather than the default. */
  readonly askWhenMissing: boolean;
  /** Completes "it is not known …". */
  readonly question: Localized;
}

export type Condition =
  | { readonly field: string; readonly op: "eq" | "ne"; readonly value: InputValue }
  | { readonly field: string; readonly op: "in"; readonly value: readonly string[] }
  | { readonly field: string; readonly op: "gte" | "lt"; readonly value: number };

/** Input definition of routes.yaml. */
export function readInput(id: string, item: DataReader): RouteInput {
  item.onlyKeys(["type", "values", "default", "ask-when-missing", "en", "zh"]);
  const type = item.oneOf("type", ["boolean", "enum", "integer"]) ?? "boolean";
  return {
    id, type, values: item.strings("values"), default: readDefault(type, item),
    askWhenMissing: item.boolean("ask-when-missing") ?? false,
    question: { en: item.required("en"), zh: item.required("zh") },
  };
}

/** One entry of a `when` map; bounds from both sides make two conditions. */
export function readConditions(field: string, item: DataReader): readonly Condition[] {
  const scalar = item.scalar;
  if (scalar !== undefined) return [{ field, op: "eq", value: scalar }];
  if (item.has("in")) return [{ field, op: "in", value: item.strings("in") }];
  const not = item.child("ne").scalar;
  if (not !== undefined) return [{ field, op: "ne", value: not }];
  const bounds = (["gte", "lt"] as const).flatMap((op) => {
    const value = item.child(op).scalar;
    return typeof value === "number" ? [{ field, op, value }] : [];
  });
  if (bounds.length === 0) item.fail("needs a value, or one of in, ne, gte, lt");
  return bounds;
}

function readDefault(type: RouteInput["type"], item: DataReader): InputValue {
  const value = item.child("default").scalar;
  const expected = type === "integer" ? "number" : type === "boolean" ? "boolean" : "string";
  if (typeof value !== expected) item.fail(`default must be a ${expected}`);
  return value ?? "";
}
