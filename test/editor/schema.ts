import assert from "node:assert/strict";
import * as vscode from "vscode";
import { extensionId, findings, findingsWhere, ours, rangeOf, restore, ruleOf, show } from "./support.js";

suite("schemas in the editor", () => {
  let document: vscode.TextDocument;
  let original: string;

  setup(async () => {
    document = await show("prisma/schema.prisma");
    original = document.getText();
    await findingsWhere(document, (found) => found.length > 0);
  });

  teardown(() => restore(document, original));

  test("the extension is active and personal fields are underlined, no others", async () => {
    assert.ok(vscode.extensions.getExtension(extensionId)?.isActive);
    assert.deepEqual(findings(document), ["personal-data email", "personal-data phone", "sensitive-personal-data bankCardNo"]);
  });

  test("a finding links to its rule's page", () => {
    for (const diagnostic of ours(document)) {
      assert.ok(typeof diagnostic.code === "object");
      assert.match(diagnostic.code.target.toString(), new RegExp(`/docs/rules/${ruleOf(diagnostic)}\\.md$`));
    }
  });

  test("the hover says what the field is, and why", async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, rangeOf(document, "email").start);
    const text = hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === "string" ? content : content.value))).join("\n");
    assert.match(text, /\*\*email\*\*: personal information/);
    assert.match(text, /^- /m);
  });

  test("annotating a field settles its finding", async () => {
    const [action] = await quickFixes(document, "email");
    assert.ok(action?.edit, "a quick fix with an edit");
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    assert.match(document.getText(), /\/\/\/ @personalData [\w-]*email[\w-]*\n\s*email {5}String/);
    await findingsWhere(document, (found) => !found.includes("unknown-category email"));
  });

  test("typing shows new findings and takes old ones away", async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rangeOf(document, "total "), "wechatId String?\n  total ");
    edit.delete(document.uri, document.lineAt(rangeOf(document, "phone ").start.line).rangeIncludingLineBreak);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await findingsWhere(document, (found) => found.includes("personal-data wechatId") && !found.includes("personal-data phone"));
  });

  test("tags and categories are completed in a comment", async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(rangeOf(document, "email ").start.line, 0), "  /// @\n");
    await vscode.workspace.applyEdit(edit);
    const at = rangeOf(document, "/// @").end;
    const list = await vscode.commands.executeCommand<vscode.CompletionList>("vscode.executeCompletionItemProvider", document.uri, at, "@");
    const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    assert.ok(labels.some((label) => label.includes("personalData")), labels.join(" "));
  });

  test("half-typed text costs only its own block", async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rangeOf(document, "model Order {"), "model Order");
    await vscode.workspace.applyEdit(edit);
    await findingsWhere(document, (found) => found.includes("personal-data email"));
  });
});

suite("other schema languages", () => {
  test("OpenAPI documents are recognised by content; plain YAML is left alone", async () => {
    const api = await show("api/orders.yaml");
    await findingsWhere(api, (found) => found.join() === "personal-data email");
    assert.deepEqual(findings(await show("notes.yaml")), []);
  });

  test("TypeScript interfaces", async () => {
    const code = await show("src/profile.ts");
    await findingsWhere(code, (found) => found.join() === "personal-data email,personal-data phone");
  });
});

async function quickFixes(document: vscode.TextDocument, field: string): Promise<vscode.CodeAction[]> {
  // A question overtaken by an edit is answered with nothing; the editor asks again then, and so does this.
  for (let asked = 0; asked < 50; asked++) {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, rangeOf(document, field), vscode.CodeActionKind.QuickFix.value);
    // Other extensions offer help with our diagnostics too; only ours carry the edit along.
    const own = actions.filter(({ edit }) => edit !== undefined);
    if (own.length > 0) return own;
  }
  return [];
}
