// The compiler's syntax tree, checker objects and predicates under our own roof: a move to another compiler line changes this folder only.
export { NodeFlags, SyntaxKind, TokenFlags } from "typescript/unstable/ast";
// Work on the caller's text: a tree's own `getStart` and `getText` are off by one in files that begin with a byte order mark.
export { getLeadingCommentRanges, getTrailingCommentRanges, skipTrivia, type CommentRange } from "typescript/unstable/ast";
export type * from "typescript/unstable/ast";
export * from "typescript/unstable/ast/is";
export { SymbolFlags, TypeFlags, ObjectFlags, SignatureKind, ModifierFlags, NodeHandle } from "typescript/unstable/sync";
export type { Checker, Program, Project, Type, Symbol as TsSymbol, Signature, UnionType, TypeReference, Diagnostic } from "typescript/unstable/sync";
