// The driver: candidate calls, the functions around them, callers where something is still open, flows at the end.
import { isClassDeclaration, isFunctionExpression, isMethodDeclaration, isGetAccessorDeclaration, isSetAccessorDeclaration, isConstructorDeclaration, type Node } from "../compiler/ast.js";
import { type CancellationToken, throwIfCancelled } from "../base/cancellation.js";
import type { AnalysisLimit } from "../model/flow.js";
import { addressOf, undefinedValue, type Value } from "./domain/values.js";
import { Store } from "./domain/store.js";
import { BudgetSpent, Machine, type Observer, type ObservedCall } from "./interpret/machine.js";
import { activate, closure, isFunctionNode, symbolicArguments, type FunctionNode } from "./interpret/functions.js";
import { instanceOf } from "./interpret/instances.js";
import { runModule } from "./interpret/modules.js";
import { ModuleTable } from "./interpret/module-table.js";
import { componentAround, implementationsOf } from "./receivers.js";
import { runTasks } from "./library/promises.js";
import { CallerIndex } from "./callers.js";
import { ownRoutesOf } from "./own-routes/index.js";
import { LimitLog } from "./limits.js";
import type { FlowProgram } from "./program.js";
import { SinkWatch, type SinkFindings } from "./watch.js";
import { CandidateFinder } from "./candidates.js";
import { classAround, functionsAround, isElement } from "./targets.js";
import { Topics, surroundingsOf } from "./topics/index.js";
import { DeclaredTypes } from "./types.js";

export interface FlowOptions {
  /** Steps one root may take. */
  readonly stepsPerRoot?: number;
  /** Steps all roots together may take. */
  readonly stepsPerProgram?: number;
  /** How many callers up an open question is followed. */
  readonly callerDepth?: number;
  readonly token?: CancellationToken;
  /** Only sinks in these files are asked about; all when absent. */
  readonly sinkFiles?: ReadonlySet<string>;
  readonly onProgress?: (done: number, total: number) => void;
  /** Functions through which callers' data gets out are wanted too. */
  readonly openings?: boolean;
}

export interface FlowResult extends SinkFindings {
  readonly limits: readonly AnalysisLimit[];
  /** Files each file's sinks were decided from. */
  readonly dependencies: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of functions whose callers were looked for: a new mention of one in any file may change the answer. */
  readonly callerNames: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Some forty times what an application of a thousand files takes: a guard, not a saving. */
const programSteps = 100_000_000;

/** Follows personal data to sinks over one program. */
export function analyseFlows(program: FlowProgram, options: FlowOptions = {}): FlowResult {
  return new Analysis(program, options).run();
}

/** What a question's answer rests on. */
interface Answer {
  readonly files: Set<string>;
  readonly names: Set<string>;
}

interface Question {
  /** The call to reach: a sink, or a call of a function that leads to one. */
  readonly target: Node;
  readonly depth: number;
  /** Components between here and the sink. */
  readonly components: ReadonlySet<Node>;
  /** The consumer of a topic that the data has to arrive at. */
  readonly consumer?: Node;
}

class Analysis {
  readonly #machine: Machine;
  readonly #watch: SinkWatch;
  readonly #callers: CallerIndex;
  readonly #callerNames = new Map<string, ReadonlySet<string>>();
  readonly #limits = new LimitLog();
  /** Questions asked, with the files their answers were read from. */
  readonly #answered = new Map<Node, Map<Node | undefined, Answer>>();
  readonly #topics: Topics;
  readonly #dependencies = new Map<string, Set<string>>();
  /** Outermost functions interpreted so far, and calls seen in them. */
  readonly #roots = new Set<Node>();
  readonly #reached = new Set<Node>();
  /** Roots run once more without believing their guards. */
  readonly #doubted = new Set<Node>();
  #current: Node | undefined;
  readonly #candidates: CandidateFinder;
  /** Steps of all roots so far. */
  #spent = 0;

  constructor(readonly program: FlowProgram, readonly options: FlowOptions) {
    const modules = new ModuleTable({
      sourceFile: (file) => program.sourceFile(file),
      resolve: (from, specifier) => program.resolve(from, specifier),
    });
    const types = new DeclaredTypes(program, modules);
    this.#callers = new CallerIndex(program);
    this.#topics = new Topics(program, modules, this.#callers);
    this.#watch = new SinkWatch(program, modules, (machine, symbol) => this.#topics.isEnvelope(machine, symbol));
    this.#candidates = new CandidateFinder(program, (file) => modules.record(file));
    const observer: Observer = {
      call: (machine, call) => this.#observe(machine, call),
      write: (machine, symbol, key, value, node) => this.#watch.write(machine, symbol, key, value, node),
      isSourceParameter: (name, functionName) => this.#watch.isSourceParameter(name, functionName),
      isSourceCall: (name, symbol) => this.#watch.isSourceCall(name, symbol),
      isSourceGlobal: (name) => this.#watch.isSourceGlobal(name),
      deliver: (machine, call) => this.#deliver(machine, call),
      redaction: (machine, address) => this.#watch.redaction(machine, address),
      limit: (node, reason) => this.#limits.add(node, reason),
    };
    const [first] = program.files;
    const root = first === undefined ? undefined : program.sourceFile(first);
    this.#machine = new Machine(modules, types, observer, root as unknown as Node);
  }

  run(): FlowResult {
    const { modules } = this.#machine;
    const files = this.program.files.filter((file) => this.options.sinkFiles === undefined || this.options.sinkFiles.has(file));
    files.forEach((file, at) => {
      if (this.options.token !== undefined) throwIfCancelled(this.options.token);
      this.options.onProgress?.(at, files.length);
      const names = new Set<string>();
      const { read } = modules.collect(() => this.#file(file, names));
      this.#dependencies.set(file, modules.closure(read));
      this.#callerNames.set(file, names);
    });
    const found = this.#watch.findings(this.options.openings === true);
    for (const [file, read] of ownRoutesOf(this.program).consulted) for (const other of read) this.#dependencies.get(file)?.add(other);
    return { ...found, limits: this.#limits.found, dependencies: this.#dependencies, callerNames: this.#callerNames };
  }

  #file(file: string, names: Set<string>): void {
    const text = this.program.text(file);
    if (text === undefined || !this.#candidates.mayHold(text)) return;
    const source = this.program.sourceFile(file);
    const record = source === undefined ? undefined : this.#machine.modules.record(file);
    if (source === undefined || record === undefined) return;
    for (const { call, isLog } of this.#candidates.calls(source, record)) {
      if (this.#spent > (this.options.stepsPerProgram ?? programSteps)) this.#limits.add(call, "program-budget");
      else for (const name of this.#ask({ target: call, depth: isLog ? Number.MAX_SAFE_INTEGER : 0, components: new Set() })) names.add(name);
    }
  }

  /** Interprets what surrounds the target, then its callers while the payload or address still depends on them. */
  #ask(question: Question): ReadonlySet<string> {
    const { modules } = this.#machine;
    const answers = this.#answered.get(question.target) ?? new Map<Node | undefined, Answer>();
    this.#answered.set(question.target, answers);
    const known = answers.get(question.consumer);
    if (known !== undefined) {
      modules.reads(known.files);
      return known.names;
    }
    const answer: Answer = { files: new Set(), names: new Set() };
    answers.set(question.consumer, answer);
    for (const file of modules.collect(() => this.#answer(question, answer.names)).read) answer.files.add(file);
    return answer.names;
  }

  #answer(question: Question, names: Set<string>): void {
    const { target } = question;
    this.#watch.begin();
    this.#interpret(question, functionsAround(target));
    // What arrives as an object of an own class is open at the class's constructor: the consumer around the target is meant.
    const pending = this.#watch.openFunctions();
    const open = pending.length === 0 ? pending : [...new Set([...pending, ...functionsAround(target).filter((code) => this.#topics.isConsumer(this.#machine, code))])];
    if (question.depth >= (this.options.callerDepth ?? 6)) return;
    for (const code of open) {
      const rendered = new Set([...question.components, code]);
      const name = this.#callers.nameOf(code);
      if (name !== undefined) names.add(name);
      const { consumer } = question;
      const depth = question.depth + 1;
      for (const caller of this.#callers.of(code)) {
        // Only an element asks to be rendered; a world run without that wish serves every other question about it.
        const components = isElement(caller) ? rendered : question.components;
        for (const inner of this.#ask({ depth, components, target: caller, ...(consumer === undefined ? {} : { consumer }) })) names.add(inner);
      }
      if (this.#callers.isCut(code)) this.#limits.add(code, "callers");
      for (const producer of this.#topics.producersOf(this.#machine, code)) for (const inner of this.#ask({ depth, components: rendered, target: producer, consumer: code })) names.add(inner);
      for (const produced of this.#topics.namesFor(code)) names.add(produced);
    }
  }

  #deliver(machine: Machine, call: ObservedCall): Value | undefined {
    const answer = this.#topics.deliver(machine, call, (code) => this.#watch.open(code));
    if (answer !== undefined) this.#reached.add(call.node);
    return answer;
  }

  #interpret({ target, components, consumer }: Question, around: readonly FunctionNode[]): void {
    const machine = this.#machine;
    machine.wantedComponents = components;
    const record = machine.modules.record(target.getSourceFile().fileName);
    if (record === undefined) return;
    runModule(machine, record);
    const [outermost, ...inner] = around;
    if (outermost === undefined) return;
    const isPlain = components.size === 0 && consumer === undefined;
    if (this.#isReached(target) && this.#roots.has(outermost) && isPlain) return;
    // Closures need the world their root left; it is still there while questions are about the same root.
    const isCurrent = this.#current === outermost && isPlain;
    if (!isCurrent) this.#reset();
    this.#current = outermost;
    this.#roots.add(outermost);
    // A consumer's closure holds what the function that registered it made.
    const surroundings = consumer === undefined ? undefined : surroundingsOf(consumer);
    if (surroundings !== undefined && isFunctionNode(surroundings) && surroundings !== outermost) this.#attempt(() => this.#call(surroundings));
    if (!isCurrent) this.#attempt(() => this.#call(outermost));
    this.#enterUntil(target, inner);
    if (this.#isReached(target) || this.#doubted.has(outermost)) return;
    this.#doubted.add(outermost);
    machine.lenient = true;
    this.#reset();
    this.#attempt(() => this.#call(outermost));
    this.#enterUntil(target, inner);
    machine.lenient = false;
  }

  /** A call that turns out to be of the language itself is as reached as one of a library. */
  #isReached(target: Node): boolean {
    return this.#reached.has(target) || this.#machine.passed.has(target);
  }

  /** Runs closures nobody called, from the outside in, until the target is reached. */
  #enterUntil(target: Node, inner: readonly FunctionNode[]): void {
    for (const node of inner) {
      if (this.#isReached(target)) return;
      this.#attempt(() => this.#call(node));
    }
  }

  #reset(): void {
    const machine = this.#machine;
    this.#spent += machine.steps;
    machine.store = new Store();
    machine.live = true;
    machine.completions = [];
    machine.steps = 0;
    machine.stepLimit = this.options.stepsPerRoot ?? 60_000;
    machine.nesting = 0;
    machine.mayThrow = false;
    machine.entered.clear();
    machine.microtasks.length = 0;
    machine.tasks.length = 0;
  }

  #attempt(work: () => void): void {
    const machine = this.#machine;
    const frame = machine.frame;
    try {
      work();
      machine.live = true;
      machine.completions = [];
      runTasks(machine);
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
    }
    machine.live = true;
    machine.completions = [];
    machine.nesting = 0;
    machine.frame = frame;
  }

  /** Calls a function as nobody in particular: symbolic parameters, the class's symbolic instance. */
  #call(node: FunctionNode): void {
    const machine = this.#machine;
    const owner = classAround(node);
    const instance = owner !== undefined && isClassDeclaration(owner) ? instanceOf(machine, owner) : undefined;
    if (isConstructorDeclaration(node)) return;
    const value = this.#closureOf(node, instance);
    const address = value === undefined ? undefined : addressOf(value);
    if (address === undefined) return;
    const isMember = isMethodDeclaration(node) || isGetAccessorDeclaration(node) || isSetAccessorDeclaration(node);
    const self = isMember || isFunctionExpression(node) ? (implementationsOf(machine, owner) ?? instance ?? componentAround(machine, node) ?? machine.info(address).home ?? undefinedValue) : undefinedValue;
    activate(machine, address, { self, arguments: symbolicArguments(machine, node), call: undefined });
  }

  #closureOf(node: FunctionNode, instance: Value | undefined): Value | undefined {
    const machine = this.#machine;
    const known = machine.closures.get(node);
    if (known !== undefined) return known;
    const record = machine.modules.record(node.getSourceFile().fileName);
    return record === undefined ? undefined : closure(machine, node, record.scope, instance);
  }

  #observe(machine: Machine, call: ObservedCall): void {
    this.#reached.add(call.node);
    this.#watch.call(machine, call);
  }
}
