// Object literals that are schemas: arguments of a library's object functions, extensions, tables, and shapes kept in constants.
import type { ContainerKind, FieldType } from "../../model/field.js";
import {
  isArrowFunction, isAsExpression, isBlock, isCallExpression, isIdentifier, isNewExpression, isObjectLiteralExpression, isParenthesizedExpression,
  isPropertyAssignment, isReturnStatement, isSatisfiesExpression, isShorthandPropertyAssignment, isSpreadAssignment, type Expression, type Node,
  type ObjectLiteralElementLike, type ObjectLiteralExpression,
} from "../../compiler/ast.js";
import { readDefinition } from "./arktype-shape.js";
import type { Bindings } from "./bindings.js";
import type { Declarations } from "./declarations.js";
import type { DocumentBuilder, MemberDraft } from "./builder.js";
import { chainOf, rootName } from "./chain.js";
import { extenders, normalised, type SchemaLibrary } from "./libraries.js";
import type { Found } from "./scan.js";
import type { LocalNamespace, SchemaValue, SchemaValueReader } from "./schema-values.js";
import { memberName, nameOf, stringOf, type SourceView } from "./source-view.js";
import { placeOf } from "./type-members.js";

export interface ShapeContext {
  readonly view: SourceView;
  readonly declarations: Declarations;
  readonly bindings: Bindings;
  readonly values: SchemaValueReader;
  readonly builder: DocumentBuilder;
}

/** What a literal is, when it is a shape. */
interface Shape {
  readonly kind: ContainerKind;
  readonly library?: SchemaLibrary;
  readonly mappedName?: string;
  readonly namespace?: LocalNamespace;
  /** The call whose chain may describe the whole: `z.object({…}).describe("…")`. */
  readonly call?: Expression;
}

export function readShape(found: Found<ObjectLiteralExpression>, context: ShapeContext): void {
  const { node, owner } = found;
  const shape = shapeOf(node, context);
  if (shape === undefined) return;
  const { view, builder } = context;
  const members = node.properties.flatMap((property) => readMember(property, shape, context) ?? []);
  const whole = shape.call === undefined ? undefined : context.values.read(outermost(shape.call), shape.namespace);
  const start = view.start(node);
  // What the schema this one extends says of itself stands elsewhere.
  const isBehind = (one: { readonly range: { readonly start: number } }): boolean => one.range.start >= node.end;
  builder.add({
    name: owner.path, kind: shape.kind, range: view.range(node), members, openBrace: start,
    nameRange: owner.nameNode === undefined ? { start, end: start + 1 } : view.range(owner.nameNode),
    bases: basesOf(node, shape),
    ...(owner.host === undefined ? {} : { place: placeOf(view, owner.host) }),
    ...(shape.mappedName === undefined ? {} : { mappedName: shape.mappedName }),
    ...(whole === undefined ? {} : { comments: whole.comments.filter(isBehind), annotations: whole.annotations.filter(isBehind) }),
  });
}

function shapeOf(node: ObjectLiteralExpression, context: ShapeContext): Shape | undefined {
  const { call, parameter } = enclosingCall(node);
  const shape = call === undefined ? undefined : shapeByCall(node, call, parameter, context);
  return shape ?? arkTypeNested(node, context) ?? (isPlainShape(node, context) ? { kind: "schema-object" } : undefined);
}

/** ArkType's nested objects are bare literals. */
function arkTypeNested(node: ObjectLiteralExpression, context: ShapeContext): Shape | undefined {
  let child: Node = node;
  for (let i = 0; i < 8; i++) {
    const literal = isPropertyAssignment(child.parent) ? child.parent.parent : undefined;
    if (literal === undefined || !isObjectLiteralExpression(literal)) return undefined;
    const { call } = enclosingCall(literal);
    const shape = call === undefined ? undefined : shapeByCall(literal, call, undefined, context);
    if (shape !== undefined) return shape.library?.id === "arktype" ? { kind: "schema-object", library: shape.library } : undefined;
    child = literal;
  }
  return undefined;
}

/** The call a literal is an argument of, directly or as what a callback returns. */
function enclosingCall(node: Node): { call: Expression | undefined; parameter: string | undefined } {
  let child: Node = node;
  let parameter: string | undefined;
  for (let i = 0; i < 8; i++) {
    const parent = child.parent;
    if (parent === undefined) break;
    if (isCallExpression(parent) || isNewExpression(parent)) return { call: parent.expression === child ? undefined : parent, parameter };
    if (isArrowFunction(parent)) parameter = nameOf(parent.parameters[0]?.name);
    else if (!isParenthesizedExpression(parent) && !isAsExpression(parent) && !isSatisfiesExpression(parent) && !isReturnStatement(parent) && !isBlock(parent)) break;
    child = parent;
  }
  return { call: undefined, parameter };
}

function shapeByCall(node: ObjectLiteralExpression, call: Expression, parameter: string | undefined, context: ShapeContext): Shape | undefined {
  const chain = chainOf(call);
  const root = rootName(chain);
  const last = chain.links.at(-1);
  if (root === undefined || last === undefined) return undefined;
  const binding = context.bindings.get(root);
  const own = last.name === "" && chain.links.length === 1 ? (binding?.member ?? root) : last.name === "" ? (chain.links.at(-2)?.name ?? "") : last.name;
  const name = normalised(own);
  if (binding !== undefined) {
    const { library } = binding;
    if (library.id === "drizzle") return drizzleTable(name, last.args ?? [], node, parameter, library, call);
    if (library.objects.includes(name) && last.args?.[0] !== undefined) return isOptions(node, last.args) ? undefined : { kind: "schema-object", library, call };
  }
  return extenders.has(name) && hasSchema(node, context) ? { kind: "schema-object", ...(binding === undefined ? {} : { library: binding.library }), call } : undefined;
}

/** The second argument of an object function holds options, not members. */
function isOptions(node: ObjectLiteralExpression, args: readonly Expression[]): boolean {
  const first = args[0];
  return first !== undefined && args.length > 1 && node.pos >= first.end && stringOf(first) === undefined;
}

function drizzleTable(name: string, args: readonly Expression[], node: ObjectLiteralExpression, parameter: string | undefined, library: SchemaLibrary, call: Expression): Shape | undefined {
  if (!name.endsWith("table") && !name.endsWith("view")) return undefined;
  const mappedName = stringOf(args[0]);
  // Indexes and extra configuration come third.
  if (args[2] !== undefined && node.pos >= args[2].pos) return undefined;
  return {
    kind: "table", library, call, ...(mappedName === undefined ? {} : { mappedName }),
    ...(parameter === undefined ? {} : { namespace: { name: parameter, library } }),
  };
}

/** A literal of nothing but schemas (by their names where they are imported), at least one of them of a scalar, is a shape wherever it stands. */
function isPlainShape(node: ObjectLiteralExpression, context: ShapeContext): boolean {
  let scalars = 0;
  for (const property of node.properties) {
    if (isSpreadAssignment(property)) continue;
    if (!isPropertyAssignment(property)) return false;
    const value = context.values.read(property.initializer);
    if (value === undefined && /(?:schema|shape|validator)$/i.test(rootName(chainOf(property.initializer)) ?? "")) continue;
    if (value === undefined) return false;
    if (value.type.kind !== "object" && value.type.kind !== "unknown" && value.type.kind !== "function") scalars++;
  }
  return scalars > 0;
}

function hasSchema(node: ObjectLiteralExpression, context: ShapeContext): boolean {
  return node.properties.some((property) => isPropertyAssignment(property) && isSchemaLike(property.initializer, context));
}

/** `createInsertSchema(users, { email: (schema) => schema.email() })` refines by callback. */
function isSchemaLike(value: Expression, context: ShapeContext): boolean {
  if (context.values.read(value) !== undefined) return true;
  return isArrowFunction(value) && value.parameters.length === 1 && !isBlock(value.body) && chainOf(value.body as Expression).links.length > 0;
}

function readMember(property: ObjectLiteralElementLike, shape: Shape, context: ShapeContext): MemberDraft | undefined {
  if (!isPropertyAssignment(property) && !isShorthandPropertyAssignment(property)) return undefined;
  const key = memberName(property.name);
  if (key === undefined) return undefined;
  const { view, builder } = context;
  const initializer: Expression = isPropertyAssignment(property) ? property.initializer : (property.name as Expression);
  const definition = shape.library?.id === "arktype" ? readDefinition(key, initializer, view) : undefined;
  const value: SchemaValue = definition ?? readValue(initializer, shape, context);
  builder.report(value.problems);
  const name = definition?.name ?? key;
  return {
    name, nameRange: view.range(property.name), range: view.range(property), type: toFieldType(value, initializer, view), place: placeOf(view, property),
    attributes: value.attributes, comments: value.comments, examples: value.examples, annotations: value.annotations,
    ...(value.mappedName === undefined ? {} : { mappedName: value.mappedName }),
  };
}

/** What a member says, be it given directly or as what a callback makes of the column it refines. */
function readValue(expression: Expression, shape: Shape, context: ShapeContext): SchemaValue {
  const body = isArrowFunction(expression) && !isBlock(expression.body) ? (expression.body as Expression) : expression;
  return context.values.read(body, shape.namespace) ?? context.values.readUnknown(body);
}

export function toFieldType(value: SchemaValue, expression: Expression, view: SourceView): FieldType {
  const { type } = value;
  return {
    text: view.code(expression), kind: type.kind, isList: type.isList === true, isOptional: type.isOptional === true,
    ...(type.reference === undefined ? {} : { reference: type.reference }), ...(type.values === undefined ? {} : { values: type.values }),
  };
}

/** Schemas a shape is built on: `…base.shape`, `base.extend({…})`, `createInsertSchema(users, {…})`. */
function basesOf(node: ObjectLiteralExpression, shape: Shape): readonly string[] {
  const bases = node.properties.flatMap((property) => (isSpreadAssignment(property) ? (rootName(chainOf(property.expression)) ?? []) : []));
  if (shape.call === undefined) return bases;
  const chain = chainOf(shape.call);
  const root = rootName(chain);
  const [first] = chain.links.at(-1)?.args ?? [];
  if (first !== undefined && first !== node && isIdentifier(first)) bases.push(first.text);
  const isExtension = chain.links.length > 0 && chain.links.at(-1)?.name !== "" && shape.library === undefined;
  if (root !== undefined && isExtension) bases.push(root);
  return [...new Set(bases)];
}

/** The whole chain a call begins. */
function outermost(call: Expression): Expression {
  let node: Node = call;
  for (let i = 0; i < 60; i++) {
    const access = node.parent;
    const outer = access?.parent;
    if (outer === undefined || !isCallExpression(outer) || outer.expression !== access) break;
    if ((access as { readonly expression?: Node }).expression !== node) break;
    node = outer;
  }
  return node as Expression;
}
