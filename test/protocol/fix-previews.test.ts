// Fixes that change several files are shown before they are made, where the client can.
import { afterAll, afterEach, expect, test } from "vitest";
import type { ClientCapabilities, CodeAction } from "vscode-languageserver/node";
import { pulling, rangeOf } from "./client.js";
import { startServerProcess, stopAll, TestWorkspace } from "./spawned.js";

const types = "export interface Profile {\n  email: string;\n  total: number;\n}\n";
const send = 'import type { Profile } from "./dto";\nexport async function subscribe(profile: Profile) {\n  await fetch("https://api.mailgun.net/v3/lists", { method: "POST", body: JSON.stringify({ to: profile.email }) });\n}\n';
const workspace = new TestWorkspace({ "src/dto.ts": types, "src/send.ts": send, "tsconfig.json": '{ "compilerOptions": { "strict": true, "lib": ["es2022", "dom"] } }' });
const plain: ClientCapabilities = { ...pulling, workspace: { ...pulling.workspace, diagnostics: { refreshSupport: false } } };
const annotating: ClientCapabilities = { ...plain, workspace: { ...plain.workspace, workspaceEdit: { ...plain.workspace?.workspaceEdit, changeAnnotationSupport: { groupsOnLabel: true } } } };

afterEach(stopAll);
afterAll(() => workspace.remove());

async function actionsFor(capabilities: ClientCapabilities): Promise<readonly CodeAction[]> {
  const { client } = await startServerProcess({ folders: [workspace.uri()], capabilities });
  const uri = workspace.uri("src/send.ts");
  await client.open(uri, send, "typescript");
  // Diagnostics first: without refreshes they are complete, and the fixes are those of what they say.
  await client.request("textDocument/diagnostic", { textDocument: { uri } });
  return client.request<CodeAction[]>("textDocument/codeAction", { textDocument: { uri }, range: rangeOf(send, "profile.email"), context: { diagnostics: [] } });
}

function titled(actions: readonly CodeAction[], start: string): CodeAction | undefined {
  return actions.find(({ title }) => title.startsWith(start));
}

test("a mask with its helper is one annotated change that wants a word; every edit of it is marked", async () => {
  const mask = titled(await actionsFor(annotating), "Mask email");
  expect(mask?.kind).toBe("refactor.rewrite");
  const { changeAnnotations = {}, documentChanges = [] } = mask?.edit ?? {};
  const [id = ""] = Object.keys(changeAnnotations);
  expect(changeAnnotations).toEqual({ [id]: { label: mask?.title, needsConfirmation: true } });
  expect(documentChanges).toMatchObject([
    { kind: "create", uri: workspace.uri("src/privacy/mask.ts"), annotationId: id },
    { textDocument: { uri: workspace.uri("src/privacy/mask.ts") }, edits: [{ annotationId: id }] },
    { textDocument: { uri: workspace.uri("src/send.ts") }, edits: [{ annotationId: id }, { annotationId: id }] },
  ]);
});

test("a fix of one file is made at once", async () => {
  const { edit } = titled(await actionsFor(annotating), "Do not send email") ?? {};
  expect(Object.keys(edit ?? {})).toEqual(["changes"]);
  expect(Object.keys(edit?.changes ?? {})).toEqual([workspace.uri("src/send.ts")]);
});

test("clients that know no annotations get the same edits without", async () => {
  const { edit } = titled(await actionsFor(plain), "Mask email") ?? {};
  expect(edit?.changeAnnotations).toBeUndefined();
  expect(edit?.documentChanges).toHaveLength(3);
  expect(JSON.stringify(edit)).not.toContain("annotationId");
});
