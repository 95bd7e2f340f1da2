import { describe, expect, it } from "vitest";
import { isResidentId, luhn } from "../../../server/src/classify/examples.js";
import { kindOfTokens } from "../../../server/src/classify/kinds.js";
import { readName, readTokens } from "../../../server/src/classify/reading.js";
import { singular, splitIdentifier } from "../../../server/src/classify/tokens.js";
import { parseTypeText } from "../../../server/src/classify/type-text.js";
import { expand, vocabulary } from "../../../server/src/classify/vocabulary.js";

describe("splitting identifiers", () => {
  it.each([
    ["firstName", ["first", "name"]], ["last_login_ip", ["last", "login", "ip"]], ["user-agent", ["user", "agent"]], ["SSN", ["ssn"]], ["userID", ["user", "id"]],
    ["HTMLParser", ["html", "parser"]], ["address1", ["address", "1"]], ["CARD_NO", ["card", "no"]], ["姓名", ["姓名"]], ["Straße", ["strasse"]], ["dirección", ["direccion"]],
  ])("%s", (name, tokens) => expect(splitIdentifier(name)).toEqual(tokens));
});

describe("reading names", () => {
  it.each([
    ["phoneNumber", ["phone"]], ["mobile_no", ["phone"]], ["customername", ["customer", "name"]], ["surname", ["last", "name"]], ["telefone", ["phone"]], ["fechaNacimiento", ["birth", "date"]],
    ["shoujihao", ["phone"]], ["xingming", ["full", "name"]], ["身份证号", ["national", "id"]], ["收货人手机", ["recipient", "phone"]], ["watermark", ["watermark"]], ["emails", ["email"]],
  ])("%s", (name, tokens) => expect(readName(name).tokens).toEqual(tokens));
});

describe("plurals", () => {
  it.each([["addresses", "address"], ["allergies", "allergy"], ["status", "status"], ["gps", "gps"], ["names", "name"], ["boxes", "box"], ["address", "address"]])("%s", (many, one) => expect(singular(many)).toBe(one));
});

describe("wordings", () => {
  it("expand alternatives and options", () => expect(expand("a|b c?")).toEqual(["a c", "a", "b c", "b"]));
});

describe("spellings", () => {
  // Words that only say what a name is about; alone they are neither a notion nor a container.
  const silent = new Set(["created at", "updated at", "reference", "source", "thing"]);
  it.each(["latin", "han", "pinyin", "initials"] as const)("in %s all stand for a notion or a container", (group) => {
    const lost = [...vocabulary().lexicon.words[group].keys()].filter((key) => {
      const tokens = key.split(" ");
      return !silent.has(key) && !readTokens(tokens).matches.some((m) => m.end - m.start === tokens.length) && kindOfTokens(tokens) === undefined;
    });
    expect(lost).toEqual([]);
  });
});

describe("checksums", () => {
  it("of resident ID numbers", () => expect([isResidentId("11010519491231002X"), isResidentId("110105194912310020"), isResidentId("110105199913310020")]).toEqual([true, false, false]));
  it("of cards", () => expect([luhn("4111111111111111"), luhn("4111111111111112")]).toEqual([true, false]));
});

describe("type texts", () => {
  it.each([
    ["String? @db.VarChar(32)", "prisma", "string"], ["DateTime", "prisma", "date"], ["Gender", "prisma", "enum"], ["Post[]", "prisma", "object"], ["string(email)", "openapi", "string"],
    ["string(date-time)", "openapi", "date"], ["string enum a,b[]", "openapi", "enum"], ["Address.yaml", "openapi", "object"], ["string | null", "typescript", "string"],
    ["Array<string>", "typescript", "string"], ["() => void", "typescript", "function"], ["'a' | 'b'", "typescript", "enum"], ["zod z.string().email()", "typescript", "string"],
    ["zod z.coerce.date().optional()", "typescript", "date"], ["zod z.enum(['a'])", "typescript", "enum"],
  ] as const)("%s (%s)", (text, schema, kind) => expect(parseTypeText(text, schema).type.kind).toBe(kind));
  it("keeps attributes and formats", () => {
    expect(parseTypeText("String? @db.Char(18) @map(\"id_card\")", "prisma").attributes).toEqual([{ name: "db.Char", arguments: ["18"] }, { name: "map", arguments: ["\"id_card\""] }]);
    expect(parseTypeText("string(email)", "openapi").attributes).toEqual([{ name: "format", arguments: ["email"] }]);
  });
});
