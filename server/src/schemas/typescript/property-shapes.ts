// Which plain object literals are schemas of members: by the library call they are given to, or by being JSON schema.
import {
  isCallExpression, isIdentifier, isNewExpression, isObjectLiteralExpression, isPropertyAssignment, isVariableDeclaration, SyntaxKind,
  type Expression, type Node,
  type ObjectLiteralExpression,
} from "../../compiler/ast.js";
import { chainOf, rootName } from "./chain.js";
import { bare } from "./constants.js";
import { readJsonSchema } from "./json-schema.js";
import { normalised } from "./libraries.js";
import type { ShapeContext } from "./object-shapes.js";
import { mongooseStyle, readProperties, sequelizeStyle, valueOf, vuePropsStyle, type PropertyStyle } from "./property-schemas.js";
import type { Found, Owner } from "./scan.js";
import { nameOf, stringOf } from "./source-view.js";
import { placeOf } from "./type-members.js";

interface PropertyShape {
  readonly style: PropertyStyle;
  readonly name?: string;
  readonly mappedName?: string;
}

/** Reads the literal when it is one of these schemas. Nested literals of the same style are read with it. */
export function readPropertyShape(found: Found<ObjectLiteralExpression>, context: ShapeContext): boolean {
  if (readJsonSchema(found, context)) return true;
  const shape = shapeOf(found, context);
  if (shape === undefined) return false;
  const pending: { node: ObjectLiteralExpression; name: string; owner: Owner; mappedName?: string }[] = [
    { node: found.node, name: shape.name ?? found.owner.path, owner: found.owner, ...(shape.mappedName === undefined ? {} : { mappedName: shape.mappedName }) },
  ];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { members, nested, bases } = readProperties(next.node, shape.style, context);
    const start = context.view.start(next.node);
    context.builder.add({
      name: next.name, kind: shape.style.kind, range: context.view.range(next.node), members, bases, openBrace: start,
      nameRange: next.owner.nameNode === undefined ? { start, end: start + 1 } : context.view.range(next.owner.nameNode),
      ...(next.owner.host === undefined ? {} : { place: placeOf(context.view, next.owner.host) }),
      ...(next.mappedName === undefined ? {} : { mappedName: next.mappedName }),
    });
    const depth = next.name.split(".").length;
    for (const inner of nested) {
      const name = depth > 8 ? next.name : `${next.name}.${inner.name}`;
      pending.push({ node: inner.node, name, owner: { path: name, nameNode: inner.property.name, host: inner.property } });
    }
  }
  return true;
}

function shapeOf(found: Found<ObjectLiteralExpression>, context: ShapeContext): PropertyShape | undefined {
  const { node } = found;
  const { parent } = node;
  // Attributes kept in a constant for `Model.init(attributes, …)`.
  if (isVariableDeclaration(parent)) return hasLibrary(context, "sequelize") && mentionsDataType(node, context) ? { style: sequelizeStyle } : undefined;
  if (isPropertyAssignment(parent)) return vueProps(parent, node, context);
  if (!isCallExpression(parent) && !isNewExpression(parent)) return undefined;
  const chain = chainOf(parent);
  const last = chain.links.at(-1);
  const root = rootName(chain);
  const args = last?.args ?? [];
  if (last === undefined) return undefined;
  if (root === undefined) return chain.root.kind === SyntaxKind.SuperKeyword ? sequelizeShape(last.name, found.owner.path.replace(/\.init$/, ""), args, node, context) : undefined;
  const binding = context.bindings.get(root);
  const name = last.name === "" ? (binding?.member ?? root) : last.name;
  if (name === "defineProps" && args[0] === node) return looksLikeProps(node) ? { style: vuePropsStyle } : undefined;
  if (binding?.library.id === "mongoose" && (name === "Schema" || name === "model") && args.indexOf(node) <= (name === "model" ? 1 : 0)) return { style: mongooseStyle };
  if (name === "Schema" && isNewExpression(parent) && args[0] === node && binding === undefined && hasKind(node, mongooseStyle)) return { style: mongooseStyle };
  if (name === "add" && /schema$/i.test(root) && args[0] === node && hasKind(node, mongooseStyle) && hasLibrary(context, "mongoose")) return { style: mongooseStyle };
  return sequelizeShape(name, root, args, node, context);
}

/** `sequelize.define("user", {…})`, `User.init({…}, { tableName })`, `queryInterface.createTable("t_user", {…})`. */
function sequelizeShape(name: string, root: string, args: readonly Expression[], node: ObjectLiteralExpression, context: ShapeContext): PropertyShape | undefined {
  if (!hasLibrary(context, "sequelize")) return undefined;
  const index = args.indexOf(node);
  const isDefinition = (name === "define" || name === "createTable") && index === 1;
  if (!isDefinition && !(name === "init" && index === 0)) return undefined;
  if (!mentionsDataType(node, context)) return undefined;
  const options = args[index + 1] === undefined ? undefined : bare(args[index + 1] as Expression);
  const tableName = options !== undefined && isObjectLiteralExpression(options) ? stringOf(valueOf(options, "tableName")) : undefined;
  const mappedName = tableName ?? (name === "createTable" ? stringOf(args[0]) : undefined);
  const shown = name === "init" ? root : stringOf(args[0]);
  return { style: sequelizeStyle, ...(shown === undefined ? {} : { name: shown }), ...(mappedName === undefined ? {} : { mappedName }) };
}

function mentionsDataType(node: ObjectLiteralExpression, context: ShapeContext): boolean {
  return node.properties.some((property) => {
    if (!isPropertyAssignment(property)) return false;
    const value = bare(property.initializer);
    const type = isObjectLiteralExpression(value) ? valueOf(value, "type") : value;
    const root = type === undefined ? undefined : rootName(chainOf(type));
    return root !== undefined && context.bindings.get(root)?.library.id === "sequelize";
  });
}

function hasLibrary(context: ShapeContext, id: string): boolean {
  return context.bindings.libraries.has(id);
}

function hasKind(node: ObjectLiteralExpression, style: PropertyStyle): boolean {
  return node.properties.some((property) => {
    if (!isPropertyAssignment(property)) return false;
    const value = bare(property.initializer);
    const type = isObjectLiteralExpression(value) ? valueOf(value, "type") : value;
    return type !== undefined && isIdentifier(bare(type)) && style.kindOf(type)?.kind !== "unknown";
  });
}

/** `props: { email: String }` of a component in `export default {…}` or `defineComponent({…})`. */
function vueProps(property: Node & { readonly name: Node }, node: ObjectLiteralExpression, context: ShapeContext): PropertyShape | undefined {
  if (nameOf(property.name) !== "props" || !/\.vue$/i.test(context.view.file) || !looksLikeProps(node)) return undefined;
  return { style: vuePropsStyle };
}

const propTypes: ReadonlySet<string> = new Set(["string", "number", "boolean", "array", "object", "date", "function", "symbol"]);

function looksLikeProps(node: ObjectLiteralExpression): boolean {
  return node.properties.some((property) => {
    if (!isPropertyAssignment(property)) return false;
    const value = bare(property.initializer);
    const type = isObjectLiteralExpression(value) ? valueOf(value, "type") : value;
    const name = type === undefined ? undefined : bare(type);
    return name !== undefined && isIdentifier(name) && propTypes.has(normalised(name.text));
  });
}
