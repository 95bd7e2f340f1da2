// The VS Code side: decides when the server is needed, starts it, and offers its commands.
import * as vscode from "vscode";
import { registerCommands } from "./commands.js";
import { FieldDecorations } from "./decorations.js";
import { isRelevant } from "./relevance.js";
import { Server } from "./server.js";
import { StatusItem } from "./status-item.js";
import { TraceActions } from "./trace.js";
import { TransferView } from "./transfer-view.js";

/** What tests and other extensions get. */
export interface BorderlineApi {
  /** Resolves when the server has answered its first request. */
  readonly ready: Promise<void>;
  /** Process of the running server. */
  serverProcessId(): number | undefined;
}

export function activate(context: vscode.ExtensionContext): BorderlineApi {
  const output = vscode.window.createOutputChannel("Borderline", { log: true });
  const status = new StatusItem();
  const server = new Server(context, output, (params) => {
    status.show(params);
    transfers.showCount(params.transfers);
  });
  const transfers = new TransferView(server, context.workspaceState);
  const traces = vscode.languages.registerCodeActionsProvider({ scheme: "file" }, new TraceActions(), { providedCodeActionKinds: TraceActions.kinds });
  context.subscriptions.push(output, status, transfers, traces, new FieldDecorations(server), server, ...registerCommands(server, output, transfers));
  // Starting the server reads the language client, which the editor need not wait for.
  setImmediate(() => startWhenRelevant(context, server));
  return { ready: server.ready, serverProcessId: () => server.processId };
}

/** A YAML or JSON file alone is no reason to start a process; a schema, an API document or code is. */
function startWhenRelevant(context: vscode.ExtensionContext, server: Server): void {
  const consider = (document: vscode.TextDocument): void => {
    if (isRelevant(document)) void server.start();
  };
  context.subscriptions.push(vscode.workspace.onDidOpenTextDocument(consider));
  vscode.workspace.textDocuments.forEach(consider);
}
