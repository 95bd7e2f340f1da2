// Sending the rest: a whole object is sent, so its fields are taken out of a copy just before.
import { isShorthandPropertyAssignment, type Node } from "../../compiler/ast.js";
import type { TextEdit } from "../../base/text-edit.js";
import type { CarriedCall, Carrier } from "./carriers.js";
import { freeName, indentOf, isPlainRead, lastName, lineBreakOf, rangeOf, statementOf, textOf } from "./tree.js";

/** Ways to send the rest, the readable one first. */
export function omitEdits(carried: CarriedCall, carriers: readonly Carrier[]): readonly (readonly TextEdit[])[] {
  const objects = carriers.filter(({ kind, variable }) => kind === "object" && variable === undefined);
  if (objects.length === 0 || objects.length !== carriers.length) return [];
  const statements = byStatement(carried, objects);
  const inline = objects.map((carrier) => inlineEdit(carrier));
  return statements === undefined ? [inline] : [statements, inline];
}

/** `const { email: _email, ...safeUser } = user;` before the statement. */
function byStatement({ text, call }: CarriedCall, objects: readonly Carrier[]): readonly TextEdit[] | undefined {
  const statement = statementOf(call);
  if (statement === undefined || !objects.every(({ node }) => isPlainRead(node) && statementOf(node) === statement)) return undefined;
  const start = statement.getStart();
  const indent = indentOf(text, start);
  const known = new Map<string, string>();
  const lines: string[] = [];
  const edits = objects.map((carrier): TextEdit => {
    const source = textOf(carrier.node);
    let name = known.get(source);
    if (name === undefined) {
      known.set(source, (name = freeName(text, safeName(carrier.node))));
      lines.push(`const { ${picked(carrier.fields, text)}, ...${name} } = ${source};`);
    }
    return replaced(carrier.node, name);
  });
  const lineBreak = lineBreakOf(text);
  return [{ range: { start, end: start }, newText: lines.map((line) => `${line}${lineBreak}${indent}`).join("") }, ...edits];
}

function inlineEdit({ node, fields }: Carrier): TextEdit {
  const { text } = node.getSourceFile();
  const expression = `(({ ${picked(fields, text)}, ...rest }) => rest)(${textOf(node)})`;
  return replaced(node, expression);
}

function picked(fields: readonly string[], text: string): string {
  return fields.map((field) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(field) ? field : JSON.stringify(field);
    return `${key}: ${freeName(text, `_${field.replace(/[^\w$]/g, "_").replace(/^_+/, "")}`)}`;
  }).join(", ");
}

function replaced(node: Node, expression: string): TextEdit {
  const { parent } = node;
  if (isShorthandPropertyAssignment(parent)) return { range: rangeOf(parent), newText: `${textOf(node)}: ${expression}` };
  return { range: rangeOf(node), newText: expression };
}

function safeName(node: Node): string {
  const name = lastName(node) ?? "payload";
  return `safe${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
