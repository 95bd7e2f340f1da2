// Type annotations, read from their spelling and the declarations of the same file.
import type { FieldType, ValueKind } from "../../model/field.js";
import {
  isArrayTypeNode, isFunctionTypeNode, isIndexedAccessTypeNode, isIndexSignatureDeclaration, isIntersectionTypeNode, isLiteralTypeNode,
  isParenthesizedTypeNode, isPropertySignatureDeclaration, isQualifiedName, isTupleTypeNode, isTypeLiteralNode, isTypeOperatorNode, isTypeQueryNode,
  isTypeReferenceNode, isUnionTypeNode, SyntaxKind, type EntityName, type IndexedAccessTypeNode, type LiteralTypeNode, type Node,
  type NodeArray, type TypeLiteralNode, type TypeNode, type TypeReferenceNode,
} from "../../compiler/ast.js";
import { valuesOf } from "./constants.js";
import type { Declarations } from "./declarations.js";
import { isComponentTypeName, isFunctionTypeName, listTypes, namedKinds, transparentTypes } from "./known-types.js";
import { nameOf, stringOf, type SourceView } from "./source-view.js";

/** A type without its spelling. */
export interface ReadType {
  readonly kind: ValueKind;
  readonly isList?: boolean;
  readonly isOptional?: boolean;
  readonly reference?: string;
  readonly values?: readonly string[];
}

const unknown: ReadType = { kind: "unknown" };
const deepest = 12;

/** The declared type of a member; `optional` when its name carries a question mark. */
export function fieldType(node: TypeNode | undefined, optional: boolean, view: SourceView, declarations: Declarations): FieldType {
  const type = node === undefined ? unknown : readType(node, declarations, 0);
  return {
    text: node === undefined ? "" : spelling(node, view),
    kind: type.kind, isList: type.isList === true, isOptional: optional || type.isOptional === true,
    ...(type.reference === undefined ? {} : { reference: type.reference }),
    ...(type.values === undefined ? {} : { values: type.values }),
  };
}

/** A nested literal is a container of its own; its body says nothing about the field. */
function spelling(node: TypeNode, view: SourceView): string {
  if (isTypeLiteralNode(node)) return "object";
  if (isArrayTypeNode(node) && isTypeLiteralNode(node.elementType)) return "object[]";
  return view.code(node);
}

export function readType(node: TypeNode, declarations: Declarations, depth: number): ReadType {
  if (depth > deepest) return unknown;
  const keyword = keywords.get(node.kind);
  if (keyword !== undefined) return keyword;
  if (isTypeReferenceNode(node)) return readReference(node, declarations, depth);
  if (isUnionTypeNode(node)) return unionOf(node.types.map((type) => readType(type, declarations, depth + 1)));
  if (isIntersectionTypeNode(node)) return intersectionOf(node.types.map((type) => readType(type, declarations, depth + 1)));
  if (isLiteralTypeNode(node)) return readLiteral(node);
  if (isTypeLiteralNode(node)) return readTypeLiteral(node);
  if (isArrayTypeNode(node)) return { ...readType(node.elementType, declarations, depth + 1), isList: true, isOptional: false };
  if (isTupleTypeNode(node)) {
    const first = node.elements[0];
    return { ...(first === undefined ? unknown : readType(first, declarations, depth + 1)), isList: true, isOptional: false };
  }
  if (isIndexedAccessTypeNode(node)) return readIndexedAccess(node, declarations, depth);
  if (isFunctionTypeNode(node)) return { kind: "function" };
  if (isTypeOperatorNode(node)) return node.operator === SyntaxKind.ReadonlyKeyword ? readType(node.type, declarations, depth + 1) : { kind: "string" };
  return readWrapped(node, declarations, depth);
}

const keywords: ReadonlyMap<SyntaxKind, ReadType> = new Map<SyntaxKind, ReadType>([
  [SyntaxKind.StringKeyword, { kind: "string" }], [SyntaxKind.NumberKeyword, { kind: "number" }], [SyntaxKind.BigIntKeyword, { kind: "number" }],
  [SyntaxKind.BooleanKeyword, { kind: "boolean" }], [SyntaxKind.ObjectKeyword, { kind: "json" }], [SyntaxKind.TypePredicate, { kind: "boolean" }],
  [SyntaxKind.TemplateLiteralType, { kind: "string" }], [SyntaxKind.ConstructorType, { kind: "function" }], [SyntaxKind.JSDocSignature, { kind: "function" }],
  [SyntaxKind.MappedType, { kind: "json" }], [SyntaxKind.UndefinedKeyword, { kind: "unknown", isOptional: true }],
  [SyntaxKind.VoidKeyword, { kind: "unknown", isOptional: true }],
]);

/** Parentheses, rest and optional elements, JSDoc's `?T`, `!T`, `T=`. */
function readWrapped(node: TypeNode, declarations: Declarations, depth: number): ReadType {
  const inner = (node as { readonly type?: TypeNode }).type;
  if (inner === undefined) return unknown;
  if (isParenthesizedTypeNode(node) || node.kind === SyntaxKind.JSDocNonNullableType || node.kind === SyntaxKind.RestType
    || node.kind === SyntaxKind.NamedTupleMember || node.kind === SyntaxKind.JSDocTypeExpression) {
    return readType(inner, declarations, depth + 1);
  }
  if (node.kind === SyntaxKind.JSDocNullableType || node.kind === SyntaxKind.JSDocOptionalType || node.kind === SyntaxKind.OptionalType) {
    return { ...readType(inner, declarations, depth + 1), isOptional: true };
  }
  return node.kind === SyntaxKind.JSDocVariadicType ? { ...readType(inner, declarations, depth + 1), isList: true } : unknown;
}

function readReference(node: TypeReferenceNode, declarations: Declarations, depth: number): ReadType {
  const name = lastName(node.typeName);
  const local = declarations.type(name);
  if (local !== undefined) return readLocal(name, local, declarations, depth);
  const argument = node.typeArguments?.[0];
  if (listTypes.has(name)) return { ...(argument === undefined ? unknown : readType(argument, declarations, depth + 1)), isList: true, isOptional: false };
  const transparent = transparentTypes.get(name);
  if (transparent !== undefined && argument !== undefined) {
    const inner = readType(argument, declarations, depth + 1);
    return transparent === "optional" && name !== "Partial" && name !== "DeepPartial" ? { ...inner, isOptional: true } : inner;
  }
  const kind = namedKinds.get(name);
  if (kind !== undefined) return kind === "bytes" && name === "FileList" ? { kind, isList: true } : { kind };
  // Parts of the program hold data no more than callbacks do: an injected `Repository<UserAddress>` is no address.
  if (isFunctionTypeName(name) || isComponentTypeName(name)) return { kind: "function" };
  if (derivesObject(name) && argument !== undefined) return { ...readType(argument, declarations, depth + 1), kind: "object" };
  return { kind: "unknown", ...declarations.resolver?.resolve(name), reference: name };
}

function derivesObject(name: string): boolean {
  return name === "Pick" || name === "Omit" || name === "Except" || name === "Merge";
}

function readLocal(name: string, local: NonNullable<ReturnType<Declarations["type"]>>, declarations: Declarations, depth: number): ReadType {
  switch (local.kind) {
    case "enum": return { kind: "enum", reference: name, values: local.values };
    case "alias": {
      const type = readType(local.type, declarations, depth + 1);
      return { ...type, reference: type.kind === "object" || type.reference === undefined ? name : type.reference };
    }
    default: return { kind: "object", reference: name };
  }
}

export function lastName(name: EntityName): string {
  return isQualifiedName(name) ? name.right.text : name.text;
}

function readLiteral(node: LiteralTypeNode): ReadType {
  const literal = node.literal;
  if (literal.kind === SyntaxKind.NullKeyword) return { kind: "unknown", isOptional: true };
  if (literal.kind === SyntaxKind.TrueKeyword || literal.kind === SyntaxKind.FalseKeyword) return { kind: "boolean" };
  const value = stringOf(literal) ?? (literal as { readonly text?: string }).text;
  return { kind: "enum", ...(value === undefined ? {} : { values: [value] }) };
}

function readTypeLiteral(node: TypeLiteralNode): ReadType {
  if (node.members.length === 0) return { kind: "json" };
  if (node.members.every((member) => member.kind === SyntaxKind.CallSignature || member.kind === SyntaxKind.ConstructSignature)) return { kind: "function" };
  return { kind: node.members.every((member) => isIndexSignatureDeclaration(member)) ? "json" : "object" };
}

/** `User["email"]`, `Scalars["String"]["output"]`, `(typeof roles)[number]`. */
function readIndexedAccess(node: IndexedAccessTypeNode, declarations: Declarations, depth: number): ReadType {
  const object = unwrapped(node.objectType);
  if (isTypeQueryNode(object)) {
    const values = valuesOf(declarations.value(lastName(object.exprName)), declarations);
    return { kind: "enum", ...(values.length === 0 ? {} : { values }) };
  }
  const key = isLiteralTypeNode(node.indexType) ? stringOf(node.indexType.literal) : undefined;
  if (key === undefined) return unknown;
  const members = membersOf(object, declarations);
  const member = members?.find((candidate) => isPropertySignatureDeclaration(candidate) && nameOf(candidate.name) === key);
  if (member !== undefined && isPropertySignatureDeclaration(member)) return readType(member.type, declarations, depth + 1);
  const kind = namedKinds.get(key) ?? (isIndexedAccessTypeNode(object) ? readIndexedAccess(object, declarations, depth + 1).kind : undefined);
  return kind === undefined ? unknown : { kind };
}

function membersOf(node: TypeNode, declarations: Declarations): NodeArray<Node> | undefined {
  if (isTypeLiteralNode(node)) return node.members;
  if (!isTypeReferenceNode(node)) return undefined;
  const local = declarations.type(lastName(node.typeName));
  if (local?.kind === "interface") return local.node.members;
  return local?.kind === "alias" && isTypeLiteralNode(local.type) ? local.type.members : undefined;
}

function unwrapped(node: TypeNode): TypeNode {
  let inner = node;
  for (let i = 0; i < deepest && isParenthesizedTypeNode(inner); i++) inner = inner.type;
  return inner;
}

/** A value that may be one of several types: a text if it may be a text, a choice if all are literals. */
export function unionOf(parts: readonly ReadType[]): ReadType {
  const isOptional = parts.some((part) => part.isOptional === true);
  const present = parts.filter((part) => part.kind !== "unknown" || part.isOptional !== true || part.reference !== undefined);
  const [first] = present;
  if (first === undefined) return { kind: "unknown", isOptional };
  if (present.length === 1) return { ...first, isOptional };
  const isList = present.every((part) => part.isList === true);
  const values = present.flatMap((part) => part.values ?? []);
  if (present.every((part) => part.kind === "enum")) return { kind: "enum", isList, isOptional, ...(values.length === 0 ? {} : { values }) };
  const kinds = new Set<ValueKind>(present.map((part) => (part.kind === "enum" ? "string" : part.kind)));
  const kind = precedence.find((candidate) => kinds.has(candidate)) ?? "unknown";
  const references = [...new Set(present.flatMap((part) => part.reference ?? []))];
  return { kind, isList, isOptional, ...(references.length === 1 ? { reference: references[0] } : {}) };
}

const precedence: readonly ValueKind[] = ["string", "date", "number", "bytes", "object", "boolean", "json", "function"];

/** `string & { brand }` is a text; anything else made of objects is one. */
export function intersectionOf(parts: readonly ReadType[]): ReadType {
  const scalar = parts.find((part) => part.kind !== "object" && part.kind !== "unknown" && part.kind !== "json");
  if (scalar !== undefined) return scalar;
  const references = parts.flatMap((part) => part.reference ?? []);
  const kind = parts.some((part) => part.kind === "object") || references.length > 0 ? "object" : (parts[0]?.kind ?? "unknown");
  return { kind, ...(references[0] === undefined ? {} : { reference: references[0] }) };
}
