// Watches the interpreter for sink calls and keeps what they send.
import type { Node } from "../compiler/ast.js";
import type { Flow } from "../model/flow.js";
import type { Frame, SymbolicValue } from "./domain/symbols.js";
import { rootOf } from "./domain/symbols.js";
import { joinValues, nothing, type Value } from "./domain/values.js";
import { collect } from "./collect.js";
import type { Machine, ObservedCall } from "./interpret/machine.js";
import type { ModuleTable } from "./interpret/modules.js";
import type { FlowProgram } from "./program.js";

export interface SinkHit {
  readonly node: Node;
  readonly frame: Frame;
  readonly symbols: readonly SymbolicValue[];
}

export class SinkWatch {
  readonly hits: SinkHit[] = [];
  readonly #open = new Set<Node>();
  readonly #sinkNames: ReadonlySet<string>;

  constructor(readonly program: FlowProgram, readonly modules: ModuleTable) {
    this.#sinkNames = new Set(program.config.sinks.filter((sink) => sink.package === undefined).map((sink) => sink.name));
  }

  mayHoldSink(text: string): boolean {
    for (const name of this.#sinkNames) if (text.includes(name)) return true;
    return false;
  }

  isCandidate(name: string): boolean {
    return this.#sinkNames.has(name);
  }

  isSourceParameter(name: string, _functionName: string | undefined): boolean {
    return this.program.config.sources.some((source) => source.package === undefined && source.name === name);
  }

  begin(_target: Node): void {
    this.#open.clear();
  }

  openFunctions(): readonly Node[] {
    return [...this.#open];
  }

  write(_machine: Machine, _symbol: SymbolicValue, _key: string, _value: Value, _node: Node): void {
    // nothing yet
  }

  call(machine: Machine, call: ObservedCall): void {
    const [address] = call.callee.atoms;
    const info = address?.kind === "ref" ? machine.info(address.address) : undefined;
    const name = info?.name ?? call.symbol?.name;
    if (name === undefined || !this.#sinkNames.has(name)) return;
    const payload = call.arguments.reduce(joinValues, nothing);
    const held = collect(machine, payload);
    const symbols = held.map((item) => item.symbol).filter((symbol) => rootOf(symbol).kind === "configured");
    for (const item of held) {
      const root = rootOf(item.symbol);
      if (root.kind === "parameter" && root.function !== undefined) this.#open.add(root.function);
    }
    this.hits.push({ node: call.node, frame: machine.frame, symbols });
  }

  flows(): readonly Flow[] {
    return this.hits.filter((hit) => hit.symbols.length > 0) as unknown as Flow[];
  }
}
