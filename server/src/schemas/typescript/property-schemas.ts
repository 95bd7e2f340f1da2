// Schemas written as plain option objects: Mongoose, Sequelize, JSON schema, runtime props of Vue components.
import type { Attribute, ContainerKind, FieldType, ValueKind } from "../../model/field.js";
import { readMeta } from "../../annotations/index.js";
import {
  isArrayLiteralExpression, isIdentifier, isObjectLiteralExpression, isPropertyAssignment, isSpreadAssignment, type Expression,
  type ObjectLiteralExpression, type PropertyAssignment,
} from "../../compiler/ast.js";
import type { MemberDraft } from "./builder.js";
import { chainOf, rootName } from "./chain.js";
import { bare, valuesOf } from "./constants.js";
import { namedKinds } from "./known-types.js";
import { sequelizeKinds } from "./library-kinds.js";
import { normalised } from "./libraries.js";
import type { ShapeContext } from "./object-shapes.js";
import { optionFacts } from "./option-facts.js";
import { nameOf, stringOf, type SourceView } from "./source-view.js";
import { placeOf } from "./type-members.js";

/** How one family writes its members. */
export interface PropertyStyle {
  readonly kind: ContainerKind;
  /** Kind of a type expression: `String`, `DataTypes.STRING(64)`, `"string"`. */
  kindOf(type: Expression): { readonly kind: ValueKind; readonly reference?: string } | undefined;
  /** Members without a word about it are optional. */
  readonly optional: boolean;
  /** Whether a literal without `type` is an object of its own rather than options. */
  readonly nests: boolean;
}

export const mongooseStyle: PropertyStyle = { kind: "schema-object", kindOf: mongooseKind, optional: true, nests: true };
export const sequelizeStyle: PropertyStyle = { kind: "table", kindOf: sequelizeKind, optional: true, nests: false };
export const vuePropsStyle: PropertyStyle = { kind: "schema-object", kindOf: mongooseKind, optional: true, nests: false };

/** A nested literal that is a container in the same style. */
export interface NestedShape {
  readonly node: ObjectLiteralExpression;
  readonly name: string;
  readonly property: PropertyAssignment;
}

export interface PropertyReading {
  readonly members: readonly MemberDraft[];
  readonly nested: readonly NestedShape[];
  readonly bases: readonly string[];
}

export function readProperties(node: ObjectLiteralExpression, style: PropertyStyle, context: ShapeContext): PropertyReading {
  const members: MemberDraft[] = [];
  const nested: NestedShape[] = [];
  const bases: string[] = [];
  for (const property of node.properties) {
    if (isSpreadAssignment(property)) bases.push(...(rootName(chainOf(property.expression)) === undefined ? [] : [rootName(chainOf(property.expression)) ?? ""]));
    const name = isPropertyAssignment(property) ? nameOf(property.name) : undefined;
    if (!isPropertyAssignment(property) || name === undefined) continue;
    const reading = readProperty(property, style, context);
    members.push({ name, nameRange: context.view.range(property.name), range: context.view.range(property), place: placeOf(context.view, property), ...reading.draft });
    if (reading.nested !== undefined) nested.push({ node: reading.nested, name, property });
  }
  return { members, nested, bases };
}

type Draft = Pick<MemberDraft, "type" | "attributes" | "comments" | "examples" | "annotations" | "mappedName">;

function readProperty(property: PropertyAssignment, style: PropertyStyle, context: ShapeContext): { draft: Draft; nested?: ObjectLiteralExpression } {
  const { element, isList } = unlisted(property.initializer);
  const text = context.view.code(property.initializer);
  if (element === undefined) return { draft: { type: { text, kind: "unknown", isList, isOptional: style.optional } } };
  if (!isObjectLiteralExpression(element)) {
    const type = style.kindOf(element) ?? { kind: "unknown" as const };
    return { draft: { type: { text, ...type, isList, isOptional: style.optional }, attributes: typeAttributes(element, context.view, style) } };
  }
  const typeNode = valueOf(element, "type");
  const isObject = style.nests && (typeNode === undefined || isMemberCalledType(element, bare(typeNode)));
  if (isObject) return { draft: { type: { text: "object", kind: "object", isList, isOptional: false } }, nested: element };
  return withOptions(element, typeNode, { isList, text }, style, context);
}

/** `{ type: { type: String }, coordinates: [Number] }`: a member that is itself called "type". */
function isMemberCalledType(literal: ObjectLiteralExpression, type: Expression): boolean {
  return isObjectLiteralExpression(type) && valueOf(type, "type") !== undefined && literal.properties.length > 1;
}

function withOptions(
  options: ObjectLiteralExpression, typeNode: Expression | undefined, outer: { readonly isList: boolean; readonly text: string }, style: PropertyStyle,
  context: ShapeContext,
): { draft: Draft; nested?: ObjectLiteralExpression } {
  const facts = optionFacts(options, context.view);
  const reading = readMeta(facts.entries, "typebox-options");
  context.builder.report(reading.problems);
  const inner = typeNode === undefined ? { element: undefined, isList: false } : unlisted(typeNode);
  const unknown = { kind: "unknown" as const };
  const isNested = inner.element !== undefined && isObjectLiteralExpression(inner.element);
  const declared = isNested ? { kind: "object" as const } : inner.element === undefined ? unknown : (style.kindOf(inner.element) ?? unknown);
  const values = valuesOf(valueOf(options, "enum") ?? valueOf(options, "values"), context.declarations);
  const type: FieldType = {
    text: typeNode === undefined ? outer.text : context.view.code(typeNode), ...declared, isList: outer.isList || inner.isList, isOptional: facts.optional ?? style.optional,
    ...(values.length === 0 ? {} : { kind: "enum" as const, values }),
  };
  const mappedName = stringOf(valueOf(options, "field")) ?? stringOf(valueOf(options, "alias"));
  const attributes = [...(inner.element === undefined ? [] : typeAttributes(inner.element, context.view, style)), ...facts.attributes];
  const draft = { type, attributes, comments: facts.comments, examples: facts.examples, annotations: reading.annotations, ...(mappedName === undefined ? {} : { mappedName }) };
  return inner.element !== undefined && isObjectLiteralExpression(inner.element) ? { draft, nested: inner.element } : { draft };
}

function unlisted(node: Expression): { element: Expression | undefined; isList: boolean } {
  const inner = bare(node);
  return isArrayLiteralExpression(inner) ? { element: inner.elements[0] === undefined ? undefined : bare(inner.elements[0]), isList: true } : { element: inner, isList: false };
}

/** Size of a data type: `DataTypes.CHAR(18)`. */
function typeAttributes(node: Expression, view: SourceView, style: PropertyStyle): readonly Attribute[] {
  if (style !== sequelizeStyle) return [];
  const { links, root } = chainOf(node);
  const call = links.find((link) => link.args !== undefined && link.args.length > 0);
  if (call === undefined) return [];
  const name = call.name === "" && isIdentifier(root) ? root.text : call.name;
  const range = view.range(node);
  return [{ name, arguments: (call.args ?? []).slice(0, 10).map((argument) => stringOf(argument) ?? view.code(argument)), range }];
}

export function valueOf(options: ObjectLiteralExpression, key: string): Expression | undefined {
  for (const property of options.properties) {
    if (isPropertyAssignment(property) && nameOf(property.name) === key) return property.initializer;
  }
  return undefined;
}

/** `String`, `"String"`, `Schema.Types.ObjectId`, `new Schema(…)`, `addressSchema`, `String as PropType<…>`. */
function mongooseKind(type: Expression): { kind: ValueKind; reference?: string } | undefined {
  const text = stringOf(type);
  const chain = chainOf(type);
  const last = text ?? (chain.links.at(-1)?.name || rootName(chain));
  if (last === undefined) return undefined;
  const name = last === "Array" ? "Array" : last.charAt(0).toUpperCase() + last.slice(1);
  const kind = namedKinds.get(name);
  if (kind !== undefined && name !== "Object") return { kind };
  if (name === "Object") return { kind: "json" };
  return { kind: /schema$/i.test(last) ? "object" : "unknown", reference: last };
}

function sequelizeKind(type: Expression): { kind: ValueKind } | undefined {
  const chain = chainOf(type);
  for (const name of [...chain.links.map((link) => link.name), rootName(chain) ?? ""]) {
    const kind = sequelizeKinds.get(normalised(name));
    if (kind !== undefined) return { kind };
  }
  return stringOf(type) === undefined ? undefined : { kind: sequelizeKinds.get(normalised((stringOf(type) ?? "").replace(/\(.*$/s, ""))) ?? "unknown" };
}
