// Walks the decision table: the first rule that matches wins. The same walk with three-valued conditions tells which routes are still
// possible and which unknown inputs could change the answer; nothing about single rules is written here.
import { routeTable, type Condition, type Obligation, type RouteRule } from "../catalog/routes.js";
import { localized, type Localized } from "../base/localized.js";
import type { RemainingObligation, RouteDecision, RouteInputs } from "../model/transfer.js";
import { assumedValue, holdsAssumed, isUnknown, readFacts, test, testAll, type Facts } from "./facts.js";

/** Decides the route of one flow. Total: there is a decision whatever the inputs. */
export function decide(inputs: RouteInputs): RouteDecision {
  const facts = readFacts(inputs);
  const table = routeTable();
  const rule = table.rules.find((candidate) => holdsAssumed(candidate.when, facts)) ?? lastRule();
  const route = table.routes.get(rule.route);
  const { needsInfo, routes } = openEnds(facts);
  const calls = judgementCalls(rule, facts);
  return {
    rule: rule.id,
    route: rule.route,
    title: route?.title ?? localized(rule.route, rule.route),
    citations: rule.citations,
    obligations: obligations(rule.route, facts),
    alternatives: offersGba(rule, facts) ? [table.gba.alternative] : [],
    needsInfo,
    decidingInput: decidingInput(inputs, needsInfo),
    possibleRoutes: [rule.route, ...routes.filter((id) => id !== rule.route)],
    judgement: calls.length > 0,
    judgementCalls: calls,
    severity: route?.severity ?? "warning",
  };
}

/** Title of a route, for texts about routes that were not decided. */
export function routeTitle(id: string): Localized {
  return routeTable().routes.get(id)?.title ?? localized(id, id);
}

/** Routes a completion of the unknown inputs can lead to, and the inputs that choose between them. */
function openEnds(facts: Facts): { readonly needsInfo: readonly string[]; readonly routes: readonly string[] } {
  const reachable: { readonly rule: RouteRule; readonly open: readonly string[] }[] = [];
  for (const rule of routeTable().rules) {
    const truth = testAll(rule.when, facts);
    if (truth === false) continue;
    reachable.push({ rule, open: rule.when.filter((condition) => test(condition, facts) === "maybe").map(({ field }) => field) });
    if (truth === true) break;
  }
  // Backwards: a rule's open conditions matter when what follows it can lead elsewhere.
  const needed = new Set<string>();
  const routes = new Set<string>();
  for (const { rule, open } of reachable.reverse()) {
    routes.add(rule.route);
    if (routes.size > 1) for (const field of open) needed.add(field);
  }
  const order = [...routeTable().inputs.keys()];
  return { needsInfo: order.filter((id) => needed.has(id)), routes: [...routes] };
}

/** The unknown input after whose answer, averaged over its values, the fewest others are left to ask. */
function decidingInput(inputs: RouteInputs, needsInfo: readonly string[]): string | undefined {
  let best: { readonly id: string; readonly left: number } | undefined;
  for (const id of needsInfo) {
    const values = representatives(id);
    const left = values.reduce<number>((sum, value) => sum + openEnds(readFacts({ ...inputs, [id]: value })).needsInfo.length, 0) / values.length;
    if (best === undefined || left < best.left) best = { id, left };
  }
  return best?.id;
}

/** One value for each way the table can see an input. */
function representatives(id: string): readonly (string | number | boolean)[] {
  const input = routeTable().inputs.get(id);
  if (input === undefined) return [];
  if (input.type === "boolean") return [true, false];
  if (input.type === "enum") return input.values;
  const thresholds = routeTable().rules.flatMap(({ when }) => when.filter((condition) => condition.field === id && condition.op === "gte"));
  return [0, ...new Set(thresholds.map((condition) => Number(condition.value)))];
}

function obligations(route: string, facts: Facts): readonly RemainingObligation[] {
  if (route === "not_outbound") return [];
  const table = routeTable();
  const applies = (item: Obligation): boolean =>
    (item.routes === undefined || item.routes.includes(route)) && !item.exceptRoutes.includes(route) && anyHolds(item.any, facts);
  return [...table.obligations, ...table.deadlines]
    .filter(applies)
    .map(({ id, text, citations, confidence }) => ({ id, text, citations, confidence }));
}

function judgementCalls(rule: RouteRule, facts: Facts): RouteDecision["judgementCalls"] {
  if (rule.route === "not_outbound") return [];
  const table = routeTable();
  const ids = new Set(rule.judgement);
  if (rule.gba === "counsel" && gbaParties(facts)) ids.add(table.gba.judgement);
  for (const call of table.judgement.values()) if (anyHolds(call.any, facts)) ids.add(call.id);
  return [...ids].flatMap((id) => {
    const call = table.judgement.get(id);
    return call === undefined ? [] : [{ id, text: call.text }];
  });
}

function anyHolds(any: readonly (readonly Condition[])[], facts: Facts): boolean {
  return any.some((conditions) => holdsAssumed(conditions, facts));
}

function offersGba(rule: RouteRule, facts: Facts): boolean {
  return rule.gba !== undefined && gbaParties(facts);
}

function gbaParties(facts: Facts): boolean {
  return holdsAssumed(routeTable().gba.when, facts);
}

function lastRule(): RouteRule {
  const rule = routeTable().rules.at(-1);
  if (rule === undefined) throw new Error("the decision table is empty");
  return rule;
}

/** Value the decision rests on for an input, and whether it was assumed. */
export function inputOf(inputs: RouteInputs, id: string): { readonly value: string | number | boolean | undefined; readonly assumed: boolean } {
  const facts = readFacts(inputs);
  return { value: assumedValue(facts, id), assumed: isUnknown(facts, id) };
}
