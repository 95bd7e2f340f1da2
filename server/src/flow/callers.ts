// Who calls a function: by name in the texts, then by name in the trees. Whether the call really reaches the function, the interpreter finds out.
import { SyntaxKind, isCallExpression, isIdentifier, isJsxOpeningElement, isJsxSelfClosingElement, isBinaryExpression, isNewExpression, isPropertyAccessExpression, isPropertyAssignment, isConstructorDeclaration, isClassDeclaration, isPropertyDeclaration, isVariableDeclaration, isImportSpecifier, type Node, type SourceFile } from "../compiler/ast.js";
import { functionName, isFunctionNode } from "./interpret/functions.js";
import type { FlowProgram } from "./program.js";
import { nameText } from "./syntax.js";
import { TextMemory, textFactsOf } from "./text-facts.js";

/** Mentions that may as well mean another function of the same name. */
const maxUnlikely = 40;
/** A function called from more places than this is asked of the first ones only, and that is told. */
const maxCallers = 4000;

interface Use {
  readonly node: Node;
  /** The name in it. */
  readonly mention: Node;
}

export class CallerIndex {
  readonly #known = new Map<string, readonly Use[]>();
  readonly #cut = new Set<Node>();
  readonly #texts: TextMemory;
  readonly #mentions = new Map<string, readonly Node[]>();

  constructor(readonly program: FlowProgram) {
    this.#texts = program.textMemory ?? new TextMemory();
    textFactsOf(program);
  }

  /** Calls, constructions, JSX elements and mentions of the function's name, outside of the function itself. */
  of(code: Node): readonly Node[] {
    const name = nameOf(code);
    if (name === undefined || name.length < 2) return [];
    const uses = this.#usesOf(name).filter(({ node }) => !inside(node, code));
    if (uses.length <= maxUnlikely) return uses.map(({ node }) => node);
    // A name like `post` is everywhere: those that can mean this function go first, or it would lose its callers to others.
    const likely = uses.filter(({ mention }) => this.#mayMean(mention, code));
    const isLikely = new Set(likely);
    const kept = new Set([...likely.slice(0, maxCallers), ...uses.filter((use) => !isLikely.has(use)).slice(0, Math.max(0, maxUnlikely - likely.length))]);
    if (likely.length > maxCallers) this.#cut.add(code);
    return uses.filter((use) => kept.has(use)).map(({ node }) => node);
  }

  /** Whether not all callers of the function were given. */
  isCut(code: Node): boolean {
    return this.#cut.has(code);
  }

  /** A function of a file is called by its bare name or through the file's namespace, a method where its class is known. */
  #mayMean(mention: Node, code: Node): boolean {
    const { fileName, text } = mention.getSourceFile();
    const owner = isClassDeclaration(code.parent) ? code.parent : undefined;
    if (owner !== undefined) return code.getSourceFile().fileName === fileName || (owner.name !== undefined && text.includes(owner.name.text));
    const access = isPropertyAccessExpression(mention.parent) && mention.parent.name === mention ? mention.parent.expression : undefined;
    return access === undefined || (isIdentifier(access) && text.includes(`* as ${access.text}`));
  }

  /** Calls that call the name, or pass it on, anywhere in the program. */
  usesOf(name: string): readonly Node[] {
    return this.#usesOf(name).map(({ node }) => node);
  }

  #usesOf(name: string): readonly Use[] {
    const all = this.#known.get(name) ?? this.#mentionsOf(name).flatMap((mention): Use[] => {
      const node = useOf(mention);
      return node === undefined ? [] : [{ node, mention }];
    });
    this.#known.set(name, all);
    return all;
  }

  /** Properties and assignments that hold the name: `{ handler: this.name }`, `port.onmessage = name`. */
  heldIn(name: string): readonly Node[] {
    return this.#mentionsOf(name).flatMap((node) => {
      const value = isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node;
      const { parent } = value;
      return (isPropertyAssignment(parent) && parent.initializer === value) || (isBinaryExpression(parent) && parent.right === value) ? [value] : [];
    });
  }

  #mentionsOf(name: string): readonly Node[] {
    const all = this.#mentions.get(name) ?? this.#find(name);
    this.#mentions.set(name, all);
    return all;
  }

  nameOf(code: Node): string | undefined {
    return nameOf(code);
  }

  #find(name: string): readonly Node[] {
    const found: Node[] = [];
    for (const file of this.#texts.filesNaming(this.program, name)) {
      const source = this.program.sourceFile(file);
      if (source === undefined) continue;
      const named = mentions(source, name);
      // `import { request as send }`: in this file it goes by another name.
      const aliases = new Set(named.flatMap((node) => aliasOf(node) ?? []));
      found.push(...named, ...[...aliases].flatMap((alias) => mentions(source, alias)));
    }
    return found;
  }
}

function nameOf(code: Node): string | undefined {
  if (isConstructorDeclaration(code) && isClassDeclaration(code.parent)) return code.parent.name?.text;
  return isFunctionNode(code) ? (functionName(code) ?? wrappedName(code)) : undefined;
}

/** `const capture = useCallback((event) => …)`, `push = throttle((options) => …, 300)` in a class: called by the variable's name. */
function wrappedName(code: Node): string | undefined {
  const call = code.parent;
  if (!isCallExpression(call) || call.expression === code) return undefined;
  const variable = call.parent;
  return (isVariableDeclaration(variable) || isPropertyDeclaration(variable)) && isIdentifier(variable.name) ? variable.name.text : undefined;
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
    if ((isIdentifier(node) || node.kind === SyntaxKind.PrivateIdentifier) && nameText(node) === name) found.push(node);
    else node.forEachChild((child) => void pending.push(child));
  }
  return found.sort((a, b) => a.pos - b.pos);
}

function aliasOf(node: Node): string | undefined {
  const { parent } = node;
  return isImportSpecifier(parent) && parent.propertyName === node && parent.name.text !== nameText(node) ? parent.name.text : undefined;
}

/** The call that a mention is the callee or an argument of; undefined for declarations, imports and other uses. */
function useOf(name: Node): Node | undefined {
  let current: Node = name;
  if (isPropertyAccessExpression(current.parent) && current.parent.name === current) current = current.parent;
  // `bus.on("x", this.handle.bind(this))` passes the method on.
  if (isPropertyAccessExpression(current.parent) && current.parent.name.text === "bind" && isCallExpression(current.parent.parent)) current = current.parent.parent;
  const { parent } = current;
  if ((isCallExpression(parent) || isNewExpression(parent)) && (parent.expression === current || parent.arguments?.includes(current as never) === true)) return parent;
  if ((isJsxOpeningElement(parent) || isJsxSelfClosingElement(parent)) && parent.tagName === current) return parent;
  return parent.kind === SyntaxKind.NonNullExpression && isCallExpression(parent.parent) ? parent.parent : undefined;
}
