// Finds declarations of classes and interfaces by name, through imports and re-exports, from trees alone.
import {
  SyntaxKind, isClassDeclaration, isExpressionWithTypeArguments, isIdentifier, isInterfaceDeclaration, isTypeAliasDeclaration, type Node, type SourceFile,
} from "../compiler/ast.js";
import type { ModuleTable } from "./interpret/module-table.js";
import type { TypeIndex } from "./interpret/machine.js";
import type { FlowProgram } from "./program.js";
import { textFactsOf } from "./text-facts.js";

const maxHops = 12;

export class DeclaredTypes implements TypeIndex {
  /** Files with classes that extend or implement a name. */
  #filesByBase: ReadonlyMap<string, readonly string[]> | undefined;
  readonly #implementations = new Map<Node, readonly Node[]>();

  constructor(readonly program: FlowProgram, readonly modules: ModuleTable) {}

  declarationOfType(file: string, name: string, hops = 0): Node | undefined {
    const record = this.modules.record(file);
    if (record === undefined || hops > maxHops) return undefined;
    const own = topLevelType(record.source, name);
    if (own !== undefined) return own;
    const binding = record.imports.get(name);
    if (binding !== undefined) {
      const target = this.program.resolve(file, binding.specifier);
      return target === undefined ? undefined : this.#exportedType(target, binding.name === "*" || binding.name === "=" ? name : binding.name, hops + 1);
    }
    return undefined;
  }

  #exportedType(file: string, name: string, hops: number): Node | undefined {
    const record = this.modules.record(file);
    if (record === undefined || hops > maxHops) return undefined;
    const own = name === "default" ? defaultClass(record.source) : topLevelType(record.source, record.locals.get(name) ?? name);
    if (own !== undefined) return own;
    const forward = record.forwards.get(name);
    if (forward !== undefined) {
      const target = this.program.resolve(file, forward.specifier);
      return target === undefined ? undefined : this.#exportedType(target, forward.name, hops + 1);
    }
    const imported = record.imports.get(record.locals.get(name) ?? name);
    if (imported !== undefined) {
      const target = this.program.resolve(file, imported.specifier);
      if (target !== undefined) return this.#exportedType(target, imported.name, hops + 1);
    }
    for (const star of record.stars) {
      const target = this.program.resolve(file, star.specifier);
      const found = target === undefined ? undefined : this.#exportedType(target, name, hops + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  implementationsOf(declaration: Node): readonly Node[] {
    const known = this.#implementations.get(declaration);
    if (known !== undefined) return known;
    const name = (declaration as unknown as { readonly name?: Node }).name;
    const text = name !== undefined && isIdentifier(name) ? name.text : undefined;
    const found = text === undefined ? [] : this.#search(text, declaration);
    this.#implementations.set(declaration, found);
    return found;
  }

  #search(name: string, declaration: Node): readonly Node[] {
    const found: Node[] = [];
    this.#filesByBase ??= filesByBase(this.program);
    for (const file of this.#filesByBase.get(name) ?? []) {
      for (const statement of this.program.sourceFile(file)?.statements ?? []) {
        if (!isClassDeclaration(statement) || statement === declaration) continue;
        const bases = statement.heritageClauses?.flatMap((clause) => [...clause.types]) ?? [];
        const names = bases.flatMap((base) => (isExpressionWithTypeArguments(base) && isIdentifier(base.expression) ? [base.expression.text] : []));
        if (names.includes(name) && this.declarationOfType(file, name) === declaration) found.push(statement);
      }
    }
    return found;
  }
}

/** One pass over the texts, whatever number of types is asked about. */
function filesByBase(program: FlowProgram): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [file, { bases }] of textFactsOf(program)) {
    for (const name of bases) {
      const files = found.get(name);
      if (files === undefined) found.set(name, [file]);
      else files.push(file);
    }
  }
  return found;
}

function topLevelType(source: SourceFile, name: string): Node | undefined {
  return source.statements.find((statement) =>
    (isClassDeclaration(statement) || isInterfaceDeclaration(statement) || isTypeAliasDeclaration(statement)) && statement.name?.text === name);
}

function defaultClass(source: SourceFile): Node | undefined {
  const direct = source.statements.find((statement) => isClassDeclaration(statement) && statement.modifiers?.some((modifier) => modifier.kind === SyntaxKind.DefaultKeyword) === true);
  if (direct !== undefined) return direct;
  const assignment = source.statements.find((statement) => statement.kind === SyntaxKind.ExportAssignment);
  const expression = (assignment as unknown as { readonly expression?: Node } | undefined)?.expression;
  return expression !== undefined && isIdentifier(expression) ? topLevelType(source, expression.text) : undefined;
}
