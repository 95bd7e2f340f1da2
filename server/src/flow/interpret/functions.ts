// Closures and their activations: parameters, hoisting, results, async functions and generators.
import {
  SyntaxKind, isArrowFunction, isBlock, isConstructorDeclaration, isFunctionDeclaration, isFunctionExpression, isGetAccessorDeclaration,
  isIdentifier, isMethodDeclaration, isSetAccessorDeclaration, isVariableDeclaration, isPropertyAssignment, isPropertyDeclaration, isBinaryExpression,
  isPropertyAccessExpression, type ArrowFunction, type ConstructorDeclaration, type FunctionDeclaration, type FunctionExpression, type MethodDeclaration,
  type Node, type ParameterDeclaration,
} from "../../compiler/ast.js";
import { addressOf, anyWith, joinAll, joinLabels, joinValues, nothing, undefinedValue, type Value } from "../domain/values.js";
import { promiseOf, rejected } from "../library/promises.js";
import { evaluate, readName } from "./expressions.js";
import { arrayOf } from "./literals.js";
import { bind, declareIn } from "./assign.js";
import { deepLabels } from "./labels.js";
import type { Completion, Machine } from "./machine.js";
import { declarations, childScope, fileOf, type Scope } from "./scopes.js";
import { execute, hoist } from "./statements.js";
import { nameText } from "../syntax.js";
import { onShare } from "./share.js";

export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunction | MethodDeclaration | ConstructorDeclaration;

export function isFunctionNode(node: Node): node is FunctionNode {
  return isFunctionDeclaration(node) || isFunctionExpression(node) || isArrowFunction(node) || isMethodDeclaration(node) || isConstructorDeclaration(node)
    || isGetAccessorDeclaration(node) || isSetAccessorDeclaration(node);
}

/** The function value of a function-like node. */
export function closure(machine: Machine, node: Node, scope: Scope, home?: Value): Value {
  const result = machine.allocate({ kind: "function", node, scope, home, name: functionName(node) });
  machine.closures.set(node, result);
  return result;
}

/** Own name, or the name of what it is assigned to. */
export function functionName(node: Node): string | undefined {
  if ((isFunctionDeclaration(node) || isFunctionExpression(node) || isMethodDeclaration(node)) && node.name !== undefined) return nameText(node.name);
  const { parent } = node;
  if (isVariableDeclaration(parent) || isPropertyAssignment(parent) || isPropertyDeclaration(parent)) return nameText(parent.name);
  if (isBinaryExpression(parent) && parent.operatorToken.kind === SyntaxKind.EqualsToken) {
    if (isPropertyAccessExpression(parent.left)) return parent.left.name.text;
    return isIdentifier(parent.left) ? parent.left.text : undefined;
  }
  return isConstructorDeclaration(node) ? "constructor" : undefined;
}

export interface Activation {
  readonly self: Value;
  readonly arguments: readonly Value[];
  readonly call: Node | undefined;
  readonly newTarget?: Value;
  /** The call hands its own arguments over, in their order. */
  readonly isDirect?: boolean;
}

const maxRecursion = 3;

/** Runs a closure. Thrown values stay in the machine's list of completions. */
export function activate(machine: Machine, address: number, activation: Activation): Value {
  const { call } = activation;
  if (call === undefined) return run(machine, address, activation);
  return onShare(machine, call, () => run(machine, address, activation), () => machine.result(undefined, call, { receiver: activation.self, arguments: activation.arguments }, false));
}

function run(machine: Machine, address: number, activation: Activation): Value {
  const info = machine.info(address);
  const node = info.node;
  if (node === undefined || !isFunctionNode(node) || info.scope === undefined || !machine.live) return nothing;
  if (node.body === undefined) return undefinedValue;
  if (machine.frame.depth >= machine.maxDepth || recursion(machine, node) >= maxRecursion || machine.nesting > 800) {
    if (machine.frame.depth >= machine.maxDepth) machine.observer.limit?.(activation.call ?? node, "depth");
    machine.mayThrow = true;
    return anyWith(activation.arguments.reduce((labels, argument) => joinLabels(labels, deepLabels(machine, argument)), nothing.labels));
  }
  const scope = childScope(info.scope);
  const outer = machine.enter(node, activation.call, activation.isDirect === true ? activation.arguments : undefined);
  machine.entered.add(node);
  const pending = machine.completions;
  machine.completions = [];
  if (!isArrowFunction(node)) bindReceiver(machine, scope, activation, info.home);
  const result = isGenerator(node) ? generatorOf(machine, node, scope, activation) : runBody(machine, node, scope, activation);
  machine.frame = outer;
  pending.push(...machine.completions);
  machine.completions = pending;
  return result;
}

function recursion(machine: Machine, node: Node): number {
  let count = 0;
  for (let frame: typeof machine.frame | undefined = machine.frame; frame !== undefined; frame = frame.parent) if (frame.code === node) count++;
  return count;
}

function bindReceiver(machine: Machine, scope: Scope, activation: Activation, home: Value | undefined): void {
  const declare = declareIn(machine, scope);
  declare("this", receiverOf(machine, scope, activation.self));
  declare("new.target", activation.newTarget ?? undefinedValue);
  if (home !== undefined) declare("%home", home);
}

/** Sloppy functions called without a receiver have the global object as `this`. */
function receiverOf(machine: Machine, scope: Scope, self: Value): Value {
  if (self.atoms.length !== 1 || self.atoms[0]?.kind !== "const" || self.atoms[0].value !== undefined) return self;
  if (machine.modules.record(fileOf(scope))?.isModule !== false) return self;
  const known = machine.natives.get("globalThis");
  if (known !== undefined) return known;
  const value = machine.allocate({ kind: "object", name: "globalThis" });
  machine.natives.set("globalThis", value);
  return value;
}

function runBody(machine: Machine, node: FunctionNode, scope: Scope, activation: Activation): Value {
  bindParameters(machine, node, scope, activation);
  const value = body(machine, node, scope);
  const isAsync = node.modifiers?.some((modifier) => modifier.kind === SyntaxKind.AsyncKeyword) === true;
  return isAsync ? settle(machine, value) : value;
}

/** Executes the body and collects what it returns. */
function body(machine: Machine, node: FunctionNode, scope: Scope): Value {
  const block = node.body;
  if (block === undefined) return undefinedValue;
  if (!isBlock(block)) return evaluate(machine, block, scope);
  hoist(machine, declarations(block, block.statements, true), scope);
  for (const statement of block.statements) if (machine.live) execute(machine, statement, scope);
  const returned = machine.take(0, (completion) => completion.kind === "return");
  const value = joinAll([...(machine.live ? [undefinedValue] : []), ...returned.map((completion) => completion.value)]);
  machine.resume(returned.map((completion) => completion.store));
  return value;
}

/** What an async function threw rejects its promise. */
function settle(machine: Machine, value: Value): Value {
  const thrown = machine.take(0, (completion) => completion.kind === "throw");
  const failure = thrown.length === 0 ? undefined : joinAll(thrown.map((completion) => completion.value));
  const wasLive = machine.live;
  machine.resume(thrown.map((completion) => completion.store));
  if (failure !== undefined && !wasLive) return rejected(machine, failure);
  return promiseOf(machine, value, failure);
}

export function bindParameters(machine: Machine, node: FunctionNode, scope: Scope, activation: Activation): void {
  const declare = declareIn(machine, scope);
  const name = functionName(node);
  if (!isArrowFunction(node) && usesArguments(node)) declare("arguments", arrayOf(machine, activation.arguments, node));
  node.parameters.forEach((parameter, at) => {
    const declared = isIdentifier(parameter.name) && machine.observer.isSourceParameter?.(parameter.name.text, name) === true;
    if (declared) declare((parameter.name as unknown as { readonly text: string }).text, configuredSource(machine, parameter, at, node));
    else bind(machine, parameter.name, argumentOf(machine, parameter, at, activation, scope), scope, declare);
  });
}

function configuredSource(machine: Machine, parameter: ParameterDeclaration, index: number, node: Node): Value {
  const name = isIdentifier(parameter.name) ? parameter.name.text : "";
  return machine.symbol("configured", name, { node: parameter.name, function: node, index }, `configured:${machine.frame.id}:${index}`);
}

function argumentOf(machine: Machine, parameter: ParameterDeclaration, at: number, activation: Activation, scope: Scope): Value {
  if (parameter.dotDotDotToken !== undefined) return restArguments(machine, activation.arguments, at, parameter);
  const given = activation.arguments[at];
  const { initializer } = parameter;
  if (given === undefined) return initializer === undefined ? undefinedValue : evaluate(machine, initializer, scope);
  if (initializer === undefined || !given.atoms.some((atom) => atom.kind === "const" && atom.value === undefined)) return given;
  const fallback = evaluate(machine, initializer, scope);
  if (given.atoms.length === 1) return fallback;
  return joinValues({ atoms: given.atoms.filter((atom) => atom.kind !== "const" || atom.value !== undefined), labels: given.labels }, fallback);
}

function restArguments(machine: Machine, args: readonly Value[], from: number, node: Node): Value {
  // A symbolic activation hands the whole list over as one value.
  const only = args[from];
  const address = only === undefined ? undefined : addressOf(only);
  const symbol = address === undefined ? undefined : machine.info(address).symbol;
  if (args.length === from + 1 && only !== undefined && symbol?.kind === "parameter" && symbol.node === node) return only;
  return arrayOf(machine, args.slice(from), node);
}

const argumentsUse = new WeakMap<Node, boolean>();

function usesArguments(node: Node): boolean {
  let known = argumentsUse.get(node);
  if (known === undefined) argumentsUse.set(node, (known = node.getText().includes("arguments")));
  return known;
}

/** Parameters as symbols: what a function gets when nobody is known to call it. */
export function symbolicArguments(machine: Machine, node: FunctionNode): readonly Value[] {
  return node.parameters.map((parameter, index) => {
    const name = isIdentifier(parameter.name) ? parameter.name.text : "";
    return machine.symbol("parameter", name, { node: parameter, function: node, index });
  });
}

function isGenerator(node: FunctionNode): boolean {
  return "asteriskToken" in node && node.asteriskToken !== undefined;
}

interface GeneratorRun {
  readonly inputs: readonly Value[];
  readonly outputs: Value[];
  readonly stopAfter: number;
}

class GeneratorStopped extends Error {}

const generatorRuns: GeneratorRun[] = [];
export interface GeneratorState {
  readonly outputs: readonly Value[];
  /** Undefined when the run stopped at a yield. */
  readonly result: Value | undefined;
}
const resumers = new WeakMap<object, (inputs: readonly Value[], steps: number) => GeneratorState>();

/** A generator is run again from its start for each `next`, with what was sent into it so far. */
function generatorOf(machine: Machine, node: FunctionNode, scope: Scope, activation: Activation): Value {
  bindParameters(machine, node, scope, activation);
  const frame = machine.frame;
  const result = machine.allocate({ kind: "generator", node });
  const address = addressOf(result) ?? 0;
  resumers.set(machine.info(address), (inputs, steps) => {
    const run: GeneratorRun = { inputs, outputs: [], stopAfter: steps };
    const outer = machine.frame;
    const pending = machine.completions;
    const nesting = machine.nesting;
    machine.completions = [];
    machine.frame = frame;
    generatorRuns.push(run);
    let value: Value | undefined;
    try {
      value = body(machine, node, { variables: new Map(scope.variables), parent: scope });
    } catch (error) {
      if (!(error instanceof GeneratorStopped)) throw error;
      machine.nesting = nesting;
    } finally {
      generatorRuns.pop();
      machine.frame = outer;
      pending.push(...machine.completions.filter((completion: Completion) => completion.kind === "throw"));
      machine.completions = pending;
    }
    return { outputs: run.outputs, result: value };
  });
  return result;
}

const maxYields = 60;

export function resumeGenerator(machine: Machine, address: number, inputs: readonly Value[], steps = maxYields): GeneratorState | undefined {
  return resumers.get(machine.info(address))?.(inputs, steps);
}

/** A value yielded by the generator that runs now; what `next` sent in is the result. */
export function yieldValue(machine: Machine, value: Value): Value {
  const run = generatorRuns.at(-1);
  if (run === undefined || !machine.live) return undefinedValue;
  run.outputs.push(value);
  if (run.outputs.length >= run.stopAfter) throw new GeneratorStopped();
  return run.inputs[run.outputs.length] ?? undefinedValue;
}

export { readName };
