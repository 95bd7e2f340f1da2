import assert from "node:assert/strict";
import * as vscode from "vscode";

export const extensionId = "borderline.borderline";

export function fileUri(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "the suite runs in a folder");
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function show(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileUri(path));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Our diagnostics as "rule text" lines: what stands under each, so that missing and extra ones both show. */
export function findings(document: vscode.TextDocument): string[] {
  return ours(document).map((diagnostic) => `${ruleOf(diagnostic)} ${document.getText(diagnostic.range)}`).sort();
}

export function ours(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "borderline");
}

export function ruleOf(diagnostic: vscode.Diagnostic): string {
  return typeof diagnostic.code === "object" ? String(diagnostic.code.value) : String(diagnostic.code);
}

/** Waits until the diagnostics of a document satisfy the condition; asked again whenever any diagnostics change. */
export async function findingsWhere(document: vscode.TextDocument, condition: (found: string[]) => boolean): Promise<string[]> {
  return new Promise((resolve) => {
    const check = (): void => {
      const found = findings(document);
      if (!condition(found)) return;
      listening.dispose();
      resolve(found);
    };
    const listening = vscode.languages.onDidChangeDiagnostics(check);
    check();
  });
}

/** Waits until the text of a document satisfies the condition. */
export async function textWhere(document: vscode.TextDocument, condition: (text: string) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!condition(document.getText())) return;
      listening.dispose();
      resolve();
    };
    const listening = vscode.workspace.onDidChangeTextDocument(check);
    check();
  });
}

export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0, `"${text}" is not in ${document.fileName}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

export async function replace(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Puts the file's own text back, so that tests do not depend on their order. */
export async function restore(document: vscode.TextDocument, text: string): Promise<void> {
  await replace(document, new vscode.Range(0, 0, document.lineCount, 0), text);
  await document.save();
}
