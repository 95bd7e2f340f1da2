// class-transformer: members that `@Exclude()` keeps out of the plain object, read from the class.
import { isCallExpression, isClassDeclaration, isDecorator, isIdentifier, isObjectLiteralExpression, isPropertyAssignment, SyntaxKind, type ClassDeclaration, type Node } from "../../compiler/ast.js";
import { addressesOf, addressOf, isNothing, joinAll, joinValues, nothing, reference, undefinedValue, type Value } from "../domain/values.js";
import { without } from "../interpret/assign.js";
import { declaredClass } from "../interpret/instances.js";
import { elementsOf } from "../interpret/iteration.js";
import { arrayOf } from "../interpret/literals.js";
import type { Machine, Native } from "../interpret/machine.js";
import { getMember, setMember } from "../interpret/members.js";
import { nameText } from "../syntax.js";
import { jsonText } from "./json.js";

type Direction = "toPlainOnly" | "toClassOnly";

/** What of a class stays behind: the named members, or all but the named ones. */
interface Exclusion {
  readonly isAll: boolean;
  readonly excluded: readonly string[];
  readonly exposed: readonly string[];
}

const mostHops = 8;

/** `instanceToPlain(user)`. */
export const instanceToPlain: Native = (machine, _self, args, node) => eachOne(machine, args[0] ?? undefinedValue, node, (one) => plain(machine, one, node));

/** `serialize(user)`: the text of the plain object. */
export const serialized: Native = (machine, self, args, node) => jsonText(machine, instanceToPlain(machine, self, args, node), node);

/** `plainToInstance(UserDto, user)`: what the class keeps out is not in the instance either, and the instance remembers its class. */
export const plainToInstance: Native = (machine, _self, args, node) => {
  const [target, value = undefinedValue] = args;
  const address = target === undefined ? undefined : addressOf(target);
  const declaration = address === undefined ? undefined : machine.info(address).node;
  if (address === undefined || declaration === undefined || !isClassDeclaration(declaration)) return value;
  const prototype = machine.record(address).properties.get("prototype")?.value;
  const classes = parentsOf(machine, prototype);
  const inwards = classes.map((one) => exclusionOf(one, "toClassOnly"));
  if ([...inwards, ...classes.map((one) => exclusionOf(one, "toPlainOnly"))].every(({ isAll, excluded }) => !isAll && excluded.length === 0)) return value;
  return eachOne(machine, value, node, (one) => {
    const kept = left(machine, one, inwards, node);
    const result = kept === one ? without(machine, one, [], node) : kept;
    for (const made of addressesOf(result)) machine.setRecord(made, { ...machine.record(made), prototype });
    return result;
  });
};

function eachOne(machine: Machine, value: Value, node: Node, change: (one: Value) => Value): Value {
  const lists = addressesOf(value).filter((address) => machine.info(address).kind === "array");
  if (lists.length === 0) return change(value);
  const { known, rest } = elementsOf(machine, value, node);
  const elements = rest === undefined ? known : [...known, rest];
  return arrayOf(machine, elements.map(change), node);
}

function plain(machine: Machine, value: Value, node: Node): Value {
  const results = addressesOf(value).map((address) => {
    const one = reference(address);
    return left(machine, one, classesOf(machine, address).map((declaration) => exclusionOf(declaration, "toPlainOnly")), node);
  });
  return isNothing(joinAll(results)) ? value : joinValues(joinAll(results), { ...nothing, labels: value.labels });
}

/** The value without what is excluded; the value itself where nothing is. */
function left(machine: Machine, value: Value, exclusions: readonly Exclusion[], node: Node): Value {
  const excluded = exclusions.flatMap((one) => one.excluded);
  const exposed = exclusions.flatMap((one) => one.exposed);
  if (!exclusions.some(({ isAll }) => isAll)) return excluded.length === 0 ? value : without(machine, value, excluded.filter((name) => !exposed.includes(name)), node);
  const result = machine.allocate({ kind: "object", node });
  for (const name of exposed) setMember(machine, result, name, getMember(machine, value, name, node), node);
  return result;
}

/** The class of an object, made with `new` or declared, and those it extends. */
function classesOf(machine: Machine, address: number): readonly ClassDeclaration[] {
  const { symbol } = machine.info(address);
  if (symbol === undefined) return parentsOf(machine, machine.record(address).prototype);
  return (declaredClass(machine, symbol) ?? []).flatMap((declaration) => {
    const known = machine.closures.get(declaration);
    const home = known === undefined ? undefined : addressOf(known);
    const chain = home === undefined ? [] : parentsOf(machine, machine.record(home).properties.get("prototype")?.value);
    return chain.includes(declaration) ? chain : [declaration];
  });
}

function parentsOf(machine: Machine, prototype: Value | undefined): readonly ClassDeclaration[] {
  const found: ClassDeclaration[] = [];
  let current = prototype === undefined ? undefined : addressOf(prototype);
  for (let hops = 0; hops < mostHops && current !== undefined; hops++) {
    const record = machine.record(current);
    const maker = addressOf(record.properties.get("constructor")?.value ?? nothing);
    const node = maker === undefined ? undefined : machine.info(maker).node;
    if (node !== undefined && isClassDeclaration(node)) found.push(node);
    current = record.prototype === undefined ? undefined : addressOf(record.prototype);
  }
  return found;
}

/** Members with `@Exclude()` in this direction; with `@Exclude()` above the class all but those with `@Expose()`. */
function exclusionOf(declaration: ClassDeclaration, direction: Direction): Exclusion {
  const named = (name: string) => declaration.members.flatMap((member) => {
    const key = "name" in member && member.name !== undefined ? nameText(member.name as Node) : undefined;
    return key !== undefined && isDecorated(member, name, direction) ? [key] : [];
  });
  return { isAll: isDecorated(declaration, "Exclude", direction), excluded: named("Exclude"), exposed: named("Expose") };
}

function isDecorated(node: Node, name: string, direction: Direction): boolean {
  const modifiers = (node as unknown as { readonly modifiers?: readonly Node[] }).modifiers ?? [];
  return modifiers.filter(isDecorator).some(({ expression }) => {
    if (!isCallExpression(expression) || !isIdentifier(expression.expression) || expression.expression.text !== name) return false;
    const [options] = expression.arguments;
    return options === undefined || !isOnlyOther(options, direction);
  });
}

/** `{ toClassOnly: true }` says nothing about the way to the plain object, and the other way round. */
function isOnlyOther(options: Node, direction: Direction): boolean {
  const other = direction === "toPlainOnly" ? "toClassOnly" : "toPlainOnly";
  return isObjectLiteralExpression(options) && options.properties.some((one) => isPropertyAssignment(one) && nameText(one.name) === other && one.initializer.kind === SyntaxKind.TrueKeyword);
}
