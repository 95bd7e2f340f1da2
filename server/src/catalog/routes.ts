// The decision table, the duties that stay, deadlines and judgement calls. Facts of the rulebook, validated once, on first use.
import obligationData from "./data/obligations.yaml";
import routeData from "./data/routes.yaml";
import type { Localized } from "../base/localized.js";
import { DataReader } from "./reader.js";
import { readConditions, readInput, type Condition, type RouteInput } from "./route-conditions.js";

export type { Condition, RouteInput } from "./route-conditions.js";

export type Confidence = "read" | "read-secondary" | "from-memory" | "unknown";
export type RouteSeverity = "error" | "warning" | "information" | "none";

export interface Route {
  readonly id: string;
  readonly title: Localized;
  readonly severity: RouteSeverity;
}

export interface RouteRule {
  readonly id: string;
  readonly title: Localized;
  /** All must hold. */
  readonly when: readonly Condition[];
  readonly route: string;
  readonly citations: readonly string[];
  readonly judgement: readonly string[];
  /** Whether the Greater Bay Area contract is an alternative, or only one to ask counsel about. */
  readonly gba?: "alternative" | "counsel";
}

/** A duty or deadline that applies when one of the alternatives in `any` holds. */
export interface Obligation {
  readonly id: string;
  readonly text: Localized;
  readonly any: readonly (readonly Condition[])[];
  /** Deadlines: only on these routes. Duties: on every route that leaves the mainland. */
  readonly routes?: readonly string[];
  readonly exceptRoutes: readonly string[];
  readonly citations: readonly string[];
  readonly confidence: Confidence;
  /** Of deadlines: 3, "years". */
  readonly amount?: { readonly value: number; readonly unit: string };
}

/** Ordinary categories that together may be sensitive: one of each list. */
export interface Aggregate {
  readonly all: readonly (readonly string[])[];
  readonly text: Localized;
  readonly citations: readonly string[];
}

/** A question a person has to answer; `any` says when the facts raise it by themselves. */
export interface JudgementCall {
  readonly id: string;
  readonly text: Localized;
  readonly any: readonly (readonly Condition[])[];
  /** Categories that raise it when they travel. */
  readonly categories: readonly string[];
}

export interface RouteTable {
  readonly asOf: string;
  readonly inputs: ReadonlyMap<string, RouteInput>;
  readonly routes: ReadonlyMap<string, Route>;
  readonly rules: readonly RouteRule[];
  readonly gba: { readonly alternative: string; readonly title: Localized; readonly when: readonly Condition[]; readonly judgement: string };
  readonly excludedFromCounts: readonly string[];
  readonly countingPeriod: Localized;
  readonly obligations: readonly Obligation[];
  readonly deadlines: readonly Obligation[];
  readonly judgement: ReadonlyMap<string, JudgementCall>;
  readonly aggregates: readonly Aggregate[];
}

let table: RouteTable | undefined;

/** The table; throws when the shipped data is broken, which a test notices before a user can. */
export function routeTable(): RouteTable {
  table ??= readRouteTable(routeData, obligationData);
  return table;
}

/** Reads data of the shape of routes.yaml and obligations.yaml. */
export function readRouteTable(routes: unknown, obligations: unknown): RouteTable {
  const errors: string[] = [];
  const reader = new DataReader("routes.yaml", routes, errors);
  const duties = new DataReader("obligations.yaml", obligations, errors);
  const result: RouteTable = {
    asOf: reader.required("as-of"),
    inputs: new Map(reader.entries("inputs").map(([id, item]) => [id, readInput(id, item)])),
    routes: new Map(reader.entries("routes").map(([id, item]) => [id, readRoute(id, item)])),
    rules: reader.list("rules").map(readRule),
    gba: readGba(reader.child("gba")),
    excludedFromCounts: reader.child("counting").strings("excluded-routes"),
    countingPeriod: title(reader.child("counting").child("period")),
    obligations: duties.list("obligations").map(readObligation),
    deadlines: duties.list("deadlines").map(readObligation),
    judgement: new Map(duties.list("judgement").map(readJudgement).map((call) => [call.id, call])),
    aggregates: duties.list("aggregates").map((item) => ({ all: item.list("all").map((list) => list.strings()), text: title(item), citations: item.strings("citations") })),
  };
  checkReferences(result, errors);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return result;
}

function title(item: DataReader): Localized {
  return { en: item.required("en"), zh: item.required("zh") };
}

function readRoute(id: string, item: DataReader): Route {
  return { id, title: title(item), severity: item.oneOf("severity", ["error", "warning", "information", "none"]) ?? "warning" };
}

function readRule(item: DataReader): RouteRule {
  item.onlyKeys(["id", "en", "zh", "when", "route", "citations", "judgement", "gba"]);
  return {
    id: item.required("id"), title: title(item), when: conditions(item.child("when")), route: item.required("route"),
    citations: item.strings("citations"), judgement: item.strings("judgement"), gba: item.oneOf("gba", ["alternative", "counsel"]),
  };
}

function readGba(item: DataReader): RouteTable["gba"] {
  return { alternative: item.required("alternative"), title: title(item), when: conditions(item.child("when")), judgement: item.required("judgement") };
}

function readObligation(item: DataReader): Obligation {
  const value = item.child("value").scalar;
  return {
    amount: typeof value === "number" ? { value, unit: item.required("unit") } : undefined,
    id: item.required("id"), text: title(item), any: alternatives(item) ?? [[]],
    routes: item.has("routes") ? item.strings("routes") : undefined, exceptRoutes: item.strings("except-routes"),
    citations: item.strings("citations"),
    confidence: item.oneOf("confidence", ["read", "read-secondary", "from-memory", "unknown"]) ?? "unknown",
  };
}

function readJudgement(item: DataReader): JudgementCall {
  return { id: item.required("id"), text: title(item), any: alternatives(item) ?? [], categories: item.strings("categories") };
}

function alternatives(item: DataReader): readonly (readonly Condition[])[] | undefined {
  if (item.has("any")) return item.list("any").map(conditions);
  return item.has("when") ? [conditions(item.child("when"))] : undefined;
}

function conditions(item: DataReader): readonly Condition[] {
  return item.entries().flatMap(([field, value]) => readConditions(field, value));
}

function checkReferences(result: RouteTable, errors: string[]): void {
  const routes = [
    ...result.rules.map((rule) => rule.route), ...result.excludedFromCounts,
    ...[...result.obligations, ...result.deadlines].flatMap((item) => [...(item.routes ?? []), ...item.exceptRoutes]),
  ];
  for (const route of routes) if (!result.routes.has(route)) errors.push(`unknown route ${route}`);
  for (const rule of result.rules) {
    for (const { field } of rule.when) if (!result.inputs.has(field)) errors.push(`${rule.id}: unknown input ${field}`);
    for (const call of rule.judgement) if (!result.judgement.has(call)) errors.push(`${rule.id}: unknown judgement call ${call}`);
  }
  if (result.rules.at(-1)?.when.length !== 0) errors.push("the last rule must match everything");
}
