// One shape for all request handlers: convert, ask, convert back; failures never reach the client as broken answers.
import { LSPErrorCodes, ResponseError, type CancellationToken as ProtocolToken } from "vscode-languageserver";
import { CancelledError } from "../base/cancellation.js";
import type { CancellationSource } from "../workspace/remote/cancellation.js";
import { fromToken } from "./from-lsp.js";
import type { Session } from "./session.js";

/** Answers `otherwise` when the engine fails (logged), and the protocol's "cancelled" when the client lost interest. */
export async function answer<T>(session: Session, token: ProtocolToken, otherwise: T, ask: (token: CancellationSource) => Promise<T>): Promise<T> {
  const source = fromToken(token);
  try {
    return await ask(source);
  } catch (error) {
    if (error instanceof CancelledError) throw new ResponseError<void>(LSPErrorCodes.RequestCancelled, "cancelled");
    session.logError(error);
    return otherwise;
  }
}
