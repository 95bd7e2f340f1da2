// A callee may spend a share of the steps that are left: one that needs more ends alone, and what it gives is unknown.
import type { Node } from "../../compiler/ast.js";
import type { Value } from "../domain/values.js";
import { BudgetSpent, type Machine } from "./machine.js";

const share = 3 / 4;
/** With fewer steps left than this the caller is at its own end. */
const leastSteps = 4_000;

/** Runs the callee; the caller goes on where its share is spent. */
export function onShare(machine: Machine, call: Node, run: () => Value, unknown: () => Value): Value {
  const { stepLimit, shareLimit, frame, completions, nesting } = machine;
  const left = stepLimit - machine.steps;
  if (left <= leastSteps) return run();
  const limit = machine.steps + Math.floor(left * share);
  machine.stepLimit = machine.shareLimit = limit;
  try {
    return run();
  } catch (error) {
    if (!(error instanceof BudgetSpent) || error.limit !== limit) throw error;
    Object.assign(machine, { frame, nesting, completions, live: true, mayThrow: true });
    machine.observer.limit?.(call, "callee-budget");
    return unknown();
  } finally {
    machine.stepLimit = stepLimit;
    machine.shareLimit = shareLimit;
  }
}
