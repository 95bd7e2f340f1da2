// Loops: unrolled while their condition is known, then run a few times more for what an unknown number of turns may do.
import {
  isExpression, isVariableDeclarationList, type ForInStatement, type ForOfStatement, type ForStatement,
} from "../../compiler/ast.js";
import type { Store } from "../domain/store.js";
import { anyValue, constant, nothing, undefinedValue, type Value } from "../domain/values.js";
import { awaitValue } from "../library/promises.js";
import { assign, bind, declareIn } from "./assign.js";
import { evaluate } from "./expressions.js";
import { iterate } from "./iteration.js";
import type { Machine } from "./machine.js";
import { ownMembers } from "./members.js";
import { truthOf } from "./operators.js";
import { boundNames, childScope, type Scope } from "./scopes.js";
import { declareVariables, declareWhereHoisted, execute } from "./statements.js";

const maxIterations = 40;
const openIterations = 3;

interface Loop {
  readonly label?: string;
  readonly bodyFirst?: boolean;
  readonly test?: () => Value;
  readonly body: () => void;
  readonly update?: () => void;
}

/** Unrolls while the condition is known, then runs the body a few more times for what an unknown number of turns may do. */
export function loop(machine: Machine, { label, bodyFirst, test, body, update }: Loop): void {
  const exits: Store[] = [];
  let open = 0;
  for (let turn = 0; turn < maxIterations && machine.live; turn++) {
    const truth = (turn === 0 && bodyFirst === true) || test === undefined ? true : truthOf(machine, test());
    if (!machine.live) break;
    if (truth !== true) {
      exits.push(machine.store);
      machine.store = machine.store.fork();
      if (truth === false || ++open > openIterations) {
        machine.live = false;
        break;
      }
    }
    turnOnce(machine, label, body, exits);
    if (machine.live) update?.();
  }
  // Too many turns to unroll: go on from where it stands.
  machine.resume(exits);
}

/** One turn of a loop's body: continues come back, breaks leave by the exits. */
function turnOnce(machine: Machine, label: string | undefined, body: () => void, exits: Store[]): void {
  const from = machine.completions.length;
  body();
  const mine = (kind: "break" | "continue") => machine.take(from, (completion) => completion.kind === kind && (completion.label === undefined || completion.label === label));
  machine.resume(mine("continue").map((completion) => completion.store));
  exits.push(...mine("break").map((completion) => completion.store));
}

export function forStatement(machine: Machine, node: ForStatement, outer: Scope, label?: string): void {
  const { initializer, condition, incrementor } = node;
  let scope = childScope(outer);
  let names: readonly string[] = [];
  if (initializer !== undefined && isVariableDeclarationList(initializer)) {
    if (initializer.flags !== 0) {
      names = initializer.declarations.flatMap((declaration) => boundNames(declaration.name));
      for (const name of names) scope.variables.set(name, machine.newCell(undefinedValue));
    }
    declareVariables(machine, initializer, scope);
  } else if (initializer !== undefined && isExpression(initializer)) evaluate(machine, initializer, scope);
  loop(machine, {
    label,
    test: condition === undefined ? undefined : () => evaluate(machine, condition, scope),
    body: () => execute(machine, node.statement, scope),
    update: () => {
      // Closures of one turn keep the variables of that turn.
      const next = childScope(outer);
      for (const name of names) next.variables.set(name, machine.newCell(machine.readVariable(scope.variables.get(name) ?? 0)));
      scope = next;
      if (incrementor !== undefined) evaluate(machine, incrementor, scope);
    },
  });
}

export function forOf(machine: Machine, node: ForOfStatement, scope: Scope, label?: string): void {
  let iterable = evaluate(machine, node.expression, scope);
  if (node.awaitModifier !== undefined) iterable = awaitValue(machine, iterable, node);
  each(machine, node, scope, label, (turn) => iterate(machine, iterable, node.expression, (element) =>
    turn(node.awaitModifier === undefined ? element : awaitValue(machine, element, node))));
}

export function forIn(machine: Machine, node: ForInStatement, scope: Scope, label?: string): void {
  const object = evaluate(machine, node.expression, scope);
  each(machine, node, scope, label, (turn) => {
    for (const atom of object.atoms) {
      if (atom.kind !== "ref") continue;
      const { entries, complete } = ownMembers(machine, atom.address, node);
      for (const [key] of entries.slice(0, maxIterations)) if (machine.live) turn(constant(key));
      if (!complete) machine.branch([() => (turn(anyValue), nothing), () => nothing]);
    }
  });
}

/** Binds the loop variable for each element that the driver hands over and runs the body. */
function each(machine: Machine, node: ForOfStatement | ForInStatement, outer: Scope, label: string | undefined, drive: (turn: (value: Value) => void) => void): void {
  const exits: Store[] = [];
  drive((value) => {
    const scope = childScope(outer);
    const { initializer } = node;
    if (isVariableDeclarationList(initializer)) {
      const isVar = initializer.flags === 0;
      for (const declaration of initializer.declarations) bind(machine, declaration.name, value, scope, isVar ? declareWhereHoisted(machine, outer) : declareIn(machine, scope));
    } else assign(machine, initializer, value, scope, node);
    turnOnce(machine, label, () => execute(machine, node.statement, scope), exits);
  });
  machine.resume(exits);
}
