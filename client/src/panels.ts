import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { pageMethod, type PageParams, type PageResult } from "../../server/src/lsp/views-protocol.js";
import { isPlace, panelPage, sentencePage } from "./panel-page.js";
import { showPlace } from "./places.js";
import type { Server } from "./server.js";

type Page = PageParams["page"];

const pages: readonly Page[] = ["register", "map"];

/** Transfer register and data map as editor tabs, one of each, kept up to date while they are seen, and there again after the window was reloaded. */
export class Panels implements vscode.Disposable {
  readonly #open = new Map<Page, Panel>();
  readonly #server: Server;
  readonly #listening: readonly vscode.Disposable[];

  constructor(server: Server) {
    this.#server = server;
    this.#listening = [
      server.onSurveyChanged(() => this.#open.forEach((panel) => panel.changed())),
      ...pages.map((page) => vscode.window.registerWebviewPanelSerializer(viewType(page), { deserializeWebviewPanel: async (panel) => this.#add(page, panel).restored() })),
    ];
  }

  show(page: Page): Promise<void> {
    return (this.#open.get(page) ?? this.#add(page)).show();
  }

  #add(page: Page, shown?: vscode.WebviewPanel): Panel {
    const panel = new Panel(this.#server, page, () => this.#open.delete(page), shown);
    this.#open.set(page, panel);
    return panel;
  }

  dispose(): void {
    this.#listening.forEach((listening) => listening.dispose());
    this.#open.forEach((panel) => panel.dispose());
  }
}

class Panel {
  readonly #server: Server;
  readonly #page: Page;
  readonly #panel: vscode.WebviewPanel;
  #isStale = false;

  constructor(server: Server, page: Page, onClosed: () => void, shown?: vscode.WebviewPanel) {
    this.#server = server;
    this.#page = page;
    const title = page === "map" ? vscode.l10n.t("Data Map") : vscode.l10n.t("Transfer Register");
    const options = { enableScripts: true, localResourceRoots: [] };
    this.#panel = shown ?? vscode.window.createWebviewPanel(viewType(page), title, vscode.ViewColumn.Active, { ...options, enableFindWidget: true });
    this.#panel.webview.options = options;
    this.#panel.onDidDispose(onClosed);
    this.#panel.onDidChangeViewState(() => {
      if (this.#panel.visible && this.#isStale) void this.#fill();
    });
    this.#panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isPlace(message)) void showPlace(vscode.Uri.file(message.file), new vscode.Range(message.line - 1, 0, message.line - 1, 0), { besides: true });
    });
    this.#panel.webview.html = sentencePage(vscode.l10n.t("Following personal data through the workspace…"), nonce());
  }

  show(): Promise<void> {
    this.#panel.reveal();
    return this.#fill();
  }

  /** After a reload the page is made when it is seen: a tab in the background starts no analysis. */
  restored(): void {
    this.changed();
  }

  changed(): void {
    this.#isStale = true;
    if (this.#panel.visible) void this.#fill();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  async #fill(): Promise<void> {
    this.#isStale = false;
    const client = await this.#server.start();
    const params: PageParams = { page: this.#page };
    const progress = { location: vscode.ProgressLocation.Window, title: this.#panel.title };
    const page = await vscode.window.withProgress(progress, () => client.sendRequest<PageResult | null>(pageMethod, params));
    this.#panel.webview.html = page === null ? sentencePage(vscode.l10n.t("This could not be made. See Borderline's output for details."), nonce()) : panelPage(page, nonce());
  }
}

function viewType(page: Page): string {
  return `borderline.${page}`;
}

function nonce(): string {
  return randomBytes(18).toString("base64url");
}
