// What the rules over flows share: the place, the wording of fields, the hops.
import type { Localized } from "../base/localized.js";
import { localized } from "../base/localized.js";
import type { Severity } from "../model/finding.js";
import type { Flow } from "../model/flow.js";
import type { Transfer } from "../model/transfer.js";
import type { RawFinding } from "./rule.js";

export function flowFinding(rule: string, flow: Flow, message: Localized, options: { severity?: Severity; transfer?: Transfer } = {}): RawFinding {
  return {
    rule,
    file: flow.report.file,
    range: flow.report.range,
    message,
    related: hops(flow),
    data: { kind: "flow", flow, ...(options.transfer === undefined ? {} : { transfer: options.transfer }) },
    identity: [flow.sink.callee, flow.recipient.id, ...fieldNames(flow)],
    ...(options.severity === undefined ? {} : { severity: options.severity }),
  };
}

/** Names of the fields, each once, in order of appearance: "email, phone". */
export function fieldNames(flow: Flow): readonly string[] {
  return [...new Set(flow.sources.map(({ source }) => source.name))];
}

/** Most names a message lists. */
const shownFields = 6;

export function fieldList(flow: Flow): Localized {
  const names = fieldNames(flow);
  const shown = names.slice(0, shownFields);
  const more = names.length - shown.length;
  return localized(
    shown.join(", ") + (more > 0 ? ` and ${more} more` : ""),
    shown.join("、") + (more > 0 ? ` 等 ${names.length} 个字段` : ""),
  );
}

/** Every hop once, source first, and then why the endpoint is where it is. */
function hops(flow: Flow): RawFinding["related"] {
  const seen = new Set<string>();
  const steps = [...flow.sources.flatMap(({ trace }) => trace.steps), ...flow.endpoint.evidence];
  return steps.flatMap((step) => {
    const key = `${step.location.file}:${step.location.range.start}:${step.location.range.end}:${step.kind}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ location: step.location, text: step.text }];
  });
}
