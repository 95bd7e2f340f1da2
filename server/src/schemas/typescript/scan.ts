// One walk over a tree: what is declared, what could hold fields, and how each of these is called.
import {
  isBindingElement, isCallExpression, isClassDeclaration, isClassExpression, isEnumDeclaration, isExpression, isIdentifier, isImportDeclaration, isImportEqualsDeclaration,
  isInterfaceDeclaration, isModuleDeclaration, isObjectLiteralExpression, isPropertyAccessExpression, isPropertyAssignment, isTypeAliasDeclaration,
  isTypeLiteralNode, isVariableDeclaration, SyntaxKind, type EnumDeclaration, type Expression, type ImportDeclaration, type ImportEqualsDeclaration, type Node, type ObjectLiteralExpression,
  type SourceFile, type TypeAliasDeclaration, type VariableDeclaration,
} from "../../compiler/ast.js";
import { Declarations, type ReferenceResolver } from "./declarations.js";
import { nameOf, stringOf } from "./source-view.js";

/** What an anonymous container is called, from the declarations around it. */
export interface Owner {
  /** "Order.shipping"; empty where nothing gives a name. */
  readonly path: string;
  readonly nameNode?: Node;
  /** Statement or member whose comments speak for the container. */
  readonly host?: Node;
}

export interface Found<N extends Node = Node> {
  readonly node: N;
  readonly owner: Owner;
}

export interface Scan {
  readonly declarations: Declarations;
  readonly imports: readonly (ImportDeclaration | ImportEqualsDeclaration)[];
  readonly variables: readonly VariableDeclaration[];
  /** Names of parameters, for libraries handed in by the caller. */
  readonly parameters: ReadonlySet<string>;
  /** Interfaces, classes and type literals, in order. */
  readonly containers: readonly Found[];
  readonly literals: readonly Found<ObjectLiteralExpression>[];
}

interface Visit {
  readonly node: Node;
  readonly owner: Owner;
  /** Enclosing namespaces, with a trailing dot. */
  readonly scope: string;
  readonly level: number;
}

/** Paths longer than this stay as they are: nobody reads them, and deep nesting must not cost quadratic time. */
const longestPath = 8;

export function scanTree(tree: SourceFile, text: string, resolver: ReferenceResolver | undefined): Scan {
  const braces = new Braces(text);
  const declarations = new Declarations(resolver);
  const imports: (ImportDeclaration | ImportEqualsDeclaration)[] = [];
  const variables: VariableDeclaration[] = [];
  const parameters = new Set<string>();
  const containers: Found[] = [];
  const literals: Found<ObjectLiteralExpression>[] = [];
  const stack: Visit[] = [{ node: tree, owner: { path: "" }, scope: "", level: 0 }];
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    const { node } = visit;
    if (isImportDeclaration(node) || isImportEqualsDeclaration(node)) imports.push(node);
    else if (isVariableDeclaration(node)) variables.push(node);
    else if (node.kind === SyntaxKind.Parameter || isBindingElement(node)) noteParameter(node, parameters);
    declare(node, declarations);
    const below = ownerBelow(visit);
    if (isInterfaceDeclaration(node) || isClassDeclaration(node) || isClassExpression(node)) containers.push({ node, owner: below.owner });
    else if (isTypeLiteralNode(node)) containers.push({ node, owner: visit.owner });
    else if (isObjectLiteralExpression(node)) literals.push({ node, owner: visit.owner });
    pushChildren(stack, below, braces);
  }
  return { declarations, imports, variables, parameters, containers, literals };
}

function pushChildren(stack: Visit[], below: Visit, braces: Braces): void {
  const children: Node[] = [];
  below.node.forEachChild((child) => {
    if (braces.isIn(child) || braceless.has(child.kind)) children.push(child);
  });
  for (let i = children.length - 1; i >= 0; i--) {
    const child = children[i];
    if (child !== undefined) stack.push({ ...below, node: child });
  }
}

/** What is worth a look without a brace in it; everything else that is has one. */
const braceless: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ImportDeclaration, SyntaxKind.ImportEqualsDeclaration, SyntaxKind.VariableStatement, SyntaxKind.VariableDeclarationList, SyntaxKind.VariableDeclaration, SyntaxKind.Parameter,
  SyntaxKind.BindingElement, SyntaxKind.TypeAliasDeclaration, SyntaxKind.JSTypeAliasDeclaration,
]);

/** Tells whether an opening brace stands inside a node. Nodes come nearly in order, so that most answers cost nothing. */
class Braces {
  readonly #text: string;
  #from = 0;
  #next = -1;

  constructor(text: string) {
    this.#text = text;
    this.#seek(0);
  }

  isIn(node: Node): boolean {
    if (node.pos < this.#from || node.pos > this.#next) this.#seek(node.pos);
    return this.#next < node.end;
  }

  #seek(from: number): void {
    const found = this.#text.indexOf("{", from);
    this.#from = from;
    this.#next = found < 0 ? Number.MAX_SAFE_INTEGER : found;
  }
}

function noteParameter(node: Node, parameters: Set<string>): void {
  const name = nameOf((node as { readonly name?: Node }).name);
  if (name !== undefined) parameters.add(name);
}

function declare(node: Node, declarations: Declarations): void {
  if (isInterfaceDeclaration(node)) declarations.addType(node.name.text, { kind: "interface", node });
  else if (isAlias(node)) declarations.addType(node.name.text, { kind: "alias", type: node.type });
  else if (isClassDeclaration(node) && node.name !== undefined) declarations.addType(node.name.text, { kind: "container" });
  else if (isEnumDeclaration(node)) declarations.addType(node.name.text, { kind: "enum", values: enumValues(node) });
  else if (isVariableDeclaration(node) && isIdentifier(node.name) && node.initializer !== undefined) declarations.addValue(node.name.text, node.initializer);
}

/** JSDoc typedefs of JavaScript files come as alias declarations too. */
function isAlias(node: Node): node is TypeAliasDeclaration {
  return isTypeAliasDeclaration(node) || node.kind === SyntaxKind.JSTypeAliasDeclaration;
}

function enumValues(node: EnumDeclaration): readonly string[] {
  return node.members.flatMap((member) => {
    const value = stringOf(member.initializer) ?? nameOf(member.name);
    return value === undefined ? [] : [value];
  });
}

/** What the children of a node are called. */
function ownerBelow(visit: Visit): Visit {
  const { node, scope } = visit;
  if (isModuleDeclaration(node)) {
    const name = isIdentifier(node.name) && node.name.text !== "global" ? `${node.name.text}.` : "";
    return { node, owner: { path: "" }, scope: `${scope}${name}`, level: 0 };
  }
  if (resets.has(node.kind) || isAlias(node)) return renamed(visit, node.kind === SyntaxKind.VariableDeclaration ? "" : scope);
  if (extendsPath.has(node.kind)) return extended(visit);
  if (hosts.has(node.kind)) return { ...visit, owner: { ...visit.owner, host: node } };
  if (node.kind === SyntaxKind.ExportAssignment) return { ...visit, owner: { path: "default", host: node }, level: 1 };
  if (node.kind === SyntaxKind.BinaryExpression) return assigned(visit);
  if (isCallExpression(node) && visit.owner.path === "") return { ...visit, owner: { ...visit.owner, path: calledName(node.expression) ?? "" }, level: 1 };
  return visit;
}

const resets: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.InterfaceDeclaration, SyntaxKind.ClassDeclaration, SyntaxKind.ClassExpression, SyntaxKind.VariableDeclaration,
  SyntaxKind.FunctionDeclaration,
]);

const extendsPath: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.PropertySignature, SyntaxKind.PropertyDeclaration, SyntaxKind.PropertyAssignment, SyntaxKind.MethodDeclaration, SyntaxKind.MethodSignature,
  SyntaxKind.GetAccessor, SyntaxKind.Parameter,
]);

const hosts: ReadonlySet<SyntaxKind> = new Set([SyntaxKind.VariableStatement, SyntaxKind.ExpressionStatement, SyntaxKind.ReturnStatement]);

function renamed(visit: Visit, scope: string): Visit {
  const { node } = visit;
  const nameNode = (node as { readonly name?: Node }).name;
  const name = nameOf(nameNode);
  if (name === undefined || nameNode === undefined) return node.kind === SyntaxKind.VariableDeclaration ? visit : { ...visit, owner: { ...visit.owner, host: node } };
  const host = node.kind === SyntaxKind.VariableDeclaration ? visit.owner.host : node;
  return { ...visit, owner: { path: scope + name, nameNode, ...(host === undefined ? {} : { host }) }, level: 1 };
}

function extended(visit: Visit): Visit {
  const { node, owner } = visit;
  const nameNode = (node as { readonly name?: Node }).name;
  const name = nameOf(nameNode);
  if (name === undefined || nameNode === undefined || visit.level >= longestPath || isJsonSchemaKeyword(node, name)) return { ...visit, owner: { ...owner, host: node } };
  return { ...visit, owner: { path: owner.path === "" ? name : `${owner.path}.${name}`, nameNode, host: node }, level: visit.level + 1 };
}

/** `properties` and `items` beside a `type` structure a JSON schema; they name nothing. */
function isJsonSchemaKeyword(node: Node, name: string): boolean {
  if (name !== "properties" && name !== "items") return false;
  const parent = node.parent;
  return isObjectLiteralExpression(parent) && parent.properties.some((property) => isPropertyAssignment(property) && nameOf(property.name) === "type");
}

/** `exports.userSchema = …`, `module.exports = …`. */
function assigned(visit: Visit): Visit {
  const left = (visit.node as { readonly left?: Expression }).left;
  const operator = (visit.node as { readonly operatorToken?: Node }).operatorToken;
  if (left === undefined || operator?.kind !== SyntaxKind.EqualsToken) return visit;
  const nameNode = isPropertyAccessExpression(left) ? left.name : left;
  const name = nameOf(nameNode);
  if (name === undefined) return visit;
  return { ...visit, owner: { ...visit.owner, path: name === "exports" ? "default" : name, nameNode }, level: 1 };
}

function calledName(callee: Node): string | undefined {
  if (!isExpression(callee)) return undefined;
  return isPropertyAccessExpression(callee) ? nameOf(callee.name) : nameOf(callee);
}
