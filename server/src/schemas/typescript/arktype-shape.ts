import { isArrayLiteralExpression, isObjectLiteralExpression, type Expression } from "../../compiler/ast.js";
import { readArkType } from "./arktype.js";
import { bare } from "./constants.js";
import type { SchemaValue } from "./schema-values.js";
import { stringOf, type SourceView } from "./source-view.js";

/** A member of an ArkType object: `email: "string.email"`, `"phone?": "string"`. Undefined where the value is a schema expression. */
export function readDefinition(key: string, value: Expression, view: SourceView): (SchemaValue & { readonly name: string }) | undefined {
  const inner = bare(value);
  const optional = key.endsWith("?");
  const name = optional ? key.slice(0, -1) : key;
  const none = { attributes: [], comments: [], examples: [], annotations: [], problems: [] };
  if (isObjectLiteralExpression(inner)) return { name, type: { kind: "object", isOptional: optional }, ...none };
  const isTuple = isArrayLiteralExpression(inner);
  const text = stringOf(isTuple ? inner.elements[0] : inner);
  if (text === undefined) return undefined;
  const reading = readArkType(text, view.range(value));
  const isList = reading.type.isList === true || (isTuple && stringOf(inner.elements[1]) === "[]");
  return { ...none, name, type: { ...reading.type, isList, isOptional: optional || reading.type.isOptional === true }, attributes: reading.attributes };
}
