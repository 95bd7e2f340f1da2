import * as vscode from "vscode";
import { registerMethod, type RegisterParams, type RegisterResult } from "../../server/src/lsp/views-protocol.js";
import type { Server } from "./server.js";

interface Choice extends vscode.QuickPickItem {
  readonly format: RegisterParams["format"];
  readonly file: string;
}

/** Writes the register, or the map, to a file of the person's choice, as the command line would. */
export async function saveRegister(server: Server): Promise<void> {
  const { l10n, window, workspace } = vscode;
  const choice = await window.showQuickPick<Choice>([
    { format: "html", file: "transfer-register.html", label: "HTML", description: l10n.t("for reading and printing") },
    { format: "md", file: "transfer-register.md", label: "Markdown", description: l10n.t("for version control") },
    { format: "csv", file: "transfer-register.csv", label: "CSV", description: l10n.t("for spreadsheets") },
    { format: "json", file: "transfer-register.json", label: "JSON", description: l10n.t("for other tools, in both languages") },
    { format: "map", file: "data-map.html", label: l10n.t("Data map"), description: "HTML" },
  ], { title: l10n.t("Save transfer register") });
  if (choice === undefined) return;
  const [folder] = workspace.workspaceFolders ?? [];
  const target = await window.showSaveDialog(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, choice.file) });
  if (target === undefined) return;
  const client = await server.start();
  const params: RegisterParams = { format: choice.format };
  const progress = { location: vscode.ProgressLocation.Window, title: l10n.t("Following personal data through the workspace…") };
  const answer = await window.withProgress(progress, () => client.sendRequest<RegisterResult | null>(registerMethod, params));
  if (answer === null) {
    void window.showErrorMessage(l10n.t("This could not be made. See Borderline's output for details."));
    return;
  }
  await workspace.fs.writeFile(target, new TextEncoder().encode(answer.text));
  const open = l10n.t("Open");
  if ((await window.showInformationMessage(l10n.t("Saved {0}.", workspace.asRelativePath(target)), open)) === open) await vscode.commands.executeCommand("vscode.open", target);
}
