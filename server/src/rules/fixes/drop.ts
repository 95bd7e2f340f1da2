// Leaving fields out: properties of the payload, arguments of a log call, pieces of text.
import {
  isArrayLiteralExpression, isBinaryExpression, isCallExpression, isConditionalExpression, isExpressionStatement, isJsxExpression, isNewExpression, isObjectLiteralExpression,
  isPropertyAccessExpression, isPropertyAssignment, isShorthandPropertyAssignment, isTemplateExpression, isTemplateSpan, type Node,
} from "../../compiler/ast.js";
import type { TextEdit } from "../../base/text-edit.js";
import type { CarriedCall, Carrier } from "./carriers.js";
import { declarationOf } from "./carriers.js";
import { isAttribute, removeAttribute, removeFromList, removeStatement } from "./remove.js";
import { argumentsOf, descendants, isWrapper, rangeOf, within } from "./tree.js";

/** Something that can be left out whole. */
interface Target {
  readonly kind: "property" | "attribute" | "argument" | "element" | "statement" | "text";
  readonly node: Node;
  /** Name of the field for the text that takes its place. */
  readonly field: string;
}

/** Edits that leave the carriers out; undefined where one of them stands where nothing can be left out. */
export function dropEdits(carried: CarriedCall, carriers: readonly Carrier[]): readonly TextEdit[] | undefined {
  const targets = new Map<Node, Target>();
  for (const carrier of carriers) {
    const target = targetOf(carried, carrier);
    if (target === undefined) return undefined;
    targets.set(target.node, target);
  }
  const outer = [...targets.values()].filter(({ node }) => ![...targets.keys()].some((other) => other !== node && within(node, other)));
  return outer.length === 0 ? undefined : editsOf(carried.text, outer);
}

function editsOf(text: string, targets: readonly Target[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const lists = new Map<Node, Node[]>();
  for (const { kind, node, field } of targets) {
    if (kind === "attribute") edits.push(...removeAttribute(text, node));
    else if (kind === "statement") edits.push(...removeStatement(text, node));
    else if (kind === "text") edits.push({ range: textRange(text, node), newText: `[${field}]` });
    else lists.set(node.parent, [...(lists.get(node.parent) ?? []), node]);
  }
  for (const [parent, nodes] of lists) edits.push(...removeFromList(text, elementsOf(parent), nodes));
  return edits;
}

function elementsOf(parent: Node): readonly Node[] {
  if (isObjectLiteralExpression(parent)) return parent.properties;
  return isArrayLiteralExpression(parent) ? parent.elements : argumentsOf(parent);
}

/** `${user.email}` from its dollar to its brace. */
function textRange(text: string, span: Node): TextEdit["range"] {
  const literal = (span as unknown as { readonly literal: Node }).literal;
  const start = text.lastIndexOf("${", span.getStart());
  return { start, end: literal.getStart() + 1 };
}

function targetOf(carried: CarriedCall, carrier: Carrier): Target | undefined {
  const field = carrier.fields[0] ?? "";
  const { call, checker } = carried;
  if (carrier.kind === "object" && carrier.variable === undefined) return objectTarget(carrier.node, call, field);
  if (carrier.variable !== undefined && (checker === undefined || usesOf(carrier.variable, carried) !== 1)) return undefined;
  let node = carrier.node;
  for (let parent = node.parent; parent !== undefined && node !== call; node = parent, parent = parent.parent) {
    const target = targetIn(node, parent, call, field);
    if (target !== undefined) return target === "none" ? undefined : target;
  }
  return undefined;
}

/** What holds the value directly, or "none" where it may not be looked for further out. */
function targetIn(node: Node, parent: Node, call: Node, field: string): Target | "none" | undefined {
  if (isPropertyAssignment(parent) && parent.initializer === node) return { kind: "property", node: parent, field };
  if (isShorthandPropertyAssignment(parent)) return { kind: "property", node: parent, field };
  if (isAttribute(parent)) return { kind: "attribute", node: parent, field };
  if (isTemplateSpan(parent)) return { kind: "text", node: parent, field };
  if (isArrayLiteralExpression(parent)) return parent.elements.length === 1 ? undefined : { kind: "element", node, field };
  if (isCallExpression(parent) || isNewExpression(parent)) return parent === call ? argumentTarget(node, parent, field) : parent.expression === node ? undefined : passing(parent, node);
  if (isWrapper(parent) || isJsxExpression(parent) || isTemplateExpression(parent) || isConditionalExpression(parent)) return undefined;
  if (isBinaryExpression(parent)) return /^(?:\?\?|\|\||&&)$/.test(parent.getSourceFile().text.slice(parent.left.end, parent.right.getStart()).trim()) ? undefined : "none";
  // `user.email.trim()`: the read belongs to the call around it.
  return isPropertyAccessExpression(parent) && isCallExpression(parent.parent) && parent.parent.expression === parent && parent.parent !== call ? undefined : "none";
}

/** `hash(user.email)` stands for the value; a call with several arguments says more than the field. */
function passing(call: Node, argument: Node): "none" | undefined {
  const list = argumentsOf(call);
  return list.length <= 2 && list.includes(argument) ? undefined : "none";
}

/** `form.append("email", email)` goes whole; other calls lose the argument. Whether they may is the compiler's word. */
function argumentTarget(node: Node, call: Node, field: string): Target | "none" {
  const list = argumentsOf(call);
  const isPair = list.length === 2 && list[1] === node && isCallExpression(call) && isPropertyAccessExpression(call.expression) && /^(?:append|set)$/.test(call.expression.name.text);
  if (isPair && isExpressionStatement(call.parent)) return { kind: "statement", node: call.parent, field };
  // An argument in the middle would move those behind it to other parameters.
  return list.at(-1) === node && list.length > 1 ? { kind: "argument", node, field } : "none";
}

/** A whole object that is one property of the payload, `{ user }`, or a spread. */
function objectTarget(node: Node, call: Node, field: string): Target | undefined {
  const { parent } = node;
  if (isPropertyAssignment(parent) || isShorthandPropertyAssignment(parent)) return { kind: "property", node: parent, field };
  if (isAttribute(parent.parent)) return { kind: "attribute", node: parent.parent, field };
  if (parent !== call) return undefined;
  const target = argumentTarget(node, call, field);
  return target === "none" ? undefined : target;
}

/** How often a variable is read in its file. */
export function usesOf(variable: Node, { tree, checker }: Pick<CarriedCall, "tree" | "checker">): number {
  if (checker === undefined) return 0;
  const name = (variable as unknown as { readonly name: Node }).name;
  const text = tree.text.slice(name.getStart(), name.end);
  let uses = 0;
  for (const node of descendants(tree)) {
    if (node === name || (node as unknown as { readonly text?: string }).text !== text || within(node, name)) continue;
    const range = rangeOf(node);
    if (range.end - range.start === text.length && declarationOf(node, checker) === variable) uses++;
  }
  return uses;
}
