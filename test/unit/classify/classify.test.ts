import { describe, expect, it } from "vitest";
import { classify, type ClassifyOptions } from "../../../server/src/classify/index.js";
import type { FieldFacts } from "../../../server/src/model/classification.js";

const options: ClassifyOptions = { profile: "current", customCategories: [] };
const conservative: ClassifyOptions = { profile: "conservative", customCategories: [] };
const range = { start: 0, end: 0 };

interface Given extends Partial<Omit<FieldFacts, "container" | "attributes">> {
  readonly attributes?: readonly { readonly name: string; readonly arguments: readonly string[] }[];
  readonly container?: Partial<FieldFacts["container"]>;
  readonly siblings?: readonly string[];
}

function facts(name: string, container: string, given: Given = {}): FieldFacts {
  const { siblings = [], attributes = [], container: more, ...rest } = given;
  return {
    schema: "typescript", name, type: { text: "string", kind: "string", isList: false, isOptional: false }, comments: [], examples: [], annotations: [],
    attributes: attributes.map((a) => ({ ...a, range })), ...rest,
    container: { name: container, kind: "interface", comments: [], annotations: [], members: [name, ...siblings].map((n) => ({ name: n, type: "string" })), ...more },
  };
}

const doc = (text: string): FieldFacts["comments"] => [{ text, kind: "doc" }];

describe("classification", () => {
  it("gives every piece of evidence with weight and both languages", () => {
    const said = classify(facts("name", "Customer"), options);
    expect(said).toMatchObject({ level: "general", category: "name-full", subject: "customer", annotated: false });
    expect(said.evidence.map((e) => [e.kind, e.weight])).toEqual([["name", 0.2], ["container", 0.5]]);
    for (const e of said.evidence) expect(e.text.en !== "" && /[\u4e00-\u9fff]/.test(e.text.zh)).toBe(true);
  });
  it("shows what pulls down", () => {
    const said = classify(facts("emailTemplateId", "Customer"), options);
    expect(said.level).toBe("none");
    expect(said.evidence.filter((e) => e.kind === "look-alike" && e.weight < 0)).not.toEqual([]);
  });
  it("takes a thing's name for a thing's", () => expect(classify(facts("name", "Product"), options).level).toBe("none"));
  it("lets siblings decide where the container says nothing", () => {
    const said = classify(facts("name", "Foo", { siblings: ["firstName", "birthDate", "email"] }), options);
    expect(said).toMatchObject({ level: "general", category: "name-full" });
    expect(said.evidence.map((e) => e.kind)).toContain("siblings");
  });
  it("offers at most three candidates, best first", () => {
    const { candidates } = classify(facts("shippingAddress", "Order"), options);
    expect(candidates[0]?.category).toBe("recipient-address");
    expect(candidates.length).toBeLessThanOrEqual(3);
  });
  it("is the same for the same facts", () => {
    expect(classify(facts("mobile", "User"), options)).toEqual(classify(facts("mobile", "User"), options));
  });
  it("keeps confidence between a half and one", () => {
    for (const name of ["mobile", "status", "foo", "idCardNo"]) expect(classify(facts(name, "User"), options).confidence).toSatisfy((c: number) => c >= 0.5 && c < 1);
  });
  it("survives odd names", () => {
    for (const name of ["", "_", "$", "123", "a".repeat(5000), "🙂", "constructor", "__proto__"]) expect(classify(facts(name, name), options).level).toBe("none");
  });
});

describe("profiles", () => {
  it.each([
    ["idCardNo", "general", "sensitive"], ["password", "general", "sensitive"], ["payPassword", "sensitive", "sensitive"], ["salary", "sensitive", "sensitive"],
    ["latitude", "sensitive", "sensitive"], ["email", "general", "general"], ["religion", "sensitive", "sensitive"], ["maritalStatus", "general", "general"], ["maritalHistory", "general", "sensitive"],
  ])("%s: %s, %s", (name, current, strict) => {
    expect([classify(facts(name, "Employee"), options).level, classify(facts(name, "Employee"), conservative).level]).toEqual([current, strict]);
  });
});

describe("minors", () => {
  it.each(["firstName", "photoUrl", "birthDate", "homeAddress"])("makes %s of a child sensitive", (name) => {
    expect(classify(facts(name, "Child"), options)).toMatchObject({ level: "sensitive", subject: "minor" });
  });
  it("takes students with guardians and classes for pupils", () => {
    expect(classify(facts("firstName", "Student", { siblings: ["guardianPhone", "className"] }), options).level).toBe("sensitive");
  });
  it("takes students with a major for adults", () => {
    expect(classify(facts("firstName", "Student", { siblings: ["major", "gpa"] }), conservative).level).toBe("general");
  });
  it("leaves a guardian's own name what it is", () => expect(classify(facts("guardianName", "Pupil"), options).level).toBe("general"));
  it("leaves what is not personal alone", () => expect(classify(facts("sortOrder", "Child"), options).level).toBe("none"));
});

describe("types", () => {
  const type = (kind: FieldFacts["type"]["kind"]): Given => ({ type: { text: kind, kind, isList: false, isOptional: false } });
  it("takes a boolean for a switch", () => expect(classify(facts("email", "User", type("boolean")), options).level).toBe("none"));
  it("takes a disclosing boolean for the fact", () => expect(classify(facts("isPregnant", "Patient", type("boolean")), options)).toMatchObject({ level: "sensitive", category: "fertility" }));
  it("takes a function for no value", () => expect(classify(facts("email", "User", type("function")), options).level).toBe("none"));
  it("takes a date of birth for one", () => expect(classify(facts("birthDate", "User", type("date")), options).category).toBe("birth-date"));
  it("takes members of an enum for values", () => expect(classify(facts("Email", "Channel", { container: { kind: "enum" } }), options).level).toBe("none"));
});

describe("evidence beyond the name", () => {
  it("reads initials beside a Chinese comment only", () => {
    expect(classify(facts("xm", "Foo", { comments: doc("姓名") }), options).category).toBe("name-full");
    expect(classify(facts("xm", "Foo"), options).level).toBe("none");
  });
  it("reads initials whose fixed length fits", () => {
    expect(classify(facts("sfzh", "Foo", { attributes: [{ name: "db.Char", arguments: ["18"] }] }), options).category).toBe("id-card-number");
    expect(classify(facts("sfzh", "Foo", { attributes: [{ name: "db.Char", arguments: ["4"] }] }), options).level).toBe("none");
  });
  it("reads a Chinese comment", () => expect(classify(facts("f1", "Foo", { comments: doc("身份证号码") }), conservative)).toMatchObject({ level: "sensitive", category: "id-card-number" }));
  it("reads the head of an English comment", () => expect(classify(facts("f1", "User", { comments: doc("The user's given name.") }), options).category).toBe("name-given"));
  it("reads a mapped name", () => expect(classify(facts("f1", "User", { mappedName: "id_card_no" }), options).category).toBe("id-card-number"));
  it.each([
    ["IsEmail", [], "email"], ["format", ["email"], "email"], ["IsMobilePhone", ["'zh-CN'"], "phone-mobile"], ["pattern", ["^1[3-9]\\d{9}$"], "phone-mobile"],
    ["pattern", ["^[1-9]\\d{5}(18|19|20)\\d{9}[\\dXx]$"], "id-card-number"],
  ])("reads the validator %s(%s)", (name, args, category) => {
    expect(classify(facts("f1", "User", { attributes: [{ name, arguments: args }] }), options).category).toBe(category);
  });
  it("proves a resident ID number by its check digit", () => {
    expect(classify(facts("f1", "Foo", { examples: ["11010519491231002X"] }), options).category).toBe("id-card-number");
    expect(classify(facts("f1", "Foo", { examples: ["110105194912310021"] }), options).level).toBe("none");
  });
});

describe("annotations have the final word", () => {
  it("names a category", () => {
    expect(classify(facts("f1", "Foo", { annotations: [{ meaning: { kind: "personal-data", category: "phone-mobile" } }] }), options))
      .toMatchObject({ level: "general", category: "phone-mobile", annotated: true, confidence: 1 });
  });
  it("keeps the best guess where no category is named", () => {
    expect(classify(facts("mobile", "Foo", { annotations: [{ meaning: { kind: "personal-data", category: "unspecified" } }] }), options))
      .toMatchObject({ level: "general", category: "phone-mobile", annotated: true });
    expect(classify(facts("f1", "Foo", { annotations: [{ meaning: { kind: "personal-data", category: "unspecified" } }] }), options).level).toBe("general");
  });
  it("raises", () => {
    expect(classify(facts("email", "User", { annotations: [{ meaning: { kind: "sensitive" } }] }), options)).toMatchObject({ level: "sensitive", category: "email", annotated: true });
  });
  it("clears", () => {
    expect(classify(facts("email", "User", { annotations: [{ meaning: { kind: "not-personal-data", reason: "role mailbox" } }] }), options))
      .toMatchObject({ level: "none", category: "none", annotated: true });
  });
  it("passes from the container, and yields to the field's own", () => {
    const container = { annotations: [{ meaning: { kind: "not-personal-data", reason: "catalogue" } }] } as const;
    expect(classify(facts("email", "User", { container }), options).level).toBe("none");
    expect(classify(facts("email", "User", { container, annotations: [{ meaning: { kind: "personal-data", category: "email" } }] }), options).level).toBe("general");
  });
  it("carries the redaction asked for", () => {
    expect(classify(facts("email", "User", { annotations: [{ meaning: { kind: "redact", strategy: "mask" } }] }), options)).toMatchObject({ redaction: "mask", annotated: false });
  });
});

describe("categories of the configuration", () => {
  const customCategories = [{ id: "loyalty-code", en: "Loyalty code", zh: "会员码", sensitive: true, names: ["loyaltyCode"], excludes: ["loyaltyCodeTemplate"] }];
  const custom: ClassifyOptions = { profile: "current", customCategories };
  it("classify by whole words of the name", () => {
    expect(classify(facts("member_loyalty_code", "Foo"), custom)).toMatchObject({ level: "sensitive", category: "loyalty-code" });
    expect(classify(facts("disloyaltyCode", "Foo"), custom).level).toBe("none");
  });
  it("spare the excluded", () => expect(classify(facts("loyaltyCodeTemplate", "Foo"), custom).level).toBe("none"));
});

describe("important data", () => {
  it("asks and never decides", () => {
    const said = classify(facts("gridLoad", "Substation"), options);
    expect(said).toMatchObject({ level: "none", importantDataCandidate: "auto-charging-network" });
  });
  it("is silent on one common word", () => expect(classify(facts("formula", "Sheet"), options).importantDataCandidate).toBeUndefined());
});
