import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { annotate, type WritableMeaning } from "../../../server/src/annotations/index.js";
import { applyEdits } from "../../../server/src/base/text-edit.js";
import { readOpenApi } from "../../../server/src/schemas/openapi/index.js";

const phone: WritableMeaning = { kind: "personal-data", category: "phone-mobile" };
const denial: WritableMeaning = { kind: "not-personal-data", reason: "shop hotline" };
const mask: WritableMeaning = { kind: "redact", strategy: "mask" };
const sensitive: WritableMeaning = { kind: "sensitive" };
const ignore: WritableMeaning = { kind: "suppress", rules: ["personal-data", "sensitive-personal-data"], reason: "public: printed on the label", until: "2027-03-01", owner: "wei" };

interface Written { readonly text: string; readonly says: readonly unknown[]; readonly silences: readonly unknown[]; readonly problems: readonly string[] }

function write(text: string, file: string, ...meanings: readonly WritableMeaning[]): Written {
  const find = (document: string): ReturnType<typeof readOpenApi> => readOpenApi(document, file);
  const field = find(text).fields.find(({ name }) => name === "phone");
  if (field === undefined) throw new Error("no field phone");
  const after = applyEdits(text, annotate(field, text, meanings));
  const again = find(after);
  return {
    text: after, says: (again.fields.find(({ name }) => name === "phone")?.annotations ?? []).map(({ meaning }) => meaning),
    silences: again.suppressions.map(({ rules, reason, until, owner }) => ({ kind: "suppress", rules, reason, until, owner })), problems: again.problems.map(({ code }) => code),
  };
}

const head = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    A:\n      type: object\n      properties:\n";

describe("YAML", () => {
  it("writes block keys", () => {
    const { text, says } = write(`${head}        phone:\n          type: string\n        id:\n          type: integer\n`, "/a.yaml", phone, mask);
    expect(text).toBe(`${head}        phone:\n          type: string\n          x-personal-data: phone-mobile\n          x-data-classification:\n            category: contact\n            masking:\n              strategy: partial\n        id:\n          type: integer\n`);
    expect(says).toEqual(expect.arrayContaining([phone, mask]));
  });

  it("writes flow keys", () => {
    const { text, says } = write(`${head}        phone: { type: string, maxLength: 20 } # tel\n`, "/a.yaml", phone);
    expect(text).toBe(`${head}        phone: { type: string, maxLength: 20, x-personal-data: phone-mobile, x-data-classification: {category: contact} } # tel\n`);
    expect(says).toEqual([phone]);
  });

  it("writes beside a reference", () => {
    const { says, problems } = write(`${head}        phone:\n          $ref: '#/components/schemas/P'\n    P:\n      type: string\n`, "/a.yaml", phone);
    expect([says, problems]).toEqual([[phone], []]);
  });

  it("replaces its own keys and those inside the registry's object", () => {
    const before = `${head}        phone:\n          x-personal-data: email # mail\n          x-data-classification:\n            category: PII # old\n            owner: crm\n          type: string\n`;
    const { text, says } = write(before, "/a.yaml", phone, sensitive, mask);
    expect(text).toBe(before.replace("email # mail", "phone-mobile # mail").replace("PII # old", "contact # old").replace("owner: crm", "owner: crm\n            sensitivity: restricted\n            masking: {strategy: partial}"));
    expect(says).toEqual(expect.arrayContaining([phone, sensitive, mask]));
  });

  it("keeps CRLF", () => {
    const { text, says } = write(`${head}        phone:\n          type: string\n`.replaceAll("\n", "\r\n"), "/a.yaml", phone, mask);
    expect(/[^\r]\n/.test(text)).toBe(false);
    expect(says).toEqual(expect.arrayContaining([phone, mask]));
  });

  it("denies with a reason, and lifts the denial", () => {
    const plain = `${head}        phone:\n          type: string\n`;
    expect(write(plain, "/a.yaml", denial).says).toEqual([denial]);
    const odd: WritableMeaning = { kind: "not-personal-data", reason: "hotline: #1, 'shop' \"x\" {a}" };
    expect(write(plain, "/a.yaml", odd).says).toEqual([odd]);
    expect(write(`${head}        phone: {type: string}\n`, "/a.yaml", odd).says).toEqual([odd]);
    const denied = write(plain, "/a.yaml", denial).text;
    expect(write(denied, "/a.yaml", phone).says).toEqual([phone]);
    expect(write(denied, "/a.yaml", mask).says).toEqual(expect.arrayContaining([mask, { kind: "personal-data", category: "unspecified" }]));
  });

  it("suppresses", () => {
    for (const body of ["        phone:\n          type: string\n", "        phone: {type: string}\n"]) expect(write(head + body, "/a.yaml", ignore).silences, body).toEqual([ignore]);
  });
});

describe("JSON", () => {
  const document = (space: number | string | undefined, schema: object = { type: "string" }): string =>
    JSON.stringify({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths: {}, components: { schemas: { A: { type: "object", properties: { phone: schema } } } } }, undefined, space);

  it.each([undefined, 2, "\t"])("stays JSON with indentation %j", (space) => {
    for (const meanings of [[phone], [phone, sensitive, mask], [denial]]) {
      const { text, says } = write(document(space), "/a.json", ...meanings);
      expect(says).toHaveLength(meanings.length);
      expect(says).toEqual(expect.arrayContaining([...meanings] as readonly unknown[] as unknown[]));
      expect(() => JSON.parse(text) as unknown).not.toThrow();
    }
    const { text, silences } = write(document(space), "/a.json", ignore);
    expect(silences).toEqual([ignore]);
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  it("changes what is there", () => {
    const before = document(2, { "type": "string", "x-personal-data": "email", "x-data-classification": { category: "contact" } });
    const { text, says } = write(before, "/a.json", phone, sensitive, mask);
    expect(says).toEqual(expect.arrayContaining([phone, sensitive, mask]));
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });
});
