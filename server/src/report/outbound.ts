import type { Finding } from "../model/finding.js";
import type { Flow } from "../model/flow.js";
import type { Transfer } from "../model/transfer.js";

/** The flow of a finding that leaves, or may leave, the mainland; undefined for everything else. */
export function outboundOf({ data }: Finding): { readonly flow: Flow; readonly transfer: Transfer } | undefined {
  if (data.kind !== "flow" || data.transfer === undefined || data.transfer.decision.route === "not_outbound") return undefined;
  return { flow: data.flow, transfer: data.transfer };
}
