// Lexical scopes, resolved from the tree alone: no request to the compiler.
import {
  isArrayBindingPattern, isBindingElement, isBlock, isClassDeclaration, isEnumDeclaration, isForInStatement, isForOfStatement, isForStatement, isFunctionDeclaration,
  isIdentifier, isIfStatement, isLabeledStatement, isObjectBindingPattern, isSwitchStatement, isTryStatement, isVariableDeclarationList,
  isVariableStatement, isDoStatement, isWhileStatement, isModuleDeclaration, NodeFlags, SyntaxKind, type Node,
} from "../../compiler/ast.js";
import { hasModifier } from "../syntax.js";

export interface Scope {
  readonly variables: Map<string, number>;
  readonly parent?: Scope;
  /** File whose top level this is. */
  readonly file?: string;
}

export function childScope(parent: Scope): Scope {
  return { variables: new Map(), parent };
}

export function findCell(scope: Scope, name: string): number | undefined {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    const cell = current.variables.get(name);
    if (cell !== undefined) return cell;
  }
  return undefined;
}

export function fileOf(scope: Scope): string {
  let current: Scope = scope;
  while (current.parent !== undefined) current = current.parent;
  return current.file ?? "";
}

export interface Declarations {
  /** `var` names, function-scoped. */
  readonly hoisted: readonly string[];
  /** let, const, class, enum, namespace names of this block. */
  readonly lexical: readonly string[];
  readonly functions: readonly Node[];
}

const declarationsOf = new WeakMap<Node, Declarations>();

/** Names a block or function body declares. `var`s of nested blocks count for the outermost call only. */
export function declarations(owner: Node, statements: readonly Node[], isFunctionBody: boolean): Declarations {
  const known = declarationsOf.get(owner);
  if (known !== undefined) return known;
  const hoisted = new Set<string>();
  const lexical = new Set<string>();
  const functions: Node[] = [];
  for (const statement of statements) {
    // What is only declared lives elsewhere: it resolves like any other global.
    if (hasModifier(statement, SyntaxKind.DeclareKeyword)) continue;
    if (isVariableStatement(statement)) declareList(statement.declarationList, lexical);
    else if (isFunctionDeclaration(statement)) functions.push(statement);
    else if (isClassDeclaration(statement) || isEnumDeclaration(statement) || isModuleDeclaration(statement)) {
      const name = statement.name;
      if (name !== undefined && isIdentifier(name)) lexical.add(name.text);
    }
  }
  if (isFunctionBody) for (const statement of statements) collectVars(statement, hoisted);
  const result = { hoisted: [...hoisted], lexical: [...lexical], functions };
  declarationsOf.set(owner, result);
  return result;
}

function declareList(list: Node, into: Set<string>): void {
  if (!isVariableDeclarationList(list) || (list.flags & (NodeFlags.Let | NodeFlags.Const | NodeFlags.Using)) === 0) return;
  for (const declaration of list.declarations) for (const name of boundNames(declaration.name)) into.add(name);
}

/** Names a binding pattern (or plain name) introduces. */
export function boundNames(pattern: Node): readonly string[] {
  if (isIdentifier(pattern)) return [pattern.text];
  if (isObjectBindingPattern(pattern) || isArrayBindingPattern(pattern)) {
    return pattern.elements.flatMap((element) => (isBindingElement(element) && element.name !== undefined ? boundNames(element.name) : []));
  }
  return [];
}

function collectVars(node: Node, into: Set<string>): void {
  const pending: Node[] = [node];
  while (pending.length > 0) {
    const current = pending.pop();
    if (current === undefined) break;
    if (isVariableStatement(current) && hasModifier(current, SyntaxKind.DeclareKeyword)) continue;
    if (isVariableDeclarationList(current)) {
      if ((current.flags & (NodeFlags.Let | NodeFlags.Const | NodeFlags.Using)) === 0) {
        for (const declaration of current.declarations) for (const name of boundNames(declaration.name)) into.add(name);
      }
    } else if (holdsStatements(current)) current.forEachChild((child) => void pending.push(child));
  }
}

function holdsStatements(node: Node): boolean {
  return isVariableStatement(node) || isBlock(node) || isIfStatement(node) || isForStatement(node) || isForOfStatement(node) || isForInStatement(node)
    || isWhileStatement(node) || isDoStatement(node) || isTryStatement(node) || isSwitchStatement(node) || isLabeledStatement(node)
    || node.kind === SyntaxKind.CaseBlock || node.kind === SyntaxKind.CaseClause || node.kind === SyntaxKind.DefaultClause || node.kind === SyntaxKind.CatchClause;
}

