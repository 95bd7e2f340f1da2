import * as vscode from "vscode";

const fileName = "borderline.yaml";

/** Opens borderline.yaml of a folder, with the first questions written out when it does not exist yet. */
export async function createConfiguration(): Promise<void> {
  const folder = await pickFolder();
  if (folder === undefined) return;
  const uri = vscode.Uri.joinPath(folder.uri, fileName);
  if (!(await exists(uri))) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(template()));
  await vscode.window.showTextDocument(uri);
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) return vscode.window.showWorkspaceFolderPick();
  if (folders.length === 0) void vscode.window.showInformationMessage(vscode.l10n.t("Open a folder first; borderline.yaml lives at its root."));
  return folders[0];
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

function template(): string {
  return [
    `# ${vscode.l10n.t("Facts that decide which transfer route applies. Every key is explained on hover and completed as you type.")}`,
    "exporter:",
    `  # ${vscode.l10n.t("Critical information infrastructure operator: yes, no or unknown.")}`,
    "  ciio: unknown",
    `  # ${vscode.l10n.t("People whose data was sent abroad since 1 January, over the whole company.")}`,
    "  personsExported:",
    "    ordinary: 0",
    "    sensitive: 0",
    `# ${vscode.l10n.t("current follows the standards in force; conservative also counts what older standards call sensitive.")}`,
    "profile: current",
    `# ${vscode.l10n.t("Who receives data, and what for.")}`,
    "recipients: []",
    "",
  ].join("\n");
}
