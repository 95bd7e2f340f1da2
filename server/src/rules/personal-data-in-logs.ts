import { localized } from "../base/localized.js";
import { logFixes } from "./fixes/index.js";
import { fieldList, flowFinding } from "./flow-findings.js";
import { type FlowRule, metadata } from "./rule.js";

/** Personal data is written to a log whose place the code does not tell (PIPL Art. 51: security measures; Art. 19: retention). */
export const personalDataInLogs: FlowRule = {
  metadata: metadata("personal-data-in-logs", "flow", "information", {
    title: ["Personal data in logs", "日志中含个人信息"],
    description: [
      "Logs are kept long, read by many and often shipped abroad. Log an id instead, or redact the fields.",
      "日志保存久、读者多，且常被传到境外。请改记标识符，或先脱敏。",
    ],
  }, ["pipl 51"]),
  checkFlows({ flows }) {
    return flows.flatMap((all) => {
      // An id is what one should log instead of a name.
      const flow = { ...all, sources: all.sources.filter(({ source }) => source.classification.isSurrogate !== true) };
      if (flow.sources.length === 0 || flow.sink.kind !== "log" || flow.endpoint.jurisdiction.outsideMainland === true) return [];
      const fields = fieldList(flow);
      return [flowFinding("personal-data-in-logs", flow, localized(`${fields.en} goes into a log (${flow.sink.callee}).`, `${fields.zh}被写入日志（${flow.sink.callee}）。`))];
    });
  },
  fixes: logFixes,
};
