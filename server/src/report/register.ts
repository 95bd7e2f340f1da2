// The transfer register: what leaves, about whom, why, to whom, where, under which route and mechanism, and the line that shows it.
// A pure function of findings. Nothing of the day or the machine goes in, so two registers of the same code are the same text.
import { relativeTo } from "../base/paths.js";
import type { Localized } from "../base/localized.js";
import { categoryName } from "../catalog/names.js";
import { routeTable } from "../catalog/routes.js";
import { countedTransfers } from "../law/thresholds.js";
import type { Finding } from "../model/finding.js";
import type { CodeLocation, Flow, Source } from "../model/flow.js";
import type { Transfer } from "../model/transfer.js";
import { outboundOf } from "./outbound.js";
import { citationsText, compare, comparePlaces, distinct, distinctPlaces, dutyOf, openTitle } from "./register-parts.js";
import { recipientsOf, type RegisterRecipient } from "./register-recipients.js";
import { levelNames, purposeName, subjectNames } from "./register-words.js";
import type { ReportInput } from "./report.js";

export interface RegisterInput extends ReportInput {
  /** Name of the exporting entity, from borderline.yaml. */
  readonly exporter?: string;
}

export interface EvidencePlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** One kind of data to one recipient under one route. */
export interface RegisterRow {
  readonly field: string;
  readonly category: { readonly id: string; readonly name: Localized };
  readonly level: { readonly id: "general" | "sensitive"; readonly name: Localized };
  readonly subject: { readonly id: string; readonly name: Localized };
  readonly purpose: { readonly id: string; readonly name: Localized };
  readonly recipient: { readonly id: string; readonly name: string; readonly host?: string };
  readonly country: { readonly code: string; readonly name: Localized };
  readonly route: { readonly id: string; readonly rule: string; readonly title: Localized; readonly basis: Localized };
  readonly mechanism: { readonly state: string; readonly text: Localized };
  readonly evidence: readonly EvidencePlace[];
}

export interface RegisterDuty {
  readonly id: string;
  readonly text: Localized;
  readonly basis: Localized;
  readonly confidence: string;
}

export interface RegisterQuestion {
  readonly recipient: string;
  readonly text: Localized;
  readonly evidence: EvidencePlace;
}

export interface Register {
  readonly exporter?: string;
  readonly asOf: string;
  readonly rows: readonly RegisterRow[];
  readonly counting: Localized;
  readonly thresholds: readonly Localized[];
  /** Duties and deadlines every transfer of the register has. */
  readonly duties: readonly RegisterDuty[];
  readonly recipients: readonly RegisterRecipient[];
  readonly questions: readonly RegisterQuestion[];
  readonly stopped: readonly { readonly text: Localized; readonly evidence: EvidencePlace }[];
}

/** A transfer with the line that shows it. */
export interface Leaving {
  readonly flow: Flow;
  readonly transfer: Transfer;
  readonly evidence: EvidencePlace;
}

/** Builds the register from the findings of a scan. */
export function transferRegister(input: RegisterInput): Register {
  const leaving = input.reports.flatMap((report) => report.findings).flatMap((finding) => leavingOf(finding, input)).sort(byPlace);
  const transfers = leaving.map(({ transfer }) => transfer);
  const duties = commonDuties(transfers);
  return {
    exporter: input.exporter,
    asOf: routeTable().asOf,
    rows: rowsOf(leaving),
    counting: countedTransfers(leaving.map(({ flow, transfer }) => ({ transfer, recipient: flow.recipient.name }))).text,
    thresholds: distinct(transfers.flatMap(({ thresholds }) => thresholds.map(({ text }) => text))),
    duties: [...duties.values()],
    recipients: recipientsOf(leaving, new Set(duties.keys())),
    questions: questionsOf(leaving),
    stopped: input.reports.flatMap(({ limits }) => limits.map(({ text, location }) => ({ text, evidence: placeOf(location, input) }))).sort((a, b) => comparePlaces(a.evidence, b.evidence)),
  };
}

function leavingOf(finding: Finding, input: RegisterInput): readonly Leaving[] {
  const outbound = outboundOf(finding);
  return outbound === undefined ? [] : [{ ...outbound, evidence: placeOf(outbound.flow.report, input) }];
}

function rowsOf(leaving: readonly Leaving[]): readonly RegisterRow[] {
  const rows = new Map<string, RegisterRow>();
  for (const item of leaving) {
    for (const { source } of item.flow.sources) {
      if (source.classification.level === "none") continue;
      const row = rowOf(source, item);
      const key = [row.recipient.id, row.country.code, row.route.rule, row.purpose.id, row.field, row.category.id, row.subject.id].join("\n");
      const known = rows.get(key);
      rows.set(key, known === undefined ? row : { ...known, evidence: distinctPlaces([...known.evidence, ...row.evidence]) });
    }
  }
  return [...rows].sort(([a], [b]) => compare(a, b)).map(([, row]) => row);
}

function rowOf(source: Source, { flow, transfer, evidence }: Leaving): RegisterRow {
  const { classification } = source;
  const { decision, mechanism } = transfer;
  const level = classification.level === "sensitive" || classification.subject === "minor" ? "sensitive" : "general";
  const purpose = String(transfer.inputs["purpose"] ?? "unknown");
  const { jurisdiction } = flow.endpoint;
  return {
    field: source.container === undefined ? source.name : `${source.container}.${source.name}`,
    category: { id: classification.category, name: categoryName(classification.category) },
    level: { id: level, name: levelNames[level] },
    subject: { id: classification.subject, name: subjectNames[classification.subject] },
    purpose: { id: purpose, name: purposeName(purpose) },
    recipient: { id: flow.recipient.id, name: flow.recipient.name, host: flow.endpoint.host },
    country: { code: jurisdiction.code, name: jurisdiction.name },
    route: { id: decision.route, rule: decision.rule, title: openTitle(transfer), basis: citationsText(decision.citations) },
    mechanism: { state: mechanism.state, text: mechanism.text },
    evidence: [evidence],
  };
}

function commonDuties(transfers: readonly Transfer[]): ReadonlyMap<string, RegisterDuty> {
  const [first, ...others] = transfers.map(({ decision }) => decision.obligations);
  const common = (first ?? []).filter(({ id }) => others.every((list) => list.some((duty) => duty.id === id)));
  return new Map(common.map((duty) => [duty.id, dutyOf(duty)]));
}

function questionsOf(leaving: readonly Leaving[]): readonly RegisterQuestion[] {
  const questions = new Map<string, RegisterQuestion>();
  for (const { flow, transfer, evidence } of leaving) {
    const open = transfer.decision.decidingInput === undefined ? [] : [transfer.summary];
    for (const text of [...open, ...transfer.questions]) {
      const key = `${flow.recipient.id}\n${text.en}`;
      if (!questions.has(key)) questions.set(key, { recipient: flow.recipient.name, text, evidence });
    }
  }
  return [...questions].sort(([a], [b]) => compare(a, b)).map(([, question]) => question);
}

function placeOf(location: CodeLocation, input: RegisterInput): EvidencePlace {
  return { file: relativeTo(input.folder, location.file), line: input.lineIndex(location.file).positionAt(location.range.start).line + 1 };
}

function byPlace(a: Leaving, b: Leaving): number {
  return comparePlaces(a.evidence, b.evidence);
}
