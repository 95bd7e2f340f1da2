import { localized } from "../base/localized.js";
import { policyDenials } from "../law/policy.js";
import { denialFixes } from "./fixes/index.js";
import { fieldList, flowFinding } from "./flow-findings.js";
import { judgedTransfer } from "./judged-transfer.js";
import { type FlowRule, metadata } from "./rule.js";

/** What the company itself forbids in borderline.yaml, whatever route the law leaves open. */
export const policyViolation: FlowRule = {
  metadata: metadata("policy-violation", "flow", "error", {
    title: ["A policy of borderline.yaml forbids this", "违反 borderline.yaml 中的规则"],
    description: [
      "A deny statement under policy in borderline.yaml matches this flow. Keep the fields out, send them elsewhere, or change the policy with those who own it.",
      "borderline.yaml 的 policy 中有 deny 条目与此数据流匹配。请移除这些字段、改换去向，或与规则负责人商定修改。",
    ],
  }),
  checkFlows(context) {
    const { flows, config } = context;
    if (config.policy.length === 0) return [];
    return flows.flatMap((flow) => {
      if (flow.endpoint.jurisdiction.code === "local" && flow.endpoint.certainty === "known") return [];
      return policyDenials(flow, judgedTransfer(flow, context), config).map(({ statement, sources }) => {
        const denied = { ...flow, sources };
        const fields = fieldList(denied);
        const place = flow.sink.kind === "log" ? localized("", "") : localized(` (${flow.endpoint.jurisdiction.name.en})`, `（${flow.endpoint.jurisdiction.name.zh}）`);
        const reason = statement.reason === undefined ? localized(".", "。") : localized(`: ${statement.reason}`, `：${statement.reason}`);
        const message = localized(
          `${fields.en} → ${flow.recipient.name}${place.en}: denied by policy "${statement.id}"${reason.en}`,
          `${fields.zh} → ${flow.recipient.name}${place.zh}：被规则“${statement.id}”禁止${reason.zh}`,
        );
        // The transfer itself is the matter of outbound-transfer; registers would count it twice.
        const finding = flowFinding("policy-violation", denied, message);
        return { ...finding, identity: [statement.id, ...finding.identity] };
      });
    });
  },
  fixes: denialFixes,
};
