import * as vscode from "vscode";
import { reasonStandIn, type ReasonedFix } from "../../server/src/lsp/protocol.js";
import { asCommentText } from "./comment-text.js";
import type { Server } from "./server.js";

/** Asks why, then applies the fix with the answer in place of the stand-in. Nothing happens when the question is left. */
export async function fixWithReason(server: Server, fix: ReasonedFix): Promise<void> {
  const answer = await vscode.window.showInputBox({
    title: fix.title,
    // People look at the code again while they think of the reason.
    ignoreFocusOut: true,
    prompt: vscode.l10n.t("Why? The reason is written into the file, for whoever reads it next."),
    validateInput: (value) => (value.trim() === "" ? vscode.l10n.t("Please give a reason.") : undefined),
  });
  if (answer === undefined) return;
  const client = await server.start();
  const reason = asCommentText(answer);
  const changes = Object.fromEntries(
    Object.entries(fix.edit.changes).map(([uri, edits]) => [uri, edits.map((edit) => ({ ...edit, newText: edit.newText.split(reasonStandIn).join(reason) }))]),
  );
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit({ changes } as Parameters<typeof client.protocol2CodeConverter.asWorkspaceEdit>[0]);
  if (edit !== undefined) await vscode.workspace.applyEdit(edit);
}
