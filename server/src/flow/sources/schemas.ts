// Fields that a validator says a value has, read from the schema's literal where no types are installed.
import { isCallExpression, isIdentifier, isParameterDeclaration, isPropertyAccessExpression, type Node } from "../../compiler/ast.js";
import { rootOf, type SymbolicValue } from "../domain/symbols.js";
import { addressesOf, type Value } from "../domain/values.js";
import { aside } from "../interpret/aside.js";
import type { Machine } from "../interpret/machine.js";
import { chainOf } from "../sinks/callee.js";

const schemaPackages = /^(?:zod|valibot|yup|joi|superstruct|@vinejs\/vine|@sinclair\/typebox|typebox|@hono\/zod-openapi)(?:\/|$)/;
const makers: ReadonlySet<string> = new Set(["object", "strictObject", "looseObject", "interface", "Object", "type"]);
const maxFields = 60;

/** Property nodes of the schema that checked the value; empty when none did. */
export function schemaFields(machine: Machine, symbol: SymbolicValue): readonly Node[] {
  const expression = schemaOf(symbol);
  if (expression === undefined) return [];
  return (aside(machine, expression, (value) => fieldsIn(machine, value, 0)) ?? []).slice(0, maxFields);
}

function schemaOf(symbol: SymbolicValue): Node | undefined {
  const { node } = symbol;
  if (symbol.kind === "cast" && node !== undefined && isCallExpression(node) && isPropertyAccessExpression(node.expression) && /^(?:parse|safeParse|validate|cast)/.test(node.expression.name.text)) return node.expression.expression;
  const root = rootOf(symbol);
  // `.input(schema).mutation(({ input }) => …)`.
  if (symbol.kind === "property" && /^(?:input|parsedInput)$/.test(symbol.name) && root.kind === "parameter" && root.function !== undefined) return builderSchema(root.function);
  if (symbol.kind === "awaited" && symbol.parent !== undefined) return schemaOf(symbol.parent);
  // `zValidator("json", schema), (c) => c.req.valid("json")`.
  const owner = chainOf(symbol).at(-1)?.symbol;
  return symbol.kind === "result" && symbol.name === "valid" && owner?.kind === "parameter" && owner.function !== undefined ? middlewareSchema(owner.function, symbol) : undefined;
}

function builderSchema(code: Node): Node | undefined {
  let current: Node | undefined = isCallExpression(code.parent) ? code.parent.expression : undefined;
  for (let hops = 0; hops < 12 && current !== undefined; hops++) {
    if (isPropertyAccessExpression(current)) current = current.expression;
    else if (isCallExpression(current)) {
      const callee: Node = current.expression;
      if (isPropertyAccessExpression(callee) && /^(?:input|schema|inputSchema)$/.test(callee.name.text)) return current.arguments[0];
      current = callee;
    } else return undefined;
  }
  return undefined;
}

function middlewareSchema(code: Node, { call }: SymbolicValue): Node | undefined {
  if (!isCallExpression(code.parent)) return undefined;
  const wanted = call?.arguments[0]?.atoms[0];
  for (const argument of code.parent.arguments) {
    if (!isCallExpression(argument) || !isIdentifier(argument.expression) || !/[vV]alidator$/.test(argument.expression.text)) continue;
    const [target, schema] = argument.arguments;
    if (wanted?.kind !== "const" || target?.getText().replace(/["'`]/g, "") === String(wanted.value)) return schema;
  }
  return undefined;
}

/** Through `.extend(…)`, `.partial()`, `.refine(…)` down to the literal. */
function fieldsIn(machine: Machine, value: Value, depth: number): readonly Node[] {
  if (depth > 8) return [];
  return addressesOf(value).flatMap((address): readonly Node[] => {
    const symbol = machine.info(address).symbol;
    if (symbol?.kind !== "result" || symbol.call === undefined) return [];
    const root = chainOf(symbol).at(-1)?.symbol;
    if (root?.kind !== "import" || !schemaPackages.test(root.module ?? "")) return [];
    const own = makers.has(symbol.name) || symbol.name === "extend" || symbol.name === "merge" ? symbol.call.arguments.flatMap((argument) => literalFields(machine, argument, depth)) : [];
    const before = symbol.parent?.kind === "property" && symbol.parent.parent !== undefined && symbol.parent.parent.kind === "result" ? fieldsIn(machine, { atoms: [{ kind: "ref", address: symbol.parent.parent.address }], labels: [] }, depth + 1) : [];
    return narrowed(machine, symbol, [...before, ...own]);
  });
}

function literalFields(machine: Machine, value: Value, depth: number): readonly Node[] {
  return addressesOf(value).flatMap((address) => {
    if (machine.info(address).kind !== "object") return fieldsIn(machine, value, depth + 1);
    return [...machine.record(address).properties].flatMap(([key, { node }]) => (key.startsWith("@@") || node === undefined ? [] : [node]));
  });
}

/** `.pick({ email: true })`, `.omit({ email: true })`. */
function narrowed(machine: Machine, { name, call }: SymbolicValue, fields: readonly Node[]): readonly Node[] {
  if (name !== "pick" && name !== "omit") return fields;
  const [first] = call?.arguments ?? [];
  const keys = new Set(addressesOf(first ?? { atoms: [], labels: [] }).flatMap((address) => [...machine.record(address).properties.keys()]));
  return fields.filter((field) => keys.has(nameOf(field)) === (name === "pick"));
}

function nameOf(field: Node): string {
  const name = (field as unknown as { readonly name?: Node }).name ?? field;
  return isParameterDeclaration(field) ? "" : name.getText().replace(/["'`]/g, "");
}
