// What a flow and borderline.yaml say about the inputs of the decision table. What neither says and the table cannot default is
// "unknown", so that the decision can name it.
import type { Source, Flow } from "../model/flow.js";
import type { BorderlineConfig, ExporterConfig, RecipientConfig, TransferPurpose } from "../model/config.js";
import type { RouteInputs } from "../model/transfer.js";

type Value = string | number | boolean;
type Inputs = Record<string, Value>;

const unknown = "unknown";

/** Inputs of one flow. `purpose` is one stated at the call; it wins over the recipient's. */
export function inputsOf(flow: Flow, config: BorderlineConfig, recipient: RecipientConfig | undefined, purpose?: TransferPurpose): RouteInputs {
  const sources = personalSources(flow);
  const stated = purpose ?? recipient?.purpose;
  return {
    outbound: outbound(flow, recipient),
    recipient_restricted: recipient?.restricted ?? false,
    ...exporterInputs(config.exporter),
    ...dataInputs(sources, recipient),
    purpose: stated ?? unknown,
    ...purposeFacts(stated, sources, recipient),
    ...countInputs(sources, config.exporter),
    "gba.both_in_gba": recipient?.greaterBayArea ?? false,
    "gba.onward_outside": recipient?.onwardTransfer ?? false,
  };
}

/** Sources that hold personal information. */
export function personalSources(flow: Flow): readonly Source[] {
  return flow.sources.map(({ source }) => source).filter(({ classification }) => classification.level !== "none");
}

/** Under 14 everything is sensitive (PIPL Art. 28). */
export function isSensitive(source: Source): boolean {
  return source.classification.level === "sensitive" || isMinor(source);
}

export function isMinor(source: Source): boolean {
  return source.classification.subject === "minor" || source.classification.category === "minor-under-14";
}

function outbound(flow: Flow, recipient: RecipientConfig | undefined): Value {
  if (recipient?.country !== undefined) return recipient.country.toUpperCase() !== "CN";
  return flow.endpoint.jurisdiction.outsideMainland;
}

function exporterInputs(exporter: ExporterConfig): Inputs {
  const zone = exporter.freeTradeZone;
  return {
    // not told is not a CIIO; only an explicit "unknown" asks
    "exporter.ciio": exporter.ciio ?? "no",
    "exporter.state_organ": exporter.stateOrgan ?? false,
    "ftz.registered": zone !== undefined,
    "ftz.covers_scenario": zone === undefined ? false : (zone.coversScenario ?? unknown),
    "ftz.position": zone === undefined ? "outside" : (zone.position ?? unknown),
  };
}

function dataInputs(sources: readonly Source[], recipient: RecipientConfig | undefined): Inputs {
  return {
    "data.important": recipient?.importantData ?? "none",
    "data.contains_pi": sources.length > 0,
    "data.pi_origin": recipient?.dataOrigin === "abroad-only" ? "abroad_only" : "china",
    "data.domestic_mixed_in": recipient?.dataOrigin === "abroad-only" ? (recipient.domesticMixedIn ?? unknown) : false,
    "data.minors": sources.some(isMinor),
    "data.face": sources.some(({ classification }) => classification.category === "face-feature"),
  };
}

/** Facts an exemption asks for: unknown unless declared; irrelevant ones keep their defaults and raise no question. */
function purposeFacts(purpose: TransferPurpose | undefined, sources: readonly Source[], recipient: RecipientConfig | undefined): Inputs {
  return {
    "facts.necessary": recipient?.necessary ?? unknown,
    "facts.individual_is_party": recipient?.individualIsParty ?? unknown,
    "facts.lawful_labour_rules": recipient?.lawfulLabourRules ?? unknown,
    "facts.subject_is_employee": purpose === undefined || purpose === "hr" ? employees(sources) : false,
  };
}

function employees(sources: readonly Source[]): Value {
  const subjects = new Set(sources.map(({ classification }) => classification.subject));
  if (subjects.size === 1 && subjects.has("employee")) return true;
  const open = [...subjects].every((subject) => subject === "employee" || subject === "unknown" || subject === "user");
  return open ? unknown : false;
}

/**
 * Counts are the project's own, all recipients together. A flow without sensitive fields is not held against the sensitive counter: its
 * ordinary part alone stays in the ordinary tiers (judgement call j-mixed-small). One with sensitive fields has at least one person.
 */
function countInputs(sources: readonly Source[], exporter: ExporterConfig): Inputs {
  const { ordinary, sensitive } = exporter.personsExported ?? {};
  return {
    "counts.pi": sources.length === 0 ? 0 : (ordinary ?? unknown),
    "counts.sensitive": !sources.some(isSensitive) ? 0 : sensitive === undefined ? ">= 1" : Math.max(1, sensitive),
  };
}
