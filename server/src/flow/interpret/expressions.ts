// Expressions: one handler a kind of node.
import {
  SyntaxKind, isBigIntLiteral, isElementAccessExpression, isPrivateIdentifier, isPropertyAccessExpression,
  type AsExpression, type AwaitExpression, type ConditionalExpression, type DeleteExpression, type ElementAccessExpression, type Expression, type Identifier,
  type LiteralExpression, type Node, type NonNullExpression, type ParenthesizedExpression, type PostfixUnaryExpression, type PrefixUnaryExpression,
  type PropertyAccessExpression, type RegularExpressionLiteral, type TaggedTemplateExpression, type TemplateExpression, type TypeOfExpression, type VoidExpression,
  type YieldExpression,
} from "../../compiler/ast.js";
import { addressesOf, addressOf, anyValue, constant, joinValues, nothing, undefinedValue, type Value } from "../domain/values.js";
import { awaitValue } from "../library/promises.js";
import { assign } from "./assign.js";
import { binaryExpression } from "./binary.js";
import { callExpression, callValue, newExpression } from "./calls.js";
import { classValue } from "./classes.js";
import { closure, yieldValue } from "./functions.js";
import { refineCast } from "./instances.js";
import { iterate } from "./iteration.js";
import { jsxElement, jsxFragment } from "./jsx.js";
import { arrayLiteral, arrayOf, objectLiteral } from "./literals.js";
import type { Machine } from "./machine.js";
import { deleteMember, getMember, keyOf } from "./members.js";
import { moduleBinding } from "./modules.js";
import { binary, concatenated, isNullish, truthOf, typeOf, unary } from "./operators.js";
import { findCell, fileOf, type Scope } from "./scopes.js";
import { labelsOfWritten } from "./written-persons.js";

type Handler = (machine: Machine, node: Node, scope: Scope) => Value;
const handlers = new Map<SyntaxKind, Handler>();
const maxNesting = 900;

/** Value of an expression in a scope. */
export function evaluate(machine: Machine, node: Node, scope: Scope): Value {
  if (!machine.live) return nothing;
  machine.tick(node);
  if (machine.nesting > maxNesting) {
    machine.observer.limit?.(node, "depth");
    return anyValue;
  }
  machine.nesting++;
  const value = handlers.get(node.kind)?.(machine, node, scope) ?? anyValue;
  machine.nesting--;
  return value;
}

function on<T extends Node>(kinds: SyntaxKind | readonly SyntaxKind[], handler: (machine: Machine, node: T, scope: Scope) => Value): void {
  for (const kind of typeof kinds === "number" ? [kinds] : kinds) handlers.set(kind, handler as Handler);
}

on<LiteralExpression>([SyntaxKind.StringLiteral, SyntaxKind.NoSubstitutionTemplateLiteral], (machine, node) => constant(node.text, labelsOfWritten(machine, node, node.text)));
on<LiteralExpression>(SyntaxKind.NumericLiteral, (_, node) => constant(Number(node.text)));
on(SyntaxKind.BigIntLiteral, (_, node) => (isBigIntLiteral(node) ? anyValue : nothing));
on(SyntaxKind.TrueKeyword, () => constant(true));
on(SyntaxKind.FalseKeyword, () => constant(false));
on(SyntaxKind.NullKeyword, () => constant(null));
on<RegularExpressionLiteral>(SyntaxKind.RegularExpressionLiteral, (machine, node) => machine.allocate({ kind: "regexp", node, name: node.text }));
on<Identifier>(SyntaxKind.Identifier, (machine, node, scope) => readName(machine, node.text, scope, node));
on(SyntaxKind.ThisKeyword, (machine, node, scope) => readName(machine, "this", scope, node));
on<ParenthesizedExpression>(SyntaxKind.ParenthesizedExpression, (machine, node, scope) => evaluate(machine, node.expression, scope));
on<NonNullExpression>([SyntaxKind.NonNullExpression, SyntaxKind.ExpressionWithTypeArguments], (machine, node, scope) => evaluate(machine, node.expression, scope));
on<NonNullExpression>(SyntaxKind.SatisfiesExpression, (machine, node, scope) => evaluate(machine, node.expression, scope));
on<AsExpression>([SyntaxKind.AsExpression, SyntaxKind.TypeAssertionExpression],
  (machine, node, scope) => refineCast(machine, evaluate(machine, node.expression, scope), node, node.type));
on<TemplateExpression>(SyntaxKind.TemplateExpression, template);
on<TaggedTemplateExpression>(SyntaxKind.TaggedTemplateExpression, taggedTemplate);
on(SyntaxKind.ObjectLiteralExpression, objectLiteral);
on(SyntaxKind.ArrayLiteralExpression, arrayLiteral);
on(SyntaxKind.BinaryExpression, binaryExpression);
on<ConditionalExpression>(SyntaxKind.ConditionalExpression, (machine, node, scope) =>
  choose(machine, evaluate(machine, node.condition, scope), () => evaluate(machine, node.whenTrue, scope), () => evaluate(machine, node.whenFalse, scope)));
on<PropertyAccessExpression>(SyntaxKind.PropertyAccessExpression, (machine, node, scope) => member(machine, node, scope).value);
on<ElementAccessExpression>(SyntaxKind.ElementAccessExpression, (machine, node, scope) => member(machine, node, scope).value);
on(SyntaxKind.CallExpression, callExpression);
on(SyntaxKind.NewExpression, newExpression);
on([SyntaxKind.ArrowFunction, SyntaxKind.FunctionExpression], (machine, node, scope) => closure(machine, node, scope));
on(SyntaxKind.ClassExpression, (machine, node, scope) => classValue(machine, node, scope));
on<AwaitExpression>(SyntaxKind.AwaitExpression, (machine, node, scope) => awaitValue(machine, evaluate(machine, node.expression, scope), node));
on<YieldExpression>(SyntaxKind.YieldExpression, (machine, node, scope) => {
  const value = node.expression === undefined ? undefinedValue : evaluate(machine, node.expression, scope);
  if (node.asteriskToken === undefined) return yieldValue(machine, value);
  iterate(machine, value, node, (element) => void yieldValue(machine, element));
  return anyValue;
});
on<TypeOfExpression>(SyntaxKind.TypeOfExpression, (machine, node, scope) => typeOf(machine, evaluate(machine, node.expression, scope)));
on<VoidExpression>(SyntaxKind.VoidExpression, (machine, node, scope) => (evaluate(machine, node.expression, scope), undefinedValue));
on<DeleteExpression>(SyntaxKind.DeleteExpression, (machine, node, scope) => {
  const target = node.expression;
  if (isPropertyAccessExpression(target)) deleteMember(machine, evaluate(machine, target.expression, scope), target.name.text);
  else if (isElementAccessExpression(target)) deleteMember(machine, evaluate(machine, target.expression, scope), keyOf(machine, evaluate(machine, target.argumentExpression, scope)));
  return constant(true);
});
on<PrefixUnaryExpression>(SyntaxKind.PrefixUnaryExpression, (machine, node, scope) => {
  if (node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken) return step(machine, node, scope, true);
  return unary(machine, node.operator, evaluate(machine, node.operand, scope));
});
on<PostfixUnaryExpression>(SyntaxKind.PostfixUnaryExpression, (machine, node, scope) => step(machine, node, scope, false));
on([SyntaxKind.JsxElement, SyntaxKind.JsxSelfClosingElement], jsxElement);
on(SyntaxKind.JsxFragment, jsxFragment);
on<Expression>(SyntaxKind.JsxExpression, (machine, node, scope) => {
  const inner = (node as unknown as { readonly expression?: Expression }).expression;
  return inner === undefined ? undefinedValue : evaluate(machine, inner, scope);
});
on(SyntaxKind.JsxText, () => anyValue);
on(SyntaxKind.OmittedExpression, () => undefinedValue);
on<Node & { readonly name: Identifier }>(SyntaxKind.MetaProperty, (machine, node, scope) =>
  node.name.text === "target" ? readName(machine, "new.target", scope, node) : machine.symbol("global", "import.meta", { node }, "global:import.meta"));

/** Value of a name: variable, import, or global. */
export function readName(machine: Machine, name: string, scope: Scope, node: Node): Value {
  const cell = findCell(scope, name);
  if (cell !== undefined) return machine.readVariable(cell);
  const imported = moduleBinding(machine, fileOf(scope), name, node);
  if (imported !== undefined) return imported;
  if (name === "undefined") return undefinedValue;
  if (name === "NaN") return constant(Number.NaN);
  if (name === "Infinity") return constant(Number.POSITIVE_INFINITY);
  const loose = machine.looseGlobals.get(name);
  if (loose !== undefined) return machine.readVariable(loose);
  if (name === "this" || name === "new.target") return undefinedValue;
  if (name === "__dirname" || name === "__filename") return machine.symbol("global", name, {}, `global:${name}`);
  if (machine.observer.isSourceGlobal?.(name) === true) return machine.symbol("configured", name, { node }, `configured:global:${name}`);
  return machine.symbol("global", name, { node }, `global:${name}`);
}

/** Evaluates one side where the condition decides, both where it does not. */
export function choose(machine: Machine, condition: Value, whenTrue: () => Value, whenFalse: () => Value): Value {
  const truth = truthOf(machine, condition);
  if (truth === true) return whenTrue();
  return truth === false ? whenFalse() : machine.branch([whenTrue, whenFalse]);
}

export interface Member {
  readonly receiver: Value;
  readonly key: string | undefined;
  readonly value: Value;
  /** An optional chain ended before the member was read. */
  readonly absent: boolean;
}

/** Reads `a.b` or `a[b]`, keeping the receiver for calls. */
export function member(machine: Machine, node: PropertyAccessExpression | ElementAccessExpression, scope: Scope): Member {
  if (node.expression.kind === SyntaxKind.SuperKeyword) return superMember(machine, node, scope);
  const receiver = evaluate(machine, node.expression, scope);
  if (node.questionDotToken !== undefined && isNullish(machine, receiver) === true) return { receiver, key: undefined, value: undefinedValue, absent: true };
  const key = memberKey(machine, node, scope);
  return { receiver, key, value: getMember(machine, receiver, key, node), absent: false };
}

export function memberKey(machine: Machine, node: PropertyAccessExpression | ElementAccessExpression, scope: Scope): string | undefined {
  if (isElementAccessExpression(node)) return keyOf(machine, evaluate(machine, node.argumentExpression, scope));
  return isPrivateIdentifier(node.name) ? `#${node.name.text.replace(/^#/, "")}` : node.name.text;
}

function superMember(machine: Machine, node: PropertyAccessExpression | ElementAccessExpression, scope: Scope): Member {
  const self = readName(machine, "this", scope, node);
  const home = readName(machine, "%home", scope, node);
  const key = memberKey(machine, node, scope);
  let value = nothing;
  for (const address of addressesOf(home)) {
    const parent = machine.record(address).prototype;
    if (parent !== undefined) value = joinValues(value, getMember(machine, parent, key, node));
  }
  return { receiver: self, key, value: value.atoms.length === 0 ? undefinedValue : value, absent: false };
}

function template(machine: Machine, node: TemplateExpression, scope: Scope): Value {
  return concatenated(machine, [...(node.head.text === "" ? [] : [node.head.text]), ...node.templateSpans.flatMap((span) => [evaluate(machine, span.expression, scope), span.literal.text])]);
}

function taggedTemplate(machine: Machine, node: TaggedTemplateExpression, scope: Scope): Value {
  const tag = node.tag;
  const access = isPropertyAccessExpression(tag) || isElementAccessExpression(tag) ? member(machine, tag, scope) : undefined;
  const callee = access?.value ?? evaluate(machine, tag, scope);
  const { template: quasi } = node;
  const texts = quasi.kind === SyntaxKind.TemplateExpression
    ? [(quasi as TemplateExpression).head.text, ...(quasi as TemplateExpression).templateSpans.map((span) => span.literal.text)]
    : [(quasi as unknown as { readonly text: string }).text];
  const values = quasi.kind === SyntaxKind.TemplateExpression ? (quasi as TemplateExpression).templateSpans.map((span) => evaluate(machine, span.expression, scope)) : [];
  const strings = arrayOf(machine, texts.map((text) => constant(text)), node);
  const address = addressOf(strings);
  if (address !== undefined) machine.setProperty(address, "raw", { value: strings, hidden: true });
  return callValue(machine, callee, access?.receiver ?? undefinedValue, [strings, ...values], node);
}

function step(machine: Machine, node: PrefixUnaryExpression | PostfixUnaryExpression, scope: Scope, prefix: boolean): Value {
  const before = evaluate(machine, node.operand, scope);
  const operator = node.operator === SyntaxKind.PlusPlusToken ? SyntaxKind.PlusToken : SyntaxKind.MinusToken;
  const number = unary(machine, SyntaxKind.PlusToken, before);
  const after = binary(machine, operator, number, constant(1));
  assign(machine, node.operand, after, scope, node);
  return prefix ? after : number;
}
