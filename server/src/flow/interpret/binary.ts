// Expressions with two sides.
import { SyntaxKind, type BinaryExpression, type Node } from "../../compiler/ast.js";
import { addressesOf, addressOf, anyValue, constant, nothing, type Value } from "../domain/values.js";
import { assignExpression } from "./assign.js";
import { choose, evaluate } from "./expressions.js";
import type { Machine } from "./machine.js";
import { getMember, keyOf } from "./members.js";
import { binary, equals, isNullish } from "./operators.js";
import type { Scope } from "./scopes.js";

const assignments: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.EqualsToken, SyntaxKind.PlusEqualsToken, SyntaxKind.MinusEqualsToken, SyntaxKind.AsteriskEqualsToken, SyntaxKind.SlashEqualsToken,
  SyntaxKind.PercentEqualsToken, SyntaxKind.AsteriskAsteriskEqualsToken, SyntaxKind.AmpersandEqualsToken, SyntaxKind.BarEqualsToken, SyntaxKind.CaretEqualsToken,
  SyntaxKind.LessThanLessThanEqualsToken, SyntaxKind.GreaterThanGreaterThanEqualsToken, SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken,
  SyntaxKind.BarBarEqualsToken, SyntaxKind.AmpersandAmpersandEqualsToken, SyntaxKind.QuestionQuestionEqualsToken,
]);

/** Operators with two sides, short-circuiting ones included. */
export function binaryExpression(machine: Machine, raw: Node, scope: Scope): Value {
  const node = raw as BinaryExpression;
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
