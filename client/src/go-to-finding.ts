import * as vscode from "vscode";
import { nextFinding, type Place } from "./finding-order.js";

/** Moves to the next or previous finding of ours, through all files and round again; hints are passed over. */
export async function goToFinding(step: 1 | -1): Promise<void> {
  const places = vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) =>
    diagnostics.filter(({ source, severity }) => source === "borderline" && severity !== vscode.DiagnosticSeverity.Hint).map(({ range, message }) => ({ file: uri.toString(), line: range.start.line, character: range.start.character, uri, range, message })));
  const editor = vscode.window.activeTextEditor;
  const from: Place | undefined = editor === undefined ? undefined : { file: editor.document.uri.toString(), line: editor.selection.active.line, character: editor.selection.active.character };
  const found = nextFinding(places, from, step);
  if (found === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Borderline has no findings to go to. Scan the workspace to look at files that are not open."));
    return;
  }
  const shown = await vscode.window.showTextDocument(found.uri, { selection: new vscode.Range(found.range.start, found.range.start) });
  shown.revealRange(found.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand("editor.action.showHover");
}
