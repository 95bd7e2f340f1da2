// Where a function is handed to a bus or queue: found in the tree alone, by the shapes of the catalog.
import {
  isAsExpression, isBinaryExpression, isCallExpression, isClassDeclaration, isDecorator, isElementAccessExpression, isIdentifier, isMethodDeclaration, isNewExpression,
  isObjectLiteralExpression, isParenthesizedExpression, isPropertyAccessExpression, isPropertyAssignment, isPropertyDeclaration, type Node,
} from "../../compiler/ast.js";
import type { ArgumentPath } from "../../catalog/sdk-model.js";
import type { Broker, TopicCall, TopicConsumer } from "../../catalog/topics.js";
import { isTextLiteral, modifiersOf, nameText } from "../syntax.js";
import { lastName } from "../targets.js";

/** One way a function is a consumer. */
export interface ConsumerSite {
  readonly broker: Broker;
  readonly consumer: TopicConsumer;
  /** The function that is called. */
  readonly code: Node;
  /** The call, decorator, object literal or assignment. */
  readonly node: Node;
  readonly arguments: readonly Node[];
  readonly receiver?: Node;
  readonly classArguments: readonly Node[];
  /** Property name in an object of handlers, or the method's name. */
  readonly key: string;
  /** The object literal around the handlers. */
  readonly object?: Node;
}

type Partial = Omit<ConsumerSite, "broker" | "consumer" | "code">;

/** Sites of a function: `places` are the function itself and expressions that mean it. */
export function sitesOf(code: Node, places: readonly Node[], brokers: readonly Broker[]): readonly ConsumerSite[] {
  const found: ConsumerSite[] = [];
  const shapes = [...places.flatMap((place) => [...callShapes(place), ...objectShapes(place)]), ...memberShapes(code)];
  for (const broker of brokers) {
    for (const consumer of broker.consume) {
      for (const shape of shapes) if (shape.fits(consumer)) found.push({ ...shape.site, broker, consumer, code });
    }
  }
  return found;
}

interface Shape {
  readonly site: Partial;
  fits(consumer: TopicConsumer): boolean;
}

const maxClimb = 8;

/** Calls that the expression is (part of) an argument of, through objects and wrappers. */
function callShapes(place: Node): readonly Shape[] {
  const shapes: Shape[] = [];
  let current = place;
  let path: readonly string[] = [];
  for (let hops = 0; hops < maxClimb; hops++) {
    const { parent } = current;
    if (parent === undefined) break;
    if (isPropertyAssignment(parent) && parent.initializer === current) path = [nameText(parent.name) ?? "*", ...path];
    else if (isMethodDeclaration(current) && isObjectLiteralExpression(parent)) path = [nameText(current.name) ?? "*", ...path];
    else if (isPropertyAccessExpression(parent) && parent.name.text === "bind" && isCallExpression(parent.parent)) {
      current = parent.parent;
      continue;
    } else if ((isCallExpression(parent) || isNewExpression(parent)) && parent.expression !== current) {
      shapes.push(argumentShape(parent, current, path));
      path = [];
    } else if (isBinaryExpression(parent) && parent.right === current) {
      shapes.push(...assignmentShapes(parent.left, parent));
      break;
    } else if (!isParenthesizedExpression(parent) && !isAsExpression(parent) && !isObjectLiteralExpression(parent)) break;
    current = parent;
  }
  return shapes;
}

function argumentShape(call: Node, argument: Node, path: readonly string[]): Shape {
  const { arguments: list, expression } = call as unknown as { readonly arguments?: readonly Node[]; readonly expression: Node };
  const args = list ?? [];
  const at = args.indexOf(argument);
  const receiver = receiverOf(expression);
  return {
    site: { node: call, arguments: args, classArguments: [], key: path.at(-1) ?? "", ...(receiver === undefined ? {} : { receiver }) },
    fits: ({ call: shape, handler, when }) => shape !== undefined && handler !== undefined && callFits(call, shape)
      && (handler === "last" ? at === args.length - 1 && path.length === 0 : handlerFits(handler, at, path))
      && when.every(({ at: place, text }) => literalAt(args, place) === text),
  };
}

function handlerFits(handler: ArgumentPath, at: number, path: readonly string[]): boolean {
  return handler.argument === at && handler.path.length === path.length && handler.path.every((name, index) => name === "*" || name === path[index]);
}

function literalAt(args: readonly Node[], { argument, path }: ArgumentPath): string | undefined {
  const node = path.length === 0 ? args[argument] : undefined;
  return node !== undefined && isTextLiteral(node) ? node.text : undefined;
}

/** Whether a call or construction has one of the names. */
export function callFits(call: Node, shape: TopicCall): boolean {
  if (shape.construct !== isNewExpression(call)) return false;
  const callee = (call as unknown as { readonly expression?: Node }).expression;
  // `broker.call(…)` is a method of its own here.
  const name = callee === undefined ? undefined : isPropertyAccessExpression(callee) ? callee.name.text : lastName(callee);
  return name !== undefined && shape.names.includes(name);
}

function receiverOf(callee: Node): Node | undefined {
  return isPropertyAccessExpression(callee) || isElementAccessExpression(callee) ? callee.expression : undefined;
}

/** `port.onmessage = handler`. */
function assignmentShapes(target: Node, node: Node): readonly Shape[] {
  const name = isPropertyAccessExpression(target) ? target.name.text : isIdentifier(target) ? target.text : undefined;
  const receiver = receiverOf(target);
  return [{ site: { node, arguments: [], classArguments: [], key: "", ...(receiver === undefined ? {} : { receiver }) }, fits: (consumer) => consumer.assigned !== undefined && consumer.assigned === name }];
}

/** Methods with decorators, and methods of decorated classes. */
function memberShapes(code: Node): readonly Shape[] {
  const member = isMethodDeclaration(code) ? code : isPropertyDeclaration(code.parent) ? code.parent : undefined;
  const owner = member?.parent;
  if (member === undefined || owner === undefined || !isClassDeclaration(owner)) return [];
  const key = nameText(member.name) ?? "";
  const ofClass = decoratorsOf(owner);
  const own = decoratorsOf(member);
  const shapes: Shape[] = [];
  for (const outer of [undefined, ...ofClass]) {
    const isOfClass = ({ classDecorators }: TopicConsumer) => (outer === undefined ? classDecorators.length === 0 : classDecorators.includes(outer.name));
    const classArguments = outer?.arguments ?? [];
    for (const inner of own) shapes.push({ site: { node: inner.node, arguments: inner.arguments, classArguments, key }, fits: (consumer) => isOfClass(consumer) && consumer.decorators.includes(inner.name) });
    if (outer !== undefined) shapes.push({ site: { node: outer.node, arguments: [], classArguments, key }, fits: (consumer) => isOfClass(consumer) && consumer.methods.includes(key) });
  }
  return shapes;
}

interface DecoratorUse {
  readonly name: string;
  readonly node: Node;
  readonly arguments: readonly Node[];
}

/** Decorators of a declaration, by name. */
export function decoratorsOf(node: Node): readonly DecoratorUse[] {
  return modifiersOf(node).flatMap((modifier): DecoratorUse[] => {
    if (!isDecorator(modifier)) return [];
    const { expression } = modifier;
    const name = lastName(isCallExpression(expression) ? expression.expression : expression);
    return name === undefined ? [] : [{ name, node: modifier, arguments: isCallExpression(expression) ? expression.arguments : [] }];
  });
}

/** `{ name: "mail", actions: { send(ctx) { … } } }`, also with `send: { handler(ctx) { … } }`. */
function objectShapes(place: Node): readonly Shape[] {
  const inner = isMethodDeclaration(place) ? place : isPropertyAssignment(place.parent) ? place.parent : undefined;
  if (inner === undefined || !isObjectLiteralExpression(inner.parent)) return [];
  const own = nameText(inner.name) ?? "";
  const holder = own === "handler" ? propertyOf(inner.parent) : inner;
  const group = holder === undefined ? undefined : propertyOf(holder.parent);
  if (holder === undefined || group === undefined || !isObjectLiteralExpression(group.parent)) return [];
  const key = nameText((holder as unknown as { readonly name?: Node }).name) ?? "";
  const groupName = nameText((group as unknown as { readonly name?: Node }).name);
  return [{
    site: { node: group.parent, arguments: [], classArguments: [], key, object: group.parent },
    fits: ({ object }) => object.length === 2 && object[0] === groupName && (object[1] === "*" || object[1] === key),
  }];
}

function propertyOf(literal: Node): Node | undefined {
  return isPropertyAssignment(literal.parent) && literal.parent.initializer === literal ? literal.parent : undefined;
}
