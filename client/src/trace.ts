// The way of the data behind a finding, from hop to hop, in the editor's peek window.
import * as vscode from "vscode";

/** Opens a peek window at the last hop that lists all hops. */
export async function peekHops(hops: readonly vscode.Location[]): Promise<void> {
  const last = hops.at(-1);
  if (last === undefined) return;
  await vscode.window.showTextDocument(last.uri, { selection: new vscode.Range(last.range.start, last.range.start) });
  await vscode.commands.executeCommand("editor.action.peekLocations", last.uri, last.range.start, [...hops], "peek");
}

/** The way behind the finding at a place, or at the cursor. */
export async function showTrace(uri = vscode.window.activeTextEditor?.document.uri, range: vscode.Range | undefined = vscode.window.activeTextEditor?.selection): Promise<void> {
  const finding = findingAt(uri, range);
  if (uri === undefined || finding === undefined) return;
  await peekHops([...hopsOf(finding), new vscode.Location(uri, finding.range)].filter((hop, at, all) => all.findIndex((other) => same(hop, other)) === at));
}

/** The same way as a list of what happens at each hop; the editor follows the chosen line, and Escape goes back. */
export async function listTrace(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const finding = findingAt(editor?.document.uri, editor?.selection);
  if (editor === undefined || finding === undefined) return;
  const back = new vscode.Location(editor.document.uri, editor.selection);
  const items = (finding.relatedInformation ?? []).map(({ message, location }) => ({ label: message, description: `${vscode.workspace.asRelativePath(location.uri)}:${location.range.start.line + 1}`, location }));
  const title = vscode.l10n.t("The path of the data");
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: finding.message, matchOnDescription: true, onDidSelectItem: (item) => void show((item as (typeof items)[number]).location, true) });
  await show(chosen?.location ?? back, false);
}

async function show({ uri, range }: vscode.Location, preserveFocus: boolean): Promise<void> {
  await vscode.window.showTextDocument(uri, { selection: range, preserveFocus, preview: true });
}

function findingAt(uri: vscode.Uri | undefined, range: vscode.Range | undefined): vscode.Diagnostic | undefined {
  const finding = uri === undefined || range === undefined ? undefined : (traced(uri, range)[0] ?? traced(uri, wholeLines(range))[0]);
  if (finding === undefined) void vscode.window.showInformationMessage(vscode.l10n.t("No transfer is known at this place."));
  return finding;
}

/** Offers the way of the data beside the fixes of a finding. */
export class TraceActions implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range, { only }: vscode.CodeActionContext): vscode.CodeAction[] {
    if (only !== undefined && !only.contains(vscode.CodeActionKind.QuickFix)) return [];
    return traced(document.uri, range).slice(0, 1).map((finding) => {
      const action = new vscode.CodeAction(vscode.l10n.t("Show the path of the data"), vscode.CodeActionKind.QuickFix);
      action.diagnostics = [finding];
      action.command = { command: "borderline.showTrace", title: action.title, arguments: [document.uri, finding.range] };
      return action;
    });
  }
}

function traced(uri: vscode.Uri, range: vscode.Range): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === "borderline" && hopsOf(diagnostic).length > 0 && diagnostic.range.intersection(range) !== undefined);
}

function hopsOf({ relatedInformation }: vscode.Diagnostic): readonly vscode.Location[] {
  return relatedInformation?.map(({ location }) => location) ?? [];
}

function wholeLines({ start, end }: vscode.Range): vscode.Range {
  return new vscode.Range(start.line, 0, end.line, Number.MAX_SAFE_INTEGER);
}

function same(a: vscode.Location, b: vscode.Location): boolean {
  return a.uri.toString() === b.uri.toString() && a.range.isEqual(b.range);
}
