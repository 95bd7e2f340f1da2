// Transfers one by one, with everything a view of them shows. A pure function of findings.
import type { Localized } from "../base/localized.js";
import { categoryName } from "../catalog/names.js";
import { routeTitle } from "../law/evaluate.js";
import type { CodeLocation, Flow, FlowStep } from "../model/flow.js";
import type { FileReport } from "../workspace/engine.js";
import { outboundOf } from "./outbound.js";

export interface ListedField {
  /** Owner of the field, where it is known. */
  readonly model?: string;
  readonly name: string;
  readonly level: "general" | "sensitive";
  readonly category: Localized;
  /** Where the schema declares it. */
  readonly declaration?: CodeLocation;
  /** Where code takes it. */
  readonly place: CodeLocation;
  readonly hops: readonly FlowStep[];
}

/** One call that sends personal data to one recipient abroad, or to an unknown place. */
export interface ListedTransfer {
  readonly id: string;
  readonly recipient: { readonly id: string; readonly name: string; readonly host?: string };
  readonly country: { readonly code: string; readonly name: Localized };
  readonly route: Localized;
  readonly summary: Localized;
  readonly severity: "error" | "warning" | "information" | "hint";
  readonly callee: string;
  readonly place: CodeLocation;
  readonly fields: readonly ListedField[];
}

/** In the order of the reports: by file, then position. */
export function listTransfers(reports: readonly FileReport[]): readonly ListedTransfer[] {
  return reports.flatMap(({ findings }) => findings).flatMap((finding) => {
    const outbound = outboundOf(finding);
    if (outbound === undefined) return [];
    const { flow, transfer } = outbound;
    const fields = fieldsOf(flow);
    if (fields.length === 0) return [];
    const { recipient, endpoint, sink } = flow;
    return {
      id: finding.fingerprint,
      recipient: { id: recipient.id, name: recipient.name, ...(endpoint.host === undefined ? {} : { host: endpoint.host }) },
      country: { code: endpoint.jurisdiction.code, name: endpoint.jurisdiction.name },
      route: routeTitle(transfer.decision.route),
      summary: transfer.summary,
      severity: finding.severity,
      callee: sink.callee,
      place: flow.report,
      fields,
    };
  });
}

/** Each field once, by the first way it takes. */
function fieldsOf(flow: Flow): readonly ListedField[] {
  const fields = new Map<string, ListedField>();
  for (const { source, trace } of flow.sources) {
    const { classification, container, name, declaration, location } = source;
    const key = `${container ?? ""}.${name}`;
    if (classification.level === "none" || fields.has(key)) continue;
    fields.set(key, {
      ...(container === undefined ? {} : { model: container }),
      name,
      level: classification.level === "sensitive" || classification.subject === "minor" ? "sensitive" : "general",
      category: categoryName(classification.category),
      ...(declaration === undefined ? {} : { declaration }),
      place: location,
      hops: trace.steps,
    });
  }
  return [...fields.values()];
}
