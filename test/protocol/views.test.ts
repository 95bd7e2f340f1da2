// What docs/protocol.md promises to clients beyond our own.
import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { CodeLens, InlayHint } from "vscode-languageserver/node";
import type { PageResult, PersonalFieldsResult, RegisterResult, TransfersResult } from "../../server/src/lsp/views-protocol.js";
import { rangeOf } from "./client.js";
import { startServerProcess, stopAll, TestWorkspace } from "./spawned.js";

const types = "export interface Profile {\n  email: string;\n  total: number;\n}\n";
const send = 'import type { Profile } from "./dto";\nexport async function subscribe(profile: Profile) {\n  await fetch("https://api.mailgun.net/v3/lists", { method: "POST", body: JSON.stringify({ to: profile.email }) });\n}\n';
const workspace = new TestWorkspace({ "src/dto.ts": types, "src/send.ts": send, "tsconfig.json": '{ "compilerOptions": { "strict": true } }' });

afterEach(stopAll);
afterAll(() => workspace.remove());

async function start(settings: unknown = {}) {
  const { client } = await startServerProcess({ folders: [workspace.uri()], initializationOptions: { settings } });
  await client.open(workspace.uri("src/send.ts"), send, "typescript");
  return client;
}

describe("views over standard input and output", () => {
  test("transfers with fields and hops, of files that are not open too", async () => {
    const client = await start();
    const { transfers, fields } = await client.request<TransfersResult>("borderline/transfers", {});
    expect(transfers).toMatchObject([{ country: { code: "US" }, callee: "fetch", location: { uri: workspace.uri("src/send.ts") }, fields: [{ model: "Profile", name: "email", location: { uri: workspace.uri("src/dto.ts") } }] }]);
    expect(transfers[0]?.fields[0]?.hops.at(-1)?.uri).toBe(workspace.uri("src/send.ts"));
    expect(fields).toMatchObject([{ model: "Profile", name: "email", location: { range: rangeOf(types, "email") } }]);
  });

  test("register and map, as files and as parts of a panel", async () => {
    const client = await start();
    expect((await client.request<RegisterResult>("borderline/register", { format: "csv" })).text).toContain("Profile.email");
    expect((await client.request<RegisterResult>("borderline/register", { format: "map" })).text).toContain("Profile.email");
    const { body } = await client.request<PageResult>("borderline/page", { page: "register" });
    expect(body).toContain('data-line="3"');
  });

  test("after an edit the client is told, and the answer is that of the new text", async () => {
    const client = await start();
    await client.request<TransfersResult>("borderline/transfers", {});
    const told = new Promise<void>((resolve) => client.connection.onNotification("borderline/surveyChanged", resolve));
    await client.change(workspace.uri("src/send.ts"), 2, { range: rangeOf(send, "profile.email"), text: "profile.total" });
    await told;
    expect((await client.request<TransfersResult>("borderline/transfers", {})).transfers).toEqual([]);
  });

  test("lenses, hints and fields of a document", async () => {
    const client = await start({ inlayHints: true });
    const uri = workspace.uri("src/dto.ts");
    await client.open(uri, types, "typescript");
    const [lens] = await client.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
    expect([lens?.range, lens?.command?.title.split(" · ")[0], lens?.command?.command]).toEqual([rangeOf(types, "Profile"), "1 personal field", ""]);
    expect(await client.request<InlayHint[]>("textDocument/inlayHint", { textDocument: { uri }, range: rangeOf(types, types) })).toMatchObject([{ label: "E-mail address" }]);
    expect((await client.request<PersonalFieldsResult>("borderline/personalFields", { textDocument: { uri } })).fields).toMatchObject([{ range: rangeOf(types, "email"), level: "general" }]);
  });
});
