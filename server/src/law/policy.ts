// The company's own statements on what may go where. They add to the law and lift nothing of it.
import picomatch from "picomatch";
import { category } from "../catalog/categories.js";
import { hostMatches } from "../catalog/jurisdictions.js";
import type { BorderlineConfig, PolicyConditions, PolicyStatement } from "../model/config.js";
import type { Flow } from "../model/flow.js";
import type { Transfer } from "../model/transfer.js";
import { isSensitive } from "./inputs.js";
import { declaredRecipient } from "./recipients.js";

type FlowSource = Flow["sources"][number];

/** Fields of a flow one statement denies. */
export interface PolicyDenial {
  readonly statement: PolicyStatement;
  readonly sources: readonly FlowSource[];
}

/** For each field the first statement that matches decides; those denied are returned, by statement in the file's order. */
export function policyDenials(flow: Flow, transfer: Transfer, config: BorderlineConfig): readonly PolicyDenial[] {
  const facts = flowFacts(flow, transfer, config);
  const denied = new Map<PolicyStatement, FlowSource[]>();
  for (const entry of flow.sources) {
    if (entry.source.classification.level === "none") continue;
    const statement = config.policy.find(({ when, unless }) => matches(when, entry, facts) && !(unless !== undefined && matches(unless, entry, facts)));
    if (statement?.effect === "deny") denied.set(statement, [...(denied.get(statement) ?? []), entry]);
  }
  return config.policy.flatMap((statement) => {
    const sources = denied.get(statement);
    return sources === undefined ? [] : [{ statement, sources }];
  });
}

interface FlowFacts {
  readonly flow: Flow;
  readonly recipients: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  readonly purpose: string;
  readonly mechanismInForce: boolean;
}

function flowFacts(flow: Flow, transfer: Transfer, config: BorderlineConfig): FlowFacts {
  const declared = declaredRecipient(flow, config);
  return {
    flow, recipients: new Set([flow.recipient.id, ...(declared === undefined ? [] : [declared.id])]),
    places: placesOf(declared?.country?.toUpperCase() ?? flow.endpoint.jurisdiction.code, transfer.inputs["outbound"]),
    purpose: String(transfer.inputs["purpose"] ?? "unknown"),
    mechanismInForce: transfer.mechanism.state === "in-force" || transfer.mechanism.state === "expiring",
  };
}

function placesOf(country: string, outbound: string | number | boolean | undefined): ReadonlySet<string> {
  const word = outbound === true ? "outside" : outbound === false ? "mainland" : "unknown";
  return new Set([country, word, ...(members.has(country) ? ["EU"] : []), ...(word === "mainland" ? ["CN"] : [])]);
}

/** Member states of the European Union. */
const members = new Set("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "));

function matches(conditions: PolicyConditions, entry: FlowSource, facts: FlowFacts): boolean {
  const { source, redacted } = entry;
  const { flow } = facts;
  const one = (list: readonly string[] | undefined, holds: (name: string) => boolean): boolean => list === undefined || list.some(holds);
  const { classification } = source;
  const group = category(classification.category)?.group.replaceAll("_", "-");
  return one(conditions.categories, (name) => name === classification.category || name.replaceAll("_", "-") === group)
    && one(conditions.levels, (level) => (level === "sensitive") === isSensitive(source))
    && one(conditions.subjects, (subject) => subject === classification.subject)
    && one(conditions.recipients, (name) => facts.recipients.has(name) || (flow.endpoint.host !== undefined && hostMatches(name, flow.endpoint.host)))
    && one(conditions.countries, (place) => facts.places.has(place))
    && one(conditions.purposes, (purpose) => purpose === facts.purpose)
    && one(conditions.via, (way) => way === flow.sink.kind)
    && one(conditions.paths, (glob) => picomatch.isMatch(flow.report.file, [glob, `**/${glob.replace(/^\.?\//, "")}`]))
    && (conditions.redacted === undefined || conditions.redacted === (redacted !== undefined))
    && (conditions.mechanismInForce === undefined || conditions.mechanismInForce === facts.mechanismInForce);
}
