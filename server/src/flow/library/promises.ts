// Promises, the queue of what runs later, and await.
import type { Node } from "../../compiler/ast.js";
import { addressesOf, addressOf, isNothing, joinAll, joinValues, nothing, reference, undefinedValue, type Value } from "../domain/values.js";
import { callValue } from "../interpret/calls.js";
import { arrayOf } from "../interpret/literals.js";
import { elementsOf } from "../interpret/iteration.js";
import type { Machine, Native } from "../interpret/machine.js";
import { getMember } from "../interpret/members.js";
import type { MethodCall, MethodTable } from "./builtins.js";

const maxTasks = 400;

/** A promise already settled. */
export function promiseOf(machine: Machine, value: Value, failure?: Value): Value {
  return machine.allocate({ kind: "promise" }, { data: value, failure });
}

export function rejected(machine: Machine, failure: Value): Value {
  return machine.allocate({ kind: "promise" }, { failure });
}

/** Runs everything that was put off, first what promises wait for, then timers. */
export function runTasks(machine: Machine): void {
  for (let count = 0; count < maxTasks; count++) {
    const task = machine.microtasks.shift() ?? machine.tasks.shift();
    if (task === undefined) return;
    task();
  }
}

function runMicrotasks(machine: Machine): void {
  for (let count = 0; count < maxTasks; count++) {
    const task = machine.microtasks.shift();
    if (task === undefined) return;
    task();
  }
}

/** Puts work off; it runs with the frame it was ordered from. */
export function later(machine: Machine, kind: "microtask" | "task", work: () => void): void {
  const frame = machine.frame;
  (kind === "microtask" ? machine.microtasks : machine.tasks).push(() => {
    const saved = { frame: machine.frame, live: machine.live, completions: machine.completions };
    machine.frame = frame;
    machine.live = true;
    machine.completions = [];
    work();
    machine.live = true;
    Object.assign(machine, saved);
  });
}

export function awaitValue(machine: Machine, value: Value, node: Node): Value {
  if (!machine.live) return nothing;
  runMicrotasks(machine);
  let result: Value = { atoms: value.atoms.filter((atom) => atom.kind !== "ref"), labels: value.labels };
  let failure = nothing;
  for (const address of addressesOf(value)) {
    const outcome = outcomeOf(machine, address, node);
    result = joinValues(result, outcome.value);
    failure = joinValues(failure, outcome.failure);
  }
  if (isNothing(failure)) return result;
  if (isNothing(result)) {
    machine.leave("throw", failure);
    return nothing;
  }
  return machine.branch([() => result, () => (machine.leave("throw", failure), nothing)]);
}

interface Outcome {
  readonly value: Value;
  readonly failure: Value;
}

function outcomeOf(machine: Machine, address: number, node: Node, hops = 0): Outcome {
  const info = machine.info(address);
  if (info.kind === "symbolic" && info.symbol !== undefined) return { value: machine.part("awaited", info.symbol, "await", node), failure: nothing };
  if (info.kind !== "promise") return thenable(machine, address, node) ?? { value: reference(address), failure: nothing };
  if (hops > 8) return { value: nothing, failure: nothing };
  if (isPending(machine, address)) runTasks(machine);
  const record = machine.record(address);
  let value = nothing;
  let failure = record.failure ?? nothing;
  for (const atom of record.data?.atoms ?? []) {
    if (atom.kind !== "ref") value = joinValues(value, { atoms: [atom], labels: record.data?.labels ?? [] });
    else {
      const inner = outcomeOf(machine, atom.address, node, hops + 1);
      value = joinValues(value, inner.value);
      failure = joinValues(failure, inner.failure);
    }
  }
  return { value, failure };
}

function isPending(machine: Machine, address: number): boolean {
  const record = machine.record(address);
  return record.data === undefined && record.failure === undefined;
}

/** An object of the workspace with a `then` method of its own. */
function thenable(machine: Machine, address: number, node: Node): Outcome | undefined {
  const property = machine.record(address).properties.get("then");
  if (property === undefined || addressOf(property.value) === undefined) return undefined;
  const promise = machine.allocate({ kind: "promise" });
  const { resolve, reject } = settlers(machine, promise);
  callValue(machine, property.value, reference(address), [resolve, reject], node);
  const record = machine.record(addressOf(promise) ?? 0);
  return { value: record.data ?? nothing, failure: record.failure ?? nothing };
}

/** The two functions an executor gets. The first settlement counts; branches join. */
export function settlers(machine: Machine, promise: Value): { readonly resolve: Value; readonly reject: Value } {
  const address = addressOf(promise) ?? 0;
  const settle = (slot: "data" | "failure"): Native => (inner, _self, args) => {
    const record = inner.record(address);
    if (record.data === undefined && record.failure === undefined) inner.setRecord(address, { ...record, [slot]: args[0] ?? undefinedValue });
    return undefinedValue;
  };
  return {
    resolve: machine.allocate({ kind: "native", name: "resolve", native: settle("data") }),
    reject: machine.allocate({ kind: "native", name: "reject", native: settle("failure") }),
  };
}

export const newPromise: Native = (machine, _self, args, node) => {
  const promise = machine.allocate({ kind: "promise", node });
  const { resolve, reject } = settlers(machine, promise);
  const [executor] = args;
  const from = machine.completions.length;
  if (executor !== undefined) callValue(machine, executor, undefinedValue, [resolve, reject], node);
  const thrown = machine.take(from, (completion) => completion.kind === "throw");
  if (thrown.length > 0) {
    machine.resume(thrown.map((completion) => completion.store));
    const address = addressOf(promise) ?? 0;
    machine.setRecord(address, { ...machine.record(address), failure: joinAll(thrown.map((completion) => completion.value)) });
  }
  return promise;
};

/** `promise.then(onValue, onFailure)`: the callback runs later; the new promise settles then. */
function chain(call: MethodCall, react: (outcome: Outcome, derived: number) => void): Value {
  const { machine, self, node } = call;
  const derived = machine.allocate({ kind: "promise", node });
  const target = addressOf(derived) ?? 0;
  const attempt = (again: number): void => {
    const pending = addressesOf(self).some((address) => machine.info(address).kind === "promise" && isPending(machine, address));
    if (pending && again > 0 && machine.microtasks.length + machine.tasks.length > 0) {
      later(machine, machine.microtasks.length > 0 ? "microtask" : "task", () => attempt(again - 1));
      return;
    }
    const outcomes = addressesOf(self).map((address) => outcomeOf(machine, address, node));
    react({ value: joinAll(outcomes.map((outcome) => outcome.value)), failure: joinAll(outcomes.map((outcome) => outcome.failure)) }, target);
  };
  later(machine, "microtask", () => attempt(40));
  return derived;
}

function settleWith(machine: Machine, target: number, run: () => Value): void {
  const from = machine.completions.length;
  const value = run();
  const thrown = machine.take(from, (completion) => completion.kind === "throw");
  const wasLive = machine.live;
  machine.resume(thrown.map((completion) => completion.store));
  const record = machine.record(target);
  machine.setRecord(target, {
    ...record, data: wasLive ? joinValues(record.data ?? nothing, value) : record.data,
    failure: thrown.length > 0 ? joinValues(record.failure ?? nothing, joinAll(thrown.map((completion) => completion.value))) : record.failure,
  });
}

function isCallable(value: Value | undefined): value is Value {
  return value !== undefined && addressesOf(value).length > 0;
}

function reaction(call: MethodCall, onValue: Value | undefined, onFailure: Value | undefined): Value {
  const { machine, node } = call;
  return chain(call, ({ value, failure }, target) => {
    if (!isNothing(value)) settleWith(machine, target, () => (isCallable(onValue) ? callValue(machine, onValue, undefinedValue, [value], node) : value));
    if (isNothing(failure)) return;
    if (isCallable(onFailure)) settleWith(machine, target, () => callValue(machine, onFailure, undefinedValue, [failure], node));
    else machine.setRecord(target, { ...machine.record(target), failure: joinValues(machine.record(target).failure ?? nothing, failure) });
  });
}

export const promiseMethods: MethodTable = {
  then: (call) => reaction(call, call.args[0], call.args[1]),
  catch: (call) => reaction(call, undefined, call.args[0]),
  finally: (call) => chain(call, ({ value, failure }, target) => {
    const [callback] = call.args;
    if (callback !== undefined) callValue(call.machine, callback, undefinedValue, [], call.node);
    call.machine.setRecord(target, { ...call.machine.record(target), data: isNothing(value) ? undefined : value, failure: isNothing(failure) ? undefined : failure });
  }),
};

/** Promise.all and its kin: settled when asked, with what their parts give. */
export const promiseStatics: Readonly<Record<string, Native>> = {
  "Promise.resolve": (machine, _self, args) => {
    const [value = undefinedValue] = args;
    const address = addressOf(value);
    return address !== undefined && machine.info(address).kind === "promise" ? value : promiseOf(machine, value);
  },
  "Promise.reject": (machine, _self, args) => rejected(machine, args[0] ?? undefinedValue),
  "Promise.all": (machine, _self, args, node) => promiseOf(machine, mapElements(machine, args[0] ?? nothing, node, (value) => awaitValue(machine, value, node))),
  "Promise.allSettled": (machine, _self, args, node) => promiseOf(machine, mapElements(machine, args[0] ?? nothing, node, (value) => settledResult(machine, value, node))),
  "Promise.race": (machine, _self, args, node) => promiseOf(machine, anyOf(machine, args[0] ?? nothing, node)),
  "Promise.any": (machine, _self, args, node) => promiseOf(machine, anyOf(machine, args[0] ?? nothing, node)),
  "Promise.withResolvers": (machine, _self, _args, node) => {
    const promise = machine.allocate({ kind: "promise", node });
    const { resolve, reject } = settlers(machine, promise);
    return machine.allocate({ kind: "object", node }, { properties: new Map([["promise", { value: promise }], ["resolve", { value: resolve }], ["reject", { value: reject }]]) });
  },
};

function mapElements(machine: Machine, list: Value, node: Node, map: (value: Value) => Value): Value {
  const { known, rest } = elementsOf(machine, list, node);
  const result = arrayOf(machine, known.map(map), node);
  const address = addressOf(result);
  if (rest !== undefined && address !== undefined) machine.setRecord(address, { ...machine.record(address), rest: map(rest), length: undefined });
  return result;
}

function settledResult(machine: Machine, value: Value, node: Node): Value {
  const outcomes = addressesOf(value).map((address) => outcomeOf(machine, address, node));
  const plain: Value = { atoms: value.atoms.filter((atom) => atom.kind !== "ref"), labels: value.labels };
  const result = joinValues(plain, joinAll(outcomes.map((outcome) => outcome.value)));
  const reason = joinAll(outcomes.map((outcome) => outcome.failure));
  return machine.allocate({ kind: "object", node }, { properties: new Map([["value", { value: result }], ["reason", { value: reason }]]) });
}

function anyOf(machine: Machine, list: Value, node: Node): Value {
  const { known, rest } = elementsOf(machine, list, node);
  return joinAll([...known, ...(rest === undefined ? [] : [rest])].map((value) => awaitValue(machine, value, node)));
}

export { getMember };
