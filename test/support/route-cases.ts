// Worked cases of the decision table: reading files of that form and comparing them with the evaluator.
import { parse } from "yaml";
import { routeTable } from "../../server/src/catalog/routes.js";
import { decide } from "../../server/src/law/evaluate.js";
import type { RouteInputs } from "../../server/src/model/transfer.js";

export interface RouteCase {
  readonly id: string;
  readonly title: string;
  readonly inputs: RouteInputs;
  readonly rule?: string;
  readonly route?: string;
  readonly alternatives?: readonly string[];
  readonly needsInfo?: readonly string[];
  readonly judgement: boolean;
  readonly judgementIds: readonly string[];
}

export interface Difference {
  readonly part: "route" | "alternatives" | "needs-info" | "judgement-ids";
  readonly text: string;
}

/** Reads YAML (or JSON) with a list of cases at `cases`, or a bare list. */
export function readCases(text: string): readonly RouteCase[] {
  const data: unknown = parse(text);
  const list = isRecord(data) ? data["cases"] : data;
  if (!Array.isArray(list)) throw new Error("no list of cases");
  return list.filter(isRecord).map(readCase);
}

/** What the evaluator answers differently; empty when the case passes. */
export function compareCase(item: RouteCase): readonly Difference[] {
  const decision = decide(item.inputs);
  const differences: Difference[] = [];
  const differ = (part: Difference["part"], expected: unknown, actual: unknown): void => {
    differences.push({ part, text: `${part}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}` });
  };
  if ((item.rule ?? decision.rule) !== decision.rule) differ("route", item.rule, decision.rule);
  else if ((item.route ?? decision.route) !== decision.route) differ("route", item.route, decision.route);
  if (item.alternatives !== undefined && !sameSet(item.alternatives.map(firstWord), decision.alternatives)) {
    differ("alternatives", item.alternatives, decision.alternatives);
  }
  // A case may also note an unknown input that cannot change its answer; the evaluator leaves those out.
  const idle = Object.keys(item.inputs).filter((id) => item.inputs[id] === "unknown" && !decision.needsInfo.includes(id));
  const needed = item.needsInfo?.map(inputNamed).filter((id) => !idle.includes(id));
  if (needed !== undefined && !sameSet(needed, decision.needsInfo)) differ("needs-info", item.needsInfo, decision.needsInfo);
  const unknownCalls = item.judgementIds.filter((id) => !routeTable().judgement.has(id));
  if (unknownCalls.length > 0) differ("judgement-ids", unknownCalls, "not in the catalog");
  return differences;
}

function readCase(item: Readonly<Record<string, unknown>>): RouteCase {
  const expect = isRecord(item["expect"]) ? item["expect"] : {};
  return {
    id: text(item["id"]) ?? "?", title: text(item["title"]) ?? "", inputs: inputsOf(item["inputs"]),
    rule: text(expect["rule"]), route: text(expect["route"]),
    alternatives: texts(expect["alternatives"]), needsInfo: texts(expect["needs_info"]),
    judgement: item["judgement"] === true, judgementIds: texts(item["judgement_ids"]) ?? [],
  };
}

function inputsOf(value: unknown): RouteInputs {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.flatMap(([key, item]) =>
    typeof item === "string" || typeof item === "number" || typeof item === "boolean" ? [[key, item] as const] : []));
}

/** "gba_standard_contract (counsel first)" names gba_standard_contract. */
function firstWord(value: string): string {
  return value.split(" ")[0] ?? value;
}

/** Cases name what is missing by the input's id or in words: "assumed not CIIO", "confirm important-data status". */
function inputNamed(value: string): string {
  if (routeTable().inputs.has(value)) return value;
  if (/ciio/i.test(value)) return "exporter.ciio";
  if (/important/i.test(value)) return "data.important";
  return value;
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return [...a].sort().join("\n") === [...b].sort().join("\n");
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
