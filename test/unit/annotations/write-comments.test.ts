import { describe, expect, it } from "vitest";
import { annotate, readTags, suppress, suppressAt, withScopes, type WritableMeaning } from "../../../server/src/annotations/index.js";
import { applyEdits } from "../../../server/src/base/text-edit.js";
import type { Annotation } from "../../../server/src/model/annotation.js";
import type { Container, FieldDeclaration } from "../../../server/src/model/field.js";
import { readPrisma } from "../../../server/src/schemas/prisma/index.js";

const phone: WritableMeaning = { kind: "personal-data", category: "phone-mobile" };
const denial: WritableMeaning = { kind: "not-personal-data", reason: "shop hotline" };
const mask: WritableMeaning = { kind: "redact", strategy: "mask" };
const ignore: WritableMeaning = { kind: "suppress", rules: ["personal-data"], reason: "public", until: "2027-03-01", owner: "wei" };

/** Writes into the field named `phone` of a Prisma text, and reads the result again. */
function prisma(text: string, meaning: WritableMeaning | readonly WritableMeaning[]): { readonly text: string; readonly says: readonly string[] } {
  const field = readPrisma(text, "/a.prisma").fields.find(({ name }) => name === "phone");
  if (field === undefined) throw new Error("no field phone");
  const after = applyEdits(text, annotate(field, text, meaning));
  const again = readPrisma(after, "/a.prisma");
  return { text: after, says: (again.fields.find(({ name }) => name === "phone")?.annotations ?? []).map(({ meaning: read }) => JSON.stringify(read)) };
}

describe("Prisma", () => {
  it.each<[string, string, WritableMeaning | readonly WritableMeaning[], string]>([
    ["a new line", "model A {\n  id Int\n  phone String // x\n}\n", phone, "model A {\n  id Int\n  /// @personalData phone-mobile\n  phone String // x\n}\n"],
    ["tabs and CRLF", "model A {\r\n\tphone String\r\n}\r\n", phone, "model A {\r\n\t/// @personalData phone-mobile\r\n\tphone String\r\n}\r\n"],
    ["after a generator's directive", "model A {\n  /// @zod.custom.use(z.string())\n  phone String\n}\n", phone, "model A {\n  /// @zod.custom.use(z.string())\n  /// @personalData phone-mobile\n  phone String\n}\n"],
    ["in place of our own tag", "model A {\n  /// Tel. @personalData email of x\n  phone String\n}\n", phone, "model A {\n  /// Tel. @personalData phone-mobile of x\n  phone String\n}\n"],
    ["a denial in place of a category, redaction gone", "model A {\n  /// @personalData email\n  /// @redact hash\n  phone String\n}\n", denial, "model A {\n  /// @notPersonalData shop hotline\n  phone String\n}\n"],
    ["a denial for tags on one line", "model A {\n  // x\n  /// @sensitive @redact mask\n  phone String\n}\n", denial, "model A {\n  // x\n  /// @notPersonalData shop hotline\n  phone String\n}\n"],
    ["a list of categories", "model A {\n  /// @personalData email, account-id\n  phone String\n}\n", phone, "model A {\n  /// @personalData phone-mobile\n  phone String\n}\n"],
    ["redaction lifts a denial", "model A {\n  /// @notPersonalData x\n  phone String\n}\n", mask, "model A {\n  /// @redact mask\n  phone String\n}\n"],
    ["several at once", "model A {\n  phone String\n}\n", [phone, { kind: "sensitive" }, mask], "model A {\n  /// @personalData phone-mobile\n  /// @sensitive\n  /// @redact mask\n  phone String\n}\n"],
    ["the end of a one-line block", "model A { phone String }", phone, "model A { phone String } /// @personalData phone-mobile"],
    ["nothing when it is there", "model A {\n  /// @personalData phone-mobile\n  phone String\n}\n", phone, "model A {\n  /// @personalData phone-mobile\n  phone String\n}\n"],
    ["a tag of a trailing comment", "model A {\n  phone String // @redact hash\n}\n", mask, "model A {\n  phone String // @redact mask\n}\n"],
    ["a suppression", "model A {\n  phone String\n}\n", ignore, "model A {\n  /// borderline-ignore personal-data -- public (until 2027-03-01) [wei]\n  phone String\n}\n"],
  ])("%s", (_name, before, meaning, after) => {
    expect(prisma(before, meaning).text).toBe(after);
  });

  it("round-trips", () => {
    const text = "model A {\n  // before\n  phone String @unique // behind\n}\n";
    expect(prisma(text, [phone, { kind: "sensitive" }, mask]).says).toEqual([phone, { kind: "sensitive" }, mask].map((meaning) => JSON.stringify(meaning)));
    expect(prisma(text, denial).says).toEqual([JSON.stringify(denial)]);
    expect(prisma(text, { kind: "not-personal-data", reason: "two\n lines */ @sensitive" }).says).toEqual([JSON.stringify({ kind: "not-personal-data", reason: "two lines * / sensitive" })]);
    const silenced = readPrisma(prisma(text, ignore).text, "/a.prisma").suppressions;
    expect(silenced.map(({ rules, reason, until, owner }) => ({ rules, reason, until, owner }))).toEqual([{ rules: ["personal-data"], reason: "public", until: "2027-03-01", owner: "wei" }]);
  });
});

const container: Container = { name: "A", kind: "interface", nameRange: { start: 0, end: 0 }, range: { start: 0, end: 0 }, comments: [], members: [], annotations: [] };

/** The member `‹phone: string›` of a text with marks around it, as a reader would give it. */
function member(marked: string): { readonly field: FieldDeclaration; readonly text: string } {
  const start = marked.indexOf("‹");
  const end = marked.indexOf("›") - 1;
  const text = marked.replace(/[‹›]/g, "");
  const doc = /\/\*\*(?:(?!\*\/)[^])*\*\/\s*(?:\/\/[^\n]*\s*)*$/.exec(text.slice(0, start));
  const annotations: readonly Annotation[] = doc === null ? [] : readTags(doc[0], doc.index, "jsdoc").annotations;
  const type = { text: "string", kind: "string", isList: false, isOptional: false } as const;
  return { text, field: { schema: "typescript", file: "/a.ts", name: "phone", nameRange: { start, end: start + 5 }, range: { start, end }, type, container, comments: [], attributes: [], examples: [], annotations } };
}

function code(marked: string, meaning: WritableMeaning | readonly WritableMeaning[]): string {
  const { field, text } = member(marked);
  return applyEdits(text, annotate(field, text, meaning));
}

describe("TypeScript", () => {
  it.each<[string, string, WritableMeaning | readonly WritableMeaning[], string]>([
    ["a new block", "interface A {\n  ‹phone: string›;\n}\n", phone, "interface A {\n  /** @personalData phone-mobile */\n  phone: string;\n}\n"],
    ["a new block of several tags", "interface A {\n  ‹phone: string›;\n}\n", [phone, mask], "interface A {\n  /**\n   * @personalData phone-mobile\n   * @redact mask\n   */\n  phone: string;\n}\n"],
    ["tabs and CRLF", "class A {\r\n\t‹phone = \"\"›;\r\n}\r\n", phone, "class A {\r\n\t/** @personalData phone-mobile */\r\n\tphone = \"\";\r\n}\r\n"],
    ["a decorated property", "class A {\n  ‹@IsPhone()\n  phone: string›;\n}\n", phone, "class A {\n  /** @personalData phone-mobile */\n  @IsPhone()\n  phone: string;\n}\n"],
    ["a one-line container", "type A = { id: string; ‹phone: string› };", phone, "type A = { id: string; /** @personalData phone-mobile */ phone: string };"],
    ["a one-line block in a one-line container", "type A = { /** Tel. */ ‹phone: string› };", phone, "type A = { /** Tel. @personalData phone-mobile */ phone: string };"],
    ["a parameter property", "class A { constructor(private readonly id: string, ‹readonly phone: string›) {} }", phone, "class A { constructor(private readonly id: string, /** @personalData phone-mobile */ readonly phone: string) {} }"],
    ["a one-line block", "interface A {\n  /** Tel. */\n  ‹phone: string›;\n}\n", phone, "interface A {\n  /**\n   * Tel.\n   * @personalData phone-mobile\n   */\n  phone: string;\n}\n"],
    ["an empty block", "interface A {\n  /** */\n  ‹phone: string›;\n}\n", phone, "interface A {\n  /**\n   * @personalData phone-mobile\n   */\n  phone: string;\n}\n"],
    ["a block of lines", "interface A {\n  /**\n   * Tel.\n   */\n  ‹phone: string›;\n}\n", phone, "interface A {\n  /**\n   * Tel.\n   * @personalData phone-mobile\n   */\n  phone: string;\n}\n"],
    ["a block that ends behind text", "interface A {\n  /** Tel.\n   * more */\n  ‹phone: string›;\n}\n", phone, "interface A {\n  /** Tel.\n   * more\n   * @personalData phone-mobile\n   */\n  phone: string;\n}\n"],
    ["behind a line comment", "interface A {\n  /** Tel. */\n  // eslint-disable-next-line\n  ‹phone: string›;\n}\n", phone, "interface A {\n  /**\n   * Tel.\n   * @personalData phone-mobile\n   */\n  // eslint-disable-next-line\n  phone: string;\n}\n"],
    ["a tag of ours", "interface A {\n  /** Tel. @personalData email */\n  ‹phone: string›;\n}\n", phone, "interface A {\n  /** Tel. @personalData phone-mobile */\n  phone: string;\n}\n"],
    ["a denial for a block with redaction", "interface A {\n  /**\n   * Tel.\n   * @personalData email\n   * @redact hash\n   */\n  ‹phone: string›;\n}\n", denial, "interface A {\n  /**\n   * Tel.\n   * @notPersonalData shop hotline\n   */\n  phone: string;\n}\n"],
    ["a JSDoc property", "/**\n * @typedef {object} A\n * @property {string} ‹phone› the number\n * @property {string} b\n */\n", phone, "/**\n * @typedef {object} A\n * @property {string} phone the number @personalData phone-mobile\n * @property {string} b\n */\n"],
    ["not the block of the member before", "interface A {\n  /** Id. */\n  id: string;\n  ‹phone: string›;\n}\n", phone, "interface A {\n  /** Id. */\n  id: string;\n  /** @personalData phone-mobile */\n  phone: string;\n}\n"],
    ["not a trailing comment of the member before", "interface A {\n  id: string; // x */\n  ‹phone: string›;\n}\n", phone, "interface A {\n  id: string; // x */\n  /** @personalData phone-mobile */\n  phone: string;\n}\n"],
    ["a suppression", "interface A {\n  /** Tel. */\n  ‹phone: string›;\n}\n", ignore, "interface A {\n  /** Tel. */\n  // borderline-ignore personal-data -- public (until 2027-03-01) [wei]\n  phone: string;\n}\n"],
    ["a suppression in a one-line container", "type A = { ‹phone: string› };", ignore, "type A = { /* borderline-ignore personal-data -- public (until 2027-03-01) [wei] */ phone: string };"],
    ["category and suppression", "interface A {\n  ‹phone: string›;\n}\n", [phone, ignore], "interface A {\n  // borderline-ignore personal-data -- public (until 2027-03-01) [wei]\n  /** @personalData phone-mobile */\n  phone: string;\n}\n"],
  ])("%s", (_name, before, meaning, after) => {
    expect(code(before, meaning)).toBe(after);
  });

  it("keeps our own key and decorator, and switches another tool's mark off", () => {
    const text = "const A = z.object({ phone: z.string().meta({ personalData: 'email', pii: true }) });";
    const { field } = member("‹phone: string›");
    const at = (word: string): { start: number; end: number } => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length });
    const start = text.indexOf("phone:");
    const own: Annotation = { meaning: { kind: "personal-data", category: "email" }, dialect: "zod-meta", range: at("personalData: 'email'"), valueRange: at("'email'") };
    const foreign: Annotation = { meaning: { kind: "personal-data", category: "unspecified" }, dialect: "zod-meta", range: at("pii: true"), valueRange: at("true") };
    const place = { start, end: text.length - 4 };
    const write = (annotations: readonly Annotation[], meaning: WritableMeaning): string => applyEdits(text, annotate({ ...field, range: place, annotations }, text, meaning));
    expect(write([own], phone)).toBe(text.replace("'email'", "'phone-mobile'"));
    expect(write([own], denial)).toBe(text.replace("'email'", "'none -- shop hotline'"));
    expect(write([foreign], denial)).toBe(text.replace("pii: true", "pii: false").replace("phone:", "/** @notPersonalData shop hotline */ phone:"));
    expect(write([foreign], phone)).toBe(text.replace("phone:", "/** @personalData phone-mobile */ phone:"));
  });

  it("reads back what it wrote in every layout", () => {
    const layouts = [
      "interface A {\n  ‹phone: string›;\n}\n", "type A = { id: string; ‹phone: string› };", "interface A {\r\n  /** Tel. */\r\n  ‹phone: string›;\r\n}\r\n",
      "interface A {\n  /** Tel.\n   * more */\n  ‹phone: string›;\n}\n", "interface A {\n\t/**\n\t * Tel.\n\t */\n\t‹phone: string›;\n}\n",
    ];
    for (const layout of layouts) {
      for (const meanings of [[phone], [denial], [phone, { kind: "sensitive" } as const, mask]]) {
        const { annotations } = readTags(code(layout, meanings), 0, "jsdoc");
        expect(annotations.map(({ meaning }) => meaning), layout).toEqual(meanings);
      }
    }
  });
});

describe("suppressions at any place", () => {
  const request = { rules: ["outbound-transfer"], reason: "filed" };

  it.each<[string, string, "typescript" | "prisma" | "yaml", string]>([
    ["a statement", "f();\n  ‹send(x);\n", "typescript", "f();\n  // borderline-ignore outbound-transfer -- filed\n  send(x);\n"],
    ["an argument", "send({ ‹phone });\n", "typescript", "send({ /* borderline-ignore outbound-transfer -- filed */ phone });\n"],
    ["the first line, behind a byte order mark", "\uFEFF‹send(x);\n", "typescript", "\uFEFF// borderline-ignore outbound-transfer -- filed\nsend(x);\n"],
    ["a YAML value", "a:\r\n  b: ‹c\r\n", "yaml", "a:\r\n  # borderline-ignore outbound-transfer -- filed\r\n  b: c\r\n"],
    ["a Prisma field", "model A {\n  ‹id Int\n}", "prisma", "model A {\n  /// borderline-ignore outbound-transfer -- filed\n  id Int\n}"],
  ])("%s", (_name, marked, language, after) => {
    const offset = marked.indexOf("‹");
    const text = marked.replace("‹", "");
    expect(applyEdits(text, suppressAt(text, offset, language, request))).toBe(after);
  });

  it("covers the finding it was written for", () => {
    for (const [text, word] of [["send({ phone });\n", "phone"], ["  send(\n    phone,\n  );\n", "phone"], ["f();\nsend(x);\n", "send"]] as const) {
      const after = applyEdits(text, suppress({ text, file: "/a.ts", at: { start: text.indexOf(word) }, rule: "outbound-transfer", reason: "r" }));
      const found = readTags(after.slice(after.search(/\/[/*]/), after.indexOf("-- r") + 4), after.search(/\/[/*]/), "line-comment").suppressions;
      const scope = withScopes(found, after, [])[0]?.scope;
      expect(scope !== undefined && scope.start <= after.indexOf(word) && after.indexOf(word) <= scope.end, after).toBe(true);
    }
  });

  it("is not offered in JSON without a field", () => {
    expect(suppress({ text: "{}", file: "/a.json", at: { start: 0 }, rule: "personal-data", reason: "" })).toEqual([]);
  });
});
