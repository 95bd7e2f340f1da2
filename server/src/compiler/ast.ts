// The compiler's syntax tree, checker objects and predicates under our own roof: a move to another compiler line changes this folder only.
// Measure on the caller's text (skipTrivia): a tree's own `getStart` and `getText` are off by one in files that begin with a byte order mark.
export * from "typescript/unstable/ast";
export { SymbolFlags, TypeFlags, ObjectFlags, SignatureKind, NodeHandle } from "typescript/unstable/sync";
export type { Checker, Program, Project, Type, Symbol as TsSymbol, Signature, UnionType, TypeReference, Diagnostic } from "typescript/unstable/sync";
