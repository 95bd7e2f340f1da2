// Files as modules: what they import and export, read from the tree.
import {
  SyntaxKind, isClassDeclaration, isEnumDeclaration, isExportDeclaration, isExternalModuleReference, isFunctionDeclaration, isIdentifier, isImportDeclaration,
  isImportEqualsDeclaration, isModuleDeclaration, isNamedExports, isNamedImports, isNamespaceExport, isNamespaceImport, isVariableStatement,
  type ImportDeclaration, type Node, type SourceFile,
} from "../../compiler/ast.js";
import type { Value } from "../domain/values.js";
import { isTextLiteral, nameText } from "../syntax.js";
import { boundNames, type Scope } from "./scopes.js";

/** What modules need of the outside: trees, and which file of the workspace a specifier means. */
export interface SourceProvider {
  sourceFile(file: string): SourceFile | undefined;
  resolve(from: string, specifier: string): string | undefined;
}

export interface Binding {
  readonly specifier: string;
  /** Export name; `*` is the namespace. */
  readonly name: string;
  readonly node: Node;
}

export interface ModuleRecord {
  readonly file: string;
  readonly source: SourceFile;
  readonly scope: Scope;
  readonly imports: ReadonlyMap<string, Binding>;
  /** Exported name → local name. */
  readonly locals: ReadonlyMap<string, string>;
  readonly forwards: ReadonlyMap<string, Binding>;
  readonly stars: readonly Binding[];
  readonly isModule: boolean;
  state: "new" | "running" | "done";
  exports?: Value;
  defaultExport?: Value;
  equals?: Value;
}

export class ModuleTable {
  readonly #records = new Map<string, ModuleRecord | undefined>();
  /** Files read while a file's top level ran. */
  readonly #readBy = new Map<string, Set<string>>();
  /** Who is reading now, innermost last. */
  readonly #readers: Set<string>[] = [];

  constructor(readonly provider: SourceProvider) {}

  /** Collects the files that the work reads. */
  collect<T>(work: () => T): { readonly value: T; readonly read: ReadonlySet<string> } {
    const read = new Set<string>();
    this.#readers.push(read);
    try {
      return { value: work(), read };
    } finally {
      this.#readers.pop();
      this.reads(read);
    }
  }

  reads(files: Iterable<string>): void {
    const reader = this.#readers.at(-1);
    if (reader !== undefined) for (const file of files) reader.add(file);
  }

  ran(file: string, read: ReadonlySet<string>): void {
    this.#readBy.set(file, new Set(read));
  }

  /** The files and all that their top levels read in turn. */
  closure(files: Iterable<string>): Set<string> {
    const found = new Set(files);
    for (const file of found) for (const other of this.#readBy.get(file) ?? []) found.add(other);
    return found;
  }

  record(file: string): ModuleRecord | undefined {
    this.#readers.at(-1)?.add(file);
    if (!this.#records.has(file)) {
      const source = this.provider.sourceFile(file);
      this.#records.set(file, source === undefined ? undefined : readModule(file, source));
    }
    return this.#records.get(file);
  }
}

function readModule(file: string, source: SourceFile): ModuleRecord {
  const imports = new Map<string, Binding>();
  const locals = new Map<string, string>();
  const forwards = new Map<string, Binding>();
  const stars: Binding[] = [];
  for (const statement of source.statements) {
    if (isImportDeclaration(statement)) readImport(statement, imports);
    else if (isImportEqualsDeclaration(statement) && isExternalModuleReference(statement.moduleReference) && isTextLiteral(statement.moduleReference.expression)) {
      imports.set(statement.name.text, { specifier: statement.moduleReference.expression.text, name: "=", node: statement });
    } else if (isExportDeclaration(statement)) readExport(statement, { locals, forwards, stars });
    else for (const name of exportedNames(statement)) locals.set(name, name);
  }
  const isModule = imports.size + locals.size + forwards.size + stars.length > 0 || source.statements.some((statement) => statement.kind === SyntaxKind.ExportAssignment);
  return { file, source, scope: { variables: new Map(), file }, imports, locals, forwards, stars, isModule, state: "new" };
}

function readImport(node: ImportDeclaration, imports: Map<string, Binding>): void {
  const clause = node.importClause;
  if (clause === undefined || !isTextLiteral(node.moduleSpecifier)) return;
  const specifier = node.moduleSpecifier.text;
  if (clause.name !== undefined) imports.set(clause.name.text, { specifier, name: "default", node: clause.name });
  const named = clause.namedBindings;
  if (named !== undefined && isNamespaceImport(named)) imports.set(named.name.text, { specifier, name: "*", node: named.name });
  if (named !== undefined && isNamedImports(named)) for (const element of named.elements) imports.set(element.name.text, { specifier, name: nameText(element.propertyName ?? element.name) ?? "", node: element.name });
}

interface ExportLists {
  readonly locals: Map<string, string>;
  readonly forwards: Map<string, Binding>;
  readonly stars: Binding[];
}

function readExport(node: Node, { locals, forwards, stars }: ExportLists): void {
  if (!isExportDeclaration(node)) return;
  const specifier = node.moduleSpecifier !== undefined && isTextLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  const clause = node.exportClause;
  if (clause === undefined) {
    if (specifier !== undefined) stars.push({ specifier, name: "*", node });
  } else if (isNamespaceExport(clause)) {
    if (specifier !== undefined) forwards.set(nameText(clause.name) ?? "", { specifier, name: "*", node });
  } else if (isNamedExports(clause)) {
    for (const element of clause.elements) {
      const inner = nameText(element.propertyName ?? element.name) ?? "";
      if (specifier === undefined) locals.set(nameText(element.name) ?? "", inner);
      else forwards.set(nameText(element.name) ?? "", { specifier, name: inner, node: element });
    }
  }
}

function exportedNames(statement: Node): readonly string[] {
  const modifiers = (statement as unknown as { readonly modifiers?: readonly Node[] }).modifiers ?? [];
  if (!modifiers.some((modifier) => modifier.kind === SyntaxKind.ExportKeyword) || modifiers.some((modifier) => modifier.kind === SyntaxKind.DefaultKeyword)) return [];
  if (isVariableStatement(statement)) return statement.declarationList.declarations.flatMap((declaration) => [...boundNames(declaration.name)]);
  if (isFunctionDeclaration(statement) || isClassDeclaration(statement) || isEnumDeclaration(statement)) return statement.name === undefined ? [] : [statement.name.text];
  return isModuleDeclaration(statement) && isIdentifier(statement.name) ? [statement.name.text] : [];
}
