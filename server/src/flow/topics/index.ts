// Topics: from a consumer's function to the calls that produce for it, and from such a call into the consumer.
import { brokers, isOfBroker, type Broker, type Received, type TopicProducer } from "../../catalog/topics.js";
import { isCallExpression, isClassDeclaration, isIdentifier, isMethodDeclaration, isPropertyAccessExpression, type Node } from "../../compiler/ast.js";
import { packageName } from "../../catalog/package-name.js";
import { CallerIndex } from "../callers.js";
import { addressOf, joinValues, undefinedValue, type Value } from "../domain/values.js";
import { namesOf, rootOf, type SymbolicValue } from "../domain/symbols.js";
import { aside } from "../interpret/aside.js";
import { activate, closure, isFunctionNode } from "../interpret/functions.js";
import { instanceOf } from "../interpret/instances.js";
import type { Machine, ObservedCall } from "../interpret/machine.js";
import type { ModuleTable } from "../interpret/module-table.js";
import type { FlowProgram } from "../program.js";
import { chainOf, declaredImport } from "../sinks/callee.js";
import { isTextLiteral } from "../syntax.js";
import { calleeName, classAround, functionsAround } from "../targets.js";
import { importedPackages } from "../text-facts.js";
import { covers } from "./keys.js";
import { produced, receivedBy, type Produced } from "./messages.js";
import { readConsumer, type Consumer } from "./consumers.js";
import { callFits, sitesOf } from "./sites.js";

const maxProducers = 40;

export class Topics {
  readonly #brokers: readonly Broker[];
  readonly #consumers = new Map<Node, readonly Consumer[]>();
  readonly #producers = new Map<Node, readonly Node[]>();

  constructor(readonly program: FlowProgram, readonly modules: ModuleTable, readonly callers: CallerIndex) {
    this.#brokers = usedBrokers(program);
  }

  /** Calls that may produce for a function; none when it is no consumer. */
  producersOf(machine: Machine, code: Node): readonly Node[] {
    const known = this.#producers.get(code);
    if (known !== undefined) return known;
    const consumers = this.#consumersOf(machine, code);
    const found = new Set<Node>();
    for (const consumer of consumers) {
      for (const producer of consumer.site.broker.produce) {
        for (const name of producer.call.names) for (const call of this.callers.usesOf(name)) if (this.#mayProduce(machine, call, producer, consumer)) found.add(call);
      }
    }
    const result = [...found].slice(0, maxProducers);
    this.#producers.set(code, result);
    return result;
  }

  /** Whether a value is the part of a consumer's parameter that holds the message: `job.data`, `msg.content`. */
  isEnvelope(machine: Machine, symbol: SymbolicValue): boolean {
    const root = rootOf(symbol);
    if (symbol.kind !== "property" || root.kind !== "parameter" || root.function === undefined || root.index === undefined || root.index < 0) return false;
    const names = namesOf(symbol).slice(1);
    return this.#consumersOf(machine, root.function).some(({ receives }) => holdsMessage(receives[root.index ?? 0], names));
  }

  isConsumer(machine: Machine, code: Node): boolean {
    return this.#consumersOf(machine, code).length > 0;
  }

  /** Names of calls that may produce for a function: a new one in any file may change the answer. */
  namesFor(code: Node): readonly string[] {
    return (this.#consumers.get(code) ?? []).flatMap(({ site }) => site.broker.produce.flatMap(({ call }) => call.names));
  }

  #consumersOf(machine: Machine, code: Node): readonly Consumer[] {
    const known = this.#consumers.get(code);
    if (known !== undefined) return known;
    const name = this.callers.nameOf(code);
    const held = name === undefined || name.length < 2 ? [] : this.callers.heldIn(name).filter((node) => node.getSourceFile() === code.getSourceFile());
    const places = [code, ...this.callers.of(code).flatMap((call) => mentionIn(call, name)), ...held];
    const sites = this.#brokers.length === 0 ? [] : sitesOf(code, places, this.#brokers);
    const found = sites.flatMap((site) => readConsumer(machine, this.modules, site) ?? []);
    this.#consumers.set(code, found);
    return found;
  }

  /** A cheap look before anything is interpreted: a literal topic that the consumer does not want ends it. */
  #mayProduce(machine: Machine, call: Node, { call: shape, topic, arity }: TopicProducer, consumer: Consumer): boolean {
    if (!callFits(call, shape) || within(call, consumer.site.code)) return false;
    const args = (call as unknown as { readonly arguments?: readonly Node[] }).arguments ?? [];
    if (arity !== undefined && args.length !== arity) return false;
    const [place] = topic.length === 1 ? (topic[0] ?? []) : [];
    if (place === undefined || typeof place === "string" || place.of !== "call" || place.at === undefined || place.at.path.length > 0 || consumer.topics === undefined) return true;
    const node = args[place.at.argument];
    if (node === undefined) return false;
    const text = isTextLiteral(node) ? node.text : isPropertyAccessExpression(node) ? aside(machine, node, (value) => { const [atom] = value.atoms; return value.atoms.length === 1 && atom?.kind === "const" && typeof atom.value === "string" ? atom.value : undefined; }) : undefined;
    return text === undefined || consumer.topics.some((pattern) => covers(consumer.site.broker.wildcards, pattern, text));
  }

  /** Hands what a call produces to the consumers that the current question is about. Undefined when it is no producer for them. */
  deliver(machine: Machine, call: ObservedCall, onOpen: (code: Node) => void): Value | undefined {
    let result: Value | undefined;
    for (const code of machine.wantedComponents) {
      for (const consumer of this.#consumers.get(code) ?? []) {
        for (const producer of consumer.site.broker.produce) {
          if (!callFits(call.node, producer.call) || !this.#isOfBroker(machine, call, consumer)) continue;
          const message = produced(machine, call, producer, consumer);
          for (const open of message.open) onOpen(open);
          if (!message.arrives) continue;
          const returned = enter(machine, consumer, message, call.node);
          result = joinValues(result ?? undefinedValue, producer.reply ? returned : undefinedValue);
        }
      }
    }
    return result;
  }

  /** The receiver decides where it is known: another library's `emit` is none of ours, and neither is another object's. */
  #isOfBroker(machine: Machine, call: ObservedCall, { site, identity }: Consumer): boolean {
    const { broker } = site;
    const { symbol } = call;
    if (broker.own) {
      if (symbol !== undefined || machine.info(addressOf(call.callee) ?? 0).kind !== "function") return false;
    } else if (symbol !== undefined) {
      const root = chainOf(symbol).at(-1)?.symbol;
      if (root?.kind === "import" && !root.module?.startsWith(".") && !isOfBroker(broker, root.module ?? "")) return false;
      if (root?.kind === "global" && !broker.global) return false;
      const declared = root === undefined ? undefined : declaredImport(this.modules, root);
      if (declared !== undefined && !/^[.@~#]\/|^\.|^src\//.test(declared.module) && !isOfBroker(broker, declared.module)) return false;
    } else if (machine.info(addressOf(call.callee) ?? 0).kind !== "native") return false;
    if (!broker.local || identity === undefined) return true;
    const own = identityOf(machine, call.receiver);
    return own === undefined || own === identity;
  }
}

/** Where an object was made. */
export function identityOf(machine: Machine, receiver: Value): Node | undefined {
  const address = addressOf(receiver);
  if (address === undefined) return undefined;
  const info = machine.info(address);
  if (info.kind === "emitter" || info.kind === "object") return info.node;
  return info.symbol?.kind === "instance" ? info.symbol.node : undefined;
}

/** Runs the consumer with what arrives. */
function enter(machine: Machine, { site, receives }: Consumer, message: Produced, node: Node): Value {
  const { code } = site;
  if (!isFunctionNode(code)) return undefinedValue;
  const owner = classAround(code);
  const self = owner !== undefined && isClassDeclaration(owner) ? instanceOf(machine, owner) : undefined;
  const record = machine.modules.record(code.getSourceFile().fileName);
  const known = machine.closures.get(code) ?? (record === undefined ? undefined : closure(machine, code, record.scope, self));
  const address = known === undefined ? undefined : addressOf(known);
  if (address === undefined) return undefinedValue;
  const args = receives.flatMap((received) => receivedBy(machine, received, message, node));
  const home = isMethodDeclaration(code) ? (self ?? machine.info(address).home) : undefined;
  return machine.branch([() => activate(machine, address, { self: home ?? undefinedValue, arguments: args, call: node }), () => undefinedValue]);
}

/** The outermost function around a consumer, which makes what its closure holds. */
export function surroundingsOf(code: Node): Node | undefined {
  return functionsAround(code)[0];
}

function holdsMessage(received: Received | undefined, names: readonly string[]): boolean {
  const [name, ...rest] = names;
  if (received?.kind === "message") return name === undefined;
  return received?.kind === "object" && name !== undefined && holdsMessage(received.members.get(name), rest);
}

function within(node: Node, outer: Node): boolean {
  return node.getSourceFile() === outer.getSourceFile() && node.pos >= outer.pos && node.end <= outer.end;
}

/** The argument of a call that is the name, `x.name` or `x.name.bind(…)`. */
function mentionIn(call: Node, name: string | undefined): readonly Node[] {
  if (calleeName(call) === name) return [];
  const args = (call as unknown as { readonly arguments?: readonly Node[] }).arguments ?? [];
  return args.filter((argument) => {
    const plain = isCallExpression(argument) && isPropertyAccessExpression(argument.expression) && argument.expression.name.text === "bind" ? argument.expression.expression : argument;
    return isIdentifier(plain) ? plain.text === name : isPropertyAccessExpression(plain) && plain.name.text === name;
  });
}

/** Brokers that the program imports; those that need no import come last. */
function usedBrokers(program: FlowProgram): readonly Broker[] {
  const packages = importedPackages(program);
  return brokers().filter((broker) => broker.own || broker.global || broker.packages.some((name) => packages.has(packageName(name))));
}
