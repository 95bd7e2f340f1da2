import assert from "node:assert/strict";
import * as vscode from "vscode";
import { findingsWhere, ours, replace, restore, ruleOf, show } from "./support.js";

suite("transfers in the editor", () => {
  let document: vscode.TextDocument;
  let original: string;

  setup(async () => {
    document = await show("src/newsletter.ts");
    original = document.getText();
    await findingsWhere(document, transferred);
  });

  teardown(() => restore(document, original));

  test("a call that sends personal data abroad is underlined, and every hop is a link", () => {
    const [transfer] = ours(document).filter((diagnostic) => ruleOf(diagnostic) === "outbound-transfer");
    assert.ok(transfer?.relatedInformation !== undefined && transfer.relatedInformation.length > 0);
    for (const { location } of transfer.relatedInformation) assert.equal(location.uri.scheme, "file");
  });

  test("it stays in place while typing above it, and goes when the data goes", async () => {
    await replace(document, new vscode.Range(0, 0, 0, 0), "// newsletter\n");
    await findingsWhere(document, transferred);
    const at = document.getText().indexOf("customer.email");
    await replace(document, new vscode.Range(document.positionAt(at), document.positionAt(at + "customer.email".length)), '"constant"');
    await findingsWhere(document, (found) => !transferred(found));
  });
});

function transferred(found: readonly string[]): boolean {
  return found.some((line) => line.startsWith("outbound-transfer "));
}
