// Expressions: one handler a kind of node.
import {
  SyntaxKind, isSpreadElement, isSpreadAssignment, isPropertyAssignment, isShorthandPropertyAssignment, isOmittedExpression, isPropertyAccessExpression,
  isElementAccessExpression, isPrivateIdentifier, isNumericLiteral, isComputedPropertyName, isIdentifier, isBigIntLiteral,
  isMethodDeclaration, isGetAccessorDeclaration, isSetAccessorDeclaration,
  type ArrayLiteralExpression, type AsExpression, type AwaitExpression, type BinaryExpression, type ConditionalExpression, type DeleteExpression,
  type ElementAccessExpression, type Expression, type Identifier, type Node, type NonNullExpression, type ObjectLiteralExpression,
  type ParenthesizedExpression, type PostfixUnaryExpression, type PrefixUnaryExpression, type PropertyAccessExpression, type RegularExpressionLiteral,
  type TaggedTemplateExpression, type TemplateExpression, type TypeOfExpression, type VoidExpression, type YieldExpression, type LiteralExpression,
} from "../../compiler/ast.js";
import type { Property } from "../domain/store.js";
import { addressesOf, addressOf, anyValue, anyWith, constant, joinValues, nothing, reference, undefinedValue, type Value } from "../domain/values.js";
import { assign, assignExpression } from "./assign.js";
import { awaitValue } from "../library/promises.js";
import { callExpression, evaluateArguments, newExpression, observeCall, callValue } from "./calls.js";
import { classValue } from "./classes.js";
import { closure, yieldValue } from "./functions.js";
import { iterate, spreadInto } from "./iteration.js";
import { jsxElement, jsxFragment } from "./jsx.js";
import { labelsOf } from "./labels.js";
import type { Machine } from "./machine.js";
import { deleteMember, getMember, keyOf, ownMembers } from "./members.js";
import { moduleBinding, runImport } from "./modules.js";
import { binary, concatenated, equals, isNullish, truthOf, typeOf, unary } from "./operators.js";
import { findCell, fileOf, type Scope } from "./scopes.js";
import { refineCast } from "./instances.js";
import { isTextLiteral, nameText } from "../syntax.js";

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

on<LiteralExpression>([SyntaxKind.StringLiteral, SyntaxKind.NoSubstitutionTemplateLiteral], (_, node) => constant(node.text));
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
on<ObjectLiteralExpression>(SyntaxKind.ObjectLiteralExpression, objectLiteral);
on<ArrayLiteralExpression>(SyntaxKind.ArrayLiteralExpression, arrayLiteral);
on<BinaryExpression>(SyntaxKind.BinaryExpression, binaryExpression);
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

export function arrayOf(machine: Machine, values: readonly Value[], node: Node | undefined): Value {
  const properties = new Map<string, Property>(values.map((value, at) => [String(at), { value, node }]));
  return machine.allocate({ kind: "array", node }, { properties, length: values.length });
}

function arrayLiteral(machine: Machine, node: ArrayLiteralExpression, scope: Scope): Value {
  const result = arrayOf(machine, [], node);
  const address = addressOf(result) ?? 0;
  for (const element of node.elements) {
    if (isSpreadElement(element)) spreadInto(machine, address, evaluate(machine, element.expression, scope), element);
    else {
      const value = isOmittedExpression(element) ? undefinedValue : evaluate(machine, element, scope);
      appendElement(machine, address, value, element);
    }
  }
  return result;
}

/** Adds at the end; where the length is not known, anywhere. */
export function appendElement(machine: Machine, address: number, value: Value, node: Node): void {
  const record = machine.record(address);
  if (record.length === undefined || record.length > 400) machine.setRecord(address, { ...record, rest: joinValues(record.rest ?? nothing, value) });
  else machine.setRecord(address, { ...record, properties: new Map(record.properties).set(String(record.length), { value, node }), length: record.length + 1 });
}

function objectLiteral(machine: Machine, node: ObjectLiteralExpression, scope: Scope): Value {
  const result = machine.allocate({ kind: "object", node });
  const address = addressOf(result) ?? 0;
  for (const entry of node.properties) {
    if (isSpreadAssignment(entry)) spreadObject(machine, address, evaluate(machine, entry.expression, scope), entry);
    else if (isPropertyAssignment(entry)) put(machine, address, propertyName(machine, entry.name, scope), evaluate(machine, entry.initializer, scope), entry);
    else if (isShorthandPropertyAssignment(entry)) put(machine, address, nameText(entry.name), readName(machine, nameText(entry.name) ?? "", scope, entry.name), entry);
    else if (isMethodDeclaration(entry)) put(machine, address, propertyName(machine, entry.name, scope), closure(machine, entry, scope, result), entry);
    else if (isGetAccessorDeclaration(entry)) accessor(machine, address, propertyName(machine, entry.name, scope), { getter: closure(machine, entry, scope, result) }, entry);
    else if (isSetAccessorDeclaration(entry)) accessor(machine, address, propertyName(machine, entry.name, scope), { setter: closure(machine, entry, scope, result) }, entry);
  }
  return result;
}

/** Adds a getter or setter beside the other half. */
export function accessor(machine: Machine, address: number, key: string | undefined, half: { readonly getter?: Value; readonly setter?: Value }, node: Node): void {
  if (key === undefined) return;
  const known = machine.record(address).properties.get(key);
  machine.setProperty(address, key, { value: nothing, getter: known?.getter, setter: known?.setter, ...half, node });
}

function put(machine: Machine, address: number, key: string | undefined, value: Value, node: Node): void {
  if (key === "__proto__") {
    machine.setRecord(address, { ...machine.record(address), prototype: value });
    return;
  }
  if (key !== undefined) return machine.setProperty(address, key, { value, node });
  const record = machine.record(address);
  machine.setRecord(address, { ...record, rest: joinValues(record.rest ?? nothing, value) });
}

/** Text of a member name; undefined when it is computed from something unknown. */
export function propertyName(machine: Machine, name: Node, scope: Scope): string | undefined {
  if (isIdentifier(name)) return name.text;
  if (isPrivateIdentifier(name)) return `#${name.text.replace(/^#/, "")}`;
  if (isTextLiteral(name)) return name.text;
  if (isNumericLiteral(name)) return String(Number(name.text));
  return isComputedPropertyName(name) ? keyOf(machine, evaluate(machine, name.expression, scope)) : undefined;
}

/** `{...value}`: members of known objects one by one; of symbolic ones as a whole, remembered under a hidden key. */
export function spreadObject(machine: Machine, into: number, value: Value, node: Node): void {
  const sources = addressesOf(value);
  const certain = sources.length === 1 && value.atoms.length === 1;
  for (const source of sources) {
    const { entries } = ownMembers(machine, source, node);
    const info = machine.info(source);
    const record = machine.record(into);
    const properties = new Map(record.properties);
    // What a symbolic value holds comes after what stood before it, and under what is written after it.
    if (info.kind === "symbolic") for (const key of [...properties.keys()]) if (!key.startsWith("@@spread")) properties.set(key, weaken(properties.get(key), machine, source, key, node));
    for (const [key, property] of entries) {
      const before = properties.get(key);
      const joined = certain ? property.value : joinValues(property.value, before?.value ?? undefinedValue);
      properties.set(key, { value: joined, node });
    }
    const rest = machine.record(source).rest;
    if (info.kind === "symbolic") properties.set(`@@spread${source}`, { value: reference(source), node });
    for (const [key, property] of machine.record(source).properties) if (key.startsWith("@@spread")) properties.set(key, { ...property, node });
    machine.setRecord(into, { ...record, properties, rest: rest === undefined ? record.rest : joinValues(record.rest ?? nothing, rest) });
  }
  if (value.labels.length > 0) {
    const record = machine.record(into);
    machine.setRecord(into, { ...record, rest: joinValues(record.rest ?? nothing, anyWith(value.labels)) });
  }
}

function weaken(property: Property | undefined, machine: Machine, source: number, key: string, node: Node): Property {
  const symbol = machine.info(source).symbol;
  const theirs = symbol === undefined ? anyValue : machine.part("property", symbol, key, node);
  return { value: property === undefined ? theirs : joinValues(property.value, theirs), node: property?.node };
}

const assignments: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.EqualsToken, SyntaxKind.PlusEqualsToken, SyntaxKind.MinusEqualsToken, SyntaxKind.AsteriskEqualsToken, SyntaxKind.SlashEqualsToken,
  SyntaxKind.PercentEqualsToken, SyntaxKind.AsteriskAsteriskEqualsToken, SyntaxKind.AmpersandEqualsToken, SyntaxKind.BarEqualsToken, SyntaxKind.CaretEqualsToken,
  SyntaxKind.LessThanLessThanEqualsToken, SyntaxKind.GreaterThanGreaterThanEqualsToken, SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken,
  SyntaxKind.BarBarEqualsToken, SyntaxKind.AmpersandAmpersandEqualsToken, SyntaxKind.QuestionQuestionEqualsToken,
]);

function binaryExpression(machine: Machine, node: BinaryExpression, scope: Scope): Value {
  // Long chains `a + b + c …` lean to the left; walk them without recursion.
  const chain: BinaryExpression[] = [node];
  let first: Node = node.left;
  while (first.kind === SyntaxKind.BinaryExpression && !assignments.has((first as BinaryExpression).operatorToken.kind)
    && !assignments.has(chain[chain.length - 1]?.operatorToken.kind ?? SyntaxKind.Unknown)) {
    chain.push(first as BinaryExpression);
    first = (first as BinaryExpression).left;
  }
  const innermost = chain[chain.length - 1] ?? node;
  if (assignments.has(innermost.operatorToken.kind)) return assignExpression(machine, innermost, scope);
  let value = evaluate(machine, first, scope);
  for (let at = chain.length - 1; at >= 0; at--) {
    const part = chain[at];
    if (part !== undefined) value = combine(machine, part, value, scope);
  }
  return value;
}

function combine(machine: Machine, node: BinaryExpression, left: Value, scope: Scope): Value {
  const right = () => evaluate(machine, node.right, scope);
  switch (node.operatorToken.kind) {
    case SyntaxKind.AmpersandAmpersandToken: return choose(machine, left, right, () => left);
    case SyntaxKind.BarBarToken: return choose(machine, left, () => left, right);
    case SyntaxKind.QuestionQuestionToken: return coalesce(machine, left, right);
    case SyntaxKind.CommaToken: return right();
    case SyntaxKind.InKeyword: return isIn(machine, left, right());
    case SyntaxKind.InstanceOfKeyword: return isInstance(machine, left, right(), node);
    default: return machine.live ? binary(machine, node.operatorToken.kind, left, right()) : nothing;
  }
}

export function coalesce(machine: Machine, left: Value, right: () => Value): Value {
  const nullish = isNullish(machine, left);
  if (nullish === false) return left;
  if (nullish === true) return right();
  const kept = { atoms: left.atoms.filter((atom) => atom.kind !== "const" || (atom.value !== null && atom.value !== undefined)), labels: left.labels };
  return machine.branch([() => kept, right]);
}

function isIn(machine: Machine, key: Value, target: Value): Value {
  const name = keyOf(machine, key);
  const address = addressOf(target);
  if (name === undefined || address === undefined || machine.info(address).kind === "symbolic") return anyValue;
  const record = machine.record(address);
  if (record.rest !== undefined) return anyValue;
  return constant(record.properties.has(name) && record.properties.get(name)?.value.atoms.length !== 0);
}

function isInstance(machine: Machine, value: Value, type: Value, node: Node): Value {
  const address = addressOf(value);
  const classAddress = addressOf(type);
  if (address === undefined || classAddress === undefined || machine.info(address).kind === "symbolic" || machine.info(classAddress).kind === "symbolic") return anyValue;
  const wanted = getMember(machine, type, "prototype", node);
  let prototype = machine.record(address).prototype;
  for (let hops = 0; hops < 24 && prototype !== undefined; hops++) {
    const known = equals(machine, prototype, wanted, true);
    if (known !== false) return known === true ? constant(true) : anyValue;
    const [next] = addressesOf(prototype);
    prototype = next === undefined ? undefined : machine.record(next).prototype;
  }
  return constant(false);
}

function step(machine: Machine, node: PrefixUnaryExpression | PostfixUnaryExpression, scope: Scope, prefix: boolean): Value {
  const before = evaluate(machine, node.operand, scope);
  const operator = node.operator === SyntaxKind.PlusPlusToken ? SyntaxKind.PlusToken : SyntaxKind.MinusToken;
  const number = unary(machine, SyntaxKind.PlusToken, before);
  const after = binary(machine, operator, number, constant(1));
  assign(machine, node.operand, after, scope, node);
  return prefix ? after : number;
}

export { evaluateArguments, labelsOf, observeCall, runImport };
