import { localized } from "../base/localized.js";
import type { ObjectShape } from "./shape.js";
import { key, purposeValues } from "./table-key.js";

/** One receiver of data. */
export const recipientShape: ObjectShape = {
  kind: "object", required: ["id"],
  keys: {
    "id": key({ kind: "text", format: "id", choices: "recipients" }, "Short id; an id of the catalog adds to what is known of that recipient.", "简短标识；若为目录中的标识，则补充该接收方的已知信息。"),
    "name": key({ kind: "text" }, "Full name, for the transfer register.", "全称，用于出境登记表。"),
    "hosts": key({ kind: "list", item: { kind: "text", format: "host" } }, "Hosts or patterns with `*` that belong to it.", "属于该接收方的主机名或含 * 的模式。"),
    "packages": key({ kind: "list", item: { kind: "text" } }, "npm packages that send to it.", "向其发送数据的 npm 包。"),
    "country": key({ kind: "text", format: "country" }, "Two-letter code of where the data goes; wins over what the host suggests.", "数据去向的两位国家或地区代码，优先于由主机推断的结果。"),
    "purpose": key({ kind: "text", values: purposeValues }, "One purpose per recipient; declare it twice with other paths for two purposes.", "每个条目一个目的；有两个目的时分两条并限定不同路径。"),
    "necessary": key({ kind: "boolean" }, "The transfer is truly necessary for the purpose (Arts. 3 to 5).", "为该目的确需向境外提供（第三至五条）。"),
    "individual-is-party": key({ kind: "boolean" }, "contract: the person is a party to the contract.", "contract：个人为合同一方当事人。"),
    "lawful-labour-rules": key({ kind: "boolean" }, "hr: lawful labour rules and a collective contract cover the export.", "hr：依法制定的劳动规章制度和依法签订的集体合同涵盖该出境。"),
    "mechanism": key({
      kind: "object", required: ["kind"],
      keys: {
        "kind": key({ kind: "text", values: {
          "standard-contract": localized("Standard contract, filed.", "已备案的个人信息出境标准合同。"),
          "certification": localized("Personal information protection certification.", "个人信息保护认证。"),
          "security-assessment": localized("Security assessment passed.", "已通过数据出境安全评估。"),
        } }, "Mechanism in place.", "已具备的出境机制。"),
        "filed-on": key({ kind: "text", format: "date" }, "Date of filing, certificate or approval: 2026-03-01.", "备案、认证或批准日期，形如 2026-03-01。"),
        "valid-until": key({ kind: "text", format: "date" }, "Last day of validity.", "有效期截止日。"),
        "reference": key({ kind: "text" }, "File number.", "备案号或文号。"),
      },
    }, "Legal mechanism already in place for this recipient.", "针对该接收方已具备的出境机制。"),
    "onward-transfer": key({ kind: "boolean" }, "The recipient passes the data on to third parties.", "接收方会再向第三方提供。"),
    "greater-bay-area": key({ kind: "boolean" }, "Exporter and recipient both sit in the Guangdong–Hong Kong–Macao Greater Bay Area.", "双方均位于粤港澳大湾区。"),
    "restricted": key({ kind: "boolean" }, "On a restricted list, or asked for by a foreign authority without approval: nothing may be sent.", "被列入限制清单，或属未经批准的境外司法执法调取：不得提供。"),
    "important-data": key({ kind: "text", values: {
      none: localized("No important data.", "无重要数据。"), notified: localized("Notified as important data.", "已被告知为重要数据。"),
      published: localized("Published as important data.", "已被公开发布为重要数据。"), unknown: localized("Not known yet.", "尚不清楚。"),
    } }, "Important data in this transfer; only a notice or a publication makes data important.", "该出境是否含重要数据，仅以告知或公开发布为准。"),
    "data-origin": key({ kind: "text", values: {
      "china": localized("Collected in the mainland.", "在境内收集。"), "abroad-only": localized("Collected abroad and only processed here.", "在境外收集，仅在境内处理。"),
    } }, "Where the data was collected.", "数据的收集地。"),
    "domestic-mixed-in": key({ kind: "boolean" }, "With data-origin abroad-only: domestic data was added during processing.", "data-origin 为 abroad-only 时：处理中是否加入境内数据。"),
    "paths": key({ kind: "list", item: { kind: "text", format: "glob" } }, "Globs of code paths this entry is about; everywhere if left out.", "该条目适用的代码路径（glob），不写则适用于全部。"),
  },
};
