import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fileUri, findings, findingsWhere, ours, replace, show, textWhere } from "./support.js";

suite("borderline.yaml and finding one's way", () => {
  test("questions left at their likeliest answers write a valid file, whose wrong keys are shown", async () => {
    const uri = fileUri("borderline.yaml");
    try {
      await answering(vscode.commands.executeCommand("borderline.createConfiguration"));
      const document = await vscode.workspace.openTextDocument(uri);
      assert.match(document.getText(), /ciio: no\n/);
      assert.deepEqual(findings(document), []);
      await replace(document, new vscode.Range(document.lineCount, 0, document.lineCount, 0), "recipient: []\n");
      await findingsWhere(document, (found) => found.some((line) => line.endsWith(" recipient")));
      await document.save();
    } finally {
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      await vscode.workspace.fs.delete(uri);
    }
  });

  test("a host in borderline.yaml leads to the code it is about", async () => {
    await findingsWhere(await show("src/newsletter.ts"), (found) => found.some((line) => line.startsWith("outbound-transfer ")));
    const uri = fileUri("borderline.yaml");
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("recipients:\n  - id: letters\n    hosts: [api.mailgun.net]\n    country: US\n"));
    try {
      const document = await show("borderline.yaml");
      // The editor may still hold the text of a file of that name that is gone.
      await textWhere(document, (text) => text.includes("letters"));
      const position = document.positionAt(document.getText().indexOf("mailgun"));
      const places = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>("vscode.executeDefinitionProvider", uri, position);
      assert.ok(places.some((place) => ("uri" in place ? place.uri : place.targetUri).path.endsWith("src/newsletter.ts")), JSON.stringify(places));
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  test("the next finding is the one after the cursor, then that of another file", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const document = await show("prisma/schema.prisma");
    await findingsWhere(document, (found) => found.length > 1);
    const [first, second] = ours(document).filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint).sort((a, b) => a.range.start.compareTo(b.range.start));
    assert.ok(first && second);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await vscode.commands.executeCommand("borderline.nextFinding");
    assert.deepEqual(vscode.window.activeTextEditor?.selection.active, first.range.start);
    await vscode.commands.executeCommand("borderline.nextFinding");
    assert.deepEqual(vscode.window.activeTextEditor?.selection.active, second.range.start);
    await vscode.commands.executeCommand("borderline.previousFinding");
    assert.deepEqual(vscode.window.activeTextEditor?.selection.active, first.range.start);
  });

  test("the hops of a transfer are listed with their wording", async () => {
    const document = await show("src/newsletter.ts");
    await findingsWhere(document, (found) => found.some((line) => line.startsWith("outbound-transfer ")));
    const editor = vscode.window.activeTextEditor;
    const [finding] = ours(document).filter(({ relatedInformation }) => (relatedInformation ?? []).length > 0);
    assert.ok(editor && finding);
    editor.selection = new vscode.Selection(finding.range.start, finding.range.start);
    await answering(vscode.commands.executeCommand("borderline.listTrace"));
    assert.deepEqual(vscode.window.activeTextEditor?.selection.start, finding.relatedInformation?.[0]?.location.range.start);
  });

  test("the walkthrough opens", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const opened = new Promise<void>((resolve) => {
      const listening = vscode.window.tabGroups.onDidChangeTabs(({ opened: tabs }) => {
        if (tabs.length === 0) return;
        listening.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand("borderline.openWalkthrough");
    await opened;
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});

/** Accepts every question as it is put until the command is done. Accepting where nothing is asked does nothing. */
async function answering(command: Thenable<unknown>): Promise<void> {
  let isDone = false;
  const done = Promise.resolve(command).finally(() => (isDone = true));
  while (!isDone) await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
  await done;
}
