// The exact place in a call where a value is handed over: the property of its literal, else the argument.
import { isCallExpression, isNewExpression, isObjectLiteralExpression, isPropertyAssignment, isShorthandPropertyAssignment, type Node } from "../compiler/ast.js";
import type { ArgumentPath } from "../catalog/sdks.js";
import { collect, type Held } from "./collect.js";
import type { Frame, SymbolicValue } from "./domain/symbols.js";
import { isFunctionNode } from "./interpret/functions.js";
import type { Machine } from "./interpret/machine.js";
import { isTextLiteral, nameText } from "./syntax.js";

/** Where a payload path is written in the call: `body: data` of `fetch(url, { body: data })`. */
export function placeOfPath(call: Node, { argument, rest, path }: ArgumentPath): Node | undefined {
  if (rest || argument < 0) return undefined;
  let node: Node | undefined = argumentsOf(call)[argument];
  for (const segment of path) {
    if (node === undefined) return undefined;
    const inner: Node = isPropertyAssignment(node) ? node.initializer : node;
    if (!isObjectLiteralExpression(inner)) return node;
    const found: Node | undefined = inner.properties.find((property) => (isPropertyAssignment(property) || isShorthandPropertyAssignment(property)) && nameText(property.name) === segment);
    if (found === undefined) return node;
    node = found;
  }
  return node;
}

/** For each call on the way down to here, where it holds the values. */
export class PassedPlaces {
  readonly #known = new Map<Frame, ReadonlyMap<SymbolicValue, Node>>();

  constructor(readonly machine: Machine) {}

  of(symbol: SymbolicValue, frame: Frame): ReadonlyMap<Frame, Node> {
    const found = new Map<Frame, Node>();
    for (let current: Frame | undefined = frame; current !== undefined; current = current.parent) {
      const place = this.#placesIn(current).get(symbol);
      if (place !== undefined) found.set(current, place);
    }
    return found;
  }

  #placesIn(frame: Frame): ReadonlyMap<SymbolicValue, Node> {
    const known = this.#known.get(frame);
    if (known !== undefined) return known;
    const places = new Map<SymbolicValue, Node>();
    const { call, passed } = frame;
    if (call !== undefined && passed !== undefined) {
      argumentsOf(call).forEach((argument, at) => {
        const value = passed[at];
        for (const held of value === undefined ? [] : collect(this.machine, value)) if (!places.has(held.symbol)) places.set(held.symbol, inside(held, argument));
      });
    }
    this.#known.set(frame, places);
    return places;
  }
}

function inside({ node }: Held, argument: Node): Node {
  return node !== undefined && node.getSourceFile() === argument.getSourceFile() && node.pos >= argument.pos && node.end <= argument.end ? node : argument;
}

/** The only argument that can hold data: texts written out and functions cannot. */
export function onlyCarrier(call: Node): Node | undefined {
  const carriers = argumentsOf(call).filter((argument) => !isTextLiteral(argument) && !isFunctionNode(argument));
  return carriers.length === 1 ? carriers[0] : undefined;
}

export function argumentsOf(call: Node): readonly Node[] {
  return isCallExpression(call) || isNewExpression(call) ? (call.arguments ?? []) : [];
}
