// Blanks what an importer of a file never sees: private declarations nothing exported leads to, and comments that say nothing of data.
// Blanks are spaces, line breaks stay, so every offset and line is that of the source.
import {
  SyntaxKind, getLeadingCommentRanges, isClassDeclaration, isEnumDeclaration, isFunctionDeclaration, isInterfaceDeclaration, isTypeAliasDeclaration, isVariableStatement, isIdentifier,
  type Node, type SourceFile,
} from "../../compiler/ast.js";

/** The text with everything blanked that importers do not need. A file without exports is a script, and stays. */
export function pruned(text: string, tree: SourceFile): string {
  const dead = deadStatements(text, tree);
  const ranges = [...dead.map((node) => [node.getStart(), node.end] as const), ...plainComments(text, tree)].sort(([a], [b]) => a - b);
  let result = "";
  let at = 0;
  for (const [start, end] of ranges) {
    if (end <= at) continue;
    result += text.slice(at, Math.max(at, start)) + blank(text.slice(Math.max(at, start), end));
    at = end;
  }
  return result + text.slice(at);
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

/** Top-level declarations that are not exported and that no living statement names. */
function deadStatements(text: string, tree: SourceFile): readonly Node[] {
  const statements: readonly Node[] = [...tree.statements];
  const isModule = statements.some((node) => isExported(node) || node.kind === SyntaxKind.ExportDeclaration || node.kind === SyntaxKind.ExportAssignment);
  if (!isModule) return [];
  const candidates = new Map(statements.flatMap((node) => {
    const name = isExported(node) ? undefined : declaredName(node);
    return name === undefined ? [] : [[node, name] as const];
  }));
  const byName = new Map<string, Node[]>();
  for (const [node, name] of candidates) byName.set(name, [...(byName.get(name) ?? []), node]);
  const living = new Set(statements.filter((node) => !candidates.has(node)));
  for (const node of living) {
    for (const [word] of text.slice(node.pos, node.end).matchAll(/[\w$]+/g)) for (const named of byName.get(word) ?? []) living.add(named);
  }
  return statements.filter((node) => !living.has(node));
}

/** The name of a declaration that does nothing by being there; undefined for all others. */
function declaredName(node: Node): string | undefined {
  if (isFunctionDeclaration(node) || isInterfaceDeclaration(node) || isTypeAliasDeclaration(node) || isEnumDeclaration(node)) return node.name?.text;
  if (isClassDeclaration(node)) return hasDecorator(node) ? undefined : node.name?.text;
  if (!isVariableStatement(node)) return undefined;
  const [first, ...more] = node.declarationList.declarations;
  if (first === undefined || more.length > 0 || !isIdentifier(first.name) || first.initializer === undefined) return undefined;
  return quietInitialisers.has(first.initializer.kind) ? first.name.text : undefined;
}

const quietInitialisers: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ArrowFunction, SyntaxKind.FunctionExpression, SyntaxKind.StringLiteral, SyntaxKind.NumericLiteral, SyntaxKind.TrueKeyword, SyntaxKind.FalseKeyword, SyntaxKind.RegularExpressionLiteral,
]);

function hasDecorator(node: Node): boolean {
  return modifiersOf(node).some(({ kind }) => kind === SyntaxKind.Decorator);
}

function isExported(node: Node): boolean {
  return modifiersOf(node).some(({ kind }) => kind === SyntaxKind.ExportKeyword);
}

function modifiersOf(node: Node): readonly Node[] {
  return (node as unknown as { readonly modifiers?: readonly Node[] }).modifiers ?? [];
}

/** Comments before functions and at the top of the file: they describe code. Those at fields, and any with a tag, may classify data. */
function plainComments(text: string, tree: SourceFile): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (const node of tree.statements) {
    if (!isFunctionDeclaration(node) && node.kind !== SyntaxKind.ImportDeclaration) continue;
    for (const { pos, end } of getLeadingCommentRanges(text, node.pos) ?? []) if (!/@|borderline|eslint|^\/\/\//.test(text.slice(pos, end))) found.push([pos, end]);
  }
  return found;
}
