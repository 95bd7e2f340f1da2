// Decorators as attributes, and what their option objects say about the field.
import { isAnnotationDecorator, readDecorator } from "../../annotations/index.js";
import type { Annotation } from "../../model/annotation.js";
import type { Problem } from "../../base/problem.js";
import type { Attribute, Comment } from "../../model/field.js";
import {
  isCallExpression, isDecorator, isIdentifier, isObjectLiteralExpression, isPropertyAccessExpression, isPropertyAssignment, type Decorator, type Expression,
  type Node, type ObjectLiteralExpression,
} from "../../compiler/ast.js";
import { constantOf } from "./constants.js";
import { optionFacts } from "./option-facts.js";
import { nameOf, stringOf, type SourceView } from "./source-view.js";

export interface DecoratorFacts {
  readonly attributes: readonly Attribute[];
  readonly comments: readonly Comment[];
  readonly examples: readonly string[];
  readonly annotations: readonly Annotation[];
  readonly problems: readonly Problem[];
  readonly mappedName?: string;
  readonly optional: boolean;
}

/** Reads the decorators among the modifiers of a class, property or parameter. */
export function readDecorators(modifiers: Iterable<Node> | undefined, view: SourceView): DecoratorFacts {
  const attributes: Attribute[] = [];
  const comments: Comment[] = [];
  const examples: string[] = [];
  const annotations: Annotation[] = [];
  const problems: Problem[] = [];
  let mappedName: string | undefined;
  let optional = false;
  for (const decorator of decoratorsOf(modifiers)) {
    const { name, args } = parts(decorator);
    if (name === undefined) continue;
    const place = view.range(decorator);
    attributes.push({ name, arguments: args.map((argument) => argumentText(argument, view)), range: place });
    if (isAnnotationDecorator(name)) {
      const reading = readDecorator(name, args.map((argument) => constantOf(argument)), place, args[0] === undefined ? undefined : view.range(args[0]));
      annotations.push(...reading.annotations);
      problems.push(...reading.problems);
    }
    const text = describingDecorators.has(name) ? stringOf(args[0]) : undefined;
    if (text !== undefined && args[0] !== undefined) comments.push({ text, range: view.range(args[0]), kind: "doc" });
    for (const options of args.filter((argument) => isObjectLiteralExpression(argument))) {
      const facts = optionFacts(options, view);
      attributes.push(...facts.attributes);
      comments.push(...facts.comments);
      examples.push(...facts.examples);
      optional ||= facts.optional === true;
    }
    mappedName ??= mappedNameOf(name, args);
    optional ||= name === "IsOptional" || name === "ApiPropertyOptional" || name === "Allow";
  }
  return { attributes, comments, examples, annotations, problems, optional, ...(mappedName === undefined ? {} : { mappedName }) };
}

/** Gaps between decorators and what they decorate, where comments may stand. */
export function decoratorGaps(modifiers: Iterable<Node> | undefined, name: Node | undefined, view: SourceView): { from: number; to: number }[] {
  const nodes = [...(modifiers ?? []), ...(name === undefined ? [] : [name])];
  return nodes.slice(1).map((node) => ({ from: node.pos, to: view.start(node) })).filter((gap) => gap.to > gap.from + 1);
}

function decoratorsOf(modifiers: Iterable<Node> | undefined): readonly Decorator[] {
  return [...(modifiers ?? [])].filter((modifier) => isDecorator(modifier));
}

function parts(decorator: Decorator): { name: string | undefined; args: readonly Expression[] } {
  const { expression } = decorator;
  const callee = isCallExpression(expression) ? expression.expression : expression;
  const name = isIdentifier(callee) ? callee.text : isPropertyAccessExpression(callee) ? callee.name.text : undefined;
  return { name, args: isCallExpression(expression) ? [...expression.arguments] : [] };
}

/** An argument as evidence: texts without quotes, everything else as written. */
export function argumentText(node: Expression, view: SourceView): string {
  return stringOf(node)?.slice(0, 200) ?? view.code(node);
}

/** Decorators whose text is a description. */
const describingDecorators: ReadonlySet<string> = new Set(["Comment", "Description", "Label", "Title", "ApiModelProperty", "DisplayName"]);

const columnDecorators = /(?:column|columnField)$|^(?:property|primaryKey|expose|apiProperty|apiPropertyOptional|field|attribute|prop)$/i;
const namingDecorators: ReadonlySet<string> = new Set(["JsonProperty", "JsonAlias", "SerializedName", "JsonName", "SerializeAs"]);
const nameKeys: ReadonlySet<string> = new Set(["name", "field", "fieldName", "columnName"]);

function mappedNameOf(decorator: string, args: readonly Expression[]): string | undefined {
  if (namingDecorators.has(decorator)) {
    const direct = stringOf(args[0]);
    if (direct !== undefined) return direct;
  } else if (!columnDecorators.test(decorator)) {
    return undefined;
  }
  return args.flatMap((argument) => (isObjectLiteralExpression(argument) ? (stringOption(argument, nameKeys) ?? []) : []))[0];
}

const tableDecorators: ReadonlySet<string> = new Set(["Entity", "Table", "ViewEntity", "Schema", "modelOptions", "ChildEntity", "Model"]);
const tableKeys: ReadonlySet<string> = new Set(["name", "tableName", "collection", "schemaOptions"]);

/** `@Entity("t_user")`, `@Table({ tableName: "t_user" })`, `@Schema({ collection: "users" })`. */
export function tableNameOf(modifiers: Iterable<Node> | undefined): string | undefined {
  for (const decorator of decoratorsOf(modifiers)) {
    const { name, args } = parts(decorator);
    if (name === undefined || !tableDecorators.has(name)) continue;
    const found = stringOf(args[0]) ?? args.flatMap((argument) => (isObjectLiteralExpression(argument) ? (stringOption(argument, tableKeys) ?? []) : []))[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

function stringOption(options: ObjectLiteralExpression, keys: ReadonlySet<string>): string | undefined {
  for (const property of options.properties) {
    if (!isPropertyAssignment(property)) continue;
    const name = nameOf(property.name);
    if (name === undefined || !keys.has(name)) continue;
    const nested = isObjectLiteralExpression(property.initializer) ? stringOption(property.initializer, keys) : stringOf(property.initializer);
    if (nested !== undefined) return nested;
  }
  return undefined;
}

