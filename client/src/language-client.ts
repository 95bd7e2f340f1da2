// The large half of the client, bundled into a file of its own and loaded when a server is needed.
export { CloseAction, ErrorAction, LanguageClient, TransportKind, WorkDoneProgress } from "vscode-languageclient/node";
