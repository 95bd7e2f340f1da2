// Event buses and queues: which call produces on a topic, who consumes it, and what the consumer's parameters get.
import data from "./data/topics.yaml";
import { packageName } from "./package-name.js";
import { DataReader } from "./reader.js";
import type { ArgumentPath } from "./sdk-model.js";
import { readArgumentPath } from "./sdk-notation.js";

export type WildcardStyle = "none" | "dots" | "slashes" | "nats" | "glob";

/** Where a topic stands: an argument of some call, a name, or the handler's file. */
export interface TopicPlace {
  readonly of: "call" | "made" | "class" | "on" | "object" | "key" | "method" | "receiver" | "file";
  /** Of another call on the receiver, or of an object's property: its name. */
  readonly name: string;
  readonly at?: ArgumentPath;
}

/** Texts and places that make a topic together. */
export type TopicTemplate = readonly (string | TopicPlace)[];

export interface TopicCall {
  readonly names: readonly string[];
  readonly construct: boolean;
}

export interface TopicProducer {
  readonly call: TopicCall;
  /** Alternatives; none is any topic. */
  readonly topic: readonly TopicTemplate[];
  readonly channel: readonly TopicTemplate[];
  readonly message: readonly ArgumentPath[];
  readonly arity?: number;
  /** What the consumer returns is the call's result. */
  readonly reply: boolean;
}

/** A parameter of a handler: part of the message, the topic, or an object that holds them. */
export type Received =
  | { readonly kind: "message" | "topic" | "unknown" }
  | { readonly kind: "all" }
  | { readonly kind: "object"; readonly members: ReadonlyMap<string, Received> }
  | { readonly kind: "list"; readonly items: readonly Received[] };

export interface TopicConsumer {
  readonly call?: TopicCall;
  /** Place of the handler among the arguments; `last` is the last one. */
  readonly handler?: ArgumentPath | "last";
  readonly when: readonly { readonly at: ArgumentPath; readonly text: string }[];
  /** `receiver.onmessage = handler`. */
  readonly assigned?: string;
  readonly decorators: readonly string[];
  readonly classDecorators: readonly string[];
  readonly methods: readonly string[];
  /** Property path in an object literal, `*` for the last name. */
  readonly object: readonly string[];
  readonly topic: readonly TopicTemplate[];
  readonly channel: readonly TopicTemplate[];
  readonly receives: readonly Received[];
}

export interface Broker {
  readonly id: string;
  readonly packages: readonly string[];
  /** Written in the program itself: a class or object that registers and calls handlers. */
  readonly own: boolean;
  /** Of the browser or runtime; needs no import. */
  readonly global: boolean;
  /** It lives in one process: both ends are the same object. */
  readonly local: boolean;
  readonly wildcards: WildcardStyle;
  /** Topics that every emitter has: they say nothing by themselves. */
  readonly generic: ReadonlySet<string>;
  readonly produce: readonly TopicProducer[];
  readonly consume: readonly TopicConsumer[];
}

let built: readonly Broker[] | undefined;

/** All brokers, in the order of the data. */
export function brokers(): readonly Broker[] {
  built ??= build();
  return built;
}

/** Whether the package is one of the broker's. */
export function isOfBroker(broker: Broker, specifier: string): boolean {
  const name = packageName(specifier.replace(/^node:/, ""));
  return broker.packages.some((item) => packageName(item) === name);
}

function build(): readonly Broker[] {
  const errors: string[] = [];
  const result = new DataReader("topics.yaml", data, errors).entries().map(([id, reader]) => readBroker(id, reader));
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return result;
}

const styles: readonly WildcardStyle[] = ["none", "dots", "slashes", "nats", "glob"];

function readBroker(id: string, reader: DataReader): Broker {
  reader.onlyKeys(["packages", "own", "global", "local", "wildcards", "generic", "produce", "consume"]);
  const broker: Broker = {
    id, packages: reader.strings("packages"), own: reader.boolean("own") ?? false, global: reader.boolean("global") ?? false,
    local: reader.boolean("local") ?? false,
    wildcards: reader.oneOf("wildcards", styles) ?? "none", generic: new Set(reader.strings("generic")),
    produce: reader.list("produce").map(readProducer), consume: reader.list("consume").map(readConsumer),
  };
  if (broker.packages.length === 0 && !broker.own && !broker.global) reader.fail("needs packages, own or global");
  if (broker.produce.length === 0 || broker.consume.length === 0) reader.fail("needs produce and consume");
  return broker;
}

function readProducer(reader: DataReader): TopicProducer {
  reader.onlyKeys(["call", "topic", "channel", "message", "arity", "reply"]);
  const message = reader.strings("message").flatMap((text) => argumentPath(text, reader) ?? []);
  if (message.length === 0) reader.fail("message is missing");
  const arity = reader.string("arity");
  return {
    call: readCall(reader.required("call")), topic: templates("topic", reader), channel: templates("channel", reader), message,
    ...(arity === undefined ? {} : { arity: Number(arity) }), reply: reader.boolean("reply") ?? false,
  };
}

function readConsumer(reader: DataReader): TopicConsumer {
  reader.onlyKeys(["call", "handler", "when", "assigned", "decorator", "class", "method", "object", "topic", "channel", "receives"]);
  const call = reader.string("call");
  const handler = reader.string("handler");
  const place = handler === undefined || handler === "last" ? handler : argumentPath(handler, reader);
  const assigned = reader.string("assigned");
  const consumer: TopicConsumer = {
    ...(call === undefined ? {} : { call: readCall(call) }), ...(place === undefined ? {} : { handler: place }), ...(assigned === undefined ? {} : { assigned }),
    when: reader.entries("when").flatMap(([text, item]) => {
      const at = argumentPath(text, item);
      return at === undefined ? [] : [{ at, text: item.text ?? "" }];
    }),
    decorators: alternatives(reader.string("decorator")), classDecorators: alternatives(reader.string("class")), methods: alternatives(reader.string("method")),
    object: reader.string("object")?.split(".") ?? [], topic: templates("topic", reader), channel: templates("channel", reader),
    receives: reader.list("receives").map(readReceived),
  };
  if ((call === undefined) !== (handler === undefined)) reader.fail("call and handler go together");
  if (call === undefined && assigned === undefined && consumer.decorators.length + consumer.methods.length + consumer.object.length === 0) reader.fail("needs call, assigned, decorator, method or object");
  if (consumer.receives.length === 0) reader.fail("receives is missing");
  return consumer;
}

function alternatives(text: string | undefined): readonly string[] {
  return text?.split("|") ?? [];
}

function readCall(text: string): TopicCall {
  return { construct: text.startsWith("new "), names: text.replace(/^new /, "").split("|") };
}

function argumentPath(text: string, reader: DataReader): ArgumentPath | undefined {
  const path = readArgumentPath(text);
  if (path === undefined) reader.fail(`"${text}" is no argument path`);
  return path;
}

function templates(key: string, reader: DataReader): readonly TopicTemplate[] {
  return reader.strings(key).map((text) => {
    if (!text.includes("{")) return [readPlace(text, reader)];
    return text.split(/(\{[^{}]*\})/).filter((part) => part !== "").map((part) => (part.startsWith("{") ? readPlace(part.slice(1, -1), reader) : part));
  });
}

/** `a0.name`, `made.a0`, `class.a0`, `on.subscribe.a0.topic`, `object.name`, `key`, `method`, `receiver`, `file`. */
function readPlace(text: string, reader: DataReader): TopicPlace {
  if (text === "key" || text === "method" || text === "receiver" || text === "file") return { of: text, name: "" };
  const object = /^object\.([\w$]+)$/.exec(text);
  if (object !== null) return { of: "object", name: object[1] ?? "" };
  const match = /^(?:(made|class)\.|on\.([\w$]+)\.)?(a\d.*)$/.exec(text);
  const at = match === null ? undefined : argumentPath(match[3] ?? "", reader);
  if (match === null || at === undefined) {
    reader.fail(`"${text}" is no place of a topic`);
    return { of: "key", name: "" };
  }
  if (match[2] !== undefined) return { of: "on", name: match[2], at };
  return { of: match[1] === "made" ? "made" : match[1] === "class" ? "class" : "call", name: "", at };
}

function readReceived(reader: DataReader): Received {
  if (reader.missing) return { kind: "unknown" };
  if (reader.isList) return { kind: "list", items: reader.list().map(readReceived) };
  const { text } = reader;
  if (text === "$message") return { kind: "message" };
  if (text === "$message...") return { kind: "all" };
  if (text === "$topic") return { kind: "topic" };
  if (text !== undefined) reader.fail(`"${text}" is not received`);
  return text === undefined ? { kind: "object", members: new Map(reader.entries().map(([name, item]) => [name, readReceived(item)])) } : { kind: "unknown" };
}
