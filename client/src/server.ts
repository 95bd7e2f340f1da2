import * as vscode from "vscode";
import type { LanguageClient, LanguageClientOptions, ServerOptions, TransportKind } from "vscode-languageclient/node";
import { surveyChangedMethod } from "../../server/src/lsp/views-protocol.js";
import { settingsSection, statusMethod, type InitializationOptions, type StatusParams } from "../../server/src/lsp/protocol.js";
import { codeLanguages, dataLanguages } from "./relevance.js";

/** The language server's life: started once, on need; restarted on request. */
export class Server implements vscode.Disposable {
  readonly ready: Promise<void>;
  readonly #surveyChanged = new vscode.EventEmitter<void>();
  /** Answers about the whole workspace are out of date. */
  readonly onSurveyChanged = this.#surveyChanged.event;
  #ready = (): void => {};
  #client: LanguageClient | undefined;
  #starting: Promise<LanguageClient> | undefined;

  constructor(readonly context: vscode.ExtensionContext, readonly output: vscode.LogOutputChannel, readonly onStatus: (params: StatusParams) => void) {
    this.ready = new Promise((resolve) => (this.#ready = resolve));
  }

  /** The running client, started if need be. */
  start(): Promise<LanguageClient> {
    this.#starting ??= this.#start().catch((error: unknown) => {
      this.#starting = undefined;
      this.output.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage(vscode.l10n.t("Borderline's language server could not be started. See the output for details."));
      throw error;
    });
    return this.#starting;
  }

  async restart(): Promise<void> {
    if (this.#client === undefined) {
      await this.start();
      return;
    }
    await this.#client.restart();
    this.#surveyChanged.fire();
  }

  dispose(): void {
    this.#surveyChanged.dispose();
    void this.#client?.dispose().catch(() => {});
  }

  async #start(): Promise<LanguageClient> {
    // Loaded on need: a window that never shows a relevant file does not pay for it.
    const { LanguageClient, TransportKind } = await import("./language-client.js");
    const client = new LanguageClient(settingsSection, "Borderline", this.#serverOptions(TransportKind.ipc), clientOptions(this.output));
    client.onNotification(statusMethod, (params: StatusParams) => this.onStatus(params));
    client.onNotification(surveyChangedMethod, () => this.#surveyChanged.fire());
    this.#client = client;
    await client.start();
    this.#ready();
    return client;
  }

  #serverOptions(transport: TransportKind.ipc): ServerOptions {
    const module = this.context.asAbsolutePath("dist/server/server-main.js");
    return {
      run: { module, transport },
      debug: { module, transport, options: { execArgv: ["--enable-source-maps", "--inspect=6009"] } },
    };
  }
}

function clientOptions(outputChannel: vscode.LogOutputChannel): LanguageClientOptions {
  const initializationOptions: InitializationOptions = { asksForReasons: true, workspaceDiagnostics: false, showsStatus: true };
  return {
    documentSelector: [
      ...[...codeLanguages, ...dataLanguages].map((language) => ({ scheme: "file", language })),
      { scheme: "file", pattern: "**/{borderline.yaml,borderline.yml,*.prisma,*.zmodel}" },
    ],
    initializationOptions,
    outputChannel,
    diagnosticPullOptions: { onChange: true, onSave: false },
    // Hovers link to web pages and files only; nothing in them may run a command.
    markdown: { isTrusted: false, supportHtml: false },
  };
}
