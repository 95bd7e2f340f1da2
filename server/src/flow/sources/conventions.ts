// Exports that a framework calls because of the file they stand in.
import { isBlock, isExpressionStatement, isFunctionDeclaration, isObjectLiteralExpression, isPropertyAssignment, isVariableDeclaration, SyntaxKind, type Node } from "../../compiler/ast.js";
import type { SourceConvention } from "../../catalog/sources.js";
import { functionName, isFunctionNode } from "../interpret/functions.js";
import { hasModifier, isTextLiteral, nameText } from "../syntax.js";

export function fitsConvention(convention: SourceConvention, code: Node): boolean {
  const exported = exportedName(code);
  if (convention.directive !== undefined) {
    return hasDirective(code, convention.directive) || (exported !== undefined && hasDirective(code.getSourceFile(), convention.directive) && named(convention.exports, exported));
  }
  return exported !== undefined && named(convention.exports, exported) && (convention.files === undefined || globOf(convention.files).test(code.getSourceFile().fileName));
}

function named(exports: readonly string[], name: string): boolean {
  return exports.some((item) => item === "*" || item === name || (item.endsWith(".*") && name.startsWith(item.slice(0, -1))));
}

/** Name under which a function leaves its file: `GET`, `default`, `actions.save`. */
function exportedName(code: Node): string | undefined {
  if (isFunctionDeclaration(code)) return hasModifier(code, SyntaxKind.ExportKeyword) ? (hasModifier(code, SyntaxKind.DefaultKeyword) ? "default" : functionName(code)) : localExport(code);
  if (code.parent.kind === SyntaxKind.ExportAssignment) return "default";
  const holder = isPropertyAssignment(code.parent) && isObjectLiteralExpression(code.parent.parent) ? code.parent.parent : undefined;
  const variable = isVariableDeclaration(code.parent) ? code.parent : holder !== undefined && isVariableDeclaration(holder.parent) ? holder.parent : undefined;
  const outer = variable === undefined ? undefined : nameText(variable.name);
  if (variable === undefined || outer === undefined) return undefined;
  if (!hasModifier(variable.parent.parent, SyntaxKind.ExportKeyword)) return holder === undefined ? localExport(code) : undefined;
  return holder === undefined ? outer : `${outer}.${functionName(code) ?? ""}`;
}

/** `export default handler` below the declaration. */
function localExport(code: Node): string | undefined {
  const name = functionName(code);
  return name !== undefined && new RegExp(`export\\s+default\\s+(?:\\w+\\()*${name.replace(/\$/g, "\\$")}\\b`).test(code.getSourceFile().text) ? "default" : undefined;
}

function hasDirective(node: Node, directive: string): boolean {
  const body = isFunctionNode(node) ? node.body : undefined;
  const statements = body !== undefined && isBlock(body) ? body.statements : ((node as unknown as { readonly statements?: readonly Node[] }).statements ?? []);
  const [first] = statements;
  return first !== undefined && isExpressionStatement(first) && isTextLiteral(first.expression) && first.expression.text === directive;
}

const globs = new Map<string, RegExp>();

/** Globs of the catalog: `**`, `*`, `{a,b}`. */
function globOf(glob: string): RegExp {
  const known = globs.get(glob);
  if (known !== undefined) return known;
  const text = glob.replace(/[.+^$()|[\]\\]/g, "\\$&").replaceAll("{", "(?:").replaceAll("}", ")").replaceAll(",", "|")
    .replace(/\*\*\/|\*\*|\*/g, (stars) => (stars === "*" ? "[^/]*" : "(?:.*/)?"));
  const made = new RegExp(`^${text}$`);
  globs.set(glob, made);
  return made;
}
