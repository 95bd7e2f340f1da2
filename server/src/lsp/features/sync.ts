// Open documents: incremental, in arrival order.
import { TextDocumentSyncKind } from "vscode-languageserver";
import type { Feature, Session } from "../session.js";

export const sync: Feature = {
  register(session) {
    const { connection, documents } = session;
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
      notify(session, documents.open(uri, languageId, version, text), "opened");
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      notify(session, documents.change(uri, version, contentChanges), "changed");
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      const path = documents.close(uri);
      if (path !== undefined) session.inBackground(session.engine.closeDocument(path));
      notify(session, path, "closed");
    });
  },
  capabilities: () => ({ textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false } }),
};

function notify(session: Session, path: string | undefined, what: "opened" | "changed" | "closed"): void {
  if (path !== undefined) session.documentChanged(path, what);
}
