// Who calls a function: by name in the texts, then by name in the trees. Whether the call really reaches the function, the interpreter finds out.
import { SyntaxKind, isCallExpression, isIdentifier, isJsxOpeningElement, isJsxSelfClosingElement, isNewExpression, isPropertyAccessExpression, isConstructorDeclaration, isClassDeclaration, isVariableDeclaration, type Node, type SourceFile } from "../compiler/ast.js";
import { functionName, isFunctionNode } from "./interpret/functions.js";
import type { FlowProgram } from "./program.js";
import { nameText } from "./syntax.js";

const maxCallers = 40;

export class CallerIndex {
  readonly #known = new Map<string, readonly Node[]>();

  constructor(readonly program: FlowProgram) {}

  /** Calls, constructions, JSX elements and mentions of the function's name, outside of the function itself. */
  of(code: Node): readonly Node[] {
    const name = nameOf(code);
    if (name === undefined || name.length < 2) return [];
    const all = this.#known.get(name) ?? this.#find(name);
    this.#known.set(name, all);
    return all.filter((node) => !inside(node, code)).slice(0, maxCallers);
  }

  nameOf(code: Node): string | undefined {
    return nameOf(code);
  }

  #find(name: string): readonly Node[] {
    const found: Node[] = [];
    const pattern = new RegExp(`(?<![\\w$])${name.replace(/\$/g, "\\$")}(?![\\w$])`);
    for (const file of this.program.files) {
      const text = this.program.text(file);
      if (text === undefined || !text.includes(name) || !pattern.test(text)) continue;
      const source = this.program.sourceFile(file);
      if (source !== undefined) found.push(...mentions(source, name));
    }
    return found;
  }
}

function nameOf(code: Node): string | undefined {
  if (isConstructorDeclaration(code) && isClassDeclaration(code.parent)) return code.parent.name?.text;
  return isFunctionNode(code) ? (functionName(code) ?? wrappedName(code)) : undefined;
}

/** `const capture = useCallback((event) => …)`, `const send = debounce(async () => …, 300)`: called by the variable's name. */
function wrappedName(code: Node): string | undefined {
  const call = code.parent;
  if (!isCallExpression(call) || call.expression === code) return undefined;
  const variable = call.parent;
  return isVariableDeclaration(variable) && isIdentifier(variable.name) ? variable.name.text : undefined;
}

function inside(node: Node, code: Node): boolean {
  return node.getSourceFile() === code.getSourceFile() && node.pos >= code.pos && node.end <= code.end;
}

function mentions(source: SourceFile, name: string): readonly Node[] {
  const found: Node[] = [];
  const pending: Node[] = [source];
  while (pending.length > 0) {
    const node = pending.pop();
    if (node === undefined) break;
    if ((isIdentifier(node) || node.kind === SyntaxKind.PrivateIdentifier) && nameText(node) === name) {
      const use = useOf(node);
      if (use !== undefined) found.push(use);
    } else node.forEachChild((child) => void pending.push(child));
  }
  return found.sort((a, b) => a.pos - b.pos);
}

/** The call that a mention is the callee or an argument of; undefined for declarations, imports and other uses. */
function useOf(name: Node): Node | undefined {
  let current: Node = name;
  if (isPropertyAccessExpression(current.parent) && current.parent.name === current) current = current.parent;
  const { parent } = current;
  if ((isCallExpression(parent) || isNewExpression(parent)) && (parent.expression === current || parent.arguments?.includes(current as never) === true)) return parent;
  if ((isJsxOpeningElement(parent) || isJsxSelfClosingElement(parent)) && parent.tagName === current) return parent;
  return parent.kind === SyntaxKind.NonNullExpression && isCallExpression(parent.parent) ? parent.parent : undefined;
}
