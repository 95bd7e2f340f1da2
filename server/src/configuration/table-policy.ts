import { localized, type Localized } from "../base/localized.js";
import type { ObjectShape } from "./shape.js";
import { key, purposeValues } from "./table-key.js";

const levels: Readonly<Record<string, Localized>> = {
  general: localized("Personal information that is not sensitive.", "非敏感的个人信息。"),
  sensitive: localized("Sensitive personal information; everything about children under 14.", "敏感个人信息；不满十四周岁未成年人的全部信息。"),
};

const subjects: Readonly<Record<string, Localized>> = {
  customer: localized("Customers.", "客户。"), employee: localized("Employees.", "员工。"), applicant: localized("Job applicants.", "应聘者。"),
  minor: localized("Children under 14.", "不满十四周岁的未成年人。"), patient: localized("Patients.", "患者。"), student: localized("Students.", "学生。"),
  traveller: localized("Travellers.", "旅客。"), visitor: localized("Visitors.", "访客。"), driver: localized("Drivers.", "驾驶人。"),
  "business-contact": localized("People of business partners.", "商业伙伴的联系人。"), user: localized("Users, without more being known.", "用户（无更多信息）。"),
  unknown: localized("Not known from the code.", "代码中无法得知。"),
};

const places: Readonly<Record<string, Localized>> = {
  outside: localized("Anywhere outside the mainland, Hong Kong, Macau and Taiwan included.", "境外，含港澳台地区。"),
  mainland: localized("The mainland.", "境内。"),
  unknown: localized("A place the code does not tell.", "代码中无法得知的地点。"),
};

const ways: Readonly<Record<string, Localized>> = {
  http: localized("A request.", "网络请求。"), sdk: localized("A call of a library.", "类库调用。"), log: localized("A log.", "日志。"),
  storage: localized("A database, a bucket, a queue.", "数据库、对象存储或队列。"), configuration: localized("A switch of a library that sends by itself.", "使类库自动发送数据的开关。"),
};

/** What a statement asks; shared by deny, allow and unless. */
const conditions: ObjectShape = {
  kind: "object",
  keys: {
    "categories": key({ kind: "list", item: { kind: "text", choices: ["categories", "category-groups"] } }, "Categories or groups of categories of the field.", "字段的类别或类别组。"),
    "levels": key({ kind: "list", item: { kind: "text", values: levels } }, "Level of the field.", "字段的级别。"),
    "subjects": key({ kind: "list", item: { kind: "text", values: subjects } }, "Whom the field is about.", "字段所涉及的人。"),
    "recipients": key({ kind: "list", item: { kind: "text", format: "host", choices: "recipients" } }, "Recipients by id, or by host pattern.", "接收方的标识或主机模式。"),
    "countries": key({ kind: "list", item: { kind: "text", format: "place", words: places } }, "Where the data goes: two-letter codes, `EU` for its members, or a word.", "数据去向：两位国家或地区代码，EU 含其成员国，或下列词语。"),
    "purposes": key({ kind: "list", item: { kind: "text", values: { ...purposeValues, unknown: localized("Not declared.", "未声明。") } } }, "Purposes, as declared for the recipient.", "为接收方声明的目的。"),
    "via": key({ kind: "list", item: { kind: "text", values: ways } }, "How the data leaves.", "数据的传出方式。"),
    "paths": key({ kind: "list", item: { kind: "text", format: "glob" } }, "Globs of the code that sends.", "发送代码的路径（glob）。"),
    "redacted": key({ kind: "boolean" }, "The field is hashed or tokenised before it leaves.", "字段在传出前已哈希或令牌化。"),
    "mechanism-in-force": key({ kind: "boolean" }, "A mechanism declared for the recipient fits the route and is valid today.", "为接收方声明的机制适用于该路径且当前有效。"),
  },
};

/** One statement of `policy`. */
export const policyShape: ObjectShape = {
  kind: "object", required: ["id"],
  keys: {
    "id": key({ kind: "text", format: "id" }, "Short id, shown in the finding.", "简短标识，显示在结果中。"),
    "deny": key(conditions, "Fields this matches must not leave this way; `{}` matches all. Every condition given must hold, a list holds where one entry does.", "匹配的字段不得以此方式传出；{} 匹配全部。所列条件须全部成立，列表中有一项成立即可。"),
    "allow": key(conditions, "Fields this matches may leave, whatever stands below. It lifts no duty of the law.", "匹配的字段可以传出，不再看下方条目；不免除任何法定义务。"),
    "unless": key(conditions, "The statement does not match where all of this holds.", "以下条件全部成立时，该条目不匹配。"),
    "reason": key({ kind: "text" }, "Why, shown in the finding.", "理由，显示在结果中。"),
  },
};
