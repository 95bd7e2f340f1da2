// A symbolic callee flattened: where its chain starts and the names behind it.
import { isArrayBindingPattern, isBindingElement, isIdentifier, isParameterDeclaration, isPropertyDeclaration, isQualifiedName, isTypeReferenceNode, isVariableDeclaration, type Node, type TypeNode } from "../../compiler/ast.js";
import type { SymbolicValue } from "../domain/symbols.js";
import type { ModuleTable } from "../interpret/module-table.js";

/** One place in the chain of a callee, with the members between it and the call. */
export interface Link {
  readonly symbol: SymbolicValue;
  readonly members: readonly string[];
}

const maxLinks = 24;

/** The chain from the callee itself down to its root: `client.chat.completions.create` gives links at create (no members), completions (["create"]) … */
export function chainOf(callee: SymbolicValue): readonly Link[] {
  const links: Link[] = [];
  let members: readonly string[] = [];
  let current: SymbolicValue | undefined = callee;
  for (let count = 0; count < maxLinks && current !== undefined; count++) {
    links.push({ symbol: current, members });
    if (current.kind === "property" || current.kind === "element") members = [memberName(current), ...members];
    else if (current.kind === "result") {
      // The call's own name is a segment: `db.from("t").insert` is ["from()", "insert"].
      const called: SymbolicValue | undefined = current.parent;
      if (called === undefined) break;
      members = [`${called.name}()`, ...members];
      current = called.kind === "property" ? called.parent : called;
      // `const { openai } = require("…")`: what is called may be a client itself.
      links.push({ symbol: called, members });
      if (called.kind !== "property") break;
      continue;
    } else if (current.kind !== "awaited" && current.kind !== "cast") break;
    current = current.parent;
  }
  return links;
}

function memberName(symbol: SymbolicValue): string {
  const { node } = symbol;
  // `const [send] = hook()` keeps its position as the name.
  if (node !== undefined && isBindingElement(node) && isArrayBindingPattern(node.parent)) return String(node.parent.elements.indexOf(node as never));
  return symbol.name;
}

export interface ImportedType {
  readonly module: string;
  readonly name: string;
}

/** The imported type that a parameter, field or variable is declared with: `http: HttpService`, `transport: nodemailer.Transporter`. */
export function declaredImport(modules: ModuleTable, symbol: SymbolicValue): ImportedType | undefined {
  const { node } = symbol;
  if (node === undefined || !(symbol.kind === "parameter" || symbol.kind === "cast")) return undefined;
  return importedType(modules, isParameterDeclaration(node) || isPropertyDeclaration(node) || isVariableDeclaration(node) ? node.type : (node as unknown as { readonly type?: TypeNode }).type);
}

function importedType(modules: ModuleTable, type: TypeNode | undefined): ImportedType | undefined {
  if (type === undefined) return undefined;
  const parts = (type as unknown as { readonly types?: readonly TypeNode[] }).types;
  if (!isTypeReferenceNode(type)) return parts?.map((part) => importedType(modules, part)).find((found) => found !== undefined);
  const file = type.getSourceFile().fileName;
  const imports = modules.record(file)?.imports;
  const { typeName } = type;
  if (isIdentifier(typeName)) {
    const binding = imports?.get(typeName.text);
    return binding === undefined ? undefined : { module: binding.specifier, name: binding.name === "default" || binding.name === "=" ? typeName.text : binding.name };
  }
  if (isQualifiedName(typeName) && isIdentifier(typeName.left)) {
    const binding = imports?.get(typeName.left.text);
    return binding === undefined ? undefined : { module: binding.specifier, name: typeName.right.text };
  }
  return undefined;
}

export function textOfCallee(node: Node): string {
  const expression = (node as unknown as { readonly expression?: Node; readonly tag?: Node; readonly tagName?: Node });
  const callee = expression.expression ?? expression.tag ?? expression.tagName ?? node;
  return callee.getText().replace(/\s+/g, "").slice(0, 80);
}
