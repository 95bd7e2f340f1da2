// The compiler's syntax tree, checker objects and predicates under our own roof: a move to another compiler line changes this folder only.
export { SyntaxKind, TokenFlags } from "typescript/unstable/ast";
export type * from "typescript/unstable/ast";
export * from "typescript/unstable/ast/is";
export { SymbolFlags, TypeFlags, ObjectFlags, SignatureKind, ModifierFlags, NodeHandle } from "typescript/unstable/sync";
export type { Checker, Program, Project, Type, Symbol as TsSymbol, Signature, UnionType, TypeReference, Diagnostic } from "typescript/unstable/sync";
