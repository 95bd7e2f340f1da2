import { localized } from "../base/localized.js";
import { unresolvedFixes } from "./fixes/index.js";
import { fieldList, flowFinding } from "./flow-findings.js";
import { judgedTransfer } from "./judged-transfer.js";
import { type FlowRule, metadata } from "./rule.js";

/** Personal data is sent, but the code does not say where to: unknown is its own answer, neither abroad nor domestic. */
export const unresolvedEndpoint: FlowRule = {
  metadata: metadata("unresolved-endpoint", "flow", "warning", {
    title: ["Personal data is sent to an unknown place", "个人信息发送地点不明"],
    description: [
      "This call sends personal data, and the code does not say where to. Declare the host or the recipient in borderline.yaml, or set the variable in a .env file.",
      "该调用发送个人信息，但代码未表明目的地。请在 borderline.yaml 中声明主机或接收方，或在 .env 文件中设置变量。",
    ],
  }, ["cbdf-2024"]),
  checkFlows(context) {
    return context.flows.flatMap((flow) => {
      if (flow.endpoint.jurisdiction.outsideMainland !== "unknown" || flow.sink.kind === "log" || isOwnMachine(flow.endpoint)) return [];
      const fields = fieldList(flow);
      const host = flow.endpoint.host;
      const missing = flow.endpoint.missing ?? localized(
        host === undefined ? "The host is not known from the code." : `Where ${host} is located is not known.`,
        host === undefined ? "代码中无法得知主机。" : `${host} 的所在地未知。`,
      );
      const message = localized(`${fields.en} → ${flow.recipient.name}: place not known. ${missing.en}`, `${fields.zh} → ${flow.recipient.name}：地点不明。${missing.zh}`);
      return [flowFinding("unresolved-endpoint", flow, message, { transfer: judgedTransfer(flow, context) })];
    });
  },
  fixes: unresolvedFixes,
};

/** A literal localhost does not leave the machine; one from a template of a .env file says nothing about production. */
function isOwnMachine(endpoint: { readonly jurisdiction: { readonly code: string }; readonly certainty: string }): boolean {
  return endpoint.jurisdiction.code === "local" && endpoint.certainty === "known";
}
