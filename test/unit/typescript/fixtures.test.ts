import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { couldDeclareSchemas, virtualVueText } from "../../../server/src/schemas/typescript/index.js";
import { asMarks, read, syntax, unmark } from "./support.js";

afterAll(() => syntax.close());

const folder = fileURLToPath(new URL("fixtures/", import.meta.url));

describe("fixtures: every field marked, nothing else read", () => {
  for (const name of readdirSync(folder).sort()) {
    const { text, marks } = unmark(readFileSync(folder + name, "utf8"));
    const path = `/app/${name.replace(/\.txt$/, "")}`;

    it(name, () => {
      const document = read(text, path);
      expect(asMarks(text, document.fields)).toEqual(marks);
      expect(document.problems).toEqual([]);
    });

    it(`${name} with other line ends and a byte order mark`, () => {
      const changed = `\ufeff${text.replaceAll("\n", "\r\n")}`;
      const names = (fields: readonly { name: string }[]): readonly string[] => fields.map((field) => field.name);
      const document = read(changed, path);
      expect(names(document.fields)).toEqual(names(read(text, path).fields));
      for (const field of document.fields) {
        const written = changed.slice(field.nameRange.start, field.nameRange.end).replace(/^["'`#[]+|["'`\]]+$/g, "").replace(/\?$/, "");
        expect(written).toBe(field.name);
      }
    });

    it(`${name} passes the text filter when it declares something`, () => {
      const script = path.endsWith(".vue") ? virtualVueText(text) : undefined;
      if (marks.length > 0) expect(couldDeclareSchemas(script?.text ?? text, path)).toBe(true);
    });
  }
});
