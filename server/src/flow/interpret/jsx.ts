// JSX: an element is a call of its component with its attributes as one object.
import {
  isIdentifier, isJsxAttribute, isJsxElement, isJsxExpression, isJsxSelfClosingElement, isJsxSpreadAttribute, isPropertyAccessExpression, isStringLiteral,
  type JsxElement, type JsxFragment, type JsxSelfClosingElement, type Node,
} from "../../compiler/ast.js";
import { addressesOf, addressOf, anyValue, constant, undefinedValue, type Value } from "../domain/values.js";
import { observeCall } from "./calls.js";
import { evaluate, readName } from "./expressions.js";
import { spreadObject } from "./literals.js";
import { activate } from "./functions.js";
import type { Machine } from "./machine.js";
import { getMember } from "./members.js";
import type { Scope } from "./scopes.js";

export function jsxElement(machine: Machine, raw: Node, scope: Scope): Value {
  const element = raw as JsxElement | JsxSelfClosingElement;
  const opening = isJsxElement(element) ? element.openingElement : element;
  const props = machine.allocate({ kind: "object", node: opening });
  const address = addressOf(props) ?? 0;
  for (const attribute of opening.attributes.properties) {
    if (isJsxSpreadAttribute(attribute)) spreadObject(machine, address, evaluate(machine, attribute.expression, scope), attribute);
    else if (isJsxAttribute(attribute)) {
      const name = isIdentifier(attribute.name) ? attribute.name.text : attribute.name.getText();
      machine.setProperty(address, name, { value: attributeValue(machine, attribute.initializer, scope), node: attribute });
    }
  }
  if (isJsxElement(element)) children(machine, element.children, address, scope, element);
  renderComponent(machine, opening.tagName, props, opening, scope);
  return machine.allocate({ kind: "object", node: element }, { properties: new Map([["props", { value: props }]]) });
}

export function jsxFragment(machine: Machine, raw: Node, scope: Scope): Value {
  for (const child of (raw as JsxFragment).children) evaluateChild(machine, child, scope);
  return anyValue;
}

function attributeValue(machine: Machine, initializer: Node | undefined, scope: Scope): Value {
  if (initializer === undefined) return constant(true);
  if (isStringLiteral(initializer)) return constant(initializer.text);
  if (isJsxExpression(initializer)) return initializer.expression === undefined ? undefinedValue : evaluate(machine, initializer.expression, scope);
  return evaluate(machine, initializer, scope);
}

function children(machine: Machine, nodes: readonly Node[], address: number, scope: Scope, owner: Node): void {
  const values = nodes.flatMap((child) => evaluateChild(machine, child, scope));
  const [only] = values;
  if (values.length === 1 && only !== undefined) machine.setProperty(address, "children", { value: only, node: owner });
  else if (values.length > 1) {
    const list = machine.allocate({ kind: "array", node: owner }, { properties: new Map(values.map((value, at) => [String(at), { value }])), length: values.length });
    machine.setProperty(address, "children", { value: list, node: owner });
  }
}

function evaluateChild(machine: Machine, child: Node, scope: Scope): Value[] {
  if (isJsxExpression(child)) return child.expression === undefined ? [] : [evaluate(machine, child.expression, scope)];
  return isJsxElement(child) || isJsxSelfClosingElement(child) ? [evaluate(machine, child, scope)] : [];
}

/** Components of the workspace are entered where the question leads through them; others are shown to the observer. */
function renderComponent(machine: Machine, tag: Node, props: Value, node: Node, scope: Scope): void {
  const component = isIdentifier(tag) && /^[a-z]/.test(tag.text) ? undefined : tagValue(machine, tag, scope);
  if (component === undefined) return;
  if (machine.live) machine.passed.add(node);
  for (const address of addressesOf(component)) {
    const info = machine.info(address);
    if (info.kind === "symbolic") observeCall(machine, address, undefinedValue, [props], node, false);
    else if (info.kind === "function" && info.node !== undefined && machine.wantsComponent(info.node)) activate(machine, address, { self: undefinedValue, arguments: [props], call: node });
  }
}

function tagValue(machine: Machine, tag: Node, scope: Scope): Value {
  if (isIdentifier(tag)) return readName(machine, tag.text, scope, tag);
  return isPropertyAccessExpression(tag) ? getMember(machine, tagValue(machine, tag.expression, scope), tag.name.text, tag) : anyValue;
}
