// Bringing a name into a file: its import statement, in the file's own manner.
import { isImportDeclaration, isNamedImports, isStringLiteral, isVariableStatement, SyntaxKind, type Node, type SourceFile } from "../../compiler/ast.js";
import { dirname } from "../../base/paths.js";
import type { TextEdit } from "../../base/text-edit.js";
import { freeName, lineBreakOf } from "./tree.js";

/** A function somewhere in the workspace or in a package. */
export interface Importable {
  readonly name: string;
  /** Absolute path of its file, or the package. */
  readonly file?: string;
  readonly package?: string;
  readonly isDefault?: boolean;
}

export interface Imported {
  /** Name it has in the file. */
  readonly local: string;
  readonly edits: readonly TextEdit[];
}

export function importOf(wanted: Importable, file: string, tree: SourceFile): Imported {
  if (wanted.file === file) return { local: wanted.name, edits: [] };
  const { text } = tree;
  const specifier = wanted.package ?? relativeSpecifier(file, wanted.file ?? "", text);
  const existing = tree.statements.filter(isImportDeclaration).find((one) => isStringLiteral(one.moduleSpecifier) && sameModule(one.moduleSpecifier.text, specifier) && one.importClause?.phaseModifier === undefined);
  const named = existing?.importClause?.namedBindings;
  if (wanted.isDefault !== true && named !== undefined && isNamedImports(named)) {
    const known = named.elements.find((element) => (element.propertyName ?? element.name).getText() === wanted.name);
    if (known !== undefined) return { local: known.name.getText(), edits: [] };
    const local = localName(wanted.name, text);
    const last = named.elements.at(-1);
    if (last !== undefined) return { local, edits: [{ range: { start: last.end, end: last.end }, newText: `, ${binding(wanted.name, local, " as ")}` }] };
  }
  const local = localName(wanted.name, text);
  return { local, edits: [statement(wanted, local, specifier, tree)] };
}

/** CommonJS: requires, and neither imports nor exports. */
export function isCommonJs(tree: SourceFile, file: string): boolean {
  if (/\.cjs$/.test(file)) return true;
  if (!/\.jsx?$/.test(file)) return false;
  return /\brequire\(|\bmodule\.exports\b/.test(tree.text) && !tree.statements.some((one) => isImportDeclaration(one) || one.kind === SyntaxKind.ExportDeclaration || one.kind === SyntaxKind.ExportAssignment);
}

function statement({ name, isDefault }: Importable, local: string, specifier: string, tree: SourceFile): TextEdit {
  const { text } = tree;
  const quote = quoteOf(tree);
  const end = semicolonOf(text);
  const isRequired = isCommonJs(tree, tree.fileName);
  const from = `${quote}${specifier}${quote}`;
  const line = isRequired
    ? `const ${isDefault === true ? local : `{ ${binding(name, local, ": ")} }`} = require(${from})${end}`
    : `import ${isDefault === true ? local : `{ ${binding(name, local, " as ")} }`} from ${from}${end}`;
  const after = lastImport(tree, isRequired);
  const lineBreak = lineBreakOf(text);
  if (after !== undefined) return { range: { start: after.end, end: after.end }, newText: `${lineBreak}${line}` };
  const first = tree.statements.find((one) => !isDirective(one));
  const start = first?.getStart() ?? text.length;
  return { range: { start, end: start }, newText: `${line}${lineBreak}` };
}

function binding(name: string, local: string, as: string): string {
  return name === local ? name : `${name}${as}${local}`;
}

function localName(name: string, text: string): string {
  return freeName(text, name);
}

function lastImport(tree: SourceFile, isRequired: boolean): Node | undefined {
  const isImport = (node: Node) => isImportDeclaration(node) || (isRequired && isVariableStatement(node) && /\brequire\(/.test(tree.text.slice(node.getStart(), node.end)));
  let last: Node | undefined;
  for (const one of tree.statements) {
    if (isImport(one)) last = one;
    else if (last !== undefined && isRequired) break;
  }
  return last;
}

function isDirective(node: Node): boolean {
  const { expression } = node as unknown as { readonly expression?: Node };
  return node.kind === SyntaxKind.ExpressionStatement && expression !== undefined && isStringLiteral(expression);
}

function quoteOf(tree: SourceFile): string {
  const one = tree.statements.find(isImportDeclaration)?.moduleSpecifier;
  const sample = one === undefined ? /(['"])[\w@./-]+\1/.exec(tree.text)?.[1] : tree.text[one.getStart()];
  return sample === "'" ? "'" : '"';
}

function semicolonOf(text: string): string {
  return /;[ \t]*\r?$/m.test(text) ? ";" : "";
}

function sameModule(a: string, b: string): boolean {
  const bare = (name: string) => name.replace(/\.[mc]?[jt]sx?$/, "").replace(/\/index$/, "");
  return bare(a) === bare(b);
}

/** `../privacy/mask`, with an extension where the file's other relative imports have one. */
export function relativeSpecifier(from: string, to: string, text: string): string {
  const base = dirname(from).split("/");
  const target = to.split("/");
  let shared = 0;
  while (shared < base.length && shared < target.length - 1 && base[shared] === target[shared]) shared++;
  const up = "../".repeat(base.length - shared);
  const path = `${up === "" ? "./" : up}${target.slice(shared).join("/")}`;
  const bare = path.replace(/\.[mc]?[jt]sx?$/, "");
  const written = /(?:from|import|require\()\s*["']\.\.?\/[^"'\n]*?(\.[mc]?[jt]sx?)["']/.exec(text)?.[1];
  if (written === undefined) return bare.replace(/\/index$/, "") || bare;
  const own = /\.[mc]?[jt]sx?$/.exec(path)?.[0] ?? ".ts";
  return bare + (/ts/.test(written) ? own : own.replace("t", "j"));
}

