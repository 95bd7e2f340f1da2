import * as vscode from "vscode";

const scheme = "borderline-explanation";

/** A read-only document beside the editor that holds the last explanation. */
export class ExplanationView implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  readonly #uri = vscode.Uri.from({ scheme, path: "/Borderline.md" });
  readonly onDidChange = this.#changed.event;
  #markdown = "";

  provideTextDocumentContent(): string {
    return this.#markdown;
  }

  async show(markdown: string): Promise<void> {
    this.#markdown = markdown;
    this.#changed.fire(this.#uri);
    const document = await vscode.workspace.openTextDocument(this.#uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
