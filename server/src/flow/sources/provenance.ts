// From a symbolic value in a payload to the personal data it is: declared fields first, request objects, then names in context.
import { isAsExpression, isAwaitExpression, isBindingElement, isIdentifier, isNonNullExpression, isParenthesizedExpression, isPropertyAccessExpression, isPropertyDeclaration, type Node, type TsSymbol } from "../../compiler/ast.js";
import type { Classification } from "../../model/classification.js";
import type { CodeLocation, Source } from "../../model/flow.js";
import type { Held } from "../collect.js";
import { distrustedOf, namesOf, rootOf, type SymbolicValue } from "../domain/symbols.js";
import { addressesOf, constantOf } from "../domain/values.js";
import type { Machine } from "../interpret/machine.js";
import { collect } from "../collect.js";
import type { Localized } from "../../base/localized.js";
import { locationOf, type FlowProgram } from "../program.js";
import { isClearedOf } from "../redactors.js";
import { requestRole } from "./requests.js";
import { isSiteContent, isUploadedFile } from "./uploads.js";
import { SymbolTypes, asked, type TypedSymbol } from "./types.js";

export interface FoundSource {
  readonly source: Source;
  readonly symbol: SymbolicValue;
  readonly held: Held;
  /** Said of the source in place of "is read here". */
  readonly text?: Localized;
  /** A function on the way that is declared to redact and does not. */
  readonly distrusted?: string;
}

export interface Provenance {
  readonly sources: readonly FoundSource[];
  /** Functions whose callers may say more. */
  readonly open: readonly Node[];
}

const maxExpansion = 3;
const maxProperties = 200;
const nothingFound: Provenance = { sources: [], open: [] };

export class ProvenanceFinder {
  readonly types: SymbolTypes;

  /** `isEnvelope` tells the members in which a queue hands its message over: their names say nothing of the message. */
  constructor(readonly program: FlowProgram, readonly onRead: (file: string) => void, readonly isEnvelope: (machine: Machine, symbol: SymbolicValue) => boolean) {
    this.types = new SymbolTypes(program);
  }

  /** Sources behind one held symbol. */
  find(machine: Machine, held: Held, depth = 0): Provenance {
    const found = this.#findAll(machine, held, depth);
    const sources = found.sources.filter(({ symbol, source }) => !isClearedOf(symbol, source.name, source.classification) && !isClearedOf(held.symbol, source.name, source.classification));
    const distrusted = distrustedOf(held.symbol);
    if (distrusted !== undefined) return { ...found, sources: sources.map((one) => ({ ...one, distrusted })) };
    return sources.length === found.sources.length ? found : { ...found, sources };
  }

  #findAll(machine: Machine, held: Held, depth: number): Provenance {
    const { symbol } = held;
    const root = rootOf(symbol);
    if (root.kind === "configured") return one(held, this.#configured(held));
    if (symbol.kind === "import" || symbol.kind === "global" || symbol.kind === "instance" || symbol.kind === "this") return nothingFound;
    const declared = this.#declared(held) ?? (symbol.kind === "cast" && symbol.parent !== undefined ? this.#declared({ ...held, symbol: symbol.parent }) : undefined);
    if (declared !== undefined) return declared;
    const expanded = this.#expand(held);
    if (expanded.length > 0) return { sources: expanded, open: [] };
    const named = this.isEnvelope(machine, symbol) ? undefined : this.#named(held);
    if (named !== undefined) return one(held, named);
    return this.#through(machine, held, root, depth);
  }

  /** Who a mail goes to, whatever the variable is called. */
  addressee(held: Held): FoundSource {
    const names = writtenNames(held.symbol) ?? chainNames(held.symbol) ?? [held.symbol.name];
    return { source: this.#weak(held.symbol, names, "email", requestRole(held.symbol) === undefined ? "name" : "request"), symbol: held.symbol, held };
  }

  /** What a library sends by itself, once a switch is on. */
  ambient(category: string, node: Node): Source {
    return { name: category, classification: this.program.classifyCategory?.(category) ?? configuredClassification(category), location: locationOf(node), origin: "configured" };
  }

  #configured(held: Held): Source {
    const { symbol } = held;
    const root = rootOf(symbol);
    const pattern = this.program.config.sources.find((source) => source.name === root.name || source.parameter === root.name);
    const classification = this.program.classifyCategory?.(pattern?.category ?? "unspecified") ?? configuredClassification(pattern?.category);
    return { name: namesOf(symbol).join("."), classification, location: placeOf(symbol), origin: "configured" };
  }

  /** A property whose declaration is a schema field. Decided either way: a field that is no personal data ends the question. */
  #declared(held: Held): Provenance | undefined {
    const { symbol } = held;
    const node = fieldOfClass(symbol) ?? this.types.placeOf(symbol)?.node;
    const field = node === undefined ? undefined : this.#fieldAt(node);
    if (field === undefined) return undefined;
    const { classification } = field;
    if (classification.level !== "none") {
      return one(held, {
        name: field.field.name, container: field.field.container.name, classification, location: placeOf(symbol),
        declaration: { file: field.field.file, range: field.field.nameRange }, origin: "declared-field",
      });
    }
    // An object-valued field may hold personal data further in.
    const inner = this.#expand(held);
    return inner.length > 0 || this.types.describe(symbol) !== undefined ? { sources: inner, open: [] } : undefined;
  }

  #fieldAt(node: Node): ReturnType<FlowProgram["classifyDeclaration"]> {
    const name = (node as unknown as { readonly name?: Node }).name ?? node;
    this.onRead(node.getSourceFile().fileName);
    return this.program.classifyDeclaration(node.getSourceFile().fileName, name.getStart(), name.end);
  }

  /** All classified properties of a whole object's type. */
  #expand(held: Held): readonly FoundSource[] {
    const typed = this.types.typeOf(held.symbol);
    const found: FoundSource[] = [];
    if (typed !== undefined && !held.inText) this.#expandType(held, typed, [], new Set(held.except), found, new Set());
    return found;
  }

  #expandType(held: Held, typed: TypedSymbol, path: readonly string[], except: ReadonlySet<string>, found: FoundSource[], seen: Set<number>): void {
    if (path.length > maxExpansion || seen.has(typed.type.id) || found.length > maxProperties) return;
    seen.add(typed.type.id);
    const element = this.types.elementOf(typed);
    if (element !== undefined) return this.#expandType(held, element, path, except, found, seen);
    const properties = this.types.properties(typed).filter((property) => !except.has(property.name)).slice(0, maxProperties);
    for (const property of properties) this.#expandProperty(held, typed, property, path, found, seen);
  }

  #expandProperty(held: Held, typed: TypedSymbol, property: TsSymbol, path: readonly string[], found: FoundSource[], seen: Set<number>): void {
    const place = this.types.place(property, typed.checker);
    const field = place?.node === undefined ? undefined : this.#fieldAt(place.node);
    if (field === undefined) return;
    if (field.classification.level !== "none") {
      const source: Source = {
        name: field.field.name, container: field.field.container.name, classification: field.classification, location: placeOf(held.symbol),
        declaration: { file: field.field.file, range: field.field.nameRange }, origin: "declared-field",
      };
      found.push({ source, symbol: held.symbol, held: { ...held, path: [...held.path, ...path, property.name] } });
      return;
    }
    if (field.field.type.kind !== "object") return;
    const type = asked(() => typed.checker.getTypeOfSymbol(property));
    if (type !== undefined) this.#expandType(held, { checker: typed.checker, type }, [...path, property.name], new Set(), found, seen);
  }

  /** Names decide where no declaration does: as written at the place, then as the value came about. */
  #named(held: Held): Source | undefined {
    const { symbol } = held;
    if (symbol.kind === "error") return undefined;
    const type = this.types.describe(symbol);
    if (type === "boolean" || type === "object") return undefined;
    const place = this.types.placeOf(symbol);
    const request = requestRole(symbol);
    if (place !== undefined && place.node === undefined && request === undefined && place.file.includes("/lib.")) return undefined;
    const origin = request !== undefined ? "request" : symbol.kind === "parameter" ? "parameter" : symbol.kind === "property" ? "property" : "variable";
    for (const names of [writtenNames(symbol), chainNames(symbol)]) {
      if (names === undefined || names.length === 0) continue;
      const classification = this.program.classifyName(names, { origin, type });
      if (classification === undefined || classification.level === "none") continue;
      return { name: names.at(-1) ?? "", container: names.at(-2), classification, location: placeOf(symbol), origin: request !== undefined ? "request" : "name" };
    }
    const written = writtenNames(symbol) ?? chainNames(symbol) ?? [];
    if (held.freeText === true) {
      const text = this.#freeText(held, written, request !== undefined);
      if (text !== undefined) return text;
    }
    if (held.isUpload === true && (request === "files" || isUploadedFile(written))) return isSiteContent(symbol) ? undefined : this.#weak(symbol, written, "review-ugc", request !== undefined ? "request" : "name");
    if (request !== undefined && held.isLog !== true && remarkName.test(written.at(-1) ?? "")) return this.#weak(symbol, written, "message-content", "request");
    if (held.isLog !== true && isSurrogate(written)) return this.#weak(symbol, written, "account-id", request !== undefined ? "request" : "name");
    return undefined;
  }

  /** What a person writes to a model or assistant is personal by its content, whatever the variable is called. */
  #freeText({ symbol, path }: Held, names: readonly string[], fromRequest: boolean): Source | undefined {
    const isFile = path.some((segment) => /^(?:file|image|audio|document|attachment)s?$/i.test(segment));
    if (!fromRequest && !isFile && !freeTextName.test(names.at(-1) ?? "")) return undefined;
    return this.#weak(symbol, names.length === 0 ? [symbol.name] : names, "message-content", fromRequest ? "request" : "name");
  }

  #weak(symbol: SymbolicValue, names: readonly string[], category: string, origin: Source["origin"]): Source {
    const known = this.program.classifyCategory?.(category) ?? configuredClassification(category);
    return { name: names.at(-1) ?? symbol.name, container: names.at(-2), classification: { ...known, annotated: false, confidence: 0.55 }, location: placeOf(symbol), origin };
  }

  /** Nothing said by itself: what went into the call that made it, or the callers of the function it is a parameter of. */
  #through(machine: Machine, held: Held, root: SymbolicValue, depth: number): Provenance {
    if (root.kind === "parameter" && root.function !== undefined) return { sources: [], open: [root.function] };
    const { symbol } = held;
    if (symbol.kind !== "result" || symbol.call === undefined || depth > 4 || !propagates(symbol)) return nothingFound;
    const sources: FoundSource[] = [];
    const open: Node[] = [];
    for (const argument of symbol.call.arguments) {
      for (const inner of collect(machine, argument).slice(0, 40)) {
        if (inner.symbol === symbol) continue;
        const part = this.find(machine, { ...inner, path: held.path, node: held.node ?? inner.node, inText: true }, depth + 1);
        sources.push(...part.sources);
        open.push(...part.open);
      }
    }
    return { sources, open };
  }
}

function one(held: Held, source: Source): Provenance {
  return { sources: [{ source, symbol: held.symbol, held }], open: [] };
}

/** The declaration behind what an instance's field holds. */
function fieldOfClass({ kind, node }: SymbolicValue): Node | undefined {
  return kind === "parameter" && node !== undefined && isPropertyDeclaration(node) ? node : undefined;
}

function placeOf(symbol: SymbolicValue): CodeLocation {
  const { node } = symbol;
  if (node === undefined) return locationOf(symbol.frame.code);
  const name = (node as unknown as { readonly name?: Node }).name;
  return locationOf(symbol.kind === "parameter" && name !== undefined ? name : node);
}

const remarkName = /^(?:feedback|comments?|remarks?|notes?|message|enquiry|inquiry|complaint)$/i;
const person = "(?:user|customer|member|buyer|patient|employee|person|subscriber|student|guest)";
const surrogateName = new RegExp(`^(?:external)?_?${person}_?(?:id|uuid|uid)s?$|^uid$|^external_?user_?id$`, "i");
const personName = new RegExp(`(?:^|[a-z])${person}s?$`, "i");

/** `userId`, or `id` of a user: points at a person, and nothing more. */
function isSurrogate(names: readonly string[]): boolean {
  const name = names.at(-1) ?? "";
  return surrogateName.test(name) || (/^(?:id|_id|uuid)$/.test(name) && personName.test(names.at(-2) ?? ""));
}

const freeTextName = /(?:^|[a-z_])(?:prompt|message|messages|question|content|query|text|conversation|history|transcript|feedback|comment|userInput|input|chat|answer|response|document|file|buffer|image|audio|markdown|body|reply|note|notes|description)s?$/i;

/** Names to classify by; a read by a constant key (`form.get("email")`) names the key, a query or getter what it gets. */
function chainNames(symbol: SymbolicValue): readonly string[] | undefined {
  if (symbol.kind === "result") {
    const [key] = symbol.call?.arguments ?? [];
    const text = key === undefined ? undefined : constantOf(key)?.value;
    if (typeof text !== "string" || !/^(?:get|getAll|param|query|header|field|input|cookie|getItem)$/.test(symbol.name)) return undefined;
    return [...(symbol.parent?.parent === undefined ? [] : (chainNames(symbol.parent.parent) ?? [])), text];
  }
  const names = namesOf(symbol).filter((name) => name !== "*" && name !== "");
  const { node } = symbol;
  // `const [email, setEmail] = useState()`: the variable is the name.
  if (node !== undefined && isBindingElement(node) && /^\d+$/.test(names.at(-1) ?? "") && node.name !== undefined && isIdentifier(node.name)) return [node.name.text];
  const root = rootOf(symbol);
  if (root.kind !== "result") return names.length === 0 ? undefined : names;
  return [...resultNames(root), ...names.slice(1)];
}

/** `prisma.user.findFirst()` is a user, `getCustomer()` a customer. */
function resultNames(result: SymbolicValue): readonly string[] {
  const verb = /^(?:find|get|fetch|load|read|query|retrieve|create|update|upsert|select|use|current|make|build|to|parse|list)(?:(?:One|First|Unique|Many|All|ById|By[A-Z]\w*|OrThrow|Server|Or[A-Z]\w*)+|(?=[A-Z])|$)/;
  const subject = result.name.replace(verb, "");
  if (subject !== "" && subject !== result.name) return [subject.charAt(0).toLowerCase() + subject.slice(1)];
  const owner = result.parent?.kind === "property" ? result.parent.parent : undefined;
  return subject === "" && owner !== undefined ? namesOf(owner).filter((name) => name !== "*").slice(-1) : [];
}

/** The path as written: `user!.name` is ["user", "name"], whatever `user` is bound to. */
function writtenNames(symbol: SymbolicValue): readonly string[] | undefined {
  const names: string[] = [];
  let current: Node | undefined = symbol.node;
  if (symbol.kind !== "property" || current === undefined || !isPropertyAccessExpression(current)) return undefined;
  for (let hops = 0; hops < 12 && current !== undefined; hops++) {
    if (isPropertyAccessExpression(current)) {
      names.unshift(current.name.text);
      current = current.expression;
    } else if (isIdentifier(current)) return [current.text, ...names];
    else if (isNonNullExpression(current) || isParenthesizedExpression(current) || isAsExpression(current) || isAwaitExpression(current)) current = current.expression;
    else return names;
  }
  return names;
}

/** Whether an unknown function's result may be made of its arguments: helpers of packages, not clients and not queries. */
function propagates(symbol: SymbolicValue): boolean {
  const callee = symbol.parent;
  if (callee === undefined) return false;
  const root = rootOf(callee);
  if (root.kind !== "import" && root.kind !== "global") return false;
  return !/^(?:use[A-Z]|find|get|fetch|query|select|count|create|update|delete|upsert|insert|request|post|put|send|search|list|load|is|has|verify|validate|check|compare|lookup)/.test(symbol.name) && callee.kind !== "global"
    || /^(?:format|render|stringify|serialize|encode|escape|sanitize|template|to[A-Z]|parse|decode|trim|join|merge|pick|omit|map)/.test(symbol.name);
}

function configuredClassification(category: string | undefined): Classification {
  return { level: "general", category: category ?? "unspecified", confidence: 1, subject: "unknown", evidence: [], candidates: [], annotated: true };
}

export { addressesOf };
