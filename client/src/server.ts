import * as vscode from "vscode";
import { surveyChangedMethod } from "../../server/src/lsp/views-protocol.js";
import type { CloseAction, CloseHandlerResult, ErrorAction, ErrorHandler, LanguageClient, LanguageClientOptions, ServerOptions, TransportKind } from "vscode-languageclient/node";
import { settingsSection, statusMethod, type InitializationOptions, type StatusParams } from "../../server/src/lsp/protocol.js";
import { Deaths } from "./deaths.js";
import { codeLanguages, dataLanguages } from "./relevance.js";

/** The language server's life: started once, on need; restarted on request. */
export class Server implements vscode.Disposable {
  readonly ready: Promise<void>;
  readonly #surveyChanged = new vscode.EventEmitter<void>();
  /** Answers about the whole workspace are out of date. */
  readonly onSurveyChanged = this.#surveyChanged.event;
  readonly #started = new vscode.EventEmitter<void>();
  readonly onStarted = this.#started.event;
  #ready = (): void => {};
  #client: LanguageClient | undefined;
  #starting: Promise<LanguageClient> | undefined;
  readonly #deaths = new Deaths();
  #gaveUp = false;

  constructor(readonly context: vscode.ExtensionContext, readonly output: vscode.LogOutputChannel, readonly onStatus: (params: StatusParams) => void) {
    this.ready = new Promise((resolve) => (this.#ready = resolve));
  }

  /** The running client, started if need be. */
  start(): Promise<LanguageClient> {
    if (this.#gaveUp) this.#starting = this.#startAgain();
    this.#starting ??= this.#start().catch((error: unknown) => {
      this.#starting = undefined;
      this.output.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage(vscode.l10n.t("Borderline's language server could not be started. See the output for details."));
      throw error;
    });
    return this.#starting;
  }

  /** Process of the server, for tests that end it. */
  get processId(): number | undefined {
    return (this.#client as unknown as { readonly _serverProcess?: { readonly pid?: number } } | undefined)?._serverProcess?.pid;
  }

  async restart(): Promise<void> {
    this.#deaths.forget();
    this.#gaveUp = false;
    if (this.#client === undefined) {
      await this.start();
      return;
    }
    await this.#client.restart();
    this.#surveyChanged.fire();
  }

  /** Someone needs the server that was left alone. */
  async #startAgain(): Promise<LanguageClient> {
    await this.restart();
    return this.#client ?? this.#start();
  }

  dispose(): void {
    this.#surveyChanged.dispose();
    this.#started.dispose();
    void this.#client?.dispose().catch(() => {});
  }

  async #start(): Promise<LanguageClient> {
    // Loaded on need: a window that never shows a relevant file does not pay for it.
    const { CloseAction, ErrorAction, LanguageClient, TransportKind } = await import("./language-client.js");
    const client = new LanguageClient(settingsSection, "Borderline", this.#serverOptions(TransportKind.ipc), { ...clientOptions(this.output), errorHandler: this.#errorHandler(ErrorAction, CloseAction) });
    client.onNotification(statusMethod, (params: StatusParams) => this.onStatus(params));
    client.onNotification(surveyChangedMethod, () => this.#surveyChanged.fire());
    this.#client = client;
    await client.start();
    void vscode.commands.executeCommand("setContext", "borderline.active", true);
    this.#started.fire();
    this.#ready();
    return client;
  }

  /** Broken messages are logged and survived; a closed connection is a death of the server. */
  #errorHandler(errors: typeof ErrorAction, closings: typeof CloseAction): ErrorHandler {
    return {
      error: () => ({ action: errors.Continue }),
      closed: () => this.#died(closings),
    };
  }

  async #died(closings: typeof CloseAction): Promise<CloseHandlerResult> {
    const verdict = this.#deaths.died(Date.now());
    if (verdict.kind === "restart") {
      this.output.warn(`The language server ended unexpectedly; starting it again${verdict.waitMilliseconds === 0 ? "" : ` in ${verdict.waitMilliseconds / 1000} s`}.`);
      await new Promise((resolve) => setTimeout(resolve, verdict.waitMilliseconds));
      return { action: closings.Restart, handled: true };
    }
    this.#gaveUp = true;
    this.output.error(`The language server ended unexpectedly ${verdict.deaths} times within a few minutes and is left alone.`);
    void this.#offerRestart();
    return { action: closings.DoNotRestart, handled: true };
  }

  async #offerRestart(): Promise<void> {
    const restart = vscode.l10n.t("Restart");
    const output = vscode.l10n.t("Show output");
    const chosen = await vscode.window.showErrorMessage(vscode.l10n.t("Borderline's language server keeps ending unexpectedly. Findings are no longer updated."), restart, output);
    if (chosen === restart) await this.restart();
    if (chosen === output) this.output.show();
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
  const initializationOptions: InitializationOptions = { asksForReasons: true, workspaceDiagnostics: false, showsStatus: true, showsViews: true };
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
