// Inputs of the decision table with three states: known, bounded from below, unknown. Reading them is total: what does not fit a type
// is unknown, so no input can make the evaluator fail.
import { routeTable, type Condition, type RouteInput } from "../catalog/routes.js";
import type { RouteInputs } from "../model/transfer.js";

export type Fact =
  | { readonly known: true; readonly value: string | number | boolean }
  /** `assumed` stands in while the table is walked; `atLeast` bounds a count. */
  | { readonly known: false; readonly assumed: string | number | boolean; readonly atLeast?: number };

export type Truth = true | false | "maybe";

export type Facts = ReadonlyMap<string, Fact>;

/** Every input of the table, plus further facts (data.minors …) as given. */
export function readFacts(inputs: RouteInputs): Facts {
  const facts = new Map<string, Fact>();
  for (const [id, value] of Object.entries(inputs)) if (!routeTable().inputs.has(id)) facts.set(id, { known: true, value });
  for (const input of routeTable().inputs.values()) facts.set(input.id, factOf(input, own(inputs, input.id)));
  return facts;
}

/** Whether a condition holds, fails, or depends on what is unknown. */
export function test(condition: Condition, facts: Facts): Truth {
  const fact = facts.get(condition.field);
  if (fact === undefined) return false;
  if (fact.known) return holds(condition, fact.value);
  if (condition.op === "gte" && fact.atLeast !== undefined && fact.atLeast >= condition.value) return true;
  if (condition.op === "lt" && fact.atLeast !== undefined && fact.atLeast >= condition.value) return false;
  return "maybe";
}

export function testAll(conditions: readonly Condition[], facts: Facts): Truth {
  let result: Truth = true;
  for (const condition of conditions) {
    const truth = test(condition, facts);
    if (truth === false) return false;
    if (truth === "maybe") result = "maybe";
  }
  return result;
}

/** The same with assumptions in place of unknowns. */
export function holdsAssumed(conditions: readonly Condition[], facts: Facts): boolean {
  return conditions.every((condition) => {
    const fact = facts.get(condition.field);
    return fact !== undefined && holds(condition, fact.known ? fact.value : fact.assumed);
  });
}

export function isUnknown(facts: Facts, id: string): boolean {
  return facts.get(id)?.known === false;
}

export function assumedValue(facts: Facts, id: string): string | number | boolean | undefined {
  const fact = facts.get(id);
  return fact === undefined ? undefined : fact.known ? fact.value : fact.assumed;
}

function holds(condition: Condition, value: string | number | boolean): boolean {
  switch (condition.op) {
    case "eq": return value === condition.value;
    case "ne": return value !== condition.value;
    case "in": return typeof value === "string" && condition.value.includes(value);
    case "gte": return typeof value === "number" && value >= condition.value;
    case "lt": return typeof value === "number" && value < condition.value;
  }
}

function factOf(input: RouteInput, value: string | number | boolean | undefined): Fact {
  if (value === undefined && !input.askWhenMissing) return { known: true, value: input.default };
  if (input.type === "integer") return countOf(input, value);
  const read = input.type === "boolean" ? booleanOf(value) : enumOf(input, value);
  return read === undefined ? { known: false, assumed: input.default } : { known: true, value: read };
}

function countOf(input: RouteInput, value: string | number | boolean | undefined): Fact {
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return { known: true, value };
  const text = typeof value === "string" ? value.trim() : "";
  if (/^\d{1,15}$/.test(text)) return { known: true, value: Number(text) };
  const bound = /^>= ?(\d{1,15})$/.exec(text);
  if (bound === null) return { known: false, assumed: input.default };
  const atLeast = Number(bound[1]);
  return { known: false, assumed: atLeast, atLeast };
}

function booleanOf(value: string | number | boolean | undefined): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === "true" || value === "yes" ? true : value === "false" || value === "no" ? false : undefined;
}

function enumOf(input: RouteInput, value: string | number | boolean | undefined): string | undefined {
  // `ciio: yes` reaches us as a boolean from writers of YAML 1.1
  const text = value === true ? "yes" : value === false ? "no" : String(value);
  return input.values.includes(text) ? text : undefined;
}

function own(inputs: RouteInputs, id: string): string | number | boolean | undefined {
  return Object.hasOwn(inputs, id) ? inputs[id] : undefined;
}
