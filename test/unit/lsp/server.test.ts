import { afterEach, describe, expect, test } from "vitest";
import type { CodeAction, CompletionList, DocumentDiagnosticReport, Hover, WorkspaceDiagnosticReport } from "vscode-languageserver";
import { localized } from "../../../server/src/base/localized.js";
import { CancelledError } from "../../../server/src/base/cancellation.js";
import type { Finding, Fix } from "../../../server/src/model/finding.js";
import { reasonStandIn } from "../../../server/src/lsp/protocol.js";
import { pulling, rangeOf, type ClientOptions } from "../../protocol/client.js";
import { connect as connectWith, stopClients } from "./connected.js";
import { FakeEngine } from "./fake-engine.js";

const uri = "file:///w/schema.prisma";
const text = "model User {\n  邮箱 String\n  phone String\n}\n";
afterEach(stopClients);

const files = new Map<string, Uint8Array>([["/w/other.ts", new TextEncoder().encode("\uFEFFconst a = 1;\nsend(user.phone);\n")]]);

const connect = (engine: FakeEngine, options?: Parameters<typeof connectWith>[1]) => connectWith(engine, options, files);

function finding(file: string, in_: string, part: string, rule = "personal-data"): Finding {
  const start = in_.indexOf(part);
  return {
    rule, file, range: { start, end: start + part.length }, severity: "warning", message: localized(`${part} is personal`, `${part} 是个人信息`),
    related: [{ location: { file: "/w/other.ts", range: { start: 18, end: 28 } }, text: localized("sent here", "发送处") }],
    data: { kind: "problem", code: rule, details: {} }, fingerprint: `${rule}:${part}`,
  };
}

function answering(engine: FakeEngine): FakeEngine {
  engine.onCheck = async (path) => {
    const document = engine.documents.get(path);
    const body = document?.text ?? "";
    return { path, version: document?.version, limits: [], findings: ["邮箱", "phone"].filter((name) => body.includes(name)).map((name) => finding(path, body, name)) };
  };
  return engine;
}

describe("server over a fake engine", () => {
  test("pushes diagnostics with exact ranges, links and related places", async () => {
    const client = await connect(answering(new FakeEngine()));
    await client.open(uri, text);
    const diagnostics = await client.publishedFor(uri, 1);
    expect(diagnostics.map(({ range }) => range)).toEqual([rangeOf(text, "邮箱"), rangeOf(text, "phone")]);
    expect(diagnostics[1]).toMatchObject({
      severity: 2, source: "borderline", code: "personal-data", message: "phone is personal", data: { rule: "personal-data", fingerprint: "personal-data:phone" },
      codeDescription: { href: expect.stringMatching(/^https:.*\/docs\/rules\/personal-data\.md$/) },
      relatedInformation: [{ message: "sent here", location: { uri: "file:///w/other.ts", range: { start: { line: 1, character: 5 }, end: { line: 1, character: 15 } } } }],
    });
  });

  test("speaks Chinese when the client does", async () => {
    const client = await connect(answering(new FakeEngine()), { locale: "zh-cn" });
    await client.open(uri, text);
    expect((await client.publishedFor(uri, 1))[1]?.message).toBe("phone 是个人信息");
  });

  test("checks again after a change and drops answers about older text", async () => {
    const client = await connect(answering(new FakeEngine()));
    await client.open(uri, text);
    await client.change(uri, 2, { range: rangeOf(text, "phone"), text: "size" });
    expect((await client.publishedFor(uri, 2)).map(({ message }) => message)).toEqual(["邮箱 is personal"]);
  });

  test("a closed document loses its diagnostics", async () => {
    const client = await connect(answering(new FakeEngine()));
    await client.open(uri, text);
    await client.publishedFor(uri, 1);
    await client.close(uri);
    await client.until(() => client.published.get(uri)?.diagnostics.length === 0);
  });

  test("pull: full, then unchanged with the same result id, then full again", async () => {
    const client = await connect(answering(new FakeEngine()), { capabilities: pulling });
    await client.open(uri, text);
    const first = await client.request<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri } });
    expect(first).toMatchObject({ kind: "full", items: [{ code: "personal-data" }, { code: "personal-data" }] });
    const second = await client.request<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri }, previousResultId: first.resultId });
    expect(second).toEqual({ kind: "unchanged", resultId: first.resultId });
    await client.change(uri, 2, { text: "model A {}" });
    const third = await client.request<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri }, previousResultId: first.resultId });
    expect(third).toMatchObject({ kind: "full", items: [] });
    expect(client.published.size).toBe(0);
  });

  test("a pulling client is asked to refresh when the engine's answers are out of date", async () => {
    const engine = answering(new FakeEngine());
    const client = await connect(engine, { capabilities: pulling });
    await client.open(uri, text);
    await client.request("textDocument/diagnostic", { textDocument: { uri } });
    const before = client.refreshes;
    engine.invalidate({ kind: "files", paths: ["/w/schema.prisma"] });
    await client.until(() => client.refreshes > before);
  });

  test("cancelling a pull reaches the engine and answers 'cancelled'", async () => {
    const engine = new FakeEngine();
    const client = await connect(engine, { capabilities: pulling });
    await client.open(uri, text);
    let started = (): void => {};
    const running = new Promise<void>((resolve) => (started = resolve));
    engine.onCheck = async (_, token) => {
      started();
      while (token?.isCancelled === false) await new Promise((resolve) => setImmediate(resolve));
      throw new CancelledError();
    };
    const { CancellationTokenSource } = await import("vscode-languageserver/node");
    const source = new CancellationTokenSource();
    const pull = client.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } }, source.token);
    await running;
    source.cancel();
    await expect(pull).rejects.toMatchObject({ code: -32800 });
  });

  test("workspace pull: every file, unchanged ones by id, cleaned ones emptied", async () => {
    const engine = answering(new FakeEngine());
    files.set("/w/b.prisma", new TextEncoder().encode(text));
    engine.onScan = async (onReport) => {
      onReport({ path: "/w/b.prisma", findings: [finding("/w/b.prisma", text, "phone")], limits: [] });
      return { filesListed: 1, filesRead: 1, fields: 2, personalFields: 1, sensitiveFields: 0, flows: 0, limits: 0, milliseconds: 1 };
    };
    const client = await connect(engine, { capabilities: pulling });
    const first = await client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] });
    expect(first.items).toMatchObject([{ kind: "full", uri: "file:///w/b.prisma", version: null, items: [{ range: rangeOf(text, "phone") }] }]);
    const known = [{ uri: "file:///w/b.prisma", value: first.items[0]?.resultId ?? "" }, { uri: "file:///w/clean.prisma", value: "old" }];
    const second = await client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: known });
    expect(second.items).toMatchObject([{ kind: "unchanged", uri: "file:///w/b.prisma" }, { kind: "full", uri: "file:///w/clean.prisma", items: [] }]);
  });

  test("a scan publishes files that are not open, with progress, and its results follow the disk", async () => {
    const engine = answering(new FakeEngine());
    files.set("/w/b.prisma", new TextEncoder().encode(text));
    engine.onScan = async (onReport, onProgress) => {
      onProgress({ phase: "schemas", done: 1, total: 4 });
      onReport({ path: "/w/b.prisma", findings: [finding("/w/b.prisma", text, "phone")], limits: [] });
      return { filesListed: 1, filesRead: 1, fields: 2, personalFields: 1, sensitiveFields: 0, flows: 0, limits: 0, milliseconds: 1 };
    };
    const client = await connect(engine);
    const progress: { kind: string; percentage?: number }[] = [];
    client.connection.onNotification("$/progress", ({ value }: { value: { kind: string } }) => void progress.push(value));
    const result = await client.request<{ personalFields: number; text: string }>("borderline/scan", { workDoneToken: "t" });
    expect(result.personalFields).toBe(1);
    expect(await client.publishedFor("file:///w/b.prisma")).toHaveLength(1);
    expect(progress.map(({ kind, percentage }) => [kind, percentage])).toEqual([["begin", 0], ["report", 25], ["end", undefined]]);
    engine.onCheck = async (path) => ({ path, findings: [], limits: [] });
    engine.invalidate({ kind: "files", paths: ["/w/b.prisma"] });
    await client.until(() => client.published.get("file:///w/b.prisma")?.diagnostics.length === 0);
  });

  test("hover and completion are converted; an engine failure is logged, not answered", async () => {
    const engine = new FakeEngine();
    engine.onHover = async (_, offset) => ({ range: { start: offset, end: offset + 2 }, markdown: localized("**e-mail**", "**邮箱**") });
    engine.entries = [{ label: "@personalData", edit: { range: { start: 15, end: 16 }, newText: "@personalData " }, kind: "tag", detail: localized("tag", "标签") }];
    const client = await connect(engine, { locale: "zh" });
    await client.open(uri, text);
    const position = rangeOf(text, "邮箱").start;
    expect(await client.request<Hover>("textDocument/hover", { textDocument: { uri }, position })).toEqual({ contents: { kind: "markdown", value: "**邮箱**" }, range: rangeOf(text, "邮箱") });
    const { items } = await client.request<CompletionList>("textDocument/completion", { textDocument: { uri }, position });
    expect(items).toMatchObject([{ label: "@personalData", detail: "标签", textEdit: { newText: "@personalData ", range: rangeOf(text, "邮") } }]);
    engine.onHover = async () => {
      throw new Error("broken on purpose");
    };
    expect(await client.request("textDocument/hover", { textDocument: { uri }, position })).toBeNull();
    await client.until(() => client.logged.some((line) => line.includes("broken on purpose")));
  });

  test("documents that are no files get empty answers", async () => {
    const client = await connect(new FakeEngine(), { capabilities: pulling });
    await client.open("untitled:Untitled-1", text);
    const position = { line: 0, character: 0 };
    expect(await client.request("textDocument/hover", { textDocument: { uri: "untitled:Untitled-1" }, position })).toBeNull();
    expect(await client.request("textDocument/diagnostic", { textDocument: { uri: "untitled:Untitled-1" } })).toEqual({ kind: "full", items: [] });
  });
});

describe("code actions", () => {
  const fixes: readonly Fix[] = [
    { ...fix("annotate-personal-data", "quickfix", "/// @personalData phone-mobile\n  "), finding: "personal-data:phone" },
    fix("not-personal-data", "quickfix", `/// @notPersonalData ${reasonStandIn}\n  `),
    fix("annotate-all", "source.fixAll", "/// all\n  "),
  ];

  function fix(id: string, kind: Fix["kind"], newText: string): Fix {
    const start = text.indexOf("phone");
    return { id, kind, rule: "personal-data", title: localized(id, id), isPreferred: id === "annotate-personal-data", edits: [{ file: "/w/schema.prisma", edits: [{ range: { start, end: start }, newText }] }] };
  }

  async function actions(context: object, options: ClientOptions = {}): Promise<CodeAction[]> {
    const engine = answering(new FakeEngine());
    engine.onFixes = () => fixes;
    const client = await connect(engine, options);
    await client.open(uri, text);
    const diagnostics = await client.publishedFor(uri, 1).catch(() => []);
    return client.request<CodeAction[]>("textDocument/codeAction", { textDocument: { uri }, range: rangeOf(text, "phone"), context: { diagnostics, ...context } });
  }

  test("carry edits, kinds and the diagnostics they solve", async () => {
    const [annotate, not, all] = await actions({});
    const start = rangeOf(text, "phone").start;
    expect(annotate).toMatchObject({ kind: "quickfix", isPreferred: true, edit: { changes: { [uri]: [{ range: { start, end: start }, newText: "/// @personalData phone-mobile\n  " }] } } });
    expect(annotate?.diagnostics?.map(({ message }) => message)).toEqual(["phone is personal"]);
    expect(not?.diagnostics).toHaveLength(2);
    expect(not?.command).toBeUndefined();
    expect(all).toMatchObject({ kind: "source.fixAll.borderline" });
    expect(all?.diagnostics).toBeUndefined();
  });

  test("only what was asked for; nothing from us in a general fix-all that runs by itself", async () => {
    expect((await actions({ only: ["quickfix"] })).map(({ title }) => title)).toEqual(["annotate-personal-data", "not-personal-data"]);
    expect((await actions({ only: ["source.fixAll"], triggerKind: 1 })).map(({ title }) => title)).toEqual(["annotate-all"]);
    expect(await actions({ only: ["source.fixAll"], triggerKind: 2 })).toEqual([]);
    expect((await actions({ only: ["source.fixAll.borderline"], triggerKind: 2 })).map(({ title }) => title)).toEqual(["annotate-all"]);
    expect(await actions({ only: ["refactor.extract"] })).toEqual([]);
  });

  test("a client that asks for reasons gets a command with the edit and the stand-in", async () => {
    const not = (await actions({}, { initializationOptions: { asksForReasons: true } }))[1];
    expect(not?.edit).toBeUndefined();
    expect(not?.command).toMatchObject({ command: "borderline.fixWithReason", arguments: [{ edit: { changes: { [uri]: [{ newText: `/// @notPersonalData ${reasonStandIn}\n  ` }] } } }] });
  });

  test("the edit of a whole file is written when the action is chosen", async () => {
    const engine = answering(new FakeEngine());
    engine.onFixes = () => fixes;
    const client = await connect(engine, { capabilities: pulling });
    await client.open(uri, text);
    const range = rangeOf(text, "phone");
    const all = (await client.request<CodeAction[]>("textDocument/codeAction", { textDocument: { uri }, range, context: { diagnostics: [], only: ["source"] } }))[0];
    expect(all?.edit).toBeUndefined();
    const resolved = await client.request<CodeAction>("codeAction/resolve", all);
    expect(resolved.edit?.changes?.[uri]).toMatchObject([{ newText: "/// all\n  " }]);
  });
});

describe("settings and folders", () => {
  test("settings are read from the client and changed live", async () => {
    const engine = answering(new FakeEngine());
    const options: ClientOptions = { capabilities: pulling, settings: { profile: "conservative", analysis: { depth: "schemas" }, severity: { "personal-data": "hint", x: "loud" } }, folders: ["file:///w"] };
    const client = await connect(engine, options);
    await client.open(uri, text);
    await client.request("textDocument/diagnostic", { textDocument: { uri } });
    expect(engine.folders).toEqual(["/w"]);
    expect(engine.settings).toEqual({ profile: "conservative", enabled: true, flows: false, severity: { "personal-data": "hint" } });
    options.settings = { enable: false };
    const before = client.refreshes;
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await client.until(() => client.refreshes > before);
    expect(engine.settings).toEqual({ enabled: false, flows: true });
  });

  test("clients that cannot be asked send their settings along", async () => {
    const engine = answering(new FakeEngine());
    const client = await connect(engine, { initializationOptions: { settings: { profile: "conservative" } }, folders: ["file:///w"] });
    await client.open(uri, text);
    await client.publishedFor(uri, 1);
    expect(engine.settings.profile).toBe("conservative");
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: { borderline: { profile: "current" } } });
    await client.request("textDocument/hover", { textDocument: { uri }, position: { line: 0, character: 0 } });
    expect(engine.settings.profile).toBe("current");
  });

  test("folders come and go; changed files are passed on without packages", async () => {
    const engine = new FakeEngine();
    const client = await connect(engine, { folders: ["file:///w", "file:///v"] });
    await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event: { added: [{ uri: "file:///u", name: "u" }], removed: [{ uri: "file:///w", name: "w" }] } });
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: "file:///v/a.prisma", type: 2 }, { uri: "file:///v/node_modules/x/i.ts", type: 1 }] });
    await client.open("file:///v/a.prisma", "");
    await client.request("textDocument/hover", { textDocument: { uri: "file:///v/a.prisma" }, position: { line: 0, character: 0 } });
    expect(engine.folders).toEqual(["/v", "file:///u".slice(7)]);
    expect(engine.calls).toContain("filesChanged /v/a.prisma");
  });
});
