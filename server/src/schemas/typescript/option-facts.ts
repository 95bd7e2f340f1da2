// Option objects beside a field: column options, JSON schema keywords, metadata. What they say is alike everywhere.
import type { KeyEntry } from "../../annotations/index.js";
import type { Attribute, Comment } from "../../model/field.js";
import { isArrayLiteralExpression, isPropertyAssignment, SyntaxKind, type Expression, type ObjectLiteralExpression } from "../../compiler/ast.js";
import { bare, constantOf } from "./constants.js";
import { nameOf, stringOf, type SourceView } from "./source-view.js";

export interface OptionFacts {
  readonly attributes: readonly Attribute[];
  readonly comments: readonly Comment[];
  readonly examples: readonly string[];
  /** True, false, or not said. */
  readonly optional?: boolean;
  /** All entries with constant values, for annotations. */
  readonly entries: readonly KeyEntry[];
}

const describing: ReadonlySet<string> = new Set(["description", "comment", "title", "label", "doc", "summary", "placeholder", "displayName", "caption"]);
const exemplary: ReadonlySet<string> = new Set(["example", "examples"]);
const constraining: ReadonlySet<string> = new Set([
  "format", "pattern", "match", "length", "maxLength", "minLength", "maxlength", "minlength", "size", "enum", "ref", "$ref", "validate", "contentEncoding",
  "contentMediaType", "writeOnly", "readOnly", "select", "unique", "trim", "lowercase", "dataType", "x-format", "columnType", "brand", "identifier",
]);

export function optionFacts(options: ObjectLiteralExpression, view: SourceView): OptionFacts {
  const attributes: Attribute[] = [];
  const comments: Comment[] = [];
  const examples: string[] = [];
  const entries: KeyEntry[] = [];
  let optional: boolean | undefined;
  for (const property of options.properties) {
    const name = isPropertyAssignment(property) ? nameOf(property.name) : undefined;
    if (name === undefined || !isPropertyAssignment(property)) continue;
    const value = bare(property.initializer);
    const text = stringOf(value);
    const whole = view.range(property);
    entries.push({ key: name, value: constantOf(value), range: whole, valueRange: view.range(property.initializer) });
    if (describing.has(name) && text !== undefined) comments.push({ text, range: view.range(property.initializer), kind: "doc" });
    else if (exemplary.has(name)) examples.push(...exampleTexts(value));
    else if (constraining.has(name)) attributes.push({ name, arguments: [text?.slice(0, 200) ?? view.code(value)], range: whole });
    optional = optionalBy(name, value) ?? optional;
  }
  return { attributes, comments, examples, entries, ...(optional === undefined ? {} : { optional }) };
}

function exampleTexts(value: Expression): readonly string[] {
  const values = isArrayLiteralExpression(value) ? value.elements.slice(0, 5).map((element) => constantOf(element)) : [constantOf(value)];
  return values.flatMap((example) => (typeof example === "string" || typeof example === "number" ? [String(example).slice(0, 200)] : []));
}

function optionalBy(name: string, value: Expression): boolean | undefined {
  const isTrue = value.kind === SyntaxKind.TrueKeyword || isArrayLiteralExpression(value);
  const isFalse = value.kind === SyntaxKind.FalseKeyword;
  if (!isTrue && !isFalse) return undefined;
  if (name === "nullable" || name === "allowNull" || name === "optional" || name === "sparse") return isTrue;
  return name === "required" || name === "notNull" ? isFalse : undefined;
}
