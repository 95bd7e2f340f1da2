// Guided: borderline.yaml from what was found, and one recipient more. The server writes the text; here only questions are asked.
import * as vscode from "vscode";
import { declareMethod, undeclaredMethod, type DeclareParams, type DeclareResult, type UndeclaredEntry, type UndeclaredResult } from "../../server/src/lsp/declare-protocol.js";
import { askCount, askExporter, askMechanism, askNecessity, askPurpose } from "./questions.js";
import type { Server } from "./server.js";

const fileName = "borderline.yaml";

/** Opens borderline.yaml of a folder; when it does not exist yet, asks a few questions and writes the answers and what was found. */
export async function createConfiguration(server: Server): Promise<void> {
  const folder = await pickFolder();
  if (folder === undefined) return;
  const uri = vscode.Uri.joinPath(folder.uri, fileName);
  if (await exists(uri)) {
    await vscode.window.showTextDocument(uri);
    return;
  }
  const ciio = await askExporter();
  if (ciio === undefined) return;
  const ordinary = await askCount("ordinary");
  const sensitive = ordinary === undefined ? undefined : await askCount("sensitive");
  if (ordinary === undefined || sensitive === undefined) return;
  const { recipients } = await undeclared(server, folder);
  const chosen = await pickRecipients(recipients);
  if (chosen === undefined) return;
  const counts = { ...(ordinary === "" ? {} : { ordinary: Number(ordinary) }), ...(sensitive === "" ? {} : { sensitive: Number(sensitive) }) };
  await declare(server, {
    folder: folder.uri.toString(), exporter: { ciio, ...(Object.keys(counts).length === 0 ? {} : { personsExported: counts }) },
    recipients: chosen.map(({ id, purpose }) => ({ id, purpose })),
  });
}

/** Declares a recipient that transfers go to and borderline.yaml does not name. */
export async function addRecipient(server: Server): Promise<void> {
  const folder = await pickFolder();
  if (folder === undefined) return;
  const { recipients, purposes } = await undeclared(server, folder);
  if (recipients.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Every recipient that was found is declared in borderline.yaml."));
    return;
  }
  const title = vscode.l10n.t("Which recipient?");
  const entry = (await vscode.window.showQuickPick(recipients.map(item), { title, matchOnDescription: true, matchOnDetail: true }))?.entry;
  const purpose = entry === undefined ? undefined : await askPurpose(purposes, entry.purpose);
  if (entry === undefined || purpose === undefined) return;
  const necessity = await askNecessity(purpose);
  const mechanism = necessity === undefined ? undefined : await askMechanism();
  if (necessity === undefined || mechanism === undefined) return;
  await declare(server, { folder: folder.uri.toString(), recipients: [{ id: entry.id, purpose, ...necessity, ...(mechanism === "none" ? {} : { mechanism }) }] });
}

async function undeclared(server: Server, folder: vscode.WorkspaceFolder): Promise<UndeclaredResult> {
  const client = await server.start();
  const title = vscode.l10n.t("Borderline: looking for recipients");
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (_progress, token) =>
    client.sendRequest<UndeclaredResult>(undeclaredMethod, { folder: folder.uri.toString() }, token));
}

async function pickRecipients(recipients: readonly UndeclaredEntry[]): Promise<readonly UndeclaredEntry[] | undefined> {
  if (recipients.length === 0) return [];
  const title = vscode.l10n.t("Which recipients belong in borderline.yaml? Purposes can be corrected afterwards.");
  const picked = await vscode.window.showQuickPick(recipients.map((entry) => ({ ...item(entry), picked: true })), { title, canPickMany: true });
  return picked?.map(({ entry }) => entry);
}

function item(entry: UndeclaredEntry) {
  return { label: entry.title, description: [entry.host, entry.country].filter((part) => part !== undefined).join(" · "), detail: entry.fields.slice(0, 8).join(", "), entry };
}

/** An existing file is changed as an edit that can be undone; a new one is written and opened. */
async function declare(server: Server, params: DeclareParams): Promise<void> {
  const client = await server.start();
  const result = await client.sendRequest<DeclareResult | null>(declareMethod, params);
  if (result?.text === undefined) {
    if (result?.problem !== undefined) void vscode.window.showErrorMessage(result.problem);
    return;
  }
  const uri = vscode.Uri.parse(result.uri);
  if (!(await exists(uri))) {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(result.text));
  } else {
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length)), result.text);
    await vscode.workspace.applyEdit(edit);
  }
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
