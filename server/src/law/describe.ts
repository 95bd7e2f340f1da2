// A transfer in words, for hovers and explanations: the verdict in one line, then reasons, citations, duties and questions.
import { localized, type Localized } from "../base/localized.js";
import { resolveCitation } from "../catalog/instruments.js";
import type { Flow } from "../model/flow.js";
import type { Transfer } from "../model/transfer.js";
import { personalSources } from "./inputs.js";

export interface TransferDescription {
  /** "email, mobile → Klaviyo (United States): Exempt: …". */
  readonly verdict: Localized;
  readonly reasons: readonly Localized[];
  /** "What if": how far the declared counts are from the next threshold, and what it brings. */
  readonly outlook: readonly Localized[];
  /** "CBDF 2024 Art. 8: 100,000 to below …", with the official page where it is known. */
  readonly citations: readonly { readonly text: Localized; readonly article: Localized; readonly address?: string; readonly confidence: string }[];
  readonly obligations: readonly Localized[];
  readonly questions: readonly Localized[];
  /** As-of date of the rulebook and the one disclaimer. */
  readonly note: Localized;
}

/** Plain text; whoever makes markup of it escapes it. */
export function describeTransfer(flow: Flow, transfer: Transfer): TransferDescription {
  const { decision } = transfer;
  return {
    verdict: verdict(flow, transfer),
    reasons: transfer.reasons.filter(({ en }) => !transfer.summary.en.includes(en)),
    outlook: transfer.thresholds.map(({ text }) => text),
    citations: decision.citations.flatMap(citation),
    obligations: decision.obligations.map(({ text }) => text),
    questions: transfer.questions,
    note: rulebookNote(transfer.asOf),
  };
}

/** As-of date of the rulebook and the one disclaimer. */
export function rulebookNote(asOf: string): Localized {
  return localized(`Rulebook as of ${asOf}; informs, no legal advice.`, `规则库截至${asOf}；仅供参考，不构成法律意见。`);
}

/** Where one field goes, for a hover at its declaration: "Klaviyo (United States): Exempt: …". */
export function destination(flow: Flow, transfer: Transfer): Localized {
  const { jurisdiction } = flow.endpoint;
  return localized(
    `${flow.recipient.name} (${jurisdiction.name.en}): ${transfer.summary.en}`,
    `${flow.recipient.name}（${jurisdiction.name.zh}）：${transfer.summary.zh}`,
  );
}

/** What the rulebook has not read in the official text says so; "" where it has. */
export function confidenceNote(confidence: string): Localized {
  return confidenceNotes[confidence] ?? localized("", "");
}

const confidenceNotes: Readonly<Record<string, Localized>> = {
  "read-secondary": localized(" (read in a secondary source)", "（据二手来源）"),
  "from-memory": localized(" (not checked against the text)", "（未核对原文）"),
  "unknown": localized(" (not confirmed)", "（未确认）"),
};

function verdict(flow: Flow, transfer: Transfer): Localized {
  const names = [...new Set(personalSources(flow).map(({ name }) => name))];
  const { en, zh } = destination(flow, transfer);
  return names.length === 0 ? localized(en, zh) : localized(`${names.join(", ")} → ${en}`, `${names.join("、")} → ${zh}`);
}

function citation(id: string): TransferDescription["citations"] {
  const found = resolveCitation(id);
  if (found === undefined) return [];
  const { text, gist, instrument, confidence } = found;
  const full = gist === undefined ? text : localized(`${text.en}: ${gist.en}`, `${text.zh}：${gist.zh}`);
  return [{ text: full, article: text, address: instrument.address, confidence }];
}
