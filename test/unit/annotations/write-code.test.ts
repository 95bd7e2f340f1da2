import { afterAll, describe, expect, it } from "vitest";
import { annotate, type WritableMeaning } from "../../../server/src/annotations/index.js";
import { applyEdits } from "../../../server/src/base/text-edit.js";
import { createSyntaxService } from "../../../server/src/compiler/syntax.js";
import type { SchemaDocument } from "../../../server/src/model/field.js";
import { readTypeScript } from "../../../server/src/schemas/typescript/index.js";

const syntax = createSyntaxService({ log: () => {} });
afterAll(() => syntax.close());

function read(text: string, file: string): SchemaDocument {
  const tree = syntax.parse(file, text);
  if (tree === undefined) throw new Error("no tree");
  return readTypeScript(tree, text, file);
}

const layouts: readonly (readonly [string, string, string])[] = [
  ["an interface", "/a.ts", "export interface Customer {\n  id: string;\n  phone: string;\n}\n"],
  ["an interface with comments", "/a.ts", "interface Customer {\n  /** Id. */\n  id: string; // key\n  /** Tel. */\n  phone?: string; // 手机\n}\n"],
  ["a one-line type", "/a.ts", "type Customer = { id: string; phone: string; name: string };\n"],
  ["a class with decorators", "/a.ts", "class CustomerDto {\n  @IsString()\n  id!: string;\n\n  @IsMobilePhone('zh-CN')\n  @ApiProperty({ description: 'x' })\n  phone!: string;\n}\n"],
  ["parameter properties", "/a.ts", "class Customer {\n  constructor(private readonly id: string, public phone: string) {}\n}\n"],
  ["a zod object", "/a.ts", "import { z } from 'zod';\nexport const Customer = z.object({\n  id: z.string(),\n  phone: z.string().min(3), // tel\n});\n"],
  ["a one-line zod object", "/a.ts", "import { z } from 'zod';\nconst Customer = z.object({ id: z.string(), phone: z.string() });\n"],
  ["a Drizzle table", "/a.ts", "import { pgTable, text } from 'drizzle-orm/pg-core';\nexport const customers = pgTable('customers', {\n\tid: text('id'),\n\tphone: text('phone_no'),\n});\n"],
  ["a TypeBox object", "/a.ts", "import { Type } from '@sinclair/typebox';\nconst Customer = Type.Object({\r\n  id: Type.String(),\r\n  phone: Type.String({ maxLength: 20 }),\r\n});\r\n"],
  ["a Mongoose schema", "/a.js", "const mongoose = require('mongoose');\nconst customer = new mongoose.Schema({\n  id: String,\n  phone: { type: String },\n});\n"],
  ["an interface with a tag of ours", "/a.ts", "interface Customer {\n  /**\n   * Tel.\n   * @personalData email\n   */\n  phone: string;\n}\n"],
];

const meanings: readonly (readonly WritableMeaning[])[] = [
  [{ kind: "personal-data", category: "phone-mobile" }], [{ kind: "not-personal-data", reason: "shop hotline" }],
  [{ kind: "personal-data", category: "phone-mobile" }, { kind: "sensitive" }, { kind: "redact", strategy: "hash" }],
];

describe("written into code, read by the reader", () => {
  it.each(layouts)("%s", (_name, file, text) => {
    const before = read(text, file);
    const field = before.fields.find(({ name }) => name === "phone");
    expect(field).toBeDefined();
    if (field === undefined) return;
    for (const wanted of meanings) {
      const after = applyEdits(text, annotate(field, text, wanted));
      const again = read(after, file);
      expect(again.fields.map(({ container, name }) => `${container.name}.${name}`), after).toEqual(before.fields.map(({ container, name }) => `${container.name}.${name}`));
      expect(again.fields.find(({ name }) => name === "phone")?.annotations.map(({ meaning }) => meaning), after).toEqual(wanted);
      expect(again.fields.filter(({ name }) => name !== "phone").flatMap(({ annotations }) => annotations), after).toEqual([]);
      expect(again.problems.map(({ code }) => code), after).toEqual(before.problems.map(({ code }) => code));
      // All other text is where it was.
      expect(after.replace(/\s+|\/\*\*|\*\/|\*|@(?:personalData phone-mobile|notPersonalData shop hotline|sensitive|redact hash)/g, ""))
        .toBe(text.replace(/@personalData email/, "").replace(/\s+|\/\*\*|\*\/|\*/g, ""));
    }
  });

  it.each(layouts)("suppressed: %s", (_name, file, text) => {
    const field = read(text, file).fields.find(({ name }) => name === "phone");
    if (field === undefined) throw new Error("no field");
    const after = applyEdits(text, annotate(field, text, { kind: "suppress", rules: ["personal-data"], reason: "public" }));
    const again = read(after, file);
    const place = again.fields.find(({ name }) => name === "phone")?.nameRange.start ?? -1;
    expect(again.suppressions.map(({ rules, reason, scope }) => [rules, reason, scope.start <= place && place <= scope.end]), after).toEqual([[["personal-data"], "public", true]]);
  });
});
