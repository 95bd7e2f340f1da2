import { localized } from "../base/localized.js";
import type { Severity } from "../model/finding.js";
import type { Flow } from "../model/flow.js";
import { outboundFixes } from "./fixes/index.js";
import { fieldList, flowFinding } from "./flow-findings.js";
import { judgedTransfer } from "./judged-transfer.js";
import { type FlowRule, metadata } from "./rule.js";

/** Personal data leaves the mainland (sa-measures-2022 Q&A: what is sent to, stored at or read from a place outside). */
export const outboundTransfer: FlowRule = {
  metadata: metadata("outbound-transfer", "flow", "warning", {
    title: ["Personal data leaves mainland China", "个人信息出境"],
    description: [
      "This call sends personal data to a recipient outside mainland China. Severity follows the route that applies: error where a security assessment is missing or the transfer is not allowed, warning where a contract or certification is missing, information where an exemption applies.",
      "该调用将个人信息发送给境外接收方。级别取决于适用的路径：缺少安全评估或不得提供为错误，缺少标准合同或认证为警告，适用豁免为信息。",
    ],
  }, ["cbdf-2024", "pipl 38"]),
  checkFlows(context) {
    return context.flows.flatMap((flow) => {
      const { jurisdiction } = flow.endpoint;
      if (jurisdiction.outsideMainland !== true) return [];
      const transfer = judgedTransfer(flow, context);
      if (transfer.decision.severity === "none") return [];
      const fields = fieldList(flow);
      const message = localized(
        `${fields.en} → ${flow.recipient.name} (${jurisdiction.name.en}). ${transfer.summary.en}`,
        `${fields.zh} → ${flow.recipient.name}（${jurisdiction.name.zh}）。${transfer.summary.zh}`,
      );
      return [flowFinding("outbound-transfer", flow, message, { severity: lessened(transfer.decision.severity, flow), transfer })];
    });
  },
  fixes: outboundFixes,
};

/**
 * What is left of a person behind a key or a table that stays here asks for less haste, though it stays personal information (PIPL Article 73(3));
 * a missing security assessment stays an error.
 */
function lessened(severity: Severity, flow: Flow): Severity {
  const isKept = flow.sources.length > 0 && flow.sources.every(({ redacted }) => redacted === "keyed-hash" || redacted === "tokenize");
  return isKept && severity === "warning" ? "information" : severity;
}
