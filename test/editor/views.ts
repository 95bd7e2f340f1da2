import assert from "node:assert/strict";
import * as vscode from "vscode";
import { show } from "./support.js";

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
});

function tabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}
