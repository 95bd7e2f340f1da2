// Clients and disks that behave badly: the server answers for the state as it is, and goes on.
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { CancellationTokenSource, type Diagnostic, type DocumentDiagnosticReport, type WorkspaceDiagnosticReport } from "vscode-languageserver/node";
import { LineIndex } from "../../server/src/base/line-index.js";
import { pulling, type TestClient } from "./client.js";
import { startServerProcess, stopAll, removeWorkspaces, workspaceOf } from "./spawned.js";

const schema = "model Member {\n  id Int @id\n  email String\n}\n";
afterEach(stopAll);
afterAll(removeWorkspaces);

async function start(...folders: readonly string[]): Promise<TestClient> {
  return (await startServerProcess({ folders, capabilities: pulling })).client;
}

async function pull(client: TestClient, uri: string): Promise<readonly Diagnostic[]> {
  return ((await client.request<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri } })) as { items: Diagnostic[] }).items;
}

/** What stands under each diagnostic of the workspace, by the end of the file's address. */
async function scan(client: TestClient, texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { items } = await client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] });
  return items.flatMap((item) => {
    const name = Object.keys(texts).find((end) => item.uri.endsWith(end)) ?? item.uri;
    return item.kind === "full" ? under(texts[name] ?? "", item.items).map((text) => `${name} ${text}`) : [];
  }).sort();
}

function under(text: string, diagnostics: readonly Diagnostic[]): readonly string[] {
  const index = new LineIndex(text);
  return diagnostics.map(({ range }) => text.slice(index.offsetAt(range.start), index.offsetAt(range.end)));
}

describe("documents", () => {
  test("a thousand changes in one breath, with questions that are cancelled in between: the answer is about the last text", async () => {
    const workspace = workspaceOf({ "a.prisma": "" });
    const client = await start(workspace.uri());
    const uri = workspace.uri("a.prisma");
    await client.open(uri, "");
    const wanted = `${schema}${"// typing on and on and on and on\n".repeat(29)}model Guest {\n  phone String\n}\n`.slice(0, 1_030);
    const at = { line: 0, character: 0 };
    const asked: Promise<unknown>[] = [];
    for (let i = wanted.length - 1, version = 2; i >= 0; i--, version++) {
      void client.change(uri, version % 7 === 0 ? 1 : version, { range: { start: at, end: at }, text: wanted.charAt(i) });
      if (i % 50 !== 0) continue;
      const source = new CancellationTokenSource();
      asked.push(client.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position: { line: 2, character: 4 } }, source.token).catch(() => null));
      source.cancel();
    }
    expect(under(wanted, await pull(client, uri))).toEqual(["email"]);
    await Promise.all(asked);
    expect(client.logged.filter((line) => /error|exit|stopped/i.test(line))).toEqual([]);
  });

  test("opened twice, changed and closed without having been opened, closed twice", async () => {
    const workspace = workspaceOf({ "a.prisma": schema, "b.prisma": schema });
    const client = await start(workspace.uri());
    const [a, b] = [workspace.uri("a.prisma"), workspace.uri("b.prisma")];
    await client.change(a, 5, { text: "model X {}" });
    await client.close(b);
    expect(under(schema, await pull(client, a))).toEqual(["email"]);
    await client.open(a, "model X {}");
    await client.open(a, schema.replace("email", "phone"));
    expect(under(schema.replace("email", "phone"), await pull(client, a))).toEqual(["phone"]);
    await client.close(a);
    await client.close(a);
    await client.change(a, 9, { text: "" });
    expect(under(schema, await pull(client, a))).toEqual(["email"]);
  });

  test("questions about places and addresses that do not exist, of the wrong form, or unknown altogether", async () => {
    const workspace = workspaceOf({ "a.prisma": schema });
    const client = await start(workspace.uri());
    const uri = workspace.uri("a.prisma");
    await client.open(uri, schema);
    const places = [{ line: 1e9, character: 1e9 }, { line: 0, character: 2 ** 31 - 1 }];
    for (const position of places) {
      expect(await client.request("textDocument/hover", { textDocument: { uri }, position })).toBeNull();
      await client.request("textDocument/codeAction", { textDocument: { uri }, range: { start: position, end: position }, context: { diagnostics: [] } });
      await client.request("textDocument/completion", { textDocument: { uri }, position });
    }
    for (const other of ["file:///no/such/file.prisma", "not an address", "", "file://", "untitled:a", "file:///%E0%A4%A"]) expect(await pull(client, other)).toEqual([]);
    const odd: readonly (readonly [string, unknown])[] = [["textDocument/hover", {}], ["textDocument/diagnostic", { textDocument: { uri: 7 } }], ["textDocument/codeAction", { textDocument: { uri }, range: null }], ["no/suchMethod", []], ["borderline/scan", 3]];
    await Promise.all(odd.map(([method, parameters]) => client.request(method, parameters).catch(() => null)));
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: "x", type: 9 }] });
    await client.connection.sendNotification("no/suchNotification", {});
    expect(under(schema, await pull(client, uri))).toEqual(["email"]);
  });
});

describe("folders and files", () => {
  test("two folders of one name with files of one name are kept apart", async () => {
    const here = workspaceOf({ "shop/a.prisma": schema });
    const phone = schema.replace("email", "phone");
    const there = workspaceOf({ "shop/a.prisma": phone });
    const client = await start(here.uri("shop"), there.uri("shop"));
    expect(under(schema, await pull(client, here.uri("shop/a.prisma")))).toEqual(["email"]);
    expect(under(phone, await pull(client, there.uri("shop/a.prisma")))).toEqual(["phone"]);
    const { items } = await client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] });
    expect(items.map(({ uri }) => uri).sort()).toEqual([here.uri("shop/a.prisma"), there.uri("shop/a.prisma")].sort());
  });

  test("files and folders renamed, also in case alone, and deleted", async () => {
    const texts = { "one.prisma": schema, "deep/two.prisma": schema.replace("email", "phone"), "One.prisma": schema, "moved/two.prisma": schema.replace("email", "phone") };
    const workspace = workspaceOf({ "one.prisma": texts["one.prisma"], "deep/two.prisma": texts["deep/two.prisma"] });
    const client = await start(workspace.uri());
    const told = (...changes: readonly (readonly [string, 1 | 2 | 3])[]): Promise<void> =>
      client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: changes.map(([path, type]) => ({ uri: workspace.uri(path), type })) });
    const { "One.prisma": _, "moved/two.prisma": __, ...before } = texts;
    expect(await scan(client, before)).toEqual(["deep/two.prisma phone", "one.prisma email"]);
    renameSync(join(workspace.root, "one.prisma"), join(workspace.root, "One.prisma"));
    await told(["one.prisma", 3], ["One.prisma", 1]);
    expect(await scan(client, { "One.prisma": schema, "deep/two.prisma": texts["deep/two.prisma"] })).toEqual(["One.prisma email", "deep/two.prisma phone"]);
    renameSync(join(workspace.root, "deep"), join(workspace.root, "moved"));
    // A folder that moves is told as one deletion and one creation.
    await told(["deep", 3], ["moved", 1]);
    expect(await scan(client, { "One.prisma": schema, "moved/two.prisma": texts["moved/two.prisma"] })).toEqual(["One.prisma email", "moved/two.prisma phone"]);
    rmSync(join(workspace.root, "moved"), { recursive: true });
    await told(["moved", 3]);
    expect(await scan(client, { "One.prisma": schema })).toEqual(["One.prisma email"]);
  });

  test("a folder where a file was, a file where a folder was", async () => {
    const workspace = workspaceOf({ "a.prisma": schema, "b/c.prisma": schema });
    const client = await start(workspace.uri());
    expect(await scan(client, { "a.prisma": schema, "b/c.prisma": schema })).toEqual(["a.prisma email", "b/c.prisma email"]);
    rmSync(join(workspace.root, "a.prisma"));
    mkdirSync(join(workspace.root, "a.prisma"));
    rmSync(join(workspace.root, "b"), { recursive: true });
    workspace.write("b", schema);
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: ["a.prisma", "b", "b/c.prisma"].map((path) => ({ uri: workspace.uri(path), type: 2 })) });
    expect(await scan(client, {})).toEqual([]);
    expect(await pull(client, workspace.uri("a.prisma"))).toEqual([]);
  });
});
