// Which names of a file stand for a schema library or one of its functions: by import and require, never by bare method names.
import {
  isAwaitExpression, isBindingElement, isCallExpression, isExternalModuleReference, isIdentifier, isImportDeclaration, isNamedImports, isNamespaceImport, isObjectBindingPattern,
  isPropertyAccessExpression, SyntaxKind, type Expression, type ImportDeclaration, type ImportEqualsDeclaration,
  type VariableDeclaration,
} from "../../compiler/ast.js";
import { bare } from "./constants.js";
import { conventionalNames, libraryById, libraryOf, type SchemaLibrary } from "./libraries.js";
import type { Scan } from "./scan.js";
import { nameOf, stringOf } from "./source-view.js";

export interface Binding {
  readonly library: SchemaLibrary;
  /** Function or class of the library; undefined for the library as a whole. */
  readonly member?: string;
}

export class Bindings {
  readonly #names = new Map<string, Binding>();

  constructor(scan: Pick<Scan, "imports" | "variables" | "parameters">) {
    for (const declaration of scan.imports) {
      if (isImportDeclaration(declaration)) this.#addImport(declaration);
      else this.#addRequire(declaration);
    }
    for (const name of scan.parameters) {
      if (name === "DataTypes" || name === "Sequelize") this.#add(name, { library: libraryById("sequelize") });
    }
    for (const variable of scan.variables) this.#addVariable(variable);
  }

  /** Libraries in sight; empty where object literals need no look. */
  readonly libraries = new Set<string>();

  get(name: string): Binding | undefined {
    return this.#names.get(name);
  }

  resolve(expression: Expression, depth = 0): Binding | undefined {
    const node = bare(expression);
    if (depth > 12) return undefined;
    if (isAwaitExpression(node)) return this.resolve(node.expression, depth + 1);
    if (isIdentifier(node)) return this.#names.get(node.text);
    if (isPropertyAccessExpression(node)) return this.#member(this.resolve(node.expression, depth + 1), node.name.text);
    if (!isCallExpression(node)) return undefined;
    const specifier = stringOf(node.arguments[0]);
    const isModule = node.expression.kind === SyntaxKind.ImportKeyword || (isIdentifier(node.expression) && node.expression.text === "require");
    if (isModule) return specifier === undefined ? undefined : this.#module(specifier);
    return this.#made(node.expression, depth);
  }

  /** `Joi.extend(…)` is Joi still; `pgTableCreator(…)` makes a table function, `pgSchema(…)` something with one. */
  #made(callee: Expression, depth: number): Binding | undefined {
    const binding = this.resolve(callee, depth + 1);
    if (binding === undefined) return undefined;
    if (binding.library.id === "drizzle") {
      if (binding.member?.endsWith("TableCreator") === true) return { library: binding.library, member: "table" };
      return binding.member?.endsWith("Schema") === true ? { library: binding.library } : undefined;
    }
    return binding.member === "extend" || binding.member === "defaults" ? { library: binding.library } : undefined;
  }

  #module(specifier: string): Binding | undefined {
    const library = libraryOf(specifier);
    return library === undefined ? undefined : { library };
  }

  #member(binding: Binding | undefined, name: string): Binding | undefined {
    if (binding !== undefined) return binding.library.namespaces.includes(name) || name === "default" ? { library: binding.library } : { library: binding.library, member: name };
    return name === "Sequelize" || name === "mongoose" || name === "DataTypes" ? conventional(name) : undefined;
  }

  #addImport(declaration: ImportDeclaration): void {
    const specifier = stringOf(declaration.moduleSpecifier);
    const clause = declaration.importClause;
    if (specifier === undefined || clause === undefined) return;
    const library = libraryOf(specifier);
    if (clause.name !== undefined) this.#add(clause.name.text, library === undefined ? conventional(clause.name.text) : { library });
    const named = clause.namedBindings;
    if (named === undefined) return;
    if (isNamespaceImport(named)) this.#add(named.name.text, library === undefined ? conventional(named.name.text) : { library });
    if (!isNamedImports(named)) return;
    for (const element of named.elements) {
      const exported = nameOf(element.propertyName) ?? element.name.text;
      this.#add(element.name.text, library === undefined ? conventional(exported) : this.#member({ library }, exported));
    }
  }

  /** `import Joi = require("joi")`. */
  #addRequire(declaration: ImportEqualsDeclaration): void {
    const { moduleReference } = declaration;
    const specifier = isExternalModuleReference(moduleReference) ? stringOf(moduleReference.expression) : undefined;
    if (specifier !== undefined) this.#add(declaration.name.text, this.#module(specifier));
  }

  #addVariable(variable: VariableDeclaration): void {
    if (variable.initializer === undefined) return;
    const binding = this.resolve(variable.initializer);
    if (binding === undefined) return;
    if (isIdentifier(variable.name)) this.#add(variable.name.text, binding);
    if (!isObjectBindingPattern(variable.name)) return;
    for (const element of variable.name.elements) {
      if (!isBindingElement(element)) continue;
      const name = nameOf(element.name);
      if (name !== undefined) this.#add(name, this.#member(binding, nameOf(element.propertyName) ?? name));
    }
  }

  #add(name: string, binding: Binding | undefined): void {
    if (binding === undefined) return;
    this.#names.set(name, binding);
    this.libraries.add(binding.library.id);
  }
}

function conventional(name: string): Binding | undefined {
  const id = conventionalNames.get(name);
  return id === undefined ? undefined : { library: libraryById(id) };
}
