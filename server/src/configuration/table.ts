import { localized } from "../base/localized.js";
import { patternShape } from "./table-patterns.js";
import { policyShape } from "./table-policy.js";
import { recipientShape } from "./table-recipients.js";
import type { ObjectShape } from "./shape.js";
import { key } from "./table-key.js";

/** Everything borderline.yaml may hold. */
export const rootShape: ObjectShape = {
  kind: "object",
  keys: {
    "exporter": key(exporterShape(), "Who exports: the legal entity behind this code.", "出境主体：本代码所属的法人。"),
    "profile": key({ kind: "text", values: {
      current: localized("PIPL Art. 28 read with GB/T 45574-2025.", "按《个人信息保护法》第二十八条与 GB/T 45574-2025 判断。"),
      conservative: localized("Adds everything in GB/T 35273-2020 Annex B.", "另加 GB/T 35273-2020 附录 B 所列全部内容。"),
    } }, "Which reading of the standards decides what is sensitive.", "以哪种标准判断敏感个人信息。"),
    "environment": key({ kind: "text" }, "Environment whose .env files decide hosts: `production` reads .env.production over .env.", "以哪个环境的 .env 文件确定主机：production 表示 .env.production 优先于 .env。"),
    "recipients": key({ kind: "list", item: recipientShape }, "Who receives data, for what, and on which legal mechanism.", "数据接收方、目的及所依据的出境机制。"),
    "domestic-hosts": key({ kind: "list", item: { kind: "text", format: "host" } }, "Host patterns known to be in the mainland, e.g. `*.example.cn`.", "确认位于境内的主机模式，例如 *.example.cn。"),
    "overseas-hosts": key({ kind: "list", item: overseasShape() }, "Host patterns known to be outside the mainland, with their country.", "确认位于境外的主机模式及其国家或地区。"),
    "categories": key({ kind: "list", item: categoryShape() }, "Kinds of personal information of your own.", "自定义的个人信息类别。"),
    "sources": key({ kind: "list", item: patternShape("source") }, "Functions, parameters or globals that give personal information.", "产生个人信息的函数、参数或全局变量。"),
    "sinks": key({ kind: "list", item: patternShape("sink") }, "Functions that send data out.", "向外发送数据的函数。"),
    "redactors": key({ kind: "list", item: patternShape("redactor") }, "Functions that redact: what they return may leave.", "脱敏函数：其返回值可以外传。"),
    "policy": key({ kind: "list", item: policyShape }, "The company's own rules on what may go where. For each field the first statement that matches decides; where none does, the law alone speaks.", "企业自定的数据流向规则。每个字段以最先匹配的条目为准；均不匹配时仅按法律判断。"),
    "baseline": key({ kind: "text" }, "File of known findings, written by `borderline scan --write-baseline`; findings listed there are not reported.", "已知结果文件，由 borderline scan --write-baseline 生成；其中的结果不再报告。"),
    "exclude": key({ kind: "list", item: { kind: "text", format: "glob" } }, "Globs of paths that are not analysed.", "不分析的路径（glob）。"),
    "include": key({ kind: "list", item: { kind: "text", format: "glob" } }, "Globs of paths analysed although they are left out by default, e.g. tests.", "默认不分析但仍要分析的路径（glob），例如测试代码。"),
    "severity": key({ kind: "map", choices: "rules", value: { kind: "text", values: {
      error: localized("Error.", "错误。"), warning: localized("Warning.", "警告。"), information: localized("Information.", "信息。"),
      hint: localized("Hint.", "提示。"), off: localized("Not reported.", "不报告。"),
    } } }, "Severity of each rule.", "各规则的严重程度。"),
  },
};

function exporterShape(): ObjectShape {
  return {
    kind: "object",
    keys: {
      "name": key({ kind: "text" }, "Name of the legal entity, for the transfer register.", "法人名称，用于出境登记表。"),
      "ciio": key({ kind: "text", values: {
        yes: localized("Notified as a critical information infrastructure operator.", "已被通知认定为关键信息基础设施运营者。"),
        no: localized("Not notified.", "未收到认定通知。"),
        unknown: localized("Not known; treated as no, and said so.", "不清楚；按“否”处理并予提示。"),
      } }, "Critical information infrastructure operator. Only a written notice of the authority makes one.", "是否为关键信息基础设施运营者，仅以主管部门的书面通知为准。"),
      "state-organ": key({ kind: "boolean" }, "A state organ or a body performing public functions.", "国家机关或法律、法规授权的具有管理公共事务职能的组织。"),
      "free-trade-zone": key({
        kind: "object", required: ["name"],
        keys: {
          "name": key({ kind: "text" }, "Free-trade zone the exporter is registered in.", "出境主体注册所在的自由贸易试验区。"),
          "covers-scenario": key({ kind: "boolean" }, "The zone's negative list covers this sector and scenario.", "该区负面清单覆盖本行业和本场景。"),
          "position": key({ kind: "text", values: {
            "outside": localized("Data is outside the negative list.", "数据不在负面清单内。"),
            "contract-tier": localized("The list asks for a standard contract or certification.", "清单要求订立标准合同或通过认证。"),
            "assessment-tier": localized("The list asks for a security assessment.", "清单要求申报安全评估。"),
          } }, "Where this data stands in the negative list.", "该数据在负面清单中的位置。"),
        },
      }, "Free-trade zone with a negative list of its own.", "有自己负面清单的自由贸易试验区。"),
      "persons-exported": key({
        kind: "object",
        keys: {
          "ordinary": key({ kind: "count" }, "Distinct persons whose non-sensitive data was exported since 1 January.", "自 1 月 1 日起累计出境的非敏感个人信息所涉人数（去重）。"),
          "sensitive": key({ kind: "count" }, "Distinct persons whose sensitive data was exported since 1 January.", "自 1 月 1 日起累计出境的敏感个人信息所涉人数（去重）。"),
        },
      }, "Persons counted over the whole legal entity since 1 January; exempt flows are left out.", "以整个法人计、自 1 月 1 日起累计的人数；豁免的出境不计入。"),
    },
  };
}

function overseasShape(): ObjectShape {
  return {
    kind: "object", required: ["host"], short: "host",
    keys: {
      "host": key({ kind: "text", format: "host" }, "Host or pattern with `*`.", "主机名或含 * 的模式。"),
      "country": key({ kind: "text", format: "country" }, "Two-letter country code, e.g. `SG`; Hong Kong is `HK`.", "两位国家或地区代码，例如 SG；香港为 HK。"),
    },
  };
}

function categoryShape(): ObjectShape {
  return {
    kind: "object", required: ["id", "en", "zh"],
    keys: {
      "id": key({ kind: "text", format: "id" }, "Id used in annotations: lower case with hyphens.", "注解中使用的标识：小写字母加连字符。"),
      "en": key({ kind: "text" }, "English name.", "英文名称。"),
      "zh": key({ kind: "text" }, "Chinese name.", "中文名称。"),
      "sensitive": key({ kind: "boolean" }, "Counts as sensitive personal information.", "属于敏感个人信息。"),
      "names": key({ kind: "list", item: { kind: "text" } }, "Field names that mean this, in any spelling.", "表示该类别的字段名，写法不限。"),
      "excludes": key({ kind: "list", item: { kind: "text" } }, "Look-alike names that do not.", "形似但不属于该类别的字段名。"),
    },
  };
}
