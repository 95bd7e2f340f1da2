// try, catch and finally over the completions of the block.
import type { Block, TryStatement } from "../../compiler/ast.js";
import type { Store } from "../domain/store.js";
import { joinAll, joinValues } from "../domain/values.js";
import { bind, declareIn } from "./assign.js";
import type { Machine } from "./machine.js";
import { childScope, type Scope } from "./scopes.js";
import { execute } from "./statements.js";

/** Runs the block, what catches its throws, and what runs last. */
export function tryStatement(machine: Machine, node: TryStatement, scope: Scope): void {
  const from = machine.completions.length;
  const before = machine.store;
  machine.store = machine.store.fork();
  const outerMayThrow = machine.mayThrow;
  machine.mayThrow = false;
  execute(machine, node.tryBlock, scope);
  // An empty block is a sketch of something that fails.
  const unknownThrow = machine.mayThrow || machine.lenient || node.tryBlock.statements.length === 0;
  machine.mayThrow = outerMayThrow || (unknownThrow && node.catchClause === undefined);
  if (node.catchClause !== undefined) catchThrown(machine, node, scope, from, unknownThrow ? before : undefined);
  const { finallyBlock } = node;
  if (finallyBlock !== undefined) runFinally(machine, finallyBlock, scope, from);
}

function catchThrown(machine: Machine, node: TryStatement, scope: Scope, from: number, before: Store | undefined): void {
  const clause = node.catchClause;
  const thrown = machine.take(from, (completion) => completion.kind === "throw");
  if (clause === undefined || (thrown.length === 0 && before === undefined)) return;
  const after = machine.live ? machine.store : undefined;
  machine.live = false;
  machine.resume([...thrown.map((completion) => completion.store), ...(before === undefined ? [] : [before]), ...(before !== undefined && after !== undefined ? [after.fork()] : [])]);
  const inner = childScope(scope);
  let value = joinAll(thrown.map((completion) => completion.value));
  if (before !== undefined) value = joinValues(value, machine.symbol("error", "error", { node: clause }));
  if (clause.variableDeclaration !== undefined) bind(machine, clause.variableDeclaration.name, value, inner, declareIn(machine, inner));
  execute(machine, clause.block, inner);
  if (after !== undefined) machine.resume([after]);
}

/** The finally block runs once over all that reaches it; what left before goes on leaving, with what finally did to the world. */
function runFinally(machine: Machine, finallyBlock: Block, scope: Scope, from: number): void {
  const leaving = machine.take(from, () => true);
  const wasLive = machine.live;
  const straight = machine.store;
  if (wasLive) execute(machine, finallyBlock, scope);
  const goesOn = machine.live;
  const after = machine.store;
  for (const completion of leaving) {
    machine.store = completion.store.fork();
    machine.live = true;
    execute(machine, finallyBlock, scope);
    if (machine.live) machine.completions.push({ ...completion, store: machine.store });
  }
  machine.live = wasLive && goesOn;
  machine.store = wasLive ? after : straight;
}
