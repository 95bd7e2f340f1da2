// Statements, executed in order; paths that leave are kept as completions until somebody takes them.
import {
  SyntaxKind, isBlock, isCaseClause, isFunctionDeclaration, isIdentifier, isModuleBlock,
  type Block, type BreakOrContinueStatement, type ClassDeclaration, type DoStatement, type EnumDeclaration, type ExportAssignment,
  type ExpressionStatement, type ForInStatement, type ForOfStatement, type ForStatement, type IfStatement, type LabeledStatement, type ModuleDeclaration, type Node,
  type ReturnStatement, type SwitchStatement, type ThrowStatement, type TryStatement, type VariableDeclarationList, type VariableStatement, type WhileStatement,
} from "../../compiler/ast.js";
import { addressOf, anyValue, constant, nothing, undefinedValue, type Value } from "../domain/values.js";
import { bind, declareIn } from "./assign.js";
import { classValue } from "./classes.js";
import { tryStatement } from "./exceptions.js";
import { evaluate } from "./expressions.js";
import { closure } from "./functions.js";
import { refineDeclaration } from "./instances.js";
import { forIn, forOf, forStatement, loop } from "./loops.js";
import type { Machine } from "./machine.js";
import { defaultExport } from "./modules.js";
import { hasModifier, nameText } from "../syntax.js";
import { equals, truthOf } from "./operators.js";
import { childScope, declarations, type Declarations, type Scope } from "./scopes.js";

type Handler = (machine: Machine, node: Node, scope: Scope, label?: string) => void;
const handlers = new Map<SyntaxKind, Handler>();

export function execute(machine: Machine, node: Node, scope: Scope, label?: string): void {
  if (!machine.live) return;
  machine.tick(node);
  machine.nesting++;
  handlers.get(node.kind)?.(machine, node, scope, label);
  machine.nesting--;
}

function on<T extends Node>(kind: SyntaxKind, handler: (machine: Machine, node: T, scope: Scope, label?: string) => void): void {
  handlers.set(kind, handler as Handler);
}

/** Makes the cells of a block before its first statement runs. */
export function hoist(machine: Machine, found: Declarations, scope: Scope): void {
  for (const name of found.hoisted) if (!scope.variables.has(name)) scope.variables.set(name, machine.newCell(undefinedValue));
  for (const name of found.lexical) scope.variables.set(name, machine.newCell(undefinedValue));
  for (const node of found.functions) {
    if (!isFunctionDeclaration(node) || node.body === undefined) continue;
    const name = node.name?.text;
    if (name !== undefined) scope.variables.set(name, machine.newCell(closure(machine, node, scope)));
  }
}

/** Runs a list of statements as one block with a scope of its own. */
export function block(machine: Machine, owner: Node, statements: readonly Node[], outer: Scope): void {
  const scope = childScope(outer);
  hoist(machine, declarations(owner, statements, false), scope);
  for (const statement of statements) if (machine.live) execute(machine, statement, scope);
}

on<Block>(SyntaxKind.Block, (machine, node, scope) => block(machine, node, node.statements, scope));
on<ExpressionStatement>(SyntaxKind.ExpressionStatement, (machine, node, scope) => void evaluate(machine, node.expression, scope));
on<VariableStatement>(SyntaxKind.VariableStatement, (machine, node, scope) => {
  if (!hasModifier(node, SyntaxKind.DeclareKeyword)) declareVariables(machine, node.declarationList, scope);
});
on<IfStatement>(SyntaxKind.IfStatement, (machine, node, scope) => {
  const truth = truthOf(machine, evaluate(machine, node.expression, scope));
  const { elseStatement } = node;
  const whenTrue = () => (execute(machine, node.thenStatement, scope), nothing);
  const whenFalse = () => (elseStatement === undefined ? nothing : (execute(machine, elseStatement, scope), nothing));
  const isDoubted = machine.lenient && truth !== undefined && isGuard(node, truth);
  if (truth === true && !isDoubted) whenTrue();
  else if (truth === false && !isDoubted) whenFalse();
  else machine.branch([whenTrue, whenFalse]);
});
on<ReturnStatement>(SyntaxKind.ReturnStatement, (machine, node, scope) =>
  machine.leave("return", node.expression === undefined ? undefinedValue : evaluate(machine, node.expression, scope)));
on<ThrowStatement>(SyntaxKind.ThrowStatement, (machine, node, scope) => machine.leave("throw", evaluate(machine, node.expression, scope)));
on<BreakOrContinueStatement>(SyntaxKind.BreakStatement, (machine, node) => machine.leave("break", nothing, node.label?.text));
on<BreakOrContinueStatement>(SyntaxKind.ContinueStatement, (machine, node) => machine.leave("continue", nothing, node.label?.text));
on<LabeledStatement>(SyntaxKind.LabeledStatement, (machine, node, scope) => {
  const from = machine.completions.length;
  execute(machine, node.statement, scope, node.label.text);
  machine.resume(machine.take(from, (completion) => completion.kind === "break" && completion.label === node.label.text).map((completion) => completion.store));
});
on<ClassDeclaration>(SyntaxKind.ClassDeclaration, (machine, node, scope) => {
  const value = classValue(machine, node, scope);
  if (node.name !== undefined) declareIn(machine, scope)(node.name.text, value);
  if (node.modifiers?.some((modifier) => modifier.kind === SyntaxKind.DefaultKeyword) === true) defaultExport(machine, scope, value);
});
on(SyntaxKind.FunctionDeclaration, (machine, node, scope) => {
  if (!isFunctionDeclaration(node) || node.modifiers?.some((modifier) => modifier.kind === SyntaxKind.DefaultKeyword) !== true) return;
  const own = node.name === undefined ? undefined : scope.variables.get(node.name.text);
  defaultExport(machine, scope, own === undefined ? closure(machine, node, scope) : machine.readVariable(own));
});
on<ExportAssignment>(SyntaxKind.ExportAssignment, (machine, node, scope) => defaultExport(machine, scope, evaluate(machine, node.expression, scope), node.isExportEquals === true));
on<EnumDeclaration>(SyntaxKind.EnumDeclaration, enumeration);
on<ModuleDeclaration>(SyntaxKind.ModuleDeclaration, namespace);
on<WhileStatement>(SyntaxKind.WhileStatement, (machine, node, scope, label) =>
  loop(machine, { label, test: () => evaluate(machine, node.expression, scope), body: () => execute(machine, node.statement, scope) }));
on<DoStatement>(SyntaxKind.DoStatement, (machine, node, scope, label) =>
  loop(machine, { label, bodyFirst: true, test: () => evaluate(machine, node.expression, scope), body: () => execute(machine, node.statement, scope) }));
on<ForStatement>(SyntaxKind.ForStatement, forStatement);
on<ForOfStatement>(SyntaxKind.ForOfStatement, forOf);
on<ForInStatement>(SyntaxKind.ForInStatement, forIn);
on<SwitchStatement>(SyntaxKind.SwitchStatement, switchStatement);
on<TryStatement>(SyntaxKind.TryStatement, tryStatement);

/** `if (!found) throw …`: what was registered or configured elsewhere is not seen here, so the way past the guard may be the usual one. */
function isGuard(node: IfStatement, truth: boolean): boolean {
  const taken = truth ? node.thenStatement : node.elseStatement;
  if (taken === undefined || isLiteralCondition(node.expression)) return false;
  const last = isBlock(taken) ? taken.statements[taken.statements.length - 1] : taken;
  return last !== undefined && (last.kind === SyntaxKind.ThrowStatement || last.kind === SyntaxKind.ReturnStatement);
}

function isLiteralCondition(condition: Node): boolean {
  let found = false;
  const pending: Node[] = [condition];
  for (let count = 0; pending.length > 0 && count < 60; count++) {
    const node = pending.pop();
    if (node?.kind === SyntaxKind.Identifier || node?.kind === SyntaxKind.CallExpression) found = true;
    else node?.forEachChild((child) => void pending.push(child));
  }
  return !found;
}

/** `let`, `const` and `var` with their values. */
export function declareVariables(machine: Machine, list: VariableDeclarationList, scope: Scope): void {
  for (const declaration of list.declarations) {
    const { initializer } = declaration;
    if (initializer === undefined && scopeHolds(scope, declaration.name)) continue;
    const value = initializer === undefined ? undefinedValue : evaluate(machine, initializer, scope);
    bind(machine, declaration.name, refineDeclaration(machine, value, declaration), scope, declareWhereHoisted(machine, scope));
  }
}

function scopeHolds(scope: Scope, name: Node): boolean {
  return isIdentifier(name) && scope.variables.has(name.text) === false;
}

/** `var` lives in the function's scope, where hoisting made its cell. */
export function declareWhereHoisted(machine: Machine, scope: Scope): (name: string, value: Value) => void {
  return (name, value) => {
    let current: Scope | undefined = scope;
    while (current !== undefined && !current.variables.has(name)) current = current.parent;
    declareIn(machine, current ?? scope)(name, value);
  };
}

function enumeration(machine: Machine, node: EnumDeclaration, scope: Scope): void {
  const result = machine.allocate({ kind: "object", node });
  const address = addressOf(result) ?? 0;
  let next: number | undefined = 0;
  for (const member of node.members) {
    const key = nameText(member.name);
    if (key === undefined) continue;
    const value: Value = member.initializer !== undefined ? evaluate(machine, member.initializer, scope) : next === undefined ? anyValue : constant(next);
    const [atom] = value.atoms;
    next = atom?.kind === "const" && typeof atom.value === "number" ? atom.value + 1 : undefined;
    machine.setProperty(address, key, { value, node: member });
  }
  declareIn(machine, scope)(node.name.text, result);
}

function namespace(machine: Machine, node: ModuleDeclaration, outer: Scope): void {
  const { body } = node;
  if (body === undefined || !isModuleBlock(body) || !isIdentifier(node.name)) return;
  const scope = childScope(outer);
  hoist(machine, declarations(body, body.statements, true), scope);
  for (const statement of body.statements) execute(machine, statement, scope);
  const result = machine.allocate({ kind: "object", node });
  const address = addressOf(result) ?? 0;
  for (const [name, cell] of scope.variables) machine.setProperty(address, name, { value: machine.readVariable(cell) });
  declareIn(machine, outer)(node.name.text, result);
}

function switchStatement(machine: Machine, node: SwitchStatement, outer: Scope, label?: string): void {
  const subject = evaluate(machine, node.expression, outer);
  const { clauses } = node.caseBlock;
  const scope = childScope(outer);
  hoist(machine, declarations(node.caseBlock, clauses.flatMap((clause) => [...clause.statements]), false), scope);
  const from = machine.completions.length;
  const entries: number[] = [];
  let decided = false;
  for (const [at, clause] of clauses.entries()) {
    if (!isCaseClause(clause) || decided) continue;
    const same = equals(machine, subject, evaluate(machine, clause.expression, scope), true);
    if (same === false) continue;
    entries.push(at);
    decided = same === true;
  }
  const fallback = clauses.findIndex((clause) => !isCaseClause(clause));
  const alternatives = decided ? entries : [...entries, fallback];
  const runs = alternatives.map((start) => () => {
    if (start >= 0) for (const clause of clauses.slice(start)) for (const statement of clause.statements) if (machine.live) execute(machine, statement, scope);
    return nothing;
  });
  if (runs.length === 1) runs[0]?.();
  else machine.branch(runs);
  const breaks = machine.take(from, (completion) => completion.kind === "break" && (completion.label === undefined || completion.label === label));
  machine.resume(breaks.map((completion) => completion.store));
}
