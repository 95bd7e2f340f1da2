import * as vscode from "vscode";
import { settingsSection } from "../../server/src/lsp/protocol.js";
import { personalFieldsMethod, type PersonalFieldsResult } from "../../server/src/lsp/views-protocol.js";
import { isRelevant } from "./relevance.js";
import type { Server } from "./server.js";
import { rangeOf } from "./transfer-view.js";

type Style = "off" | "subtle" | "marked";
type Level = "general" | "sensitive";

/** How long an editor is left alone before its fields are asked for again. */
const pause = 250;

/** Marks declared personal fields in visible editors, in the style the settings ask for. Levels differ in more than colour. */
export class FieldDecorations implements vscode.Disposable {
  readonly #server: Server;
  readonly #disposables: vscode.Disposable[];
  readonly #timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  #types: Readonly<Record<Level, vscode.TextEditorDecorationType>> | undefined;

  constructor(server: Server) {
    this.#server = server;
    this.#disposables = [
      vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach((editor) => this.#soon(editor.document, 0))),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#soon(document, pause)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settingsSection)) this.#restyle();
      }),
      server.onStarted(() => this.#restyle()),
    ];
  }

  dispose(): void {
    for (const disposable of [...this.#disposables, ...Object.values(this.#types ?? {})]) disposable.dispose();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #restyle(): void {
    for (const type of Object.values(this.#types ?? {})) type.dispose();
    this.#types = decorationTypes(vscode.workspace.getConfiguration(settingsSection).get<Style>("fieldDecorations") ?? "subtle");
    for (const { document } of vscode.window.visibleTextEditors) this.#soon(document, 0);
  }

  #soon(document: vscode.TextDocument, milliseconds: number): void {
    if (this.#types === undefined || !isShown(document) || !isRelevant(document)) return;
    clearTimeout(this.#timers.get(document));
    this.#timers.set(document, setTimeout(() => void this.#decorate(document), milliseconds));
  }

  #forget(document: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(document));
    this.#timers.delete(document);
  }

  async #decorate(document: vscode.TextDocument): Promise<void> {
    this.#timers.delete(document);
    const types = this.#types;
    const client = await this.#server.start();
    const version = document.version;
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const { fields } = await client.sendRequest<PersonalFieldsResult>(personalFieldsMethod, { textDocument: { uri } }).catch((): PersonalFieldsResult => ({ fields: [] }));
    // Typing went on, or the style changed: a newer answer is on its way.
    if (types === undefined || types !== this.#types || document.version !== version) return;
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document !== document) continue;
      for (const level of ["general", "sensitive"] as const) editor.setDecorations(types[level], fields.filter((field) => field.level === level).map(rangeOf));
    }
  }
}

function isShown(document: vscode.TextDocument): boolean {
  return vscode.window.visibleTextEditors.some((editor) => editor.document === document);
}

function decorationTypes(style: Style): Readonly<Record<Level, vscode.TextEditorDecorationType>> | undefined {
  if (style === "off") return undefined;
  const make = (level: Level, more: vscode.DecorationRenderOptions): vscode.TextEditorDecorationType => {
    const colour = new vscode.ThemeColor(`borderline.${level}FieldBackground`);
    const marked = { backgroundColor: colour, borderRadius: "3px", overviewRulerColor: colour, overviewRulerLane: vscode.OverviewRulerLane.Center };
    return vscode.window.createTextEditorDecorationType({ rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed, ...more, ...(style === "marked" ? marked : {}) });
  };
  return { general: make("general", { fontStyle: "italic" }), sensitive: make("sensitive", { fontStyle: "italic", fontWeight: "bold" }) };
}
