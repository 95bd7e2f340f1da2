import type { Expression, InterfaceDeclaration, TypeNode } from "../../compiler/ast.js";

/** What a name stands for in this file. */
export type LocalDeclaration =
  | { readonly kind: "container" }
  | { readonly kind: "interface"; readonly node: InterfaceDeclaration }
  | { readonly kind: "alias"; readonly type: TypeNode }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "constant"; readonly value: Expression };

/** What another file's declaration means, for those who keep an index of exported names. */
export interface ReferenceResolver {
  resolve(name: string): { readonly kind: "object" | "enum" | "string" | "number" | "boolean" | "date"; readonly values?: readonly string[] } | undefined;
}

/** Names declared in one file. A later declaration of a name does not replace an earlier one. */
export class Declarations {
  readonly #types = new Map<string, LocalDeclaration>();
  readonly #values = new Map<string, Expression>();
  readonly resolver: ReferenceResolver | undefined;

  constructor(resolver: ReferenceResolver | undefined) {
    this.resolver = resolver;
  }

  addType(name: string, declaration: LocalDeclaration): void {
    if (!this.#types.has(name)) this.#types.set(name, declaration);
  }

  addValue(name: string, value: Expression): void {
    if (!this.#values.has(name)) this.#values.set(name, value);
  }

  type(name: string): LocalDeclaration | undefined {
    return this.#types.get(name);
  }

  value(name: string): Expression | undefined {
    return this.#values.get(name);
  }
}
