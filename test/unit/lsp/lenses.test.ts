import { afterEach, describe, expect, test } from "vitest";
import type { CodeLens, InlayHint } from "vscode-languageserver";
import { localized } from "../../../server/src/base/localized.js";
import type { PersonalFieldsResult } from "../../../server/src/lsp/views-protocol.js";
import type { Lens } from "../../../server/src/workspace/engine.js";
import { TwoSpeedEngine, type AskedEngine } from "../../../server/src/workspace/remote/two-speed-engine.js";
import { CarriedLenses } from "../../../server/src/workspace/remote/carried-lenses.js";
import { rangeOf, type TestClient } from "../../protocol/client.js";
import { connect, stopClients } from "./connected.js";
import { FakeEngine } from "./fake-engine.js";

const uri = "file:///w/a.ts";
const text = "interface User { email: string; idCard: string }\nfunction send() { post(user.email); }\n";
const part = (words: string, body = text) => ({ start: body.indexOf(words), end: body.indexOf(words) + words.length });
const mail = { name: "Mail", country: localized("Germany", "德国") };
const desk = { name: "Desk", country: localized("Japan", "日本") };
const model: Lens = { kind: "model", name: "User", range: part("User"), fields: 2, sensitive: 1, recipients: [mail, desk] };
const sender: Lens = { kind: "function", name: "send", range: part("send"), fields: 1, sensitive: 0, recipients: [mail], transfer: part("user.email") };

afterEach(stopClients);

async function opened(options: Parameters<typeof connect>[1] = {}): Promise<TestClient> {
  const engine = new FakeEngine();
  engine.lensList = [model, sender];
  engine.fields = [
    { path: "/w/a.ts", container: "User", name: "email", range: part("email"), category: "email", level: "general" },
    { path: "/w/a.ts", container: "User", name: "idCard", range: part("idCard"), category: "id-card", level: "sensitive" },
  ];
  const client = await connect(engine, options);
  await client.open(uri, text, "typescript");
  return client;
}

const lensesOf = (client: TestClient) => client.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
const hintsOf = (client: TestClient, range = rangeOf(text, text)) => client.request<InlayHint[]>("textDocument/inlayHint", { textDocument: { uri }, range });

describe("code lenses", () => {
  test("count fields and name recipients, and lead on in clients that can", async () => {
    const lenses = await lensesOf(await opened({ initializationOptions: { showsViews: true } }));
    expect(lenses).toEqual([
      { range: rangeOf(text, "User"), command: { title: "2 personal fields, 1 sensitive · 2 recipients abroad", command: "borderline.showTransfers", arguments: [{ uri, name: "User" }] } },
      { range: rangeOf(text, "send"), command: { title: "1 personal field → Mail (Germany)", command: "borderline.showTrace", arguments: [uri, rangeOf(text, "user.email")] } },
    ]);
  });

  test("are plain text elsewhere, and Chinese where wanted", async () => {
    const lenses = await lensesOf(await opened({ locale: "zh-cn" }));
    expect(lenses.map(({ command }) => command)).toEqual([
      { title: "2 个个人信息字段，其中 1 个敏感 · 2 个境外接收方", command: "" },
      { title: "1 个个人信息字段 → Mail（德国）", command: "" },
    ]);
  });

  test("can be turned off", async () => {
    expect(await lensesOf(await opened({ initializationOptions: { settings: { codeLens: false } } }))).toEqual([]);
  });
});

describe("inlay hints", () => {
  test("are off by default", async () => expect(await hintsOf(await opened())).toEqual([]));

  test("name the category behind the field, in the range asked for", async () => {
    const client = await opened({ initializationOptions: { settings: { inlayHints: true } } });
    expect((await hintsOf(client)).map(({ label, position }) => [label, position.character])).toEqual([["E-mail address", part("email").end], [expect.stringMatching(/, sensitive$/), part("idCard").end]]);
    expect(await hintsOf(client, rangeOf(text, "function send"))).toEqual([]);
  });
});

test("personal fields of a document, with their level, for decorations", async () => {
  const { fields, version } = await (await opened()).request<PersonalFieldsResult>("borderline/personalFields", { textDocument: { uri } });
  expect(version).toBe(1);
  expect(fields.map(({ range, level }) => [range, level])).toEqual([[rangeOf(text, "email"), "general"], [rangeOf(text, "idCard"), "sensitive"]]);
});

describe("lenses while data is being followed again", () => {
  const present: Lens = { ...model, fields: 3, recipients: [] };

  test("counts are new, recipients and functions those of before, where they stand now", () => {
    const carried = new CarriedLenses();
    carried.keep("/w/a.ts", text, [model, sender]);
    const typed = `// head\n${text}`;
    expect(carried.carry("/w/a.ts", typed, [{ ...present, range: part("User", typed) }])).toEqual([
      { ...present, range: part("User", typed), recipients: [mail, desk] },
      { ...sender, range: part("send", typed), transfer: part("user.email", typed) },
    ]);
  });

  test("a function whose name was edited has none", () => {
    const carried = new CarriedLenses();
    carried.keep("/w/a.ts", text, [sender]);
    expect(carried.carry("/w/a.ts", text.replace("send()", "sent()"), [])).toEqual([]);
  });

  test("nothing is added to a file never followed", () => {
    expect(new CarriedLenses().carry("/w/a.ts", text, [present])).toEqual([present]);
  });
});

describe("lenses of two engines", () => {
  test("a busy thorough engine does not take recipients away; a closed file is forgotten", async () => {
    const quick = new FakeEngine();
    const thorough = new FakeEngine();
    quick.lensList = [{ ...model, recipients: [] }];
    thorough.lensList = [model, sender];
    const engine = new TwoSpeedEngine({ quick: quick as AskedEngine, makeThorough: () => thorough as AskedEngine, idleMilliseconds: 0 });
    await engine.open(["/w"], {});
    await engine.updateDocument({ path: "/w/a.ts", text, version: 1 });
    expect(await engine.lenses("/w/a.ts")).toEqual(quick.lensList);
    await engine.check("/w/a.ts");
    await engine.settled("/w/a.ts");
    expect(await engine.lenses("/w/a.ts")).toEqual([model, sender]);
    await engine.updateDocument({ path: "/w/a.ts", text: `${text}\n`, version: 2 });
    expect(await engine.lenses("/w/a.ts")).toEqual([model, sender]);
    await engine.closeDocument("/w/a.ts");
    expect(await engine.lenses("/w/a.ts")).toEqual(quick.lensList);
    await engine.close();
  });

  test("an answer without flows is followed by word that there are flows, though nobody asked for findings", async () => {
    const quick = new FakeEngine();
    const thorough = new FakeEngine();
    thorough.lensList = [sender];
    const engine = new TwoSpeedEngine({ quick: quick as AskedEngine, makeThorough: () => thorough as AskedEngine, idleMilliseconds: 0 });
    await engine.open(["/w"], {});
    const done = new Promise<void>((resolve) => engine.onBusy((busy) => !busy && resolve()));
    expect(await engine.lenses("/w/a.ts")).toEqual([]);
    await done;
    expect(await engine.lenses("/w/a.ts")).toEqual([sender]);
  });

});
