// What a function is handed to: calls, JSX attributes and objects, in its own file.
import {
  isCallExpression, isIdentifier, isJsxAttribute, isJsxExpression, isMethodDeclaration, isObjectLiteralExpression, isPropertyAccessExpression, isPropertyAssignment,
  type Node, type SourceFile,
} from "../../compiler/ast.js";
import type { SourceCallback } from "../../catalog/sources.js";
import { functionName } from "../interpret/functions.js";
import { nameText } from "../syntax.js";
import { lastName } from "../targets.js";

/** One way a function is handed over. */
export type CallbackUse =
  | { readonly kind: "argument"; readonly name: string; readonly isMember: boolean }
  | { readonly kind: "attribute"; readonly name: string; readonly component: string }
  | { readonly kind: "property"; readonly path: readonly string[] };

const known = new WeakMap<Node, readonly CallbackUse[]>();

export function callbackUses(code: Node): readonly CallbackUse[] {
  const found = known.get(code);
  if (found !== undefined) return found;
  const name = functionName(code);
  const places = [code, ...(name === undefined ? [] : (mentionsIn(code.getSourceFile()).get(name) ?? []))];
  const uses = places.flatMap(usesAt);
  known.set(code, uses);
  return uses;
}

export function fitsCallback(callback: SourceCallback, use: CallbackUse): boolean {
  switch (use.kind) {
    case "argument": return (use.isMember && (callback.methods.includes(use.name) || callback.members.includes(use.name))) || callback.calls.some((call) => call.split(".").at(-1) === use.name);
    case "attribute": return callback.props.includes(use.name) && callback.components.includes(use.component);
    case "property": return callback.keys.some((key) => key.split(".").every((part, at, parts) => part === "*" || part === use.path[use.path.length - parts.length + at]));
  }
}

function usesAt(place: Node): readonly CallbackUse[] {
  const uses: CallbackUse[] = [];
  let current = place;
  const path: string[] = [];
  for (let hops = 0; hops < 8 && current.parent !== undefined; hops++) {
    const { parent } = current;
    if (isCallExpression(parent) && parent.expression !== current) {
      const name = lastName(parent.expression);
      if (name !== undefined) uses.push({ kind: "argument", name, isMember: isPropertyAccessExpression(parent.expression) });
    } else if (isJsxExpression(parent) && isJsxAttribute(parent.parent)) {
      const element = parent.parent.parent.parent as unknown as { readonly tagName?: Node };
      const component = element.tagName === undefined ? undefined : element.tagName.getText();
      uses.push({ kind: "attribute", name: parent.parent.name.getText(), component: component ?? "" });
      break;
    } else if (isPropertyAssignment(parent)) path.unshift(nameText(parent.name) ?? "");
    else if (isMethodDeclaration(current) && isObjectLiteralExpression(parent)) path.unshift(nameText(current.name) ?? "");
    else if (!isObjectLiteralExpression(parent)) break;
    current = parent;
  }
  return path.length === 0 ? uses : [...uses, { kind: "property", path }];
}

/** `wx.getLocation` of `wx.getLocation({ success: f })`, and of `navigator.geolocation.getCurrentPosition(f)`. */
export function optionOwner(code: Node): string | undefined {
  if (isCallExpression(code.parent) && code.parent.arguments[0] === code) return calleeText(code.parent);
  const member = isMethodDeclaration(code) ? code : isPropertyAssignment(code.parent) ? code.parent : undefined;
  if (member === undefined || !/^(?:success|complete)$/.test(nameText(member.name) ?? "") || !isObjectLiteralExpression(member.parent)) return undefined;
  const call = member.parent.parent;
  return isCallExpression(call) && call.expression !== member.parent ? calleeText(call) : undefined;
}

function calleeText(call: Node & { readonly expression: Node }): string | undefined {
  const text = call.expression.getText();
  return text.length > 80 ? undefined : text.replace(/\s+/g, "");
}

const mentions = new WeakMap<SourceFile, ReadonlyMap<string, readonly Node[]>>();

/** Names passed as arguments or attributes in a file: `handleSubmit(onSubmit)`, `onFinish={save}`. */
function mentionsIn(source: SourceFile): ReadonlyMap<string, readonly Node[]> {
  const known = mentions.get(source);
  if (known !== undefined) return known;
  const found = new Map<string, Node[]>();
  const pending: Node[] = [source];
  while (pending.length > 0) {
    const node = pending.pop();
    if (node === undefined) break;
    const isPassed = node !== source && ((isCallExpression(node.parent) && node.parent.expression !== node) || isJsxExpression(node.parent) || (isPropertyAssignment(node.parent) && node.parent.initializer === node));
    const name = isPassed ? (isIdentifier(node) ? node.text : isPropertyAccessExpression(node) ? node.name.text : undefined) : undefined;
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), node]);
    node.forEachChild((child) => void pending.push(child));
  }
  mentions.set(source, found);
  return found;
}
