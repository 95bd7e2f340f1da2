// JSON schema written as object literals, as Fastify, Ajv and NestJS take it. The shape tells, no import does.
import type { FieldType, ValueKind } from "../../model/field.js";
import { readMeta } from "../../annotations/index.js";
import {
  isArrayLiteralExpression, isObjectLiteralExpression, isPropertyAssignment, SyntaxKind, type Expression, type ObjectLiteralExpression, type PropertyAssignment,
} from "../../compiler/ast.js";
import type { MemberDraft } from "./builder.js";
import { bare, valuesOf } from "./constants.js";
import type { ShapeContext } from "./object-shapes.js";
import { optionFacts } from "./option-facts.js";
import { valueOf } from "./property-schemas.js";
import type { Found } from "./scan.js";
import { nameOf, stringOf } from "./source-view.js";
import { placeOf } from "./type-members.js";

/** Reads `{ type: "object", properties: {…} }`; nested ones are found on their own. */
export function readJsonSchema(found: Found<ObjectLiteralExpression>, context: ShapeContext): boolean {
  const { node, owner } = found;
  const properties = valueOf(node, "properties");
  const body = properties === undefined ? undefined : bare(properties);
  if (body === undefined || !isObjectLiteralExpression(body) || body.properties.length === 0 || !isSchema(node, body)) return false;
  const required = new Set(valuesOf(valueOf(node, "required"), context.declarations));
  const members = body.properties.flatMap((property) => {
    const name = isPropertyAssignment(property) ? nameOf(property.name) : undefined;
    return isPropertyAssignment(property) && name !== undefined ? [readMember(name, property, required.has(name), context)] : [];
  });
  const facts = optionFacts(node, context.view);
  const start = context.view.start(node);
  context.builder.add({
    name: owner.path, kind: "schema-object", range: context.view.range(node), members, openBrace: start, comments: facts.comments,
    nameRange: owner.nameNode === undefined ? { start, end: start + 1 } : context.view.range(owner.nameNode),
    ...(owner.host === undefined ? {} : { place: placeOf(context.view, owner.host) }),
  });
  return true;
}

const schemaKeys: readonly string[] = ["type", "$ref", "enum", "const", "anyOf", "oneOf", "allOf", "format"];

function isSchema(node: ObjectLiteralExpression, properties: ObjectLiteralExpression): boolean {
  const type = valueOf(node, "type");
  const says = type === undefined ? valueOf(node, "$schema") !== undefined || valueOf(node, "required") !== undefined || valueOf(node, "additionalProperties") !== undefined
    : typeNames(type).includes("object");
  return says && properties.properties.some((property) => {
    const value = isPropertyAssignment(property) ? bare(property.initializer) : undefined;
    return value !== undefined && isObjectLiteralExpression(value) && schemaKeys.some((key) => valueOf(value, key) !== undefined);
  });
}

function readMember(name: string, property: PropertyAssignment, isRequired: boolean, context: ShapeContext): MemberDraft {
  const { view } = context;
  const value = bare(property.initializer);
  const base = { name, nameRange: view.range(property.name), range: view.range(property), place: placeOf(view, property) };
  if (!isObjectLiteralExpression(value)) return { ...base, type: { text: view.code(value), kind: "unknown", isList: false, isOptional: !isRequired } };
  const facts = optionFacts(value, view);
  const reading = readMeta(facts.entries, "typebox-options");
  context.builder.report(reading.problems);
  return {
    ...base, type: typeOf(value, isRequired, context), attributes: facts.attributes, comments: facts.comments, examples: facts.examples, annotations: reading.annotations,
  };
}

const kinds: Readonly<Record<string, ValueKind>> = { string: "string", number: "number", integer: "number", boolean: "boolean", object: "object", array: "unknown" };

function typeOf(schema: ObjectLiteralExpression, isRequired: boolean, context: ShapeContext): FieldType {
  const typeNode = valueOf(schema, "type");
  const names = typeNode === undefined ? alternatives(schema) : typeNames(typeNode);
  const isList = names.includes("array") && names.every((name) => name === "array" || name === "null");
  const items = valueOf(schema, "items");
  const element = isList && items !== undefined && isObjectLiteralExpression(bare(items)) ? (bare(items) as ObjectLiteralExpression) : schema;
  const elementType = valueOf(element, "type");
  const name = (isList && elementType !== undefined ? typeNames(elementType) : names).find((one) => one !== "null" && one !== "array");
  const values = valuesOf(valueOf(element, "enum") ?? valueOf(element, "const"), context.declarations);
  const reference = stringOf(valueOf(element, "$ref"))?.replace(/^.*[/#]/, "");
  const isObject = valueOf(element, "properties") !== undefined || reference !== undefined;
  const kind: ValueKind = values.length > 0 ? "enum" : isObject ? "object" : name === "object" ? "json" : (kinds[name ?? ""] ?? "unknown");
  const isDate = kind === "string" && /^date/.test(stringOf(valueOf(element, "format")) ?? "");
  return {
    text: names.join(" | ") || (reference ?? ""), kind: isDate ? "date" : kind, isList, isOptional: !isRequired || names.includes("null") || isTrue(valueOf(schema, "nullable")),
    ...(reference === undefined ? {} : { reference }), ...(values.length === 0 ? {} : { values }),
  };
}

/** Types of `anyOf` and its like. */
function alternatives(schema: ObjectLiteralExpression): readonly string[] {
  const list = valueOf(schema, "anyOf") ?? valueOf(schema, "oneOf");
  const parts = list === undefined ? undefined : bare(list);
  if (parts === undefined || !isArrayLiteralExpression(parts)) return [];
  const types = parts.elements.flatMap((element) => {
    const part = bare(element);
    return isObjectLiteralExpression(part) ? (valueOf(part, "type") ?? []) : [];
  });
  return [...new Set(types.flatMap((type) => typeNames(type)))];
}

function isTrue(node: Expression | undefined): boolean {
  return node?.kind === SyntaxKind.TrueKeyword;
}

function typeNames(node: Expression): readonly string[] {
  const value = bare(node);
  if (isArrayLiteralExpression(value)) return value.elements.flatMap((element) => stringOf(bare(element)) ?? []);
  const text = stringOf(value);
  return text === undefined ? [] : [text];
}
