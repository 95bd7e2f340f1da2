// Classes: properties, accessors, parameter properties, and the decorators on them.
import type { FieldType, ValueKind } from "../../model/field.js";
import {
  isArrayLiteralExpression, isArrowFunction, isClassExpression, isConstructorDeclaration, isFunctionExpression, isGetAccessorDeclaration, isIdentifier,
  isNewExpression, isNumericLiteral, isObjectLiteralExpression, isPropertyAccessExpression, isPropertyDeclaration, isTemplateExpression, SyntaxKind, type ClassDeclaration,
  type ClassElement, type ClassExpression, type Expression, type Node, type ParameterDeclaration, type TypeNode,
} from "../../compiler/ast.js";
import { baseNames } from "./bases.js";
import type { DocumentBuilder, MemberDraft } from "./builder.js";
import { bare } from "./constants.js";
import type { Declarations } from "./declarations.js";
import { decoratorGaps, readDecorators, tableNameOf } from "./decorators.js";
import { namedKinds } from "./known-types.js";
import type { Found } from "./scan.js";
import { memberName, stringOf, type SourceView } from "./source-view.js";
import { placeOf } from "./type-members.js";
import { fieldType } from "./types.js";

export function readClass(found: Found<ClassDeclaration | ClassExpression>, view: SourceView, declarations: Declarations, builder: DocumentBuilder): void {
  const { node, owner } = found;
  const members = node.members.flatMap((member) => [...readMember(member, view, declarations, builder)]);
  const place = placeOf(view, isClassExpression(node) ? (owner.host ?? node) : node, decoratorGaps(node.modifiers, node.name, view));
  const facts = readDecorators(node.modifiers, view);
  builder.report(facts.problems);
  const mappedName = tableNameOf(node.modifiers);
  const whole = view.range(node);
  const brace = node.members.pos - 1;
  builder.add({
    name: owner.path, kind: "class", range: whole, place, members, comments: facts.comments, annotations: facts.annotations,
    nameRange: node.name !== undefined ? view.range(node.name) : owner.nameNode !== undefined ? view.range(owner.nameNode) : { start: whole.start, end: whole.start + 5 },
    bases: (node.heritageClauses ?? []).flatMap((clause) => clause.types.flatMap((type) => baseNames(type))),
    ...(mappedName === undefined ? {} : { mappedName }),
    ...(view.text[brace] === "{" ? { openBrace: brace } : {}),
  });
}

function readMember(member: ClassElement, view: SourceView, declarations: Declarations, builder: DocumentBuilder): readonly MemberDraft[] {
  if (isConstructorDeclaration(member)) {
    return member.parameters.filter((parameter) => isPropertyParameter(parameter)).flatMap((parameter) => readProperty(parameter, view, declarations, builder) ?? []);
  }
  if (!isPropertyDeclaration(member) && !isGetAccessorDeclaration(member)) return [];
  if (hasModifier(member.modifiers, SyntaxKind.StaticKeyword)) return [];
  const draft = readProperty(member, view, declarations, builder);
  return draft === undefined ? [] : [draft];
}

interface PropertyLike extends Node {
  readonly name: Node;
  readonly type?: TypeNode;
  readonly initializer?: Expression;
  readonly modifiers?: Iterable<Node>;
  readonly postfixToken?: Node;
  readonly questionToken?: Node;
}

function readProperty(node: PropertyLike, view: SourceView, declarations: Declarations, builder: DocumentBuilder): MemberDraft | undefined {
  const name = memberName(node.name);
  if (name === undefined) return undefined;
  const facts = readDecorators(node.modifiers, view);
  builder.report(facts.problems);
  const question = node.postfixToken?.kind === SyntaxKind.QuestionToken || node.questionToken !== undefined;
  const declared = fieldType(node.type, question || facts.optional, view, declarations);
  const type = node.type !== undefined ? declared : node.initializer === undefined ? fromJsDoc(node, view, declared) : inferred(node.initializer, declared);
  return {
    name, nameRange: view.range(node.name), range: isGetAccessorDeclaration(node) ? headRange(node, view) : view.memberRange(node), type,
    place: placeOf(view, node, decoratorGaps(node.modifiers, node.name, view)),
    attributes: facts.attributes, comments: facts.comments, examples: facts.examples, annotations: facts.annotations,
    ...(facts.mappedName === undefined ? {} : { mappedName: facts.mappedName }),
  };
}

/** `/** @type {string} *​/ phone;` in JavaScript. */
function fromJsDoc(node: Node, view: SourceView, declared: FieldType): FieldType {
  const text = /@type\s*\{([^{}\n]{1,100})\}/.exec(view.text.slice(node.pos, Math.min(view.start(node), node.pos + 2_000)))?.[1]?.trim();
  if (text === undefined) return declared;
  const kind = namedKinds.get(text.charAt(0).toUpperCase() + text.slice(1)) ?? "unknown";
  return { ...declared, text, kind };
}

/** An accessor without its body. */
function headRange(node: PropertyLike, view: SourceView): { start: number; end: number } {
  const body = (node as { readonly body?: Node }).body;
  const whole = view.range(node);
  return { start: whole.start, end: body === undefined ? whole.end : Math.max(whole.start, Math.min(whole.end, body.pos)) };
}

function isPropertyParameter(parameter: ParameterDeclaration): boolean {
  return [SyntaxKind.PublicKeyword, SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword, SyntaxKind.ReadonlyKeyword]
    .some((kind) => hasModifier(parameter.modifiers, kind));
}

function hasModifier(modifiers: Iterable<Node> | undefined, kind: SyntaxKind): boolean {
  return modifiers !== undefined && [...modifiers].some((modifier) => modifier.kind === kind);
}

/** Type of a property without annotation, from what it starts with. */
function inferred(initializer: Expression, declared: FieldType): FieldType {
  const value = bare(initializer);
  if (isArrayLiteralExpression(value)) {
    const first = value.elements[0];
    const kind = first === undefined ? "unknown" : kindOf(bare(first));
    return { ...declared, kind, isList: true, text: kind === "unknown" ? "" : `${kind}[]` };
  }
  if (isPropertyAccessExpression(value) && isIdentifier(value.expression) && /^[A-Z]/.test(value.expression.text)) {
    return { ...declared, kind: "enum", text: value.expression.text, reference: value.expression.text };
  }
  const kind = kindOf(value);
  const created = isNewExpression(value) && isIdentifier(value.expression) ? value.expression.text : undefined;
  const reference = kind === "object" ? created : undefined;
  return { ...declared, kind, text: created ?? (kind === "unknown" ? "" : kind), ...(reference === undefined ? {} : { reference }) };
}

function kindOf(value: Expression): ValueKind {
  if (stringOf(value) !== undefined || isTemplateExpression(value)) return "string";
  if (isNumericLiteral(value)) return "number";
  if (value.kind === SyntaxKind.TrueKeyword || value.kind === SyntaxKind.FalseKeyword) return "boolean";
  if (isArrowFunction(value) || isFunctionExpression(value)) return "function";
  if (isObjectLiteralExpression(value)) return "object";
  if (isNewExpression(value) && isIdentifier(value.expression)) return namedKinds.get(value.expression.text) ?? "object";
  return "unknown";
}
