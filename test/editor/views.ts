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
      assert.deepEqual((await panelsOf(type)).map(({ label }) => label), [title]);
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

  test("lenses above models and functions lead to the view and along the path", async () => {
    const schema = await show("prisma/schema.prisma");
    await lensesWhere(schema, (titles) => titles.some((title) => title.startsWith("borderline.showTransfers 3 personal fields, 1 sensitive")));
    const code = await show("src/newsletter.ts");
    await lensesWhere(code, (titles) => titles.some((title) => /^borderline.showTrace 1 personal field → .*\(United States\)$/.test(title)));
    const [lens] = await lensesOf(code);
    assert.equal(code.getText(lens?.range), "subscribe");
    await vscode.commands.executeCommand("borderline.showTrace", ...(lens?.command?.arguments ?? []));
    await vscode.commands.executeCommand("borderline.showTransfers", { uri: fileUri("src/profile.ts").toString(), name: "CustomerProfile" });
  });

  test("inlay hints name categories once they are wanted", async () => {
    const document = await show("prisma/schema.prisma");
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = async (): Promise<string[]> => (await vscode.commands.executeCommand<vscode.InlayHint[]>("vscode.executeInlayHintProvider", document.uri, all)).map(({ label }) => String(label));
    assert.deepEqual(await hints(), []);
    const settings = vscode.workspace.getConfiguration("borderline");
    try {
      await settings.update("inlayHints", true, vscode.ConfigurationTarget.Workspace);
      await until(async () => (await hints()).join() .replace(/[^,]+(?=, sensitive)/, "…") === "E-mail address,Mobile number,…, sensitive");
    } finally {
      await settings.update("inlayHints", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  test("the view of transfers takes grouping and filter", async () => {
    await show("src/newsletter.ts");
    await vscode.commands.executeCommand("borderline.showTransfers");
    await vscode.commands.executeCommand("borderline.groupByModel");
    await vscode.commands.executeCommand("borderline.filterTransfers", "mailgun");
    await vscode.commands.executeCommand("borderline.clearTransferFilter");
    await vscode.commands.executeCommand("borderline.groupByRecipient");
    await vscode.commands.executeCommand("borderline.refreshTransfers");
  });

  test("no path is offered where no data leaves", async () => {
    const document = await show("src/profile.ts");
    await findingsWhere(document, (found) => found.includes("personal-data email"));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, rangeOf(document, "email"), vscode.CodeActionKind.QuickFix.value);
    assert.deepEqual(actions.filter(({ command }) => command?.command === "borderline.showTrace"), []);
  });
});

function lensesOf(document: vscode.TextDocument): Thenable<vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 100).then((lenses) => lenses.filter(({ command }) => command?.command.startsWith("borderline.")));
}

/** Asked again and again: nothing in the editor's interface tells of new lenses. */
async function lensesWhere(document: vscode.TextDocument, condition: (titles: string[]) => boolean): Promise<void> {
  await until(async () => condition((await lensesOf(document)).map(({ command }) => `${command?.command} ${command?.title}`)));
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}

/** Tabs with pages of ours, once there is one: the editor tells of tabs after the command that opened them. */
function panelsOf(type: string): Promise<vscode.Tab[]> {
  return new Promise((resolve) => {
    const check = (): void => {
      const found = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(type));
      if (found.length === 0) return;
      listening.dispose();
      resolve(found);
    };
    const listening = vscode.window.tabGroups.onDidChangeTabs(check);
    check();
  });
}
