import { afterAll, describe, expect, it } from "vitest";
import { field, read, syntax } from "./support.js";

afterAll(() => syntax.close());

const attributes = (document: ReturnType<typeof read>, path: string): readonly string[] =>
  field(document, path).attributes.map((attribute) => `${attribute.name}(${attribute.arguments.join("; ")})`);

describe("attributes", () => {
  it("takes one a call of a chain, and those of schemas it is built from", () => {
    const document = read(`import { z } from "zod";
      const base = z.string().email("bad");
      const s = z.object({ a: base.max(30).optional(), b: z.array(z.string().regex(/^1\\d{10}$/)), c: z.email() });`);
    expect(attributes(document, "s.a")).toEqual(["email(bad)", "max(30)", "optional()"]);
    expect(attributes(document, "s.b")).toEqual(["regex(/^1\\d{10}$/)"]);
    expect(attributes(document, "s.c")).toEqual(["email()"]);
  });

  it("has exact ranges", () => {
    const text = `import { z } from "zod"; const s = z.object({ a: z.string().min(1).email({ message: "x" }) });`;
    const [min, email] = field(read(text), "s.a").attributes;
    expect(text.slice(min?.range.start, min?.range.end)).toBe("min(1)");
    expect(text.slice(email?.range.start, email?.range.end)).toBe('email({ message: "x" })');
  });

  it("reads decorators with their arguments and options", () => {
    const document = read(`@Entity({ name: "t_user" }) class User {
      @Column({ name: "id_card", length: 18, comment: "身份证号" }) @IsIdentityCard("zh-CN") idCard: string;
      @ApiProperty({ description: "邮箱", format: "email", example: "li@example.cn" }) mail: string;
      @JsonProperty("phone_no") phone: string;
    }`);
    expect(attributes(document, "User.idCard")).toEqual(['Column({ name: "id_card", length: 18, comment: "身份证号" })', "length(18)", "IsIdentityCard(zh-CN)"]);
    expect(field(document, "User.idCard").mappedName).toBe("id_card");
    expect(field(document, "User.idCard").comments.map((comment) => comment.text)).toEqual(["身份证号"]);
    expect(attributes(document, "User.mail")).toContain("format(email)");
    expect(field(document, "User.mail").examples).toEqual(["li@example.cn"]);
    expect(field(document, "User.phone").mappedName).toBe("phone_no");
    expect(document.containers[0]?.mappedName).toBe("t_user");
  });

  it("reads constraints of JSDoc tags", () => {
    const document = read("interface A { /** 邮箱\n * @format email\n * @example a@b.cn */ mail: string }");
    expect(attributes(document, "A.mail")).toEqual(["format(email)"]);
    expect(field(document, "A.mail").examples).toEqual(["a@b.cn"]);
    expect(field(document, "A.mail").comments.map((comment) => comment.text)).toEqual(["邮箱"]);
  });

  it("reads pipes, options, column builders and data types", () => {
    const document = read(`import * as v from "valibot"; import { Type } from "typebox"; import { pgTable, varchar } from "drizzle-orm/pg-core"; import { DataTypes } from "sequelize";
      const a = v.object({ mail: v.pipe(v.string(), v.email("bad"), v.description("邮箱")) });
      const b = Type.Object({ mail: Type.String({ format: "email", examples: ["a@b.cn"] }) });
      const c = pgTable("t_c", { card: varchar("id_card", { length: 18 }) });
      const D = db.define("d", { card: { type: DataTypes.CHAR(18), field: "id_card", comment: "证件" } });`);
    expect(attributes(document, "a.mail")).toEqual(["email(bad)", "description(邮箱)"]);
    expect(field(document, "a.mail").comments.map((comment) => comment.text)).toEqual(["邮箱"]);
    expect(attributes(document, "b.mail")).toEqual(["format(email)"]);
    expect(field(document, "b.mail").examples).toEqual(["a@b.cn"]);
    expect(attributes(document, "c.card")).toEqual(["varchar({ length: 18 })", "length(18)"]);
    expect(field(document, "c.card")).toMatchObject({ mappedName: "id_card", container: { kind: "table", mappedName: "t_c" } });
    expect(attributes(document, "d.card")).toEqual(["CHAR(18)"]);
    expect(field(document, "d.card")).toMatchObject({ mappedName: "id_card", comments: [{ text: "证件" }] });
  });
});

describe("types", () => {
  it("resolves enums, unions and constants of the file", () => {
    const document = read(`enum Sex { M = "male", F = "female" } const roles = ["a", "b"] as const; type Level = 1 | 2; type Mail = string;
      interface U { sex: Sex; role: (typeof roles)[number]; level: Level; mail: Mail; other: Elsewhere; own: U; lists: Sex[] }`);
    expect(field(document, "U.sex").type).toEqual({ text: "Sex", kind: "enum", isList: false, isOptional: false, reference: "Sex", values: ["male", "female"] });
    expect(field(document, "U.role").type.values).toEqual(["a", "b"]);
    expect(field(document, "U.level").type).toMatchObject({ kind: "enum", values: ["1", "2"], reference: "Level" });
    expect(field(document, "U.mail").type).toMatchObject({ text: "Mail", kind: "string" });
    expect(field(document, "U.other").type).toMatchObject({ kind: "unknown", reference: "Elsewhere" });
    expect(field(document, "U.own").type).toMatchObject({ kind: "object", reference: "U" });
    expect(field(document, "U.lists").type).toMatchObject({ kind: "enum", isList: true });
  });

  it("asks the resolver about names of other files", () => {
    const resolver = { resolve: (name: string) => (name === "Sex" ? { kind: "enum" as const, values: ["m", "f"] } : undefined) };
    expect(field(read("interface U { sex: Sex }", "/a.ts", { resolver }), "U.sex").type).toMatchObject({ kind: "enum", values: ["m", "f"], reference: "Sex" });
  });

  it("survives types that name themselves", () => {
    const document = read("type A = B | A; type B = A[]; interface U { a: A; b: B; c: U[\"c\"] }");
    expect(document.fields.map((one) => one.name)).toEqual(["a", "b", "c"]);
  });
});

describe("containers", () => {
  it("names nested ones by their path and remembers bases, members and comments", () => {
    const document = read(`import { z } from "zod";
      /** 订单 */
      export interface Order extends Base, Pick<Person, "name"> { shipping: { city: string }; total: number }
      type Full = Order & { extra: string };
      class Dto extends PickType(Order, ["total"]) implements Shape { note = "" }
      const card = z.object({ no: z.string() }).describe("银行卡");
      const more = card.extend({ pin: z.string() });`);
    expect(document.containers.map((one) => [one.name, one.kind, one.bases ?? []])).toEqual([
      ["Order", "interface", ["Base", "Person"]], ["Order.shipping", "type-alias", []], ["Full", "type-alias", ["Order"]],
      ["Dto", "class", ["Order", "Shape"]], ["card", "schema-object", []], ["more", "schema-object", ["card"]],
    ]);
    expect(document.containers[0]?.members).toEqual([{ name: "shipping", type: "object" }, { name: "total", type: "number" }]);
    expect(document.containers[0]?.comments.map((comment) => comment.text)).toEqual(["订单"]);
    expect(document.containers[4]?.comments.map((comment) => comment.text)).toEqual(["银行卡"]);
    expect(document.containers[5]?.comments).toEqual([]);
  });

  it("leaves a licence above the first declaration alone", () => {
    expect(read("// Copyright of somebody\n\ninterface A { a: string }").containers[0]?.comments).toEqual([]);
  });
});

describe("ranges", () => {
  it("cover the declaration with its decorators, without comments and separators", () => {
    const text = "class A {\n  /** 邮箱 */\n  @IsEmail()\n  // checked\n  mail?: string; // mail\n}";
    const { range, nameRange } = field(read(text), "A.mail");
    expect(text.slice(range.start, range.end)).toBe("@IsEmail()\n  // checked\n  mail?: string");
    expect(text.slice(nameRange.start, nameRange.end)).toBe("mail");
  });

  it("of an accessor leave its body out", () => {
    const text = "class A { get mail(): string { return ''; } }";
    const { range } = field(read(text), "A.mail");
    expect(text.slice(range.start, range.end)).toBe("get mail(): string");
  });
});

describe("annotations", () => {
  const meanings = (document: ReturnType<typeof read>, path: string): readonly unknown[] => field(document, path).annotations.map(({ meaning, dialect }) => ({ ...meaning, dialect }));

  it("are read from JSDoc, comments, metadata, options and decorators", () => {
    const document = read(`import { z } from "zod"; import { Type } from "typebox";
      interface A { /** 手机 @personalData phone-mobile */ phone: string; mail: string; // @sensitive
      }
      const b = z.object({ card: z.string().meta({ personalData: "id-card" }).optional() });
      const c = Type.Object({ card: Type.String({ personalData: "id-card" }) });
      class D { @PersonalData("email") mail: string }`);
    expect(meanings(document, "A.phone")).toEqual([{ kind: "personal-data", category: "phone-mobile", dialect: "jsdoc" }]);
    expect(meanings(document, "A.mail")).toEqual([{ kind: "sensitive", dialect: "line-comment" }]);
    expect(meanings(document, "b.card")).toEqual([{ kind: "personal-data", category: "id-card", dialect: "zod-meta" }]);
    expect(meanings(document, "c.card")).toEqual([{ kind: "personal-data", category: "id-card", dialect: "typebox-options" }]);
    expect(meanings(document, "D.mail")).toEqual([{ kind: "personal-data", category: "email", dialect: "decorator" }]);
    expect(field(document, "A.phone").comments.map((comment) => comment.text)).toEqual(["手机"]);
  });

  it("with mistakes are problems, once", () => {
    expect(read("interface A { /** @redact blur */ phone: string }").problems.map((problem) => problem.code)).toEqual(["unknown-strategy"]);
  });
});

describe("suppressions", () => {
  const scopes = (text: string): readonly string[] => read(text).suppressions.map(({ scope }) => text.slice(scope.start, scope.end).trim());

  it("cover the member, declaration or simple statement below", () => {
    expect(scopes("interface A {\n  // borderline-ignore personal-data -- test\n  home: {\n    city: string;\n  };\n  b: string }")).toEqual(["home: {\n    city: string;\n  }"]);
    expect(scopes("// borderline-ignore personal-data -- test\ntype A = {\n  b: string;\n};")).toEqual(["type A = {\n  b: string;\n}"]);
    expect(scopes("// borderline-ignore outbound-transfer -- test\nawait fetch(url, {\n  body,\n});")).toEqual(["await fetch(url, {\n  body,\n})"]);
  });

  it("cover their own line, or the first line of code with statements in it", () => {
    expect(scopes("const a = send(x); // borderline-ignore outbound-transfer -- test\nsend(y);")).toEqual(["const a = send(x); // borderline-ignore outbound-transfer -- test"]);
    expect(scopes("// borderline-ignore outbound-transfer -- test\nfunction f() {\n  send(y);\n}")).toEqual(["function f() {"]);
  });
});
