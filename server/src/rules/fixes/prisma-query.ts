// Not reading the field at all: the query that gives the object leaves it out.
import { isAwaitExpression, isCallExpression, isIdentifier, isObjectLiteralExpression, isPropertyAccessExpression, isPropertyAssignment, isVariableDeclaration, type Node } from "../../compiler/ast.js";
import type { TextEdit } from "../../base/text-edit.js";
import { declarationOf, type CarriedCall, type Carrier } from "./carriers.js";
import { removeFromList } from "./remove.js";
import { descendants, indentOf, lineBreakOf } from "./tree.js";

export interface QueryEdit {
  readonly kind: "prisma-select" | "prisma-omit";
  readonly edits: readonly TextEdit[];
}

const reads = /^(?:findFirst|findUnique|findMany|findFirstOrThrow|findUniqueOrThrow|create|update|upsert|delete)$/;

/** Edits of the one query behind all carriers; undefined where the object is used for the fields elsewhere. */
export function queryEdits(carried: CarriedCall, carriers: readonly Carrier[]): QueryEdit | undefined {
  const { checker, tree, text } = carried;
  if (checker === undefined || carriers.length === 0 || !carriers.every(({ kind, node, variable }) => kind === "object" && variable === undefined && isIdentifier(node))) return undefined;
  const variables = new Set(carriers.map(({ node }) => declarationOf(node, checker)));
  const [variable] = variables;
  if (variables.size !== 1 || variable === undefined || !isVariableDeclaration(variable) || !isIdentifier(variable.name)) return undefined;
  const query = queryOf(variable.initializer);
  const fields = [...new Set(carriers.flatMap((carrier) => carrier.fields))];
  if (query === undefined || isReadElsewhere(variable, fields, carriers, tree, checker)) return undefined;
  return queryChange(query, fields, text);
}

function queryOf(initializer: Node | undefined): Node | undefined {
  const call = initializer !== undefined && isAwaitExpression(initializer) ? initializer.expression : initializer;
  if (call === undefined || !isCallExpression(call) || !isPropertyAccessExpression(call.expression) || !reads.test(call.expression.name.text)) return undefined;
  const model = call.expression.expression;
  if (!isPropertyAccessExpression(model)) return undefined;
  const client = isPropertyAccessExpression(model.expression) ? model.expression.name.text : isIdentifier(model.expression) ? model.expression.text : "";
  return /prisma|^db$|^tx$|^trx$|database|client/i.test(client) ? call : undefined;
}

/** Whether the variable is read for one of the fields, or whole, anywhere but in the payload. */
function isReadElsewhere(variable: Node, fields: readonly string[], carriers: readonly Carrier[], tree: Node, checker: NonNullable<CarriedCall["checker"]>): boolean {
  const name = (variable as unknown as { readonly name: Node & { readonly text: string } }).name;
  for (const node of descendants(tree)) {
    if (!isIdentifier(node) || node.text !== name.text || node === name || carriers.some((carrier) => carrier.node === node)) continue;
    if (isPropertyAccessExpression(node.parent) && node.parent.name === node) continue;
    if (declarationOf(node, checker) !== variable) continue;
    const { parent } = node;
    const isOtherField = isPropertyAccessExpression(parent) && parent.expression === node && !fields.includes(parent.name.text);
    if (!isOtherField && !isCondition(node)) return true;
  }
  return false;
}

/** `!user`, `if (user)`, `user == null`: asked whether it is there, not for what it holds. */
function isCondition(node: Node): boolean {
  const text = node.getSourceFile().text;
  const before = text.slice(Math.max(0, node.getStart() - 6), node.getStart());
  const after = text.slice(node.end, node.end + 6);
  return /!\s*$/.test(before) || /^\s*[!=]==?\s*(?:n|u)/.test(after) || (/(?:if|while)\s*\(\s*$/.test(before) && /^\s*\)/.test(after));
}

function queryChange(query: Node, fields: readonly string[], text: string): QueryEdit | undefined {
  const call = query as unknown as { readonly arguments: readonly Node[] };
  const [options] = call.arguments;
  const omit = `omit: { ${fields.map((field) => `${field}: true`).join(", ")} }`;
  if (options === undefined) return { kind: "prisma-omit", edits: [{ range: { start: query.end - 1, end: query.end - 1 }, newText: `{ ${omit} }` }] };
  if (!isObjectLiteralExpression(options)) return undefined;
  const property = (name: string) => options.properties.find((one) => isPropertyAssignment(one) && isIdentifier(one.name) && one.name.text === name);
  const value = (name: string): Node | undefined => (property(name) as unknown as { readonly initializer?: Node } | undefined)?.initializer;
  const select = value("select");
  if (select !== undefined) return selectChange(select, fields, text);
  const known = value("omit");
  if (known !== undefined) return isObjectLiteralExpression(known) ? { kind: "prisma-omit", edits: [added(known, fields.map((field) => `${field}: true`).join(", "), text)] } : undefined;
  return { kind: "prisma-omit", edits: [added(options, omit, text)] };
}

function selectChange(select: Node, fields: readonly string[], text: string): QueryEdit | undefined {
  if (!isObjectLiteralExpression(select)) return undefined;
  const removed = select.properties.filter((one) => isPropertyAssignment(one) && isIdentifier(one.name) && fields.includes(one.name.text));
  // Prisma refuses an empty select.
  if (removed.length !== fields.length || removed.length === select.properties.length) return undefined;
  return { kind: "prisma-select", edits: removeFromList(text, [...select.properties], removed) };
}

/** A property at the end of an object literal, on a line of its own where the others have one. */
function added(object: Node, property: string, text: string): TextEdit {
  const list = (object as unknown as { readonly properties: readonly Node[] }).properties;
  const last = list.at(-1);
  if (last === undefined) return { range: { start: object.getStart(), end: object.end }, newText: `{ ${property} }` };
  const isMultiline = text.slice(object.getStart(), last.getStart()).includes("\n");
  const lead = isMultiline ? `,${lineBreakOf(text)}${indentOf(text, last.getStart())}` : ", ";
  return { range: { start: last.end, end: last.end }, newText: lead + property };
}
