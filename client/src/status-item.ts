import * as vscode from "vscode";
import type { StatusParams } from "../../server/src/lsp/protocol.js";

/** One quiet entry of the status bar: counts, depth, freshness, and a click to scan or go on. */
export class StatusItem implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;

  constructor() {
    this.#item = vscode.window.createStatusBarItem("borderline.status", vscode.StatusBarAlignment.Right, 90);
    this.#item.name = "Borderline";
  }

  show(status: StatusParams): void {
    const paused = status.state === "paused";
    this.#item.text = paused ? `$(debug-pause) Borderline` : `${icon(status)} ${counts(status)}`;
    this.#item.command = paused ? "borderline.resume" : "borderline.scanWorkspace";
    this.#item.tooltip = tooltip(status);
    this.#item.accessibilityInformation = { label: summary(status), role: "button" };
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function icon(status: StatusParams): string {
  return status.state === "ready" ? "$(shield)" : "$(loading~spin)";
}

/** Personal fields, and transfers only where there are any. */
function counts(status: StatusParams): string {
  return status.transfers > 0 ? `${status.personalFields} $(arrow-right) ${status.transfers}` : String(status.personalFields);
}

function summary(status: StatusParams): string {
  if (status.state === "paused") return vscode.l10n.t("Borderline is paused in this workspace.");
  return vscode.l10n.t("Borderline: {0} personal fields, {1} of them sensitive; {2} transfers abroad.", status.personalFields, status.sensitiveFields, status.transfers);
}

function tooltip(status: StatusParams): vscode.MarkdownString {
  const paused = status.state === "paused";
  const lines = [summary(status)];
  if (!paused) {
    lines.push(status.coverage === "workspace" ? vscode.l10n.t("Counted over the whole workspace.") : vscode.l10n.t("Counted over the files opened so far."));
    if (!status.fresh) lines.push(vscode.l10n.t("Files have changed since the last scan."));
    lines.push(status.depth === "flows" ? vscode.l10n.t("Data is followed through the program.") : vscode.l10n.t("Schemas only; data is not followed."));
    if (status.limits > 0) lines.push(vscode.l10n.t("Analysis stopped short at {0} places.", status.limits));
  }
  const links: [string, string][] = paused
    ? [["borderline.resume", vscode.l10n.t("Resume")]]
    : [
        ["borderline.scanWorkspace", vscode.l10n.t("Scan workspace")],
        ["borderline.showTransfers", vscode.l10n.t("Show transfers")],
        ["borderline.showDataMap", vscode.l10n.t("Show data map")],
        ["borderline.pause", vscode.l10n.t("Pause in this workspace")],
      ];
  const markdown = new vscode.MarkdownString([...lines, links.map(([command, title]) => `[${title}](command:${command})`).join(" · ")].join("\n\n"));
  markdown.isTrusted = { enabledCommands: links.map(([command]) => command) };
  return markdown;
}
