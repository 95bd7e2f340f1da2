import { afterAll, afterEach, describe, expect, test } from "vitest";
import { CancellationTokenSource, WorkspaceDiagnosticRequest, type CodeAction, type CompletionList, type Diagnostic, type DocumentDiagnosticReport, type Hover, type TextEdit, type WorkspaceDiagnosticReport } from "vscode-languageserver/node";
import { applyEdits } from "../../server/src/base/text-edit.js";
import { LineIndex } from "../../server/src/base/line-index.js";
import { pulling, rangeOf, type ClientOptions, type TestClient } from "./client.js";
import { startServerProcess, stopAll, type TestWorkspace, removeWorkspaces, workspaceOf } from "./spawned.js";

const schema = `model Customer {
  id    String @id
  email String
  phone String
  visits Int
}
`;
afterEach(stopAll);
afterAll(removeWorkspaces);

async function start(workspace: TestWorkspace, options: ClientOptions = {}): Promise<TestClient> {
  return (await startServerProcess({ folders: [workspace.uri()], ...options })).client;
}

/** "rule text" of each diagnostic: what stands under it. */
function under(text: string, diagnostics: readonly Diagnostic[]): string[] {
  const index = new LineIndex(text);
  return diagnostics.map(({ code, range }) => `${String(code)} ${text.slice(index.offsetAt(range.start), index.offsetAt(range.end))}`);
}

function apply(text: string, edits: readonly TextEdit[]): string {
  const index = new LineIndex(text);
  return applyEdits(text, edits.map(({ range, newText }) => ({ range: { start: index.offsetAt(range.start), end: index.offsetAt(range.end) }, newText })));
}

const expected = ["personal-data email", "personal-data phone"];

describe("the built server over standard input and output", () => {
  test("a client that only listens: diagnostics, hover, completion, and the same after an edit", async () => {
    const workspace = workspaceOf({ "schema.prisma": schema });
    const client = await start(workspace);
    const uri = workspace.uri("schema.prisma");
    await client.open(uri, schema);
    expect(under(schema, await client.publishedFor(uri, 1))).toEqual(expected);
    const hover = await client.request<Hover>("textDocument/hover", { textDocument: { uri }, position: rangeOf(schema, "email").start });
    expect(hover).toMatchObject({ contents: { kind: "markdown", value: expect.stringContaining("**email**") }, range: rangeOf(schema, "email") });
    await client.change(uri, 2, { range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } }, text: "  /// @\n" });
    const completion = await client.request<CompletionList>("textDocument/completion", { textDocument: { uri }, position: { line: 2, character: 7 }, context: { triggerKind: 2, triggerCharacter: "@" } });
    expect(completion.items.map(({ label }) => label).join(" ")).toContain("personalData");
    await client.change(uri, 3, { text: schema.replace("phone", "wechatId") });
    expect(under(schema.replace("phone", "wechatId"), await client.publishedFor(uri, 3))).toEqual(["personal-data email", "personal-data wechatId"]);
  });

  test("a quick fix, applied, settles its finding", async () => {
    const workspace = workspaceOf({ "schema.prisma": schema });
    const client = await start(workspace, { capabilities: pulling });
    const uri = workspace.uri("schema.prisma");
    await client.open(uri, schema);
    const { items } = (await client.request<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri } })) as { items: Diagnostic[] };
    expect(under(schema, items)).toEqual(expected);
    const range = rangeOf(schema, "phone");
    const actions = await client.request<CodeAction[]>("textDocument/codeAction", { textDocument: { uri }, range, context: { diagnostics: items, only: ["quickfix"] } });
    const preferred = actions.find(({ isPreferred }) => isPreferred);
    expect(preferred?.diagnostics?.map(({ code }) => code)).toContain("personal-data");
    const fixed = apply(schema, preferred?.edit?.changes?.[uri] ?? []);
    expect(fixed).toMatch(/\/\/\/ @personalData phone[\w-]*\n {2}phone String/);
    await client.change(uri, 2, { text: fixed });
    const again = (await client.request<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri } })) as { items: Diagnostic[] };
    expect(again.items.filter(({ code }) => code !== "personal-data")).toEqual([]);
  });

  test("changes out of order, beyond the end and with repeated versions do no harm", async () => {
    const workspace = workspaceOf({ "schema.prisma": schema });
    const client = await start(workspace, { capabilities: pulling });
    const uri = workspace.uri("schema.prisma");
    await client.open(uri, "");
    await client.change(uri, 9, { range: { start: { line: 99, character: 9 }, end: { line: 200, character: 0 } }, text: schema });
    await client.change(uri, 9, { range: { start: { line: 3, character: 2 }, end: { line: 3, character: 7 } }, text: "size" });
    await client.change(uri, 2, { range: { start: { line: 4, character: 2 }, end: { line: 4, character: 500 } }, text: "phone String" });
    const report = (await client.request<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri } })) as { items: Diagnostic[] };
    const now = schema.replace("phone", "size").replace("visits Int", "phone String");
    expect(under(now, report.items)).toEqual(expected);
  });

  test("settings change live: severity, then off, then back", async () => {
    const workspace = workspaceOf({ "schema.prisma": schema });
    const options: ClientOptions = { capabilities: pulling, folders: [workspace.uri()], settings: {} };
    const { client } = await startServerProcess(options);
    const uri = workspace.uri("schema.prisma");
    await client.open(uri, schema);
    const severities = async (settings: unknown): Promise<(number | undefined)[]> => {
      options.settings = settings;
      const before = client.refreshes;
      await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
      await client.until(() => client.refreshes > before);
      return ((await client.request<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri } })) as { items: Diagnostic[] }).items.map(({ severity }) => severity);
    };
    expect(await severities({ severity: { "personal-data": "error" } })).toEqual([1, 1]);
    expect(await severities({ enable: false })).toEqual([]);
    expect(await severities({})).toHaveLength(2);
  });

  test("two folders with their own borderline.yaml; one is removed", async () => {
    const strict = workspaceOf({ "borderline.yaml": "severity:\n  personal-data: error\n", "a.prisma": schema });
    const plain = workspaceOf({ "a.prisma": schema });
    const { client } = await startServerProcess({ capabilities: pulling, folders: [strict.uri(), plain.uri()] });
    const scan = async (): Promise<Map<string, string[]>> => {
      const { items } = await client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] });
      return new Map(items.map((item) => [item.uri, item.kind === "full" ? item.items.map(({ code, severity }) => `${String(code)} ${severity}`) : []]));
    };
    const both = await scan();
    expect(both.get(strict.uri("a.prisma"))).toEqual(["personal-data 1", "personal-data 1"]);
    expect(both.get(plain.uri("a.prisma"))).toEqual(["personal-data 3", "personal-data 3"]);
    await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event: { added: [], removed: [{ uri: strict.uri(), name: "strict" }] } });
    expect([...(await scan()).keys()]).toEqual([plain.uri("a.prisma")]);
  });

  test("a workspace pull is cancelled, and answered in full when asked again", async () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`models/m${i}.prisma`, schema.replace("Customer", `Customer${i}`)]));
    const client = await start(workspaceOf(files), { capabilities: pulling });
    const source = new CancellationTokenSource();
    const pull = client.connection.sendRequest("workspace/diagnostic", { previousResultIds: [] }, source.token);
    source.cancel();
    await expect(pull).rejects.toMatchObject({ code: -32800 });
    const { items } = await client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] });
    expect(items).toHaveLength(400);
  });

  test("a workspace pull is streamed to a client that wants it so", async () => {
    const client = await start(workspaceOf({ "a.prisma": schema, "b.prisma": schema }), { capabilities: pulling });
    const streamed: string[] = [];
    client.connection.onProgress(WorkspaceDiagnosticRequest.partialResult, "part", ({ items }) => void streamed.push(...items.map(({ uri }) => uri.slice(-8))));
    const { items } = await client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [], partialResultToken: "part" });
    expect(items).toEqual([]);
    expect(streamed).toEqual(["a.prisma", "b.prisma"]);
  });

  test("a scan's findings follow files created and deleted on disk", async () => {
    const workspace = workspaceOf({ "schema.prisma": schema });
    const client = await start(workspace);
    await client.request("workspace/executeCommand", { command: "borderline.server.scan" });
    expect(under(schema, await client.publishedFor(workspace.uri("schema.prisma")))).toEqual(expected);
    const extra = workspace.write("extra.prisma", schema);
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: extra, type: 1 }] });
    expect(under(schema, await client.publishedFor(extra))).toEqual(expected);
    workspace.write("extra.prisma", "model Empty {\n  id Int @id\n}\n");
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: extra, type: 2 }] });
    await client.until(() => client.published.get(extra)?.diagnostics.length === 0);
  });

  test("a transfer abroad: told when found, kept in place while typing, at once for clients that cannot be told", async () => {
    const code = 'interface Customer { phone: string }\nexport async function send(customer: Customer) {\n  await fetch("https://api.mailgun.net/v3", { method: "POST", body: JSON.stringify({ phone: customer.phone }) });\n}\n';
    const workspace = workspaceOf({ "src/send.ts": code, "tsconfig.json": '{ "compilerOptions": { "lib": ["es2022", "dom"] } }' });
    const uri = workspace.uri("src/send.ts");
    const pull = async (client: TestClient, body: string): Promise<string[]> => under(body, ((await client.request<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri } })) as { items: Diagnostic[] }).items);
    const telling = await start(workspace, { capabilities: pulling });
    const before = telling.refreshes;
    await telling.open(uri, code, "typescript");
    const transfers = (found: readonly string[]): readonly string[] => found.filter((line) => line.startsWith("outbound-transfer"));
    let found = await pull(telling, code);
    while (transfers(found).length === 0) {
      const seen = telling.refreshes;
      found = await pull(telling, code);
      if (transfers(found).length === 0) await telling.until(() => telling.refreshes > Math.max(seen, before));
    }
    await telling.change(uri, 2, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "// moved\n" });
    expect(transfers(await pull(telling, `// moved\n${code}`))).toEqual(transfers(found));
    const { workspace: withoutRefresh, textDocument } = pulling;
    const asking = await start(workspace, { capabilities: { textDocument, workspace: { ...withoutRefresh, diagnostics: { refreshSupport: false } } } });
    await asking.open(uri, code, "typescript");
    expect(transfers(await pull(asking, code))).toEqual(transfers(found));
  });

  test("borderline.yaml is completed and its wrong keys are found", async () => {
    const workspace = workspaceOf({ "schema.prisma": schema });
    const client = await start(workspace);
    const uri = workspace.uri("borderline.yaml");
    const text = "profle: current\n";
    await client.open(uri, text, "yaml");
    const diagnostics = await client.publishedFor(uri, 1);
    expect(diagnostics.map(({ range }) => range)).toEqual([rangeOf(text, "profle")]);
    await client.change(uri, 2, { text: "pro" });
    const { items } = await client.request<CompletionList>("textDocument/completion", { textDocument: { uri }, position: { line: 0, character: 3 } });
    expect(items.map(({ label }) => label)).toContain("profile");
  });

  test("speaks Chinese when asked to", async () => {
    const workspace = workspaceOf({ "schema.prisma": schema });
    const client = await start(workspace, { locale: "zh-cn" });
    const uri = workspace.uri("schema.prisma");
    await client.open(uri, schema);
    for (const { message } of await client.publishedFor(uri, 1)) expect(message).toMatch(/[\u4e00-\u9fff]/);
  });

  test("paths with blanks and Chinese characters", async () => {
    const workspace = workspaceOf({ "我的 项目/用户 (1).prisma": schema });
    const client = await start(workspace);
    const uri = workspace.uri("我的 项目/用户 (1).prisma");
    await client.open(uri, schema);
    expect(under(schema, await client.publishedFor(uri, 1))).toEqual(expected);
  });

  test("`borderline lsp` is the same server", async () => {
    const workspace = workspaceOf({ "schema.prisma": schema });
    const { client } = await startServerProcess({ folders: [workspace.uri()] }, ["dist/server/cli-main.js", "lsp"]);
    const uri = workspace.uri("schema.prisma");
    await client.open(uri, schema);
    expect(under(schema, await client.publishedFor(uri, 1))).toEqual(expected);
  });
});
