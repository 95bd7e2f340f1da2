// From declared types to code: a parameter or field typed as a class of the workspace is an instance of it; an interface is its implementation.
// All of it is read from the trees: names, imports and heritage clauses.
import {
  SyntaxKind, isClassDeclaration, isIdentifier, isInterfaceDeclaration, isParameterDeclaration, isPropertyDeclaration, isTypeReferenceNode, isUnionTypeNode,
  isVariableDeclaration, type ClassDeclaration, type Node, type TypeNode, type VariableDeclaration,
} from "../../compiler/ast.js";
import { Store } from "../domain/store.js";
import type { SymbolicValue } from "../domain/symbols.js";
import { addressesOf, addressOf, joinValues, nothing, type Value } from "../domain/values.js";
import { initialise, isParameterProperty } from "./classes.js";
import { symbolicArguments } from "./functions.js";
import { BudgetSpent, type Machine } from "./machine.js";
import { findProperty } from "./members.js";
import { runImport } from "./modules.js";
import { loosenFields } from "./mutation.js";

/** The instance that a symbolic value of a workspace class stands for, when the class has the member. */
export function classInstanceOf(machine: Machine, symbol: SymbolicValue, member: string): Value | undefined {
  const declaration = declaredClass(machine, symbol);
  if (declaration === undefined) return undefined;
  let result = nothing;
  for (const node of declaration) {
    const instance = instanceOf(machine, node);
    const address = instance === undefined ? undefined : addressOf(instance);
    if (instance !== undefined && address !== undefined && findProperty(machine, address, member) !== undefined) result = joinValues(result, instance);
  }
  return result.atoms.length === 0 ? undefined : result;
}

const classesOfSymbol = new WeakMap<SymbolicValue, readonly ClassDeclaration[] | undefined>();

/** Classes of the workspace that a symbolic value is declared to be an instance of. */
export function declaredClass(machine: Machine, symbol: SymbolicValue): readonly ClassDeclaration[] | undefined {
  if (classesOfSymbol.has(symbol)) return classesOfSymbol.get(symbol);
  const type = typeNodeOf(symbol);
  const found = type === undefined ? undefined : classesOfType(machine, type);
  classesOfSymbol.set(symbol, found);
  return found;
}

function typeNodeOf(symbol: SymbolicValue): TypeNode | undefined {
  const { node } = symbol;
  if (symbol.kind === "cast" && node !== undefined && "type" in node) return (node as unknown as { readonly type?: TypeNode }).type;
  if (symbol.kind !== "parameter" || node === undefined) return undefined;
  if (isParameterDeclaration(node) || isPropertyDeclaration(node) || isVariableDeclaration(node)) return node.type;
  return undefined;
}

const plainTypes = new Set([SyntaxKind.StringKeyword, SyntaxKind.NumberKeyword, SyntaxKind.BigIntKeyword, SyntaxKind.UndefinedKeyword, SyntaxKind.LiteralType]);

/** Whether a value is a declared field of a class, of a text or number, that nothing is written to. */
export function isPlainField(machine: Machine, value: Value): boolean {
  const address = addressOf(value);
  const symbol = address === undefined ? undefined : machine.info(address).symbol;
  const node = symbol?.node;
  if (symbol?.kind !== "parameter" || node === undefined || !isPropertyDeclaration(node) || node.initializer !== undefined || node.type === undefined) return false;
  const parts = isUnionTypeNode(node.type) ? node.type.types : [node.type];
  return parts.every((part) => plainTypes.has(part.kind));
}

/** Classes of the workspace that a type names, through imports; of an interface those that implement it. */
export function classesOfType(machine: Machine, type: TypeNode): readonly ClassDeclaration[] | undefined {
  if (isUnionTypeNode(type)) {
    const parts = type.types.filter((part) => part.kind !== SyntaxKind.UndefinedKeyword && part.kind !== SyntaxKind.LiteralType);
    return parts.length === 1 && parts[0] !== undefined ? classesOfType(machine, parts[0]) : undefined;
  }
  if (!isTypeReferenceNode(type) || !isIdentifier(type.typeName)) return undefined;
  const found = machine.declarationOfType(type.getSourceFile().fileName, type.typeName.text);
  if (found === undefined) return undefined;
  if (isInterfaceDeclaration(found) || isAbstract(found)) {
    const implementations = machine.implementationsOf(found).filter(isClassDeclaration);
    if (implementations.length > 0) return implementations.slice(0, 4);
  }
  return isClassDeclaration(found) ? [found] : undefined;
}

function isAbstract(node: Node): boolean {
  return isClassDeclaration(node) && node.modifiers?.some((modifier) => modifier.kind === SyntaxKind.AbstractKeyword) === true;
}

/** The one symbolic instance of a class: its constructor run with symbolic parameters, in a world of its own. */
export function instanceOf(machine: Machine, node: ClassDeclaration): Value | undefined {
  const known = machine.instances.get(node);
  if (known !== undefined) return known;
  runImport(machine, node.getSourceFile().fileName);
  const value = machine.closures.get(node);
  const address = value === undefined ? undefined : addressOf(value);
  if (value === undefined || address === undefined) return undefined;
  const prototype = machine.record(address).properties.get("prototype")?.value;
  const saved = { store: machine.store, live: machine.live, completions: machine.completions, frame: machine.frame, nesting: machine.nesting, mayThrow: machine.mayThrow };
  machine.store = new Store();
  machine.live = true;
  machine.completions = [];
  machine.nesting = 0;
  machine.enter(node.getSourceFile(), undefined);
  const self = machine.allocate({ kind: "object", node }, { prototype });
  machine.instances.set(node, self);
  try {
    initialise(machine, address, self, symbolicConstructorArguments(machine, address), undefined, value);
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
  }
  loosenFields(machine, node, self);
  machine.store.forEach((id, cell) => machine.initial.set(id, cell));
  Object.assign(machine, saved);
  return self;
}

function symbolicConstructorArguments(machine: Machine, address: number): readonly Value[] {
  let current: number | undefined = address;
  for (let hops = 0; hops < 12 && current !== undefined; hops++) {
    const node = machine.info(current).node;
    const constructor = node !== undefined && isClassDeclaration(node)
      ? node.members.find((member) => member.kind === SyntaxKind.Constructor && (member as unknown as { readonly body?: Node }).body !== undefined) : undefined;
    if (constructor !== undefined) return symbolicArguments(machine, constructor as unknown as Parameters<typeof symbolicArguments>[1]);
    const parents: readonly number[] = addressesOf(machine.record(current).prototype ?? nothing);
    current = parents[0];
  }
  return [];
}

/** `value as Type`: what the compiler is told about a symbolic value it knows nothing of. */
export function refineCast(machine: Machine, value: Value, node: Node, type: TypeNode | undefined): Value {
  if (type === undefined || isUninformative(type)) return value;
  return refine(machine, value, node);
}

/** `const x: Type = value`. */
export function refineDeclaration(machine: Machine, value: Value, node: VariableDeclaration): Value {
  if (node.type === undefined || isUninformative(node.type)) return value;
  return refine(machine, value, node);
}

function isUninformative(type: TypeNode): boolean {
  return type.kind === SyntaxKind.AnyKeyword || type.kind === SyntaxKind.UnknownKeyword
    || (isTypeReferenceNode(type) && isIdentifier(type.typeName) && type.typeName.text === "const");
}

function refine(machine: Machine, value: Value, node: Node): Value {
  const address = addressOf(value);
  const symbol = address === undefined ? undefined : machine.info(address).symbol;
  if (symbol === undefined || machine.info(address ?? 0).kind !== "symbolic" || machine.record(address ?? 0).properties.size > 0) return value;
  // Clients and imports are known by where they come from; a type would hide that.
  if (symbol.kind === "import" || symbol.kind === "global" || symbol.kind === "instance" || symbol.kind === "configured") return value;
  return machine.part("cast", symbol, `${node.pos}`, node);
}

export { isParameterProperty };
