import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fileUri, findingsWhere, ours, rangeOf, ruleOf, show } from "./support.js";

suite("views", () => {
  teardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  for (const [command, type, title] of [["borderline.showRegister", "borderline.register", "Transfer Register"], ["borderline.showDataMap", "borderline.map", "Data Map"]] as const) {
    test(`${command} opens one tab, however often it is asked`, async () => {
      await show("src/newsletter.ts");
      await vscode.commands.executeCommand(command);
      await vscode.commands.executeCommand(command);
      const panels = tabs().filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(type));
      assert.deepEqual(panels.map(({ label }) => label), [title]);
    });
  }

  test("the path of the data is offered at a transfer and opens the code", async () => {
    const document = await show("src/newsletter.ts");
    await findingsWhere(document, (found) => found.some((line) => line.startsWith("outbound-transfer ")));
    const [finding] = ours(document).filter((diagnostic) => ruleOf(diagnostic) === "outbound-transfer");
    assert.ok(finding);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, finding.range, vscode.CodeActionKind.QuickFix.value);
    const action = actions.find(({ command }) => command?.command === "borderline.showTrace");
    assert.ok(action?.command);
    await vscode.commands.executeCommand("vscode.open", fileUri("src/profile.ts"));
    await vscode.commands.executeCommand("borderline.showTrace", ...(action.command.arguments ?? []));
    assert.ok(vscode.window.activeTextEditor?.document.fileName.endsWith("newsletter.ts"));
  });

  test("no path is offered where no data leaves", async () => {
    const document = await show("src/profile.ts");
    await findingsWhere(document, (found) => found.includes("personal-data email"));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, rangeOf(document, "email"), vscode.CodeActionKind.QuickFix.value);
    assert.deepEqual(actions.filter(({ command }) => command?.command === "borderline.showTrace"), []);
  });
});

function tabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}
