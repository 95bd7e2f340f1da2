// The worker's end: carries out calls on an engine and posts the answers.
import { CancelledError, throwIfCancelled, type CancellationToken } from "../../base/cancellation.js";
import type { Engine, FileReport, OpenDocument, ScanProgress, EngineSettings } from "../engine.js";
import { SharedFlag } from "./cancellation.js";
import { mutations, type AnswerMessage, type CallMessage } from "./messages.js";

/** The part of a MessagePort that is used. */
export interface Port {
  postMessage(message: AnswerMessage): void;
  on(event: "message", listener: (message: CallMessage) => void): unknown;
}

/**
 * Serves calls until the port closes. Changes are applied in the order they arrive; a question waits for the changes sent before
 * it and for nothing else, so a long scan never holds up a keystroke.
 */
export function serveEngine(port: Port, engine: Engine): void {
  let changes: Promise<unknown> = Promise.resolve();
  engine.onInvalidated((value) => port.postMessage({ kind: "invalidated", value }));
  engine.onLog((line) => port.postMessage({ kind: "log", line }));
  port.on("message", (call) => {
    const answer = changes.then(() => perform(port, engine, call));
    if (isMutation(call.method)) changes = answer;
  });
}

async function perform(port: Port, engine: Engine, call: CallMessage): Promise<void> {
  const token = new SharedFlag(call.cancelled);
  try {
    throwIfCancelled(token);
    port.postMessage({ kind: "result", id: call.id, value: await dispatch(port, engine, call, token) });
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    port.postMessage(error instanceof CancelledError ? { kind: "failure", id: call.id, name, message } : { kind: "failure", id: call.id, name, message, stack });
  }
}

function dispatch(port: Port, engine: Engine, call: CallMessage, token: CancellationToken): Promise<unknown> {
  const { id, method } = call;
  if (method === "scan") {
    const onReport = (value: FileReport): void => port.postMessage({ kind: "report", id, value });
    const onProgress = (value: ScanProgress): void => port.postMessage({ kind: "progress", id, value });
    return engine.scan(onReport, onProgress, token);
  }
  if (method === "survey") return engine.survey((value) => port.postMessage({ kind: "progress", id, value }), token);
  if (method === "check") return engine.check(call.parameters[0] as string, token);
  if (method === "open") return engine.open(call.parameters[0] as readonly string[], call.parameters[1] as EngineSettings);
  if (method === "updateDocument") return engine.updateDocument(call.parameters[0] as OpenDocument);
  // The proxy is typed by the same interface, so the parameters are those of the method.
  const perform = engine[method] as (...parameters: readonly unknown[]) => Promise<unknown>;
  return perform.apply(engine, call.parameters as unknown[]);
}

function isMutation(method: CallMessage["method"]): boolean {
  return (mutations as readonly string[]).includes(method);
}
