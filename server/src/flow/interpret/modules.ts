// Running files as modules: imported values, exports, CommonJS, and the lazy run of a file's top level.
import type { Node } from "../../compiler/ast.js";
import { Store } from "../domain/store.js";
import { addressOf, stringOf, undefinedValue, type Value } from "../domain/values.js";
import { runTasks } from "../library/promises.js";
import { BudgetSpent, type Machine } from "./machine.js";
import { getMember, setMember } from "./members.js";
import type { Binding, ModuleRecord } from "./module-table.js";
import { loosenCollections, loosenInstances, loosenVariables } from "./mutation.js";
import { declarations, type Scope } from "./scopes.js";
import { execute, hoist } from "./statements.js";

const moduleSteps = 25_000;
const maxModuleLength = 600_000;

/** Runs the file's top level once, in a world of its own that every later run starts from. */
export function runModule(machine: Machine, record: ModuleRecord): void {
  if (record.state !== "new") return;
  const { read } = machine.modules.collect(() => runTopLevel(machine, record));
  machine.modules.ran(record.file, read);
}

function runTopLevel(machine: Machine, record: ModuleRecord): void {
  if (record.source.text.length > maxModuleLength) {
    record.state = "done";
    return;
  }
  record.state = "running";
  const saved = {
    store: machine.store, live: machine.live, completions: machine.completions, frame: machine.frame, steps: machine.steps, limit: machine.stepLimit,
    nesting: machine.nesting, mayThrow: machine.mayThrow, microtasks: machine.microtasks.splice(0), tasks: machine.tasks.splice(0),
  };
  machine.store = new Store();
  machine.live = true;
  machine.completions = [];
  machine.steps = 0;
  machine.stepLimit = moduleSteps;
  machine.nesting = 0;
  machine.enter(record.source, undefined);
  try {
    declareTopLevel(machine, record);
    for (const statement of record.source.statements) {
      machine.live = true;
      execute(machine, statement, record.scope);
    }
    runTasks(machine);
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
  }
  loosenVariables(machine, record);
  loosenCollections(machine, record);
  loosenInstances(machine);
  machine.store.forEach((id, cell) => machine.initial.set(id, cell));
  machine.microtasks.length = 0;
  machine.tasks.length = 0;
  machine.microtasks.push(...saved.microtasks);
  machine.tasks.push(...saved.tasks);
  Object.assign(machine, { store: saved.store, live: saved.live, completions: saved.completions, frame: saved.frame, steps: saved.steps, stepLimit: saved.limit, nesting: saved.nesting, mayThrow: saved.mayThrow });
  record.state = "done";
}

function declareTopLevel(machine: Machine, record: ModuleRecord): void {
  const { scope, source } = record;
  if (!record.isModule) {
    const exports = machine.allocate({ kind: "object" });
    const module = machine.allocate({ kind: "object" }, { properties: new Map([["exports", { value: exports }]]) });
    scope.variables.set("exports", machine.newCell(exports));
    scope.variables.set("module", machine.newCell(module));
    scope.variables.set("this", machine.newCell(exports));
    record.exports = module;
  }
  hoist(machine, declarations(source, source.statements, true), scope);
}

/** Value of an imported name; undefined when the name is no import. */
export function moduleBinding(machine: Machine, file: string, name: string, node: Node): Value | undefined {
  const record = machine.modules.record(file);
  const binding = record?.imports.get(name);
  return binding === undefined ? undefined : boundValue(machine, file, binding, node);
}

function boundValue(machine: Machine, file: string, binding: Binding, node: Node): Value {
  const target = machine.modules.provider.resolve(file, binding.specifier);
  if (target !== undefined) {
    if (binding.name === "*") return namespaceValue(machine, target);
    const own = binding.name === "=" ? moduleObject(machine, target) : moduleExport(machine, target, binding.name);
    if (own !== undefined) return own;
  }
  return importSymbol(machine, binding.specifier, binding.name === "=" ? "*" : binding.name, node);
}

function importSymbol(machine: Machine, specifier: string, name: string, node: Node): Value {
  return machine.symbol("import", name, { module: specifier, node }, `import:${specifier}:${name}`);
}

/** Value of an export of a file of the workspace. */
export function moduleExport(machine: Machine, file: string, name: string, hops = 0): Value | undefined {
  const record = machine.modules.record(file);
  if (record === undefined || hops > 20) return undefined;
  runModule(machine, record);
  const local = record.locals.get(name);
  if (local !== undefined) return localValue(machine, record, local);
  const forward = record.forwards.get(name);
  if (forward !== undefined) return boundValue(machine, file, forward, forward.node);
  if (name === "default" && record.defaultExport !== undefined) return record.defaultExport;
  for (const star of record.stars) {
    const target = machine.modules.provider.resolve(file, star.specifier);
    const found = target === undefined || name === "default" ? undefined : moduleExport(machine, target, name, hops + 1);
    if (found !== undefined) return found;
  }
  return commonExport(machine, record, name);
}

function localValue(machine: Machine, record: ModuleRecord, local: string): Value | undefined {
  const cell = record.scope.variables.get(local);
  if (cell !== undefined) return machine.readVariable(cell);
  const binding = record.imports.get(local);
  return binding === undefined ? undefined : boundValue(machine, record.file, binding, binding.node);
}

function commonExport(machine: Machine, record: ModuleRecord, name: string): Value | undefined {
  const whole = commonExports(machine, record);
  if (whole === undefined) return undefined;
  if (name === "default") return whole;
  return getMember(machine, whole, name, record.source);
}

function commonExports(machine: Machine, record: ModuleRecord): Value | undefined {
  if (record.equals !== undefined) return record.equals;
  return record.exports === undefined ? undefined : getMember(machine, record.exports, "exports", record.source);
}

/** What `require` gives: module.exports, or the namespace of an ES module. */
function moduleObject(machine: Machine, file: string): Value {
  const record = machine.modules.record(file);
  if (record === undefined) return undefinedValue;
  runModule(machine, record);
  return commonExports(machine, record) ?? namespaceValue(machine, file);
}

function namespaceValue(machine: Machine, file: string): Value {
  const record = machine.modules.record(file);
  if (record !== undefined && !record.isModule) return moduleObject(machine, file);
  const key = `namespace:${file}`;
  const known = namespaces.get(machine)?.get(key);
  if (known !== undefined) return known;
  const value = machine.allocate({ kind: "module", file });
  const table = namespaces.get(machine) ?? new Map<string, Value>();
  table.set(key, value);
  namespaces.set(machine, table);
  return value;
}

const namespaces = new WeakMap<Machine, Map<string, Value>>();

export function requireModule(machine: Machine, from: string, args: readonly Value[], node: Node): Value | undefined {
  const specifier = args[0] === undefined ? undefined : stringOf(args[0]);
  if (specifier === undefined) return undefined;
  const target = machine.modules.provider.resolve(from, specifier);
  return target === undefined ? importSymbol(machine, specifier, "*", node) : moduleObject(machine, target);
}

/** Namespace for `import(specifier)`. */
export function namespaceOf(machine: Machine, from: string, specifier: string, node: Node): Value {
  const target = machine.modules.provider.resolve(from, specifier);
  return target === undefined ? importSymbol(machine, specifier, "*", node) : namespaceValue(machine, target);
}

export function defaultExport(machine: Machine, scope: Scope, value: Value, isEquals = false): void {
  const record = scope.file === undefined ? undefined : machine.modules.record(scope.file);
  if (record === undefined) return;
  if (isEquals) record.equals = value;
  else record.defaultExport = value;
}

/** `module.exports = …` in a file that is written as a script needs nothing special; kept apart so that ES files may do it too. */
export function assignExports(machine: Machine, target: Node, receiver: Value, key: string | undefined, value: Value): boolean {
  if (key !== "exports" || addressOf(receiver) === undefined) return false;
  setMember(machine, receiver, key, value, target);
  return true;
}

export function runImport(machine: Machine, file: string): void {
  const record = machine.modules.record(file);
  if (record !== undefined) runModule(machine, record);
}
