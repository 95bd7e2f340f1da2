// Types of symbolic values, asked of the checker only for what reaches a sink.
import { ObjectFlags, TypeFlags, isBindingElement, isParameterDeclaration, isPropertyDeclaration, isVariableDeclaration, SyntaxKind, type Checker, type Node, type TsSymbol, type Type, type TypeReference } from "../../compiler/ast.js";
import type { SymbolicValue } from "../domain/symbols.js";
import type { FlowProgram } from "../program.js";

export interface TypedSymbol {
  readonly checker: Checker;
  readonly type: Type;
}

/** Declaration of a property, by its place. */
export interface PropertyPlace {
  readonly symbol: TsSymbol;
  readonly checker: Checker;
  readonly file: string;
  /** Undefined for declarations outside of the workspace, which are not read. */
  readonly node: Node | undefined;
}

const opaque = TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Never;

/** Answers questions about types and remembers the answers for one analysis. */
export class SymbolTypes {
  readonly #types = new Map<SymbolicValue, TypedSymbol | undefined>();
  readonly #places = new Map<SymbolicValue, PropertyPlace | undefined>();
  /** The same expression is met by many runs. */
  readonly #atNodes = new Map<Node, TypedSymbol | undefined>();
  readonly #checkers: Checker[] = [];
  readonly #members = new Map<string, PropertyPlace | undefined>();

  constructor(readonly program: FlowProgram) {}

  /** Type of the value; undefined where the checker knows nothing (any, unknown, unresolved). */
  typeOf(symbol: SymbolicValue): TypedSymbol | undefined {
    if (this.#types.has(symbol)) return this.#types.get(symbol);
    this.#types.set(symbol, undefined);
    const found = this.#find(symbol);
    const known = found === undefined || (found.type.flags & opaque) !== 0 || found.type.isErrorType() ? undefined : found;
    this.#types.set(symbol, known);
    return known;
  }

  #find(symbol: SymbolicValue): TypedSymbol | undefined {
    const checker = this.#checkerOf(symbol);
    if (checker === undefined) return undefined;
    switch (symbol.kind) {
      case "property": return this.#propertyType(checker, symbol);
      case "element": return this.#elementType(symbol);
      case "awaited": return this.#awaitedType(checker, symbol);
      case "parameter": case "cast": return this.#typeAt(checker, typedNode(symbol.node));
      case "result": case "instance": return this.#typeAt(checker, symbol.node);
      default: return undefined;
    }
  }

  /** Types of several projects have ids of their own. */
  #checkerId(checker: Checker): number {
    const known = this.#checkers.indexOf(checker);
    return known >= 0 ? known : this.#checkers.push(checker) - 1;
  }

  #typeAt(checker: Checker, node: Node | undefined): TypedSymbol | undefined {
    if (node === undefined) return undefined;
    if (!this.#atNodes.has(node)) this.#atNodes.set(node, typeAt(checker, node));
    return this.#atNodes.get(node);
  }

  #checkerOf(symbol: SymbolicValue): Checker | undefined {
    return symbol.node === undefined ? undefined : this.program.checkerOf(symbol.node.getSourceFile().fileName);
  }

  #propertyType(checker: Checker, symbol: SymbolicValue): TypedSymbol | undefined {
    const place = this.placeOf(symbol);
    const type = place === undefined ? undefined : asked(() => place.checker.getTypeOfSymbol(place.symbol));
    if (place !== undefined && type !== undefined && (type.flags & (opaque | TypeFlags.TypeParameter)) === 0) return { checker: place.checker, type };
    return isExpressionLike(symbol.node) ? this.#typeAt(checker, symbol.node) : undefined;
  }

  #elementType(symbol: SymbolicValue): TypedSymbol | undefined {
    const owner = symbol.parent === undefined ? undefined : this.typeOf(symbol.parent);
    return owner === undefined ? undefined : this.elementOf(owner);
  }

  #awaitedType(checker: Checker, symbol: SymbolicValue): TypedSymbol | undefined {
    if (symbol.node?.kind === SyntaxKind.AwaitExpression) return this.#typeAt(checker, symbol.node);
    const owner = symbol.parent === undefined ? undefined : this.typeOf(symbol.parent);
    if (owner === undefined) return undefined;
    const name = owner.type.getSymbol()?.name;
    if (name !== "Promise" && name !== "PromiseLike") return owner;
    const inner = firstArgument(owner);
    return inner === undefined ? undefined : { checker: owner.checker, type: inner };
  }

  /** Declaration of the property that a symbolic property read is. */
  placeOf(symbol: SymbolicValue): PropertyPlace | undefined {
    if (this.#places.has(symbol)) return this.#places.get(symbol);
    this.#places.set(symbol, undefined);
    const found = this.#findPlace(symbol);
    this.#places.set(symbol, found);
    return found;
  }

  #findPlace(symbol: SymbolicValue): PropertyPlace | undefined {
    if (symbol.kind !== "property" || symbol.parent === undefined) return undefined;
    const owner = this.typeOf(symbol.parent);
    if (owner === undefined) return undefined;
    const key = `${this.#checkerId(owner.checker)}.${owner.type.id}.${symbol.name}`;
    if (this.#members.has(key)) return this.#members.get(key);
    const type = withoutNull(owner.checker, owner.type);
    const property = type === undefined ? undefined : asked(() => owner.checker.getPropertyOfType(type, symbol.name));
    const found = property === undefined ? undefined : this.place(property, owner.checker);
    this.#members.set(key, found);
    return found;
  }

  /** Place of a property symbol's declaration. */
  place(symbol: TsSymbol, checker: Checker): PropertyPlace | undefined {
    const handle = symbol.valueDeclaration ?? symbol.declarations[0];
    if (handle === undefined) return { symbol, checker, file: "", node: undefined };
    const file = String(handle.path);
    return { symbol, checker, file, node: isOutside(file) ? undefined : asked(() => handle.resolve()) };
  }

  /** Properties of an object type, for payloads that are whole objects. */
  properties(typed: TypedSymbol): readonly TsSymbol[] {
    const type = withoutNull(typed.checker, typed.type);
    if (type === undefined || (type.flags & (TypeFlags.Object | TypeFlags.Intersection | TypeFlags.Union)) === 0) return [];
    if (asked(() => typed.checker.isArrayLikeType(type)) === true) return [];
    return asked(() => typed.checker.getPropertiesOfType(type)) ?? [];
  }

  /** Element type of an array type. */
  elementOf(typed: TypedSymbol): TypedSymbol | undefined {
    const type = withoutNull(typed.checker, typed.type);
    if (type === undefined || (type.flags & TypeFlags.Object) === 0 || asked(() => typed.checker.isArrayLikeType(type)) !== true) return undefined;
    const element = firstArgument({ checker: typed.checker, type });
    return element === undefined ? undefined : { checker: typed.checker, type: element };
  }

  /** Short kind of a type for the classification of names. */
  describe(symbol: SymbolicValue): string | undefined {
    const typed = this.typeOf(symbol);
    if (typed === undefined) return undefined;
    const { flags } = withoutNull(typed.checker, typed.type) ?? typed.type;
    if ((flags & TypeFlags.StringLike) !== 0) return "string";
    if ((flags & TypeFlags.NumberLike) !== 0) return "number";
    if ((flags & TypeFlags.BooleanLike) !== 0) return "boolean";
    return (flags & TypeFlags.Object) === 0 ? undefined : "object";
  }
}

function isOutside(file: string): boolean {
  return file.includes("/node_modules/") ? !/\/\.prisma\/client\//.test(file) : /\/lib\.[^/]*\.d\.ts$/.test(file) || file.startsWith("bundled:");
}

function typeAt(checker: Checker, node: Node | undefined): TypedSymbol | undefined {
  if (node === undefined) return undefined;
  const type = asked(() => checker.getTypeAtLocation(node));
  return type === undefined ? undefined : { checker, type };
}

function typedNode(node: Node | undefined): Node | undefined {
  if (node === undefined) return undefined;
  return isParameterDeclaration(node) || isPropertyDeclaration(node) || isVariableDeclaration(node) ? node.name : node;
}

function isExpressionLike(node: Node | undefined): boolean {
  return node !== undefined && (isBindingElement(node) || node.kind === SyntaxKind.PropertyAccessExpression || node.kind === SyntaxKind.ElementAccessExpression);
}

function withoutNull(checker: Checker, type: Type): Type | undefined {
  return (type.flags & TypeFlags.Union) === 0 ? type : asked(() => checker.getNonNullableType(type));
}

function firstArgument({ checker, type }: TypedSymbol): Type | undefined {
  if ((type.flags & TypeFlags.Object) === 0 || (type as TypeReference).objectFlags === undefined || ((type as TypeReference).objectFlags & ObjectFlags.Reference) === 0) return undefined;
  return asked(() => checker.getTypeArguments(type as TypeReference)[0]);
}

/** The compiler answers some questions with a recovered panic: then it does not know. A process that died is another matter. */
export function asked<T>(question: () => T): T | undefined {
  try {
    return question();
  } catch (error) {
    if (error instanceof Error && /^panic:/.test(error.message)) return undefined;
    throw error;
  }
}
