// State of one interpretation and the operations everything else is made of: cells, objects, forks, completions, budget.
import type { Node } from "../../compiler/ast.js";
import { isRecord, Store, type Cell, type ObjectRecord, type Property } from "../domain/store.js";
import type { CallFacts, Frame, Redaction, SymbolicKind, SymbolicValue } from "../domain/symbols.js";
import { joinValues, nothing, reference, undefinedValue, type Value } from "../domain/values.js";
import type { ModuleTable } from "./module-table.js";
import type { Scope } from "./scopes.js";

export type ObjectKind =
  | "object" | "array" | "map" | "set" | "function" | "class" | "native" | "bound" | "promise" | "generator" | "error" | "date" | "regexp"
  | "symbol" | "symbolic" | "url" | "params" | "form" | "headers" | "module" | "proxy" | "emitter" | "boxed" | "json" | "request" | "blob";

export type Native = (machine: Machine, self: Value, args: readonly Value[], node: Node) => Value;

/** What never changes about an object. */
export interface ObjectInfo {
  readonly kind: ObjectKind;
  readonly name?: string;
  /** The literal, function, class or `new` expression that made it. */
  readonly node?: Node;
  readonly scope?: Scope;
  readonly native?: Native;
  readonly symbol?: SymbolicValue;
  readonly bound?: { readonly target: Value; readonly self: Value; readonly arguments: readonly Value[] };
  /** Prototype object a method belongs to, for `super`. */
  readonly home?: Value;
  /** File of a module namespace. */
  readonly file?: string;
}

export type CompletionKind = "return" | "throw" | "break" | "continue";

/** A path that left the straight line, with the world as it was then. */
export interface Completion {
  readonly kind: CompletionKind;
  readonly label?: string;
  readonly value: Value;
  readonly store: Store;
}

/** A call as seen by whoever looks for sinks. */
export interface ObservedCall {
  readonly node: Node;
  readonly callee: Value;
  readonly receiver: Value;
  readonly arguments: readonly Value[];
  readonly construct: boolean;
  /** The symbolic callee, when the callee is not code of the workspace. */
  readonly symbol?: SymbolicValue;
}

/** Sees calls as they are interpreted; the machine's store is the world at the call. */
export interface Observer {
  call(machine: Machine, call: ObservedCall): void;
  /** JSX elements whose component is not code of the workspace, and assignments to members of symbolic values. */
  write?(machine: Machine, target: SymbolicValue, key: string, value: Value, node: Node): void;
  /** Parameters that a configuration declares to be sources. */
  isSourceParameter?(name: string, functionName: string | undefined): boolean;
  /** What the called function is declared to clear; an empty list is everything. */
  redaction?(machine: Machine, address: number): readonly string[] | undefined;
  /** A call or global that a configuration declares to be a source. */
  isSourceCall?(name: string | undefined, symbol: SymbolicValue | undefined): boolean;
  isSourceGlobal?(name: string): boolean;
  /** Consumers of a topic run when a call produces on it; what they return, for calls that get an answer. */
  deliver?(machine: Machine, call: ObservedCall): Value | undefined;
  limit?(node: Node, reason: "step-budget" | "callee-budget" | "depth"): void;
}

/** Declarations of types in the workspace, found by name. */
export interface TypeIndex {
  declarationOfType(file: string, name: string): Node | undefined;
  implementationsOf(declaration: Node): readonly Node[];
}

/** Thrown when the steps of a run, or a callee's share of them, are used up; what was observed so far counts. */
export class BudgetSpent extends Error {
  constructor(readonly limit: number) {
    super();
  }
}

export class Machine {
  store = new Store();
  live = true;
  completions: Completion[] = [];
  frame: Frame;
  steps = 0;
  stepLimit = 60_000;
  /** The limit in force where it is a callee's share. */
  shareLimit: number | undefined;
  maxDepth = 14;
  /** How deep the host's own stack is used by nested expressions. */
  nesting = 0;
  /** Guards that leave early are not believed: set when a target was not reached otherwise. */
  lenient = false;
  /** An unknown call happened, so anything may have been thrown. */
  mayThrow = false;
  /** Cells as module initialisation left them. */
  initial = new Store();
  /** Last closure made of each function node. */
  readonly closures = new Map<Node, Value>();
  /** Calls and elements that were evaluated in any run, whatever they turned out to call. */
  readonly passed = new Set<Node>();
  /** Functions entered during the run. */
  readonly entered = new Set<Node>();
  readonly infos = new Map<number, ObjectInfo>();
  readonly microtasks: (() => void)[] = [];
  readonly tasks: (() => void)[] = [];
  readonly symbols = new Map<string, SymbolicValue>();
  /** Names assigned without declaration. */
  readonly looseGlobals = new Map<string, number>();
  /** Function values of built-in methods. */
  readonly natives = new Map<string, Value>();
  /** The symbolic instance of each class. */
  readonly instances = new Map<Node, Value>();
  /** Components whose rendering the current question needs. */
  wantedComponents: ReadonlySet<Node> = new Set();
  /** Symbols that are another reading of the same object. */
  readonly #canonical = new Map<number, number>();
  readonly #views = new Map<number, Map<Node, Value>>();
  #nextCell = 1;
  #nextFrame = 1;

  constructor(readonly modules: ModuleTable, readonly types: TypeIndex, readonly observer: Observer, code: Node) {
    this.frame = { id: 0, code, depth: 0 };
  }

  /** Class or interface that a type name means in a file. */
  declarationOfType(file: string, name: string): Node | undefined {
    return this.types.declarationOfType(file, name);
  }

  implementationsOf(declaration: Node): readonly Node[] {
    return this.types.implementationsOf(declaration);
  }

  wantsComponent(node: Node): boolean {
    return this.wantedComponents.has(node);
  }

  tick(node: Node): void {
    if (++this.steps > this.stepLimit) {
      if (this.stepLimit !== this.shareLimit) this.observer.limit?.(node, "step-budget");
      throw new BudgetSpent(this.stepLimit);
    }
  }

  /** Work that is no expression of its own but grows with the program. */
  spend(steps: number): void {
    this.steps += steps;
  }

  newCell(value: Value): number {
    const id = this.#nextCell++;
    this.store.set(id, value);
    return id;
  }

  cell(id: number): Cell | undefined {
    return this.store.get(id) ?? this.initial.get(id);
  }

  readVariable(id: number): Value {
    const cell = this.cell(id);
    return cell === undefined || isRecord(cell) ? undefinedValue : cell;
  }

  allocate(info: ObjectInfo, record?: Partial<ObjectRecord>): Value {
    const id = this.#nextCell++;
    this.infos.set(id, info);
    this.store.set(id, { properties: noProperties, ...record });
    return reference(id);
  }

  info(address: number): ObjectInfo {
    return this.infos.get(address) ?? plainInfo;
  }

  record(address: number): ObjectRecord {
    const cell = this.cell(this.#canonical.get(address) ?? address);
    return isRecord(cell) ? cell : emptyRecord;
  }

  setRecord(address: number, record: ObjectRecord): void {
    this.store.set(this.#canonical.get(address) ?? address, record);
  }

  setProperty(address: number, key: string, property: Property): void {
    const record = this.record(address);
    this.setRecord(address, { ...record, properties: new Map(record.properties).set(key, property) });
  }

  enter(code: Node, call: Node | undefined, passed?: readonly Value[]): Frame {
    const outer = this.frame;
    this.frame = { id: this.#nextFrame++, parent: outer, code, call, depth: outer.depth + 1, ...(passed === undefined ? {} : { passed }) };
    return outer;
  }

  /** The same question gives the same symbol, so that two branches agree on what they do not know. */
  symbol(kind: SymbolicKind, name: string, details: Omit<Partial<SymbolicValue>, "kind" | "name" | "id" | "address" | "frame"> = {}, key?: string): Value {
    const known = key === undefined ? undefined : this.symbols.get(key);
    if (known !== undefined) return reference(known.address);
    const id = this.#nextCell++;
    const symbol: SymbolicValue = { id, address: id, kind, name, frame: this.frame, ...details };
    this.infos.set(id, { kind: "symbolic", symbol });
    if (key !== undefined) this.symbols.set(key, symbol);
    return reference(id);
  }

  /**
   * A part of a symbolic value: property, element, awaited value. It is one object however often it is read, but each place of
   * reading has a symbol of its own, so that a finding shows the place its data was read at.
   */
  part(kind: SymbolicKind, parent: SymbolicValue, name: string, node: Node | undefined): Value {
    const object = `${this.#canonical.get(parent.address) ?? parent.address}:${kind}:${name}`;
    const first = this.symbols.get(object);
    if (first === undefined) return this.symbol(kind, name, { parent, node: node ?? parent.node }, object);
    if (node === undefined || first.node === node) return reference(first.address);
    const views = this.#views.get(first.address) ?? new Map<Node, Value>();
    this.#views.set(first.address, views);
    const known = views.get(node);
    if (known !== undefined) return known;
    const view = this.symbol(kind, name, { parent, node });
    views.set(node, view);
    const [atom] = view.atoms;
    if (atom?.kind === "ref") this.#canonical.set(atom.address, first.address);
    return view;
  }

  /** The same value after a redactor; one that is distrusted clears nothing. */
  clearedView(symbol: SymbolicValue, { what, distrusted }: Redaction, node: Node): SymbolicValue {
    const value = this.symbol("cast", symbol.name, { parent: symbol, node: symbol.node ?? node, cleared: what, ...(distrusted === undefined ? {} : { distrusted }) }, `${symbol.id}:cleared:${what.join(",")}:${distrusted ?? ""}`);
    const [atom] = value.atoms;
    return (atom?.kind === "ref" ? this.infos.get(atom.address)?.symbol : undefined) ?? symbol;
  }

  result(callee: SymbolicValue | undefined, node: Node, call: CallFacts, construct: boolean): Value {
    return this.symbol(construct ? "instance" : "result", callee?.name ?? "", { parent: callee, node, call });
  }

  leave(kind: CompletionKind, value: Value, label?: string): void {
    if (!this.live) return;
    this.completions.push({ kind, value, label, store: this.store });
    this.store = this.store.fork();
    this.live = false;
  }

  /** Runs the alternatives from the same world and joins the worlds of those that go on. */
  branch(alternatives: readonly (() => Value)[]): Value {
    if (!this.live) return nothing;
    this.spend(4);
    const before = this.store;
    let value = nothing;
    let after: Store | undefined;
    for (const run of alternatives) {
      this.store = before.fork();
      this.live = true;
      const result = run();
      if (!this.live) continue;
      value = joinValues(value, result);
      after = after === undefined ? this.store : after.join(this.store, this.initial);
    }
    this.live = after !== undefined;
    this.store = after ?? before;
    return value;
  }

  /** Goes on in the given worlds as well as in the current one. */
  resume(stores: readonly Store[]): void {
    for (const store of stores) {
      this.store = this.live ? this.store.join(store, this.initial) : store.fork();
      this.live = true;
    }
  }

  /** Takes the completions that the predicate wants out of the list, from an index on. */
  take(from: number, wanted: (completion: Completion) => boolean): Completion[] {
    const tail = this.completions.splice(from);
    const taken = tail.filter(wanted);
    this.completions.push(...tail.filter((completion) => !wanted(completion)));
    return taken;
  }
}

const noProperties: ReadonlyMap<string, Property> = new Map();
const emptyRecord: ObjectRecord = { properties: noProperties };
const plainInfo: ObjectInfo = { kind: "object" };
