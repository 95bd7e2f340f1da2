import assert from "node:assert/strict";
import * as vscode from "vscode";
import { extensionId, fileUri, findingsWhere, rangeOf, replace, restore, show } from "./support.js";

suite("commands and settings", () => {
  test("every contributed command is there", async () => {
    const manifest = vscode.extensions.getExtension("borderline.borderline")?.packageJSON as { contributes: { commands: { command: string }[] } };
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(manifest.contributes.commands.map(({ command }) => command).filter((command) => !known.has(command)), []);
  });

  test("pausing takes the findings away, resuming brings them back", async () => {
    const document = await show("prisma/schema.prisma");
    await findingsWhere(document, (found) => found.length > 0);
    await vscode.commands.executeCommand("borderline.pause");
    await findingsWhere(document, (found) => found.length === 0);
    await vscode.commands.executeCommand("borderline.resume");
    await findingsWhere(document, (found) => found.length > 0);
  });

  test("a severity changed in the settings shows at once", async () => {
    const document = await show("prisma/schema.prisma");
    await findingsWhere(document, (found) => found.includes("personal-data email"));
    const settings = vscode.workspace.getConfiguration("borderline");
    try {
      await settings.update("severity", { "personal-data": "off" }, vscode.ConfigurationTarget.Workspace);
      await findingsWhere(document, (found) => found.length > 0 && !found.some((line) => line.startsWith("personal-data ")));
    } finally {
      await settings.update("severity", undefined, vscode.ConfigurationTarget.Workspace);
    }
    await findingsWhere(document, (found) => found.includes("personal-data email"));
  });

  test("a scan shows the findings of files that are not open, and they follow the disk", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const uri = fileUri("prisma/extra.prisma");
    // The watcher drops what appears and vanishes in one breath, so its news is waited for.
    const created = whenCreated("prisma/extra.prisma");
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("model Guest {\n  id String @id\n  email String\n}\n"));
    await created;
    // The command waits for its message to be closed, so it is not awaited.
    void vscode.commands.executeCommand("borderline.scanWorkspace");
    const found = (): string[] => vscode.languages.getDiagnostics(uri).map(({ message }) => message);
    await whenDiagnostics(() => found().length === 1);
    await vscode.workspace.fs.delete(uri);
    await whenDiagnostics(() => found().length === 0);
  });

  test("the explanation of a line opens beside it", async () => {
    const document = await show("prisma/schema.prisma");
    await findingsWhere(document, (found) => found.length > 0);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const line = document.getText().split("\n").findIndex((text) => text.includes("email"));
    editor.selection = new vscode.Selection(line, 4, line, 4);
    await vscode.commands.executeCommand("borderline.explain");
    const explanation = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "borderline-explanation");
    assert.match(explanation?.getText() ?? "", /email/);
  });

  test("restarting the server brings the findings back", async () => {
    const document = await show("prisma/schema.prisma");
    await findingsWhere(document, (found) => found.length > 0);
    await vscode.commands.executeCommand("borderline.restartServer");
    await findingsWhere(document, (found) => found.length > 0);
  });

  test("a server that is killed, even twice, is started again and sees what was typed meanwhile", async () => {
    const document = await show("prisma/schema.prisma");
    const original = document.getText();
    await findingsWhere(document, (found) => found.includes("personal-data email"));
    const { serverProcessId } = vscode.extensions.getExtension(extensionId)?.exports as { serverProcessId(): number | undefined };
    for (const field of ["wechatId", "passportNo"]) {
      const id = serverProcessId();
      assert.ok(id !== undefined);
      process.kill(id, "SIGKILL");
      await replace(document, rangeOf(document, "email "), `${field} String?\n  email `);
      await findingsWhere(document, (found) => found.some((line) => line.endsWith(` ${field}`)));
      assert.notEqual(serverProcessId(), id);
    }
    await restore(document, original);
  });
});

function whenCreated(path: string): Promise<void> {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(fileUri("."), path));
  return new Promise((resolve) =>
    watcher.onDidCreate(() => {
      watcher.dispose();
      resolve();
    }),
  );
}

function whenDiagnostics(condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!condition()) return;
      listening.dispose();
      resolve();
    };
    const listening = vscode.languages.onDidChangeDiagnostics(check);
    check();
  });
}
