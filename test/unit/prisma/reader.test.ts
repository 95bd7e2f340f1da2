import { describe, expect, it } from "vitest";
import { readPrisma, readPrismaFolder } from "../../../server/src/schemas/prisma/index.js";

const schema = `// borderline-ignore-file important-data-candidate -- shop data
datasource db {
  provider = "postgresql" // main
  url      = env("DATABASE_URL")
  directUrl = "postgres://db.example.cn:5432/shop"
}

generator client {
  provider        = "prisma-client-js"
  previewFeatures = ["views",
    "multiSchema"]
}

// ===== 会员 =====

/// A member of the shop.
/// @personalData account-id
model Member { // 会员
  id       Int      @id @default(autoincrement())
  /// @zod.custom.use(z.string().regex(/^{1[3-9]}$/))
  /// @personalData phone-mobile
  phone    String?  @db.VarChar(32) @map("phone_no") // 手机
  role     Role     @default(USER)
  orders   Order[]
  org      Org      @relation("members", fields: [orgId, orgRegion], references: [id, region], onDelete: Cascade) /* tail */
  orgId    Int
  orgRegion String
  place    Unsupported("circle(\\"x\\")")?
  tags     String[] @default(["a,b", "c)"])
  address  Address?
  note     Json     @default("{\\"a\\": [1]}")

  // 联系方式
  email    String   @unique
  wechat   String

  // heading

  created  DateTime @default(now())
  updated  DateTime @updatedAt

  @@map("t_member")
  @@schema("crm")
  @@index([
    phone,
    email
  ])
}

type Address {
  street String
}

view Recent {
  id Int @unique
}

enum Role {
  USER
  ADMIN @map("admin") // boss

  @@map("role_kind")
}
`;

describe("a schema", () => {
  const document = readPrisma(schema, "/schema.prisma");
  const field = (name: string): (typeof document.fields)[number] => {
    const found = document.fields.find((one) => one.name === name);
    if (found === undefined) throw new Error(name);
    return found;
  };

  it("has no problems", () => {
    expect(document.problems).toEqual([]);
  });

  it("gives fields in order with types", () => {
    expect(document.fields.map(({ container, name, type }) => `${container.name}.${name}: ${type.text} ${type.kind}${type.isList ? "[]" : ""}${type.isOptional ? "?" : ""} ${type.reference ?? ""}`.trim())).toEqual([
      "Member.id: Int number", "Member.phone: String? string?", "Member.role: Role enum Role", "Member.orders: Order[] object[] Order", "Member.org: Org object Org",
      "Member.orgId: Int number", "Member.orgRegion: String string", 'Member.place: Unsupported("circle(\\"x\\")")? unknown?', "Member.tags: String[] string[]",
      "Member.address: Address? object? Address", "Member.note: Json json", "Member.email: String string", "Member.wechat: String string", "Member.created: DateTime date", "Member.updated: DateTime date",
      "Address.street: String string", "Recent.id: Int number",
    ]);
    expect(field("role").type.values).toEqual(["USER", "ADMIN"]);
  });

  it("gives exact ranges", () => {
    for (const { name, nameRange, range, attributes } of document.fields) {
      expect(schema.slice(nameRange.start, nameRange.end)).toBe(name);
      expect(schema.slice(range.start, range.end).startsWith(name)).toBe(true);
      for (const attribute of attributes.filter((one) => one.name !== "relation-scalar")) expect(schema.slice(attribute.range.start).startsWith(`@${attribute.name}`)).toBe(true);
    }
    const { range } = field("phone");
    expect(schema.slice(range.start, range.end)).toBe('phone    String?  @db.VarChar(32) @map("phone_no")');
    const member = document.containers[0];
    expect(schema.slice(member?.range.start, member?.range.end)).toMatch(/^model Member \{[^]*\]\)\n\}$/);
  });

  it("reads attributes and their arguments", () => {
    const says = (name: string): readonly string[] => field(name).attributes.map((one) => `${one.name}(${one.arguments.join("|")})`);
    expect(says("phone")).toEqual(["db.VarChar(32)", "map(phone_no)"]);
    expect(says("org")).toEqual(["relation(members|fields: [orgId, orgRegion]|references: [id, region]|onDelete: Cascade)"]);
    expect(says("orgId")).toEqual(["relation-scalar(Org)"]);
    expect(says("orgRegion")).toEqual(["relation-scalar(Org)"]);
    expect(says("tags")).toEqual(['default(["a,b", "c)"])']);
    expect(says("note")).toEqual(['default({"a": [1]})']);
    expect([field("phone").mappedName, field("email").mappedName]).toEqual(["phone_no", undefined]);
  });

  it("gives comments to their owners", () => {
    const says = (name: string): readonly string[] => field(name).comments.map((one) => `${one.kind}: ${one.text}`);
    expect(says("phone")).toEqual(["doc: @zod.custom.use(z.string().regex(/^{1[3-9]}$/))", "doc: @personalData phone-mobile", "line: 手机"]);
    expect(says("org")).toEqual(["line: tail"]);
    expect(says("email")).toEqual(["line: 联系方式"]);
    expect(says("wechat")).toEqual(["section: 联系方式"]);
    expect(says("created")).toEqual(["section: heading"]);
    expect(says("updated")).toEqual(["section: heading"]);
    expect(document.containers[0]?.comments.map((one) => `${one.kind}: ${one.text}`)).toEqual(["section: ===== 会员 =====", "doc: A member of the shop.", "doc: @personalData account-id", "line: 会员"]);
  });

  it("reads annotations and suppressions", () => {
    expect(field("phone").annotations.map(({ meaning, dialect }) => [meaning, dialect])).toEqual([[{ kind: "personal-data", category: "phone-mobile" }, "prisma-comment"]]);
    expect(field("email").annotations).toEqual([]);
    expect(document.containers[0]?.annotations.map(({ meaning }) => meaning)).toEqual([{ kind: "personal-data", category: "account-id" }]);
    expect(document.suppressions.map(({ rules, reason, scope }) => [rules, reason, scope])).toEqual([[["important-data-candidate"], "shop data", { start: 0, end: schema.length }]]);
  });

  it("describes containers", () => {
    expect(document.containers.map(({ name, kind, mappedName }) => [name, kind, mappedName])).toEqual([
      ["Member", "model", "t_member"], ["Address", "composite", undefined], ["Recent", "view", undefined], ["Role", "enum", "role_kind"],
    ]);
    expect(document.containers[0]?.members.slice(0, 4)).toEqual([
      { name: "id", type: "Int @id" }, { name: "phone", type: "String? @db.VarChar(32)" }, { name: "role", type: "Role" }, { name: "orders", type: "Order[]" },
    ]);
  });

  it("reads the datasource", () => {
    const [db] = document.datasources;
    expect([db?.name, db?.provider?.value, db?.url?.kind, db?.url?.value, db?.directUrl?.kind, db?.directUrl?.value]).toEqual(["db", "postgresql", "env", "DATABASE_URL", "literal", "postgres://db.example.cn:5432/shop"]);
    expect(schema.slice(db?.url?.range.start, db?.url?.range.end)).toBe('env("DATABASE_URL")');
    expect(schema.slice(db?.provider?.range.start, db?.provider?.range.end)).toBe('"postgresql"');
  });
});

describe("several files", () => {
  const user = "model User {\n  role Role\n  team Team\n  other Elsewhere @default(A)\n}\n";
  const rest = "enum Role { A B }\nmodel Team { id Int }\n";

  it("know each other's names", () => {
    const kinds = (fields: readonly { readonly type: { readonly kind: string } }[] | undefined): readonly string[] => (fields ?? []).map(({ type }) => type.kind);
    expect(kinds(readPrismaFolder([{ file: "/a.prisma", text: user }, { file: "/b.prisma", text: rest }])[0]?.fields)).toEqual(["enum", "object", "enum"]);
    expect(kinds(readPrisma(user, "/a.prisma", { siblings: [rest] }).fields)).toEqual(["enum", "object", "enum"]);
    expect(kinds(readPrisma(user, "/a.prisma").fields)).toEqual(["object", "object", "enum"]);
    expect(readPrisma(user, "/a.prisma", { siblings: [rest] }).fields[0]?.type.values).toEqual(["A", "B"]);
  });
});

describe("ZModel", () => {
  it("is read as far as it is Prisma", () => {
    const text = `import "base"
plugin zod {
  provider = '@core/zod'
}
attribute @@check(_ value: Boolean)
function owner(x: Int): Boolean {
  x == 1
}
abstract model Base {
  id String @id @default(uuid())
}
model User extends Base, Audit {
  password String @password @omit
  email String
    @email
    @unique
  @@allow('all', auth() == this || auth().role == 'ADMIN')
  @@deny("read", !active)
}
`;
    const { fields, containers, problems } = readPrisma(text, "/a.zmodel");
    expect(problems).toEqual([]);
    expect(containers.map(({ name, bases }) => [name, bases])).toEqual([["Base", undefined], ["User", ["Base", "Audit"]]]);
    expect(fields.map(({ name, attributes }) => [name, attributes.map((one) => one.name).join(" ")])).toEqual([["id", "id default"], ["password", "password omit"], ["email", "email unique"]]);
  });
});
