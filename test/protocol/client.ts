// A plain protocol client for tests: it knows nothing of the server but the protocol.
import { createProtocolConnection, type ClientCapabilities, type InitializeResult, type PublishDiagnosticsParams, type ProtocolConnection } from "vscode-languageserver/node";
import type { MessageReader, MessageWriter } from "vscode-languageserver/node";
import type { Diagnostic, Range } from "vscode-languageserver";

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly locale?: string;
  readonly folders?: readonly string[];
  /** Answer of `workspace/configuration`, section "borderline". */
  settings?: unknown;
}

/** Capabilities of a client that pulls, as VS Code does. */
export const pulling: ClientCapabilities = {
  textDocument: { diagnostic: { dynamicRegistration: false }, codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } } },
  workspace: { diagnostics: { refreshSupport: true }, configuration: true, workspaceFolders: true, workspaceEdit: { documentChanges: true, resourceOperations: ["create"] } },
};

export class TestClient {
  readonly connection: ProtocolConnection;
  readonly published = new Map<string, PublishDiagnosticsParams>();
  readonly logged: string[] = [];
  refreshes = 0;
  #listeners = new Set<() => void>();

  constructor(reader: MessageReader, writer: MessageWriter, readonly options: ClientOptions) {
    this.connection = createProtocolConnection(reader, writer);
    const { connection } = this;
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.set(params.uri, params);
      this.#changed();
    });
    connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.logged.push(message);
      this.#changed();
    });
    connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) => items.map(() => this.options.settings ?? null));
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("window/workDoneProgress/create", () => null);
    connection.onRequest("workspace/diagnostic/refresh", () => {
      this.refreshes++;
      this.#changed();
      return null;
    });
    connection.listen();
  }

  async initialize(): Promise<InitializeResult> {
    const { capabilities, initializationOptions, locale, folders } = this.options;
    const result = await this.connection.sendRequest<InitializeResult>("initialize", {
      processId: null, rootUri: null, capabilities: capabilities ?? {}, initializationOptions, locale,
      workspaceFolders: folders?.map((uri) => ({ uri, name: uri.slice(uri.lastIndexOf("/") + 1) })) ?? null,
    });
    await this.connection.sendNotification("initialized", {});
    return result;
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest<T>(method, params);
  }

  open(uri: string, text: string, languageId = "prisma", version = 1): Promise<void> {
    return this.connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version, text } });
  }

  change(uri: string, version: number | null, ...contentChanges: { range?: Range; text: string }[]): Promise<void> {
    return this.connection.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  /** Resolves once the condition holds; asked again whenever the server said something. */
  until<T>(condition: () => T | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const check = (): void => {
        const value = condition();
        if (value === undefined || value === false) return;
        this.#listeners.delete(check);
        resolve(value);
      };
      this.#listeners.add(check);
      check();
    });
  }

  /** Diagnostics published for this version of the document. */
  async publishedFor(uri: string, version?: number): Promise<readonly Diagnostic[]> {
    const params = await this.until(() => {
      const latest = this.published.get(uri);
      return latest !== undefined && (version === undefined || latest.version === version) && latest;
    });
    return params.diagnostics;
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    this.connection.dispose();
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

export function rangeOf(text: string, part: string): Range {
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`"${part}" is not in the text`);
  const position = (offset: number) => {
    const before = text.slice(0, offset).split("\n");
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };
  return { start: position(start), end: position(start + part.length) };
}
