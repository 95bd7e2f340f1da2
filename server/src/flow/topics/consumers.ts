// A consumer's site with its topics evaluated.
import { isOfBroker, type TopicPlace, type TopicTemplate } from "../../catalog/topics.js";
import { isCallExpression, isIdentifier, isObjectLiteralExpression, isPropertyAccessExpression, isPropertyAssignment, type Node } from "../../compiler/ast.js";
import { addressesOf, addressOf, type Value } from "../domain/values.js";
import { aside } from "../interpret/aside.js";
import type { Machine } from "../interpret/machine.js";
import type { ModuleTable } from "../interpret/module-table.js";
import { chainOf, declaredImport } from "../sinks/callee.js";
import { isTextLiteral, nameText } from "../syntax.js";
import { constructionsOf, topicTexts, walk } from "./keys.js";
import { decoratorsOf, type ConsumerSite } from "./sites.js";
import type { Received } from "../../catalog/topics.js";

export interface Consumer {
  readonly site: ConsumerSite;
  /** Patterns; undefined is any topic. */
  readonly topics: readonly string[] | undefined;
  readonly channels: readonly string[] | undefined;
  readonly receives: readonly Received[];
  /** Where the receiver was made, when it is known. */
  readonly identity: Node | undefined;
}

/** Undefined when the site is no consumer after all, or nobody can tell of which topic. */
export function readConsumer(machine: Machine, modules: ModuleTable, site: ConsumerSite): Consumer | undefined {
  const { broker, consumer } = site;
  const receiver = site.receiver === undefined ? {} : (aside(machine, site.receiver, (value) => receiverFacts(machine, modules, site, value)) ?? {});
  if (receiver.isOther === true) return undefined;
  if (broker.own && receiver.isOwn !== true) return undefined;
  const topics = textsOf(machine, site, consumer.topic);
  const channels = textsOf(machine, site, consumer.channel);
  if (topics?.length === 0 || channels?.length === 0) return undefined;
  if (topics !== undefined && topics.every((topic) => broker.generic.has(topic)) && receiver.identity === undefined) return undefined;
  return { site, topics, channels, receives: consumer.receives, identity: receiver.identity };
}

interface ReceiverFacts {
  readonly isOther?: boolean;
  readonly isOwn?: boolean;
  readonly identity?: Node | undefined;
}

function receiverFacts(machine: Machine, modules: ModuleTable, { broker, node }: ConsumerSite, value: Value): ReceiverFacts {
  const address = addressOf(value);
  const name = isCallExpression(node) && isPropertyAccessExpression(node.expression) ? node.expression.name.text : "";
  if (broker.own) {
    const member = addressesOf(walk(machine, value, [name])).some((at) => machine.info(at).kind === "function");
    return { isOwn: member, identity: address === undefined ? undefined : machine.info(address).kind === "object" ? machine.info(address).node : undefined };
  }
  const info = address === undefined ? undefined : machine.info(address);
  if (info?.kind === "emitter") return { identity: info.node };
  const symbol = info?.symbol;
  if (symbol === undefined) return {};
  const root = chainOf(symbol).at(-1)?.symbol;
  const declared = root === undefined ? undefined : declaredImport(modules, root);
  const module = root?.kind === "import" ? root.module : declared?.module;
  if (module !== undefined && !/^[.@~#]\/|^\.|^src\//.test(module) && !isOfBroker(broker, module)) return { isOther: true };
  if (root?.kind === "global" && !broker.global) return { isOther: true };
  return { identity: symbol.kind === "instance" ? symbol.node : undefined };
}

/** Texts of the templates; undefined where there is nothing to restrict. */
function textsOf(machine: Machine, site: ConsumerSite, templates: readonly TopicTemplate[]): readonly string[] | undefined {
  if (templates.length === 0) return undefined;
  const found: string[] = [];
  for (const template of templates) {
    let texts: readonly string[] = [""];
    for (const part of template) {
      const own = typeof part === "string" ? [part] : placeTexts(machine, site, part);
      if (own === undefined) return undefined;
      texts = texts.flatMap((head) => own.map((tail) => head + tail)).slice(0, 12);
    }
    found.push(...texts);
  }
  return found;
}

/** Texts at one place; undefined when the place says "any". */
function placeTexts(machine: Machine, site: ConsumerSite, place: TopicPlace): readonly string[] | undefined {
  const isFile = place.at?.path.includes("file") === true;
  switch (place.of) {
    case "key": case "method": return site.key === "" ? [] : [site.key];
    case "file": return [(site.code.getSourceFile().fileName.split("/").at(-1) ?? "").replace(/\.\w+$/, "")];
    case "receiver": return receiverName(site.receiver);
    case "object": return site.object === undefined ? [] : nodeTexts(machine, memberOf(site.object, place.name), [], false);
    case "class": return nodeTexts(machine, site.classArguments[place.at?.argument ?? 0], place.at?.path ?? [], isFile);
    case "on": return otherCalls(site, place.name).flatMap((args) => nodeTexts(machine, args[place.at?.argument ?? 0], place.at?.path ?? [], isFile));
    case "made": return site.receiver === undefined ? [] : madeTexts(machine, site.receiver, place, isFile);
    case "call": return argumentTexts(machine, site, place, isFile);
  }
}

function argumentTexts(machine: Machine, site: ConsumerSite, place: TopicPlace, isFile: boolean): readonly string[] | undefined {
  const node = site.arguments[place.at?.argument ?? 0];
  const path = place.at?.path ?? [];
  const isHandler = node !== undefined && node.getSourceFile() === site.code.getSourceFile() && node.pos <= site.code.pos && site.code.end <= node.end && path.length === 0;
  // `@Process()`, `queue.process(handler)`, `queue.process(4, handler)`: every job.
  if (site.consumer.channel.length > 0 && (node === undefined || isHandler || /^\d+$/.test(node.getText()))) return undefined;
  if (node !== undefined && site.consumer.channel.length > 0 && path.length === 1 && isObjectLiteralExpression(node) && memberOf(node, path[0] ?? "") === undefined) return undefined;
  return nodeTexts(machine, node, path, isFile);
}

function nodeTexts(machine: Machine, node: Node | undefined, path: readonly string[], isFile: boolean): readonly string[] {
  if (node === undefined) return [];
  if (path.length === 0 && isTextLiteral(node)) return [isFile ? node.text : node.text];
  return aside(machine, node, (value) => topicTexts(machine, walk(machine, value, path), isFile).texts) ?? [];
}

/** Arguments of what made the receiver, or of the decorator that injects it. */
function madeTexts(machine: Machine, receiver: Node, place: TopicPlace, isFile: boolean): readonly string[] {
  const at = place.at ?? { argument: 0, path: [] };
  return aside(machine, receiver, (value) => [
    ...constructionsOf(machine, value).flatMap((args) => topicTexts(machine, walk(machine, args[at.argument] ?? { atoms: [], labels: [] }, at.path), isFile).texts),
    ...injectionsOf(machine, value).flatMap((args) => nodeTexts(machine, args[at.argument], at.path, isFile)),
  ]) ?? [];
}

/** Arguments of decorators on the parameter or field that a value is: `@InjectQueue("mail")`. */
export function injectionsOf(machine: Machine, value: Value): readonly (readonly Node[])[] {
  return addressesOf(value).flatMap((address) => {
    const symbol = machine.info(address).symbol;
    return symbol?.kind !== "parameter" || symbol.node === undefined ? [] : decoratorsOf(symbol.node).map((decorator) => decorator.arguments);
  });
}

/** Last name of the receiver, without what only looks at it. */
export function receiverName(receiver: Node | undefined): readonly string[] {
  let current = receiver;
  for (let hops = 0; hops < 8 && current !== undefined; hops++) {
    if (isCallExpression(current) && isPropertyAccessExpression(current.expression) && /^(?:pipe|asObservable)$/.test(current.expression.name.text)) current = current.expression.expression;
    else if (isIdentifier(current)) return [bareSubject(current.text)];
    else return isPropertyAccessExpression(current) ? [bareSubject(current.name.text)] : [];
  }
  return [];
}

/** `userSubject$`, `user$`, `_user$` and `userSubject` are names of one thing. */
function bareSubject(name: string): string {
  return name.replace(/^[_#]/, "").replace(/\$$/, "").replace(/(?:Subject|Source|Stream)$/, "");
}

function memberOf(literal: Node, name: string): Node | undefined {
  if (!isObjectLiteralExpression(literal)) return undefined;
  for (const property of literal.properties) if (isPropertyAssignment(property) && nameText(property.name) === name) return property.initializer;
  return undefined;
}

/** Arguments of calls of the name on the same receiver, as written, in the same file. */
function otherCalls({ receiver, code }: ConsumerSite, name: string): readonly (readonly Node[])[] {
  if (receiver === undefined) return [];
  const written = receiver.getText();
  const found: (readonly Node[])[] = [];
  const pending: Node[] = [code.getSourceFile()];
  while (pending.length > 0) {
    const node = pending.pop();
    if (node === undefined) break;
    if (isCallExpression(node) && isPropertyAccessExpression(node.expression) && node.expression.name.text === name && node.expression.expression.getText() === written) found.push(node.arguments);
    node.forEachChild((child) => void pending.push(child));
  }
  return found;
}
