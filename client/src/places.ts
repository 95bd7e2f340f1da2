import * as vscode from "vscode";

/** Opens a file at a range; from a panel, beside it. */
export async function showPlace(uri: vscode.Uri, range: vscode.Range, { besides = false } = {}): Promise<void> {
  const options: vscode.TextDocumentShowOptions = { selection: range, preview: true };
  const shown = vscode.window.visibleTextEditors[0]?.viewColumn;
  await vscode.window.showTextDocument(uri, besides ? { ...options, viewColumn: shown ?? vscode.ViewColumn.Beside } : options);
}
