// What a producing call sends, and how the consumer's parameters get it.
import type { Received, TopicPlace, TopicProducer, TopicTemplate } from "../../catalog/topics.js";
import { isCallExpression, isElementAccessExpression, isPropertyAccessExpression, type Node } from "../../compiler/ast.js";
import { anyValue, constant, joinAll, nothing, undefinedValue, type Value } from "../domain/values.js";
import { arrayOf } from "../interpret/literals.js";
import { aside } from "../interpret/aside.js";
import type { Machine, ObservedCall } from "../interpret/machine.js";
import { setMember } from "../interpret/members.js";
import { receiverName, injectionsOf, type Consumer } from "./consumers.js";
import { constructionsOf, covers, topicTexts, walk } from "./keys.js";

export interface Produced {
  readonly arrives: boolean;
  readonly topic: string | undefined;
  /** Values sent, one an argument. */
  readonly values: readonly Value[];
  /** Functions whose callers decide the topic. */
  readonly open: readonly Node[];
}

const lost: Produced = { arrives: false, topic: undefined, values: [], open: [] };

/** What a call produces for a consumer. */
export function produced(machine: Machine, call: ObservedCall, producer: TopicProducer, { site, topics, channels }: Consumer): Produced {
  const args = call.arguments;
  if (producer.arity !== undefined && args.length !== producer.arity) return lost;
  const open: Node[] = [];
  const channel = matched(machine, call, producer.channel, channels, (wanted, text) => wanted === text, open);
  const topic = matched(machine, call, producer.topic, topics, (wanted, text) => covers(site.broker.wildcards, wanted, text), open);
  if (channel === false || topic === false) return { ...lost, open };
  const values = producer.message.flatMap((path) => (path.rest ? args.slice(path.argument) : valuesAt(machine, args[path.argument], path.path)));
  return { arrives: true, topic: topic === true ? undefined : topic, values, open };
}

function valuesAt(machine: Machine, value: Value | undefined, path: readonly string[]): readonly Value[] {
  const found = walk(machine, value ?? undefinedValue, path);
  return found.atoms.length === 0 || found === undefinedValue ? [] : [found];
}

/** The topic that fits; true when nothing has to, false when none does. */
function matched(machine: Machine, call: ObservedCall, templates: readonly TopicTemplate[], wanted: readonly string[] | undefined, fits: (wanted: string, text: string) => boolean, open: Node[]): string | boolean {
  if (templates.length === 0) return wanted === undefined || false;
  const texts = templates.flatMap((template) => template.flatMap((part) => (typeof part === "string" ? [part] : placeTexts(machine, call, part, open))));
  if (wanted === undefined) return texts[0] ?? true;
  return texts.find((text) => wanted.some((pattern) => fits(pattern, text))) ?? false;
}

function placeTexts(machine: Machine, call: ObservedCall, { of, at }: TopicPlace, open: Node[]): readonly string[] {
  const isFile = at?.path.includes("file") === true;
  const read = (value: Value) => {
    const found = topicTexts(machine, walk(machine, value, at?.path ?? []), isFile);
    open.push(...found.open);
    return found.texts;
  };
  if (of === "call") return read(call.arguments[at?.argument ?? 0] ?? undefinedValue);
  if (of === "receiver") return receiverName(receiverNode(call.node));
  if (of !== "made") return [];
  return [
    ...constructionsOf(machine, call.receiver).flatMap((args) => read(args[at?.argument ?? 0] ?? undefinedValue)),
    ...injectionsOf(machine, call.receiver).flatMap((args) => {
      const node = args[at?.argument ?? 0];
      return node === undefined ? [] : (aside(machine, node, (value) => topicTexts(machine, walk(machine, value, at?.path ?? [])).texts) ?? []);
    }),
  ];
}

function receiverNode(node: Node): Node | undefined {
  const callee = isCallExpression(node) ? node.expression : undefined;
  return callee !== undefined && (isPropertyAccessExpression(callee) || isElementAccessExpression(callee)) ? callee.expression : undefined;
}

/** Values for one parameter of the consumer (several for all of the message). */
export function receivedBy(machine: Machine, received: Received, message: Produced, node: Node): readonly Value[] {
  switch (received.kind) {
    case "all": return message.values;
    case "message": return [message.values.length === 0 ? nothing : joinAll(message.values)];
    case "topic": return [message.topic === undefined ? anyValue : constant(message.topic)];
    case "unknown": return [anyValue];
    case "list": return [arrayOf(machine, received.items.flatMap((item) => receivedBy(machine, item, message, node)), node)];
    case "object": {
      const object = machine.allocate({ kind: "object", node });
      for (const [name, member] of received.members) setMember(machine, object, name, receivedBy(machine, member, message, node)[0] ?? undefinedValue, node);
      return [object];
    }
  }
}
