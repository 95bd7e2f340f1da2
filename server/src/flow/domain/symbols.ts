// Symbolic values: what the code does not decide. Each remembers where it came from, so that the checker can be asked later,
// and only for those that reach a sink.
import type { Node } from "../../compiler/ast.js";
import type { Value } from "./values.js";

/** One activation of a function (or the top level of a file). */
export interface Frame {
  readonly id: number;
  readonly parent?: Frame;
  /** The function or source file. */
  readonly code: Node;
  /** The expression that called it, in the parent's code. */
  readonly call?: Node;
  readonly depth: number;
  /** What was passed, one value for each argument written in the call; absent where they do not correspond. */
  readonly passed?: readonly Value[];
}

export type SymbolicKind =
  | "parameter" | "this" | "result" | "instance" | "import" | "global" | "property" | "element" | "awaited" | "error" | "configured" | "cast" | "literal";

export interface SymbolicValue {
  readonly id: number;
  readonly kind: SymbolicKind;
  /** Property, parameter, export or global name. */
  readonly name: string;
  /** Expression or declaration in code. */
  readonly node?: Node;
  readonly frame: Frame;
  /** Owner of a property or element, awaited or cast value, callee of a result. */
  readonly parent?: SymbolicValue;
  /** Address of the object that stands for it. */
  readonly address: number;
  /** Module specifier of an import. */
  readonly module?: string;
  /** Function and position of a parameter. */
  readonly function?: Node;
  readonly index?: number;
  /** What was passed to the call that gave a result or instance. */
  readonly call?: CallFacts;
  /** Field names or categories that a redactor cleared from it. */
  readonly cleared?: readonly string[];
  /** A function that is declared to redact it and gave it back as it was. */
  readonly distrusted?: string;
  /** Declaration of the class behind `this` or an injected instance. */
  readonly type?: Node;
}

/** What a redactor did to a value. */
export interface Redaction {
  readonly what: readonly string[];
  readonly distrusted?: string;
}

/** The function on the way to a value that is declared to redact it and does not. */
export function distrustedOf(symbol: SymbolicValue): string | undefined {
  for (let current: SymbolicValue | undefined = symbol, hops = 0; current !== undefined && hops < 64; current = current.parent, hops++) if (current.distrusted !== undefined) return current.distrusted;
  return undefined;
}

export interface CallFacts {
  readonly receiver: Value;
  readonly arguments: readonly Value[];
}

/** The value a chain of properties, elements and awaits hangs on. */
export function rootOf(symbol: SymbolicValue): SymbolicValue {
  let current = symbol;
  for (let hops = 0; hops < 64 && current.parent !== undefined && isStep(current.kind); hops++) current = current.parent;
  return current;
}

/** Names from the root down: `req.body.email` is ["req", "body", "email"]. */
export function namesOf(symbol: SymbolicValue): readonly string[] {
  const names: string[] = [];
  let current: SymbolicValue | undefined = symbol;
  for (let hops = 0; hops < 64 && current !== undefined; hops++) {
    if (current.kind !== "awaited" && current.kind !== "cast" && current.kind !== "element") names.unshift(current.name);
    current = isStep(current.kind) ? current.parent : undefined;
  }
  return names;
}

function isStep(kind: SymbolicKind): boolean {
  return kind === "property" || kind === "element" || kind === "awaited" || kind === "cast";
}
