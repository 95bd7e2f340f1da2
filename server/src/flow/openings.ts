// Functions through which a caller's data reaches a sink: what a package offers to those who import it.
import type { CodeLocation } from "../model/flow.js";
import { functionName, isFunctionNode } from "./interpret/functions.js";
import { rootOf, type Frame } from "./domain/symbols.js";
import { locationOf, type FlowProgram } from "./program.js";
import { endpointOf } from "./report.js";
import { textOfCallee } from "./sinks/callee.js";
import type { Configurations, SinkHit } from "./watch.js";

/** One parameter of a function that ends in the payload of a call. */
export interface Opening {
  readonly function: string;
  readonly declaration: CodeLocation;
  readonly parameter: string;
  readonly sink: CodeLocation;
  /** "posthog.capture". */
  readonly callee: string;
  readonly recipient: string;
  readonly host?: string;
  readonly country: string;
}

export function openingsOf(hits: readonly SinkHit[], configurations: Configurations, program: FlowProgram): readonly Opening[] {
  const found = new Map<string, Opening>();
  for (const hit of hits) {
    let resolved: ReturnType<typeof endpointOf> | undefined;
    for (const { symbol } of hit.held) {
      const { kind, function: code, name } = rootOf(symbol);
      if (kind !== "parameter" || code === undefined || !isFunctionNode(code) || !isOutermost(hit.frame, code)) continue;
      resolved ??= endpointOf(hit, configurations, program);
      const { endpoint, recipient } = resolved;
      const opening: Opening = {
        function: functionName(code) ?? "", declaration: locationOf(code), parameter: name, sink: locationOf(hit.call), callee: textOfCallee(hit.call),
        recipient: recipient.id, country: endpoint.jurisdiction.code, ...(endpoint.host === undefined ? {} : { host: endpoint.host }),
      };
      if (opening.function !== "") found.set([opening.declaration.file, opening.declaration.range.start, name, opening.sink.file, opening.sink.range.start, opening.host ?? ""].join("|"), opening);
    }
  }
  return [...found.values()];
}

/** Nobody called the function: what its parameter holds is open. */
function isOutermost(frame: Frame, code: SinkHit["call"]): boolean {
  for (let current: Frame | undefined = frame; current !== undefined; current = current.parent) if (current.code === code) return current.call === undefined;
  return false;
}
