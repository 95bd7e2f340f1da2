// The transfer register: what leaves, about whom, why, to whom, where, under which route and mechanism, and the line that shows it.
// A pure function of findings. Nothing of the day or the machine goes in, so two registers of the same code are the same text.
import { relativeTo } from "../base/paths.js";
import { localized, type Localized } from "../base/localized.js";
import { resolveCitation } from "../catalog/instruments.js";
import { categoryName } from "../catalog/names.js";
import { routeTable } from "../catalog/routes.js";
import { countedTransfers } from "../law/thresholds.js";
import { routeTitle } from "../law/evaluate.js";
import type { Finding } from "../model/finding.js";
import type { CodeLocation, Flow, Source } from "../model/flow.js";
import type { RemainingObligation, Transfer } from "../model/transfer.js";
import { outboundOf } from "./outbound.js";
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

/** Inputs of an impact assessment for one recipient, and its line in the third-party sharing list. */
export interface RegisterRecipient {
  readonly id: string;
  readonly name: string;
  readonly countries: readonly Localized[];
  readonly purposes: readonly Localized[];
  readonly categories: readonly Localized[];
  readonly sensitive: readonly Localized[];
  readonly subjects: readonly Localized[];
  readonly routes: readonly Localized[];
  readonly mechanisms: readonly Localized[];
  /** Beyond the duties of the whole register. */
  readonly obligations: readonly RegisterDuty[];
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

interface Leaving {
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
    counting: countedTransfers(transfers).text,
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

/** A route that is not settled says so, with the fact that would decide it. */
function openTitle({ decision }: Transfer): Localized {
  const title = routeTitle(decision.route);
  const question = routeTable().inputs.get(decision.decidingInput ?? "")?.question;
  return question === undefined ? title : localized(`open: ${title.en}, depending on ${question.en}`, `未定：${title.zh}，取决于${question.zh}`);
}

function commonDuties(transfers: readonly Transfer[]): ReadonlyMap<string, RegisterDuty> {
  const [first, ...others] = transfers.map(({ decision }) => decision.obligations);
  const common = (first ?? []).filter(({ id }) => others.every((list) => list.some((duty) => duty.id === id)));
  return new Map(common.map((duty) => [duty.id, dutyOf(duty)]));
}

function dutyOf({ id, text, citations, confidence }: RemainingObligation): RegisterDuty {
  return { id, text, basis: citationsText(citations), confidence };
}

function recipientsOf(leaving: readonly Leaving[], common: ReadonlySet<string>): readonly RegisterRecipient[] {
  const groups = new Map<string, Leaving[]>();
  for (const item of leaving) groups.set(item.flow.recipient.id, [...(groups.get(item.flow.recipient.id) ?? []), item]);
  return [...groups].sort(([a], [b]) => compare(a, b)).map(([id, items]) => {
    const sources = items.flatMap(({ flow }) => flow.sources.map(({ source }) => source.classification)).filter(({ level }) => level !== "none");
    const sensitive = sources.filter(({ level, subject }) => level === "sensitive" || subject === "minor");
    const obligations = new Map(items.flatMap(({ transfer }) => transfer.decision.obligations).map((duty) => [duty.id, duty]));
    return {
      id, name: items[0]?.flow.recipient.name ?? id,
      countries: sortedDistinct(items.map(({ flow }) => flow.endpoint.jurisdiction.name)),
      purposes: sortedDistinct(items.map(({ transfer }) => purposeName(String(transfer.inputs["purpose"] ?? "unknown")))),
      categories: sortedDistinct(sources.map(({ category }) => categoryName(category))),
      sensitive: sortedDistinct(sensitive.map(({ category }) => categoryName(category))),
      subjects: sortedDistinct(sources.map(({ subject }) => subjectNames[subject])),
      routes: sortedDistinct(items.map(({ transfer }) => openTitle(transfer))),
      mechanisms: sortedDistinct(items.map(({ transfer }) => transfer.mechanism.text)),
      obligations: [...obligations.values()].filter((duty) => !common.has(duty.id)).map(dutyOf),
    };
  });
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

function citationsText(ids: readonly string[]): Localized {
  const texts = ids.map((id) => resolveCitation(id)?.text ?? localized(id, id));
  return localized(texts.map(({ en }) => en).join("; "), texts.map(({ zh }) => zh).join("；"));
}

function placeOf(location: CodeLocation, input: RegisterInput): EvidencePlace {
  return { file: relativeTo(input.folder, location.file), line: input.lineIndex(location.file).positionAt(location.range.start).line + 1 };
}

function byPlace(a: Leaving, b: Leaving): number {
  return comparePlaces(a.evidence, b.evidence);
}

function comparePlaces(a: EvidencePlace, b: EvidencePlace): number {
  return compare(a.file, b.file) || a.line - b.line;
}

function distinctPlaces(places: readonly EvidencePlace[]): readonly EvidencePlace[] {
  return [...new Map(places.map((place) => [`${place.file}:${place.line}`, place])).values()].sort(comparePlaces);
}

function distinct(texts: readonly Localized[]): readonly Localized[] {
  return [...new Map(texts.map((text) => [text.en, text])).values()];
}

function sortedDistinct(texts: readonly Localized[]): readonly Localized[] {
  return [...distinct(texts)].sort((a, b) => compare(a.en, b.en));
}

/** By code unit: the same order on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
