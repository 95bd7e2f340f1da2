import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseTypeText } from "../../../server/src/classify/type-text.js";
import type { FieldFacts } from "../../../server/src/model/classification.js";
import type { SchemaKind } from "../../../server/src/model/field.js";

export interface FixtureCase {
  readonly file: string;
  readonly label: string;
  readonly facts: FieldFacts;
  /** N, G, S; "?" where either reading is fair. */
  readonly expected: string;
}

/** Reads the container tables of test/unit/classify/fixtures. */
export function fixtureCases(): FixtureCase[] {
  const folder = join(import.meta.dirname.includes("unit") ? import.meta.dirname : "test/unit/classify", "fixtures");
  return readdirSync(folder).filter((f) => f.endsWith(".txt")).sort().flatMap((file) => readTable(file, readFileSync(join(folder, file), "utf8")));
}

function readTable(file: string, text: string): FixtureCase[] {
  return text.split(/\n\s*\n/).flatMap((block) => {
    const lines = block.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
    const [head, ...members] = lines;
    return head === undefined ? [] : readBlock(file, head, members);
  });
}

function readBlock(file: string, head: string, lines: readonly string[]): FixtureCase[] {
  const [declared = "", comment] = head.split(/\s+\/\/\s*/), [kind = "", ...name] = declared.split(" ");
  const schema = kind as SchemaKind;
  const rows = lines.map(readRow);
  const container: FieldFacts["container"] = {
    name: name.join(" "), kind: schema === "prisma" ? "model" : "interface", annotations: [], comments: comment ? [{ text: comment, kind: "doc" }] : [],
    members: rows.map((r) => ({ name: r.name, type: r.type })),
  };
  return rows.map((row) => ({ file, label: `${container.name}.${row.name}`, expected: row.expected, facts: factsOf(row, schema, container) }));
}

function factsOf(row: Row, schema: SchemaKind, container: FieldFacts["container"]): FieldFacts {
  const { type, attributes } = parseTypeText(row.type, schema), range = { start: 0, end: 0 };
  return {
    schema, name: row.name, type, attributes: attributes.map((a) => ({ ...a, range })), examples: [], annotations: [], container,
    comments: row.comment ? [{ text: row.comment, kind: "doc" }] : [],
  };
}

interface Row {
  readonly name: string;
  readonly type: string;
  readonly expected: string;
  readonly comment: string | undefined;
}

function readRow(line: string): Row {
  const [declared = "", comment] = line.trim().split(/\s+\/\/\s*/), parts = declared.split(" ");
  const expected = parts.pop() ?? "?", [name = "", ...type] = parts;
  return { name, type: type.join(" "), expected, comment };
}
