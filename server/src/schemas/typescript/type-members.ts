// Interfaces and type literals, those of JSDoc included.
import { range, type TextRange } from "../../base/range.js";
import type { Attribute, Comment } from "../../model/field.js";
import {
  isExpressionWithTypeArguments, isGetAccessorDeclaration, isInterfaceDeclaration, isIntersectionTypeNode, isPropertySignatureDeclaration, isTypeNode,
  isTypeReferenceNode, NodeFlags, SyntaxKind, type InterfaceDeclaration, type Node, type TypeElement, type TypeLiteralNode, type TypeNode,
} from "../../compiler/ast.js";
import { baseNames } from "./bases.js";
import type { ContainerDraft, DocumentBuilder, MemberDraft } from "./builder.js";
import { describe } from "./comments.js";
import type { Declarations } from "./declarations.js";
import type { MemberPlace } from "./member-comments.js";
import type { Found } from "./scan.js";
import { memberName, type SourceView } from "./source-view.js";
import { fieldType } from "./types.js";

export function readTypeContainer(found: Found<InterfaceDeclaration | TypeLiteralNode>, view: SourceView, declarations: Declarations, builder: DocumentBuilder): void {
  const { node, owner } = found;
  const whole = isInterfaceDeclaration(node) ? node : (owner.host ?? node);
  const draft: ContainerDraft = {
    name: owner.path, kind: isInterfaceDeclaration(node) ? "interface" : "type-alias",
    nameRange: owner.nameNode === undefined ? openingOf(view, node) : view.range(owner.nameNode),
    range: view.range(node), members: node.members.flatMap((member) => readMember(member, view, declarations) ?? []), bases: basesOf(node),
    ...(isFromJsDoc(node) ? { comments: typedefComments(node, view) } : { place: placeOf(view, whole) }),
    ...(braceOf(view, node) === undefined ? {} : { openBrace: braceOf(view, node) }),
  };
  builder.add(draft);
}

function readMember(member: TypeElement, view: SourceView, declarations: Declarations): MemberDraft | undefined {
  if (!isPropertySignatureDeclaration(member) && !isGetAccessorDeclaration(member)) return undefined;
  const name = memberName(member.name);
  if (name === undefined) return undefined;
  const type = member.type as TypeNode | undefined;
  const optional = isPropertySignatureDeclaration(member) && member.postfixToken?.kind === SyntaxKind.QuestionToken;
  const whole = isFromJsDoc(member) ? tagRange(member, view) : view.memberRange(member);
  return {
    name, nameRange: view.range(member.name), range: whole, type: fieldType(type, optional, view, declarations), place: placeOf(view, member),
    ...(isFromJsDoc(member) ? { comments: tagComments(member, view, whole), attributes: noAttributes } : {}),
  };
}

const noAttributes: readonly Attribute[] = [];

export function placeOf(view: SourceView, node: Node, inner: MemberPlace["inner"] = []): MemberPlace {
  return { fullStart: node.pos, start: view.start(node), end: view.memberRange(node).end, inner };
}

function braceOf(view: SourceView, node: InterfaceDeclaration | TypeLiteralNode): number | undefined {
  const brace = node.members.pos - 1;
  return view.text[brace] === "{" ? brace : undefined;
}

function openingOf(view: SourceView, node: Node): TextRange {
  const start = view.start(node);
  return range(start, Math.min(start + 1, node.end));
}

function basesOf(node: InterfaceDeclaration | TypeLiteralNode): readonly string[] {
  if (isInterfaceDeclaration(node)) return (node.heritageClauses ?? []).flatMap((clause) => clause.types.flatMap((type) => baseNames(type)));
  let parent: Node = node.parent;
  for (let i = 0; i < 4 && parent.kind === SyntaxKind.ParenthesizedType; i++) parent = parent.parent;
  if (!isIntersectionTypeNode(parent)) return [];
  return parent.types.slice(0, 20).flatMap((type) => (isTypeReferenceNode(type) || isExpressionWithTypeArguments(type) ? baseNames(type) : []));
}

/** Nodes the compiler makes from JSDoc have no tokens of their own. */
export function isFromJsDoc(node: Node): boolean {
  return (node.flags & NodeFlags.Reparsed) !== 0 || node.parent?.kind === SyntaxKind.JSTypeAliasDeclaration;
}

/** The first line of a tag, whose node reaches to the next tag. */
function tagRange(member: Node, view: SourceView): TextRange {
  const whole = view.range(member);
  let end = Math.min(whole.end, lineEnd(view.text, Math.max(whole.start, (member as { readonly name?: Node }).name?.end ?? whole.start)));
  while (end > whole.start && /[\s*]/.test(view.text[end - 1] ?? "")) end--;
  return range(whole.start, end);
}

/** `@property {string} email where to write to`: what follows the name. */
function tagComments(member: Node, view: SourceView, whole: TextRange): readonly Comment[] {
  const name = (member as { readonly name?: Node }).name;
  if (name === undefined || !isTypeNode((member as { readonly type?: Node }).type ?? name)) return [];
  const from = Math.max(name.end, whole.start);
  const source = view.text.slice(from, lineEnd(view.text, from)).replace(/^\s*[\])]?\s*-?\s*/, "").replace(/\*\/.*/, "");
  const text = source.startsWith("@") || source.startsWith(":") ? "" : describe(source);
  return text === "" ? [] : [{ text, kind: "doc", range: range(from, lineEnd(view.text, from)) }];
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** The words of the JSDoc block in which a typedef stands. */
function typedefComments(node: Node, view: SourceView): readonly Comment[] {
  if (node.parent?.kind !== SyntaxKind.JSTypeAliasDeclaration) return [];
  const start = view.text.lastIndexOf("/**", node.pos);
  const end = view.text.indexOf("*/", node.pos);
  if (start < 0 || end < 0) return [];
  const text = describe(view.text.slice(start, end + 2));
  return text === "" ? [] : [{ text, kind: "doc", range: range(start, end + 2) }];
}
