// From a symbolic value in a payload to the personal data it is: declared fields first, request objects, then names in context.
import { isPropertyDeclaration, type Node, type TsSymbol } from "../../compiler/ast.js";
import type { Classification } from "../../model/classification.js";
import type { CodeLocation, Source } from "../../model/flow.js";
import type { Held } from "../collect.js";
import { distrustedOf, namesOf, rootOf, type Frame, type SymbolicValue } from "../domain/symbols.js";
import type { Machine } from "../interpret/machine.js";
import type { ModuleTable } from "../interpret/module-table.js";
import { collect } from "../collect.js";
import type { Localized } from "../../base/localized.js";
import { locationOf, type FlowProgram } from "../program.js";
import { isClearedOf } from "../redactors.js";
import { SourceEntries, type Entry } from "./entries.js";
import { chainNames, freeTextName, isSurrogate, propagates, remarkName, variableNames, writtenNames } from "./names.js";
import { schemaFields } from "./schemas.js";
import { isRequestFile, isSiteContent, isUploadedFile } from "./uploads.js";
import { environmentVariable } from "../sinks/address.js";
import { SymbolTypes, asked, type TypedSymbol } from "./types.js";

export interface FoundSource {
  readonly source: Source;
  readonly symbol: SymbolicValue;
  readonly held: Held;
  /** Arguments of calls on the way that hold the value, by the frame they were passed to. */
  readonly passedIn?: ReadonlyMap<Frame, Node>;
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
  readonly entries: SourceEntries;

  /** `isEnvelope` tells the members in which a queue hands its message over: their names say nothing of the message. */
  constructor(readonly program: FlowProgram, readonly onRead: (file: string) => void, readonly isEnvelope: (machine: Machine, symbol: SymbolicValue) => boolean, modules: ModuleTable) {
    this.types = new SymbolTypes(program);
    this.entries = new SourceEntries(program, modules);
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
    if (symbol.kind === "import" || symbol.kind === "instance" || symbol.kind === "this") return nothingFound;
    const declared = this.#declared(held) ?? (symbol.kind === "cast" && symbol.parent !== undefined ? this.#declared({ ...held, symbol: symbol.parent }) : undefined);
    if (declared !== undefined) return declared;
    const expanded = [...this.#expand(held), ...this.#checked(machine, held)];
    if (expanded.length > 0) return { sources: expanded, open: [] };
    const named = this.isEnvelope(machine, symbol) ? undefined : this.#named(held);
    // A parameter's name is a guess; its callers know.
    if (named !== undefined) return { ...one(held, named), open: symbol.kind === "parameter" && symbol.function !== undefined ? [symbol.function] : [] };
    return symbol.kind === "global" ? nothingFound : this.#through(machine, held, root, depth);
  }

  /** Who a mail goes to, whatever the variable is called. */
  addressee(held: Held): FoundSource {
    const names = writtenNames(held.symbol) ?? chainNames(held.symbol) ?? [held.symbol.name];
    return { source: this.#weak(held.symbol, names, "email", this.#request(held.symbol) === undefined ? "name" : "request"), symbol: held.symbol, held };
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

  /** Fields of the schema that checked a value, where its type says nothing. */
  #checked(machine: Machine, held: Held): readonly FoundSource[] {
    if (held.inText || this.types.typeOf(held.symbol) !== undefined) return [];
    return schemaFields(machine, held.symbol).flatMap((node): FoundSource[] => {
      const field = this.#fieldAt(node);
      if (field === undefined || field.classification.level === "none" || held.except.includes(field.field.name)) return [];
      const { name, container, file, nameRange } = field.field;
      const source: Source = { name, container: container.name, classification: field.classification, location: placeOf(held.symbol), declaration: { file, range: nameRange }, origin: "declared-field" };
      return [{ source, symbol: held.symbol, held: { ...held, path: [...held.path, name] } }];
    });
  }

  /** Which part of a request a value comes from. */
  #request(symbol: SymbolicValue): string | undefined {
    const meaning = this.entries.entryOf(symbol)?.meaning;
    return meaning?.request === true ? meaning.id : undefined;
  }

  /** What the catalog says the value is, whatever it is called: an IP address, a position, a phone number. */
  #fixed(symbol: SymbolicValue, entry: Entry | undefined): Source | undefined {
    const { meaning, rest = [] } = entry ?? {};
    if (meaning?.category === undefined || meaning.weak || /^(?:errMsg|errno|errCode|status|success|message|length)$/.test(rest.at(-1) ?? "")) return undefined;
    if (meaning.named && !meaning.whole && rest.length > 0) return undefined;
    const name = rest.at(-1) ?? (chainNames(symbol)?.at(-1) ?? symbol.name);
    return { name: name.replace("()", ""), classification: this.program.classifyCategory?.(meaning.category) ?? configuredClassification(meaning.category), location: placeOf(symbol), origin: meaning.request ? "request" : "name" };
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
    const entry = this.entries.entryOf(symbol);
    if (held.isUpload === true && type !== "boolean" && entry?.meaning.request === true && isRequestFile(symbol, entry)) {
      return isSiteContent(symbol) ? undefined : this.#weak(symbol, [...(chainNames(symbol) ?? []).slice(-1), rootOf(symbol).name].slice(0, 1), "review-ugc", "request");
    }
    if (type === "boolean" || type === "object") return type === "object" ? this.#fixed(symbol, entry) : undefined;
    const place = this.types.placeOf(symbol);
    const request = entry?.meaning.request === true ? entry.meaning.id : undefined;
    // What a form control holds is what somebody typed.
    if (place !== undefined && place.node === undefined && entry === undefined && symbol.name !== "value" && place.file.includes("/lib.")) return undefined;
    const origin = request !== undefined ? "request" : symbol.kind === "parameter" ? "parameter" : symbol.kind === "property" ? "property" : "variable";
    for (const names of [writtenNames(symbol), chainNames(symbol), isSetting(symbol) ? undefined : variableNames(symbol)]) {
      if (names === undefined || names.length === 0) continue;
      const classification = this.program.classifyName(names, { origin, type });
      if (classification === undefined || classification.level === "none") continue;
      return { name: names.at(-1) ?? "", container: names.at(-2), classification, location: placeOf(symbol), origin: request !== undefined ? "request" : "name" };
    }
    const fixed = this.#fixed(symbol, entry);
    if (fixed !== undefined) return fixed;
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

/** Read from the environment or a configuration: the application's own, whatever the variable is called. */
function isSetting(symbol: SymbolicValue): boolean {
  return environmentVariable(symbol) !== undefined || namesOf(symbol).some((name) => /config|setting|options?$|env$/i.test(name));
}

function configuredClassification(category: string | undefined): Classification {
  return { level: "general", category: category ?? "unspecified", confidence: 1, subject: "unknown", evidence: [], candidates: [], annotated: true };
}
