// From a flow and borderline.yaml to the legal answer shown at the line of code.
import { localized, type Localized } from "../base/localized.js";
import { resolveCitation } from "../catalog/instruments.js";
import { routeTable } from "../catalog/routes.js";
import type { BorderlineConfig, RecipientConfig, TransferPurpose } from "../model/config.js";
import type { Flow } from "../model/flow.js";
import type { MechanismState, RouteDecision, RouteInputs, Transfer } from "../model/transfer.js";
import { decide, routeTitle } from "./evaluate.js";
import { inputsOf } from "./inputs.js";
import { isSatisfied, mechanismState } from "./mechanism.js";
import { questionsOf, reasonsOf } from "./reasons.js";
import { declaredRecipient } from "./recipients.js";
import { thresholds } from "./thresholds.js";

export interface TransferContext {
  /** ISO date. */
  readonly today: string;
  /** Purpose stated at the call (`@transfer contract`). */
  readonly purpose?: TransferPurpose;
}

/** The route of one flow, what stands in its way, and how grave that is. */
export function transferOf(flow: Flow, config: BorderlineConfig, context: TransferContext): Transfer {
  const recipient = declaredRecipient(flow, config);
  const inputs = inputsOf(flow, config, recipient, context.purpose);
  const decided = decide(inputs);
  const mechanism = mechanismState(decided.route, recipient?.mechanism, context.today);
  const outcome = settle(decided, recipient, context.today);
  const decision: RouteDecision = { ...decided, severity: outcome.severity, decidingInput: outcome.open ? decided.decidingInput : undefined };
  const counted = inputs["data.contains_pi"] === true && decided.route !== "not_outbound";
  return {
    decision, inputs, mechanism,
    summary: summary(decision, mechanism, flow, inputs),
    declaredRecipient: recipient?.id,
    reasons: reasonsOf(flow, config, recipient, decision),
    questions: questionsOf(flow, decided, outcome.open),
    thresholds: counted ? thresholds(config.exporter) : [],
    asOf: routeTable().asOf,
  };
}

type Severity = RouteDecision["severity"];

/** Severity of the decided route, or a warning while possible routes disagree about it. */
function settle(decision: RouteDecision, recipient: RecipientConfig | undefined, today: string): { readonly severity: Severity; readonly open: boolean } {
  const severities = decision.possibleRoutes.map((route) => severityOf(route, mechanismState(route, recipient?.mechanism, today)));
  const open = decision.needsInfo.length > 0 && new Set(severities).size > 1;
  return { severity: open ? "warning" : (severities[0] ?? "warning"), open };
}

function severityOf(route: string, mechanism: MechanismState): Severity {
  const plain = routeTable().routes.get(route)?.severity ?? "warning";
  if (mechanism.state === "not-needed") return plain;
  if (mechanism.state === "expired") return "error";
  if (mechanism.state === "expiring") return "warning";
  return isSatisfied(mechanism) ? "information" : plain;
}

function summary(decision: RouteDecision, mechanism: MechanismState, flow: Flow, inputs: RouteInputs): Localized {
  const basis = cited(decision.citations);
  const { en, zh } = routeTitle(decision.route);
  if (decision.decidingInput !== undefined) {
    const question = openQuestion(decision.decidingInput, flow, inputs);
    return localized(
      `Route not settled: it depends on ${question.en}. As assumed so far: ${en} (${basis.en})`,
      `出境路径未定，取决于${question.zh}；暂按：${zh}（${basis.zh}）`,
    );
  }
  const rule = routeTable().rules.find(({ id }) => id === decision.rule)?.title ?? decision.title;
  const state = mechanism.state === "not-needed" ? localized("", "") : localized(`; ${mechanism.text.en}`, `；${mechanism.text.zh}`);
  const exempt = decision.route.startsWith("exempt");
  return localized(
    `${capital(en)}${exempt ? "" : `: ${rule.en}`} (${basis.en})${state.en}`,
    `${zh}${exempt ? "" : `：${rule.zh}`}（${basis.zh}）${state.zh}`,
  );
}

/** An unknown place is explained by what the endpoint lacks, everything else by the table's own words. */
function openQuestion(input: string, flow: Flow, inputs: RouteInputs): Localized {
  const question = routeTable().inputs.get(input)?.question ?? localized(input, input);
  const { missing } = flow.endpoint;
  if (input !== "outbound" || inputs["outbound"] !== "unknown" || missing === undefined) return question;
  return localized(`${question.en} (${missing.en})`, `${question.zh}（${missing.zh}）`);
}

function cited(citations: readonly string[]): Localized {
  const first = citations[0] === undefined ? undefined : resolveCitation(citations[0]);
  return first?.text ?? localized("", "");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
