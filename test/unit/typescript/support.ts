import { createSyntaxService } from "../../../server/src/compiler/syntax.js";
import type { FieldDeclaration, SchemaDocument } from "../../../server/src/model/field.js";
import { readTypeScript, virtualVueText, type ReadOptions } from "../../../server/src/schemas/typescript/index.js";

export const syntax = createSyntaxService({ log: () => undefined });

export function read(text: string, path = "/app/file.ts", options: ReadOptions = {}): SchemaDocument {
  const script = path.endsWith(".vue") ? virtualVueText(text) : { text, extension: "" };
  if (script === undefined) return { fields: [], containers: [], suppressions: [], problems: [] };
  const tree = syntax.parse(path + script.extension, script.text);
  if (tree === undefined) throw new Error(`no tree for ${path}`);
  return readTypeScript(tree, script.text, path, options);
}

/** One field by its path: "User.email". */
export function field(document: SchemaDocument, path: string): FieldDeclaration {
  const found = document.fields.find((candidate) => `${candidate.container.name}.${candidate.name}` === path);
  if (found === undefined) throw new Error(`no ${path} among ${document.fields.map((candidate) => `${candidate.container.name}.${candidate.name}`).join(", ")}`);
  return found;
}

export interface Marked {
  readonly text: string;
  /** "offset name kind" of each mark, in order. */
  readonly marks: readonly string[];
}

/** `‹email string?›` in a fixture stands for the name `email` and says that a field of that kind is declared there. */
export function unmark(source: string): Marked {
  const marks: string[] = [];
  let text = "";
  let at = 0;
  const mark = /‹([^ ›]+) ([^›]+)›/g;
  for (let match = mark.exec(source); match !== null; match = mark.exec(source)) {
    text += source.slice(at, match.index);
    marks.push(`${text.length} ${match[1] ?? ""} ${match[2] ?? ""}`);
    text += match[1] ?? "";
    at = mark.lastIndex;
  }
  return { text: text + source.slice(at), marks };
}

/** Fields in the form of marks: a list compared whole shows missing and extra ones both. */
export function asMarks(text: string, fields: readonly FieldDeclaration[]): readonly string[] {
  return fields.map(({ nameRange, type }) => {
    const kind = `${type.kind}${type.isList ? "[]" : ""}${type.isOptional ? "?" : ""}`;
    return `${nameRange.start} ${text.slice(nameRange.start, nameRange.end)} ${kind}`;
  });
}
