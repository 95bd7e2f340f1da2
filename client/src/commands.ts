import * as vscode from "vscode";
import { explainMethod, fixWithReasonCommand, scanMethod, settingsSection, type ExplainResult, type ReasonedFix, type ScanParams, type ScanResult } from "../../server/src/lsp/protocol.js";
import { addRecipient, createConfiguration } from "./create-configuration.js";
import type { ProtocolRange } from "../../server/src/lsp/views-protocol.js";
import { ExplanationView } from "./explanation-view.js";
import { fixWithReason } from "./fix-with-reason.js";
import { goToFinding } from "./go-to-finding.js";
import { Panels } from "./panels.js";
import { saveRegister } from "./save-register.js";
import type { Server } from "./server.js";
import { listTrace, showTrace } from "./trace.js";
import type { TransferNode } from "./transfer-nodes.js";
import { peekNode, rangeOf, type TransferView } from "./transfer-view.js";

export function registerCommands(server: Server, output: vscode.LogOutputChannel, transfers: TransferView): readonly vscode.Disposable[] {
  const explanations = new ExplanationView();
  const panels = new Panels(server);
  const command = (id: string, run: (...parameters: never[]) => unknown) => vscode.commands.registerCommand(id, run);
  return [
    explanations,
    panels,
    command("borderline.showRegister", () => panels.show("register")),
    command("borderline.saveRegister", () => saveRegister(server)),
    command("borderline.showDataMap", () => panels.show("map")),
    command("borderline.scanWorkspace", () => scanWorkspace(server)),
    command("borderline.explain", () => explain(server, explanations)),
    command("borderline.showTransfers", (model?: { uri: string; name: string }) => transfers.show(model)),
    command("borderline.groupByRecipient", () => transfers.group("recipients")),
    command("borderline.groupByModel", () => transfers.group("models")),
    command("borderline.filterTransfers", (words?: string) => transfers.filter(words)),
    command("borderline.clearTransferFilter", () => transfers.filter("")),
    command("borderline.refreshTransfers", () => transfers.refresh()),
    command("borderline.showTrace", (uri?: vscode.Uri | string, range?: ProtocolRange) => showTrace(typeof uri === "string" ? vscode.Uri.parse(uri) : uri, range && rangeOf({ range }))),
    command("borderline.listTrace", () => listTrace()),
    command("borderline.peekTransfer", (node?: TransferNode) => peekNode(node)),
    command("borderline.explainTransfer", (node?: TransferNode) => explainNode(node, server, explanations)),
    command("borderline.pause", () => setPaused(true)),
    command("borderline.resume", () => setPaused(false)),
    command("borderline.restartServer", () => server.restart()),
    command("borderline.showOutput", () => output.show()),
    command("borderline.createConfiguration", () => createConfiguration(server)),
    command("borderline.addRecipient", () => addRecipient(server)),
    command("borderline.nextFinding", () => goToFinding(1)),
    command("borderline.previousFinding", () => goToFinding(-1)),
    command("borderline.openWalkthrough", () => vscode.commands.executeCommand("workbench.action.openWalkthrough", walkthrough, false)),
    command(fixWithReasonCommand, (fix: ReasonedFix) => fixWithReason(server, fix)),
  ];
}

/** Publisher, extension and walkthrough of package.json. */
const walkthrough = "borderline.borderline#start";

let scans = 0;

async function scanWorkspace(server: Server): Promise<void> {
  const client = await server.start();
  const { WorkDoneProgress } = await import("./language-client.js");
  const title = vscode.l10n.t("Borderline: checking the workspace");
  const result = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
    const params: ScanParams = { workDoneToken: `borderline-scan-${++scans}` };
    let shown = 0;
    const listening = client.onProgress(WorkDoneProgress.type, params.workDoneToken ?? "", (value) => {
      if (value.kind !== "report") return;
      const percentage = value.percentage ?? shown;
      progress.report({ ...(value.message === undefined ? {} : { message: value.message }), increment: Math.max(0, percentage - shown) });
      shown = Math.max(shown, percentage);
    });
    try {
      return await client.sendRequest<ScanResult | null>(scanMethod, params, token);
    } catch (error) {
      if (token.isCancellationRequested) return null;
      throw error;
    } finally {
      listening.dispose();
    }
  });
  if (result !== null) await showResult(result);
}

async function showResult(result: ScanResult): Promise<void> {
  const problems = vscode.l10n.t("Show problems");
  if ((await vscode.window.showInformationMessage(result.text, problems)) === problems) await vscode.commands.executeCommand("workbench.actions.view.problems");
}

async function explainNode(node: TransferNode | undefined, server: Server, view: ExplanationView): Promise<void> {
  if (node?.location === undefined) return;
  await vscode.window.showTextDocument(vscode.Uri.parse(node.location.uri), { selection: rangeOf(node.location) });
  await explain(server, view);
}

async function explain(server: Server, view: ExplanationView): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const client = await server.start();
  const converter = client.code2ProtocolConverter;
  const { markdown } = await client.sendRequest<ExplainResult>(explainMethod, {
    textDocument: { uri: converter.asUri(editor.document.uri) },
    range: converter.asRange(editor.document.lineAt(editor.selection.active.line).range),
  });
  await view.show(markdown || vscode.l10n.t("Borderline has nothing to say about this line."));
}

function setPaused(paused: boolean): Thenable<void> {
  const target = vscode.workspace.workspaceFolders === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  return vscode.workspace.getConfiguration(settingsSection).update("enable", paused ? false : undefined, target);
}
