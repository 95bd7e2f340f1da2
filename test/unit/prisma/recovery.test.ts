import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPrisma } from "../../../server/src/schemas/prisma/index.js";

/** Fields as "Model.field", then problems as "code <text>". */
function outcome(text: string): readonly string[] {
  const { fields, problems } = readPrisma(text, "/a.prisma");
  return [...fields.map(({ container, name }) => `${container.name}.${name}`), ...problems.map(({ code, range }) => `${code} <${text.slice(range.start, range.end)}>`)];
}

describe("half-typed text costs itself only", () => {
  it.each<[string, string, readonly string[]]>([
    ["a brace not closed", "model A {\n  a Int\n\nmodel B {\n  b Int\n}\n", ["A.a", "B.b", "prisma-unclosed-block <A>"]],
    ["a brace not closed at the end", "model A {\n  a Int\n", ["A.a", "prisma-unclosed-block <A>"]],
    ["an indented block after an open one", "model A {\n  a Int\n  enum B {\n  X\n}\nmodel C { c Int }", ["A.a", "C.c", "prisma-unclosed-block <A>"]],
    ["a type to come", "model A {\n  a\n  b Int\n}\n", ["A.a", "A.b", "prisma-missing-type <a>"]],
    ["an attribute to come", "model A {\n  a Int @\n  b Int\n}\n", ["A.a", "A.b", "prisma-unexpected-text <@>"]],
    ["a parenthesis not closed", "model A {\n  a Int @default(\n  b Int\n}\nmodel B { c Int }", ["A.a", "A.b", "B.c", "prisma-unclosed-parenthesis <@default(>"]],
    ["a block attribute not closed", "model A {\n  a Int\n  @@index([a\n}\nmodel B { c Int }", ["A.a", "B.c", "prisma-unclosed-parenthesis <@@index([a>"]],
    ["a string not closed", "model A {\n  a Int @map(\"x)\n  b Int\n}\n", ["A.a", "A.b", "prisma-unclosed-parenthesis <@map(\"x)>"]],
    ["garbage in a block", "model A {\n  ??? !!\n  b Int\n}\n", ["A.b", "prisma-unexpected-text <??? !!>"]],
    ["a keyword misspelt", "modle A {\n  a Int\n}\nmodel B { b Int }", ["B.b", "prisma-unexpected-text <modle A {>"]],
    ["a keyword alone", "model\nmodel B { b Int }", ["B.b", "prisma-unexpected-text <model>"]],
    ["a name alone", "model A\nmodel B { b Int }", ["B.b", "prisma-unexpected-text <model A>"]],
    ["a closing brace too many", "model A { a Int }\n}\nmodel B { b Int }", ["A.a", "B.b", "prisma-unexpected-text <}>"]],
    ["a comment not closed", "model A {\n  /* a\n  b Int\n}\n", ["A.b"]],
    ["text behind a field", "model A {\n  a Int foo bar // x\n  b Int\n}\n", ["A.a", "A.b", "prisma-unexpected-text <foo bar >"]],
    ["an attribute before any field", "model A {\n  @id\n  b Int\n}\n", ["A.b", "prisma-unexpected-text <@id>"]],
    ["a datasource half typed", "datasource db {\n  url = env(\"X\nmodel B { b Int }", ["B.b", "prisma-unclosed-block <db>"]],
    ["nothing", "", []],
    ["a byte order mark", "\uFEFFmodel A { a Int }", ["A.a"]],
    ["a byte order mark alone", "\uFEFF", []],
    ["CRLF", "model A {\r\n  a Int\r\n  /// @sensitive\r\n  b Int\r\n}\r\n", ["A.a", "A.b"]],
    ["lone CR", "model A {\r  a Int\r  b Int\r}\r", ["A.a", "A.b"]],
    ["Chinese names", "model 用户 {\n  手机号 String\n}\n", ["用户.手机号"]],
    ["fields named like keywords", "model A {\n  model String\n  type String\n  enum Int\n  view Int\n}\n", ["A.model", "A.type", "A.enum", "A.view"]],
  ])("%s", (_name, text, expected) => {
    expect(outcome(text)).toEqual(expected);
  });

  it("keeps the doc comment of the block after an open one", () => {
    const { containers } = readPrisma("model A {\n  a Int\n\n/// About B.\nmodel B {\n}\n", "/a.prisma");
    expect(containers.map(({ comments }) => comments.map(({ text }) => text))).toEqual([[], ["About B."]]);
  });
});

const pieces = fc.constantFrom(
  "model A {", "enum R {", "type T {", "datasource db {", "generator g {", "view V {", "}", "{", "\n", "\r\n", "\r", "  ", "\t", "a String", "b Int?", "c R[]", "@id", "@db.Char(18)", "@map(\"x", "@@map(", "\")", ")", "(", "[", "]",
  "@relation(fields: [a], references: [b])", "//", "///", "/*", "*/", "@personalData email", "borderline-ignore a-b -- r", "=", "\"", "'", "\\", ",", "@", "Unsupported(\"", "extends B", "abstract ", "用户", "😀", "\uFEFF", "env(\"X\")", "provider", "\u0000",
);

describe("any text", () => {
  const text = fc.oneof(fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join("")), fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(" ")), fc.string({ unit: "binary", maxLength: 200 }));

  it("is read without throwing, with ranges inside it and in order", () => {
    fc.assert(fc.property(text, (source) => {
      const { fields, containers, suppressions, problems, datasources } = readPrisma(source, "/a.prisma");
      const ranges = [
        ...fields.flatMap((field) => [field.range, field.nameRange, ...field.attributes.map(({ range }) => range), ...field.comments.map(({ range }) => range), ...field.annotations.map(({ range }) => range)]),
        ...containers.flatMap(({ range, nameRange }) => [range, nameRange]), ...suppressions.flatMap(({ range, scope }) => [range, scope]), ...problems.map(({ range }) => range),
        ...datasources.flatMap(({ range, url }) => [range, url?.range ?? range]),
      ];
      for (const { start, end } of ranges) expect(0 <= start && start <= end && end <= source.length).toBe(true);
      for (const field of fields) expect(source.slice(field.nameRange.start, field.nameRange.end)).toBe(field.name);
      for (let i = 1; i < fields.length; i++) expect((fields[i]?.range.start ?? 0) > (fields[i - 1]?.range.start ?? 0)).toBe(true);
    }), { seed: 4, numRuns: 3000 });
  });

  it("never hides the blocks before and after", () => {
    fc.assert(fc.property(text.filter((source) => !source.includes("/*")), (source) => {
      const names = readPrisma(`model Before {\n  x Int\n}\n${source}\nmodel After {\n  y Int\n}\n`, "/a.prisma").fields.map(({ container, name }) => `${container.name}.${name}`);
      expect(names).toContain("Before.x");
      expect(names).toContain("After.y");
    }), { seed: 5, numRuns: 3000 });
  });

  it("stays linear on long and repetitive texts", () => {
    const units = ["a String @x(\n", "@a(", "model A {\n", "/*\n", " ", "\n", "a", "@@a([\n", "a String @b(\"", "(", "/// @personalData email\n", "model A {\n a Int\n}\n", "\"", "x y @a(\n", "extends ", "model A extends  ", "{", "}"];
    for (const unit of units) {
      const body = unit.repeat(Math.ceil(1_000_000 / unit.length));
      readPrisma(body, "/a.prisma");
      readPrisma(`model A {\n${body}`, "/a.prisma");
    }
  });
});
