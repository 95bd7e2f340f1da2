// How far the project is from the next threshold of the decision table, and which flows are counted at all.
import { localized, type Localized } from "../base/localized.js";
import { routeTable } from "../catalog/routes.js";
import type { ExporterConfig } from "../model/config.js";
import type { ThresholdDistance, Transfer } from "../model/transfer.js";
import { routeTitle } from "./evaluate.js";

type Counter = ThresholdDistance["counter"];

const counterNames: Readonly<Record<Counter, Localized>> = {
  "counts.pi": localized("ordinary data", "一般个人信息"),
  "counts.sensitive": localized("sensitive data", "敏感个人信息"),
};

/** Distances of the declared counts; empty for a CIIO, whose route does not depend on them, and for counts not declared. */
export function thresholds(exporter: ExporterConfig): readonly ThresholdDistance[] {
  if (exporter.ciio === "yes") return [];
  const { ordinary, sensitive } = exporter.personsExported ?? {};
  return [
    ...(ordinary === undefined ? [] : [distance("counts.pi", ordinary)]),
    ...(sensitive === undefined ? [] : [distance("counts.sensitive", sensitive)]),
  ];
}

/** "What if": where a count stands, and what the next threshold would bring. */
export function distance(counter: Counter, count: number): ThresholdDistance {
  const next = steps(counter).find(({ from }) => from > count);
  const name = counterNames[counter];
  const persons = number(count);
  if (next === undefined) {
    return { counter, count, text: localized(`${name.en}: ${persons} persons, no threshold above`, `${name.zh}：${persons}人，其上再无门槛`) };
  }
  const remaining = next.from - count;
  const title = routeTitle(next.route);
  return {
    counter, count, next: next.from, remaining, route: next.route,
    text: localized(
      `${name.en}: ${persons} persons, ${number(remaining)} short of ${number(next.from)} (${title.en})`,
      `${name.zh}：${persons}人，距${number(next.from)}人门槛还差${number(remaining)}人（届时${title.zh}）`,
    ),
  };
}

/** Persons of flows on these routes stay out of the counts (official answer 11 of 2024); those under contract or certificate do not. */
export function isCounted(route: string): boolean {
  return route !== "not_outbound" && route !== "general_data_free" && !routeTable().excludedFromCounts.includes(route);
}

export interface Counting {
  readonly counted: number;
  readonly leftOut: number;
  /** The sentence a report prints about it. */
  readonly text: Localized;
}

/** Splits transfers by whether their persons are counted, and names the recipients whose transfers are not. */
export function countedTransfers(transfers: readonly { readonly transfer: Transfer; readonly recipient: string }[]): Counting {
  const leaving = transfers.filter(({ transfer: { decision } }) => decision.route !== "not_outbound" && decision.route !== "general_data_free");
  const out = leaving.filter(({ transfer }) => !isCounted(transfer.decision.route));
  const counted = leaving.length - out.length;
  const names = [...new Set(out.map(({ recipient }) => recipient))].sort();
  const named = names.length === 0 ? localized("", "") : localized(` (${names.join("; ")})`, `（${names.join("、")}）`);
  return {
    counted, leftOut: out.length,
    text: localized(
      `transfers counted towards the thresholds, all recipients together: ${counted}; left out as exempt under Arts. 3, 4, 5(1)(1)-(3) or 6: ${out.length}${named.en}`,
      `各接收方合并计算，${counted}项出境计入人数；${out.length}项属第三条、第四条、第五条第一款第一至三项或第六条情形，不计入${named.zh}`,
    ),
  };
}

function steps(counter: Counter): readonly { readonly from: number; readonly route: string }[] {
  return routeTable().rules
    .flatMap(({ when, route }) => when.flatMap((condition) => condition.field === counter && condition.op === "gte" ? [{ from: condition.value, route }] : []))
    .sort((a, b) => a.from - b.from);
}

function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
