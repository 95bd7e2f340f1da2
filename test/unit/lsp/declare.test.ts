import { afterEach, describe, expect, test } from "vitest";
import type { DeclareResult, UndeclaredResult } from "../../../server/src/lsp/declare-protocol.js";
import { transferOf } from "../../../server/src/law/transfer.js";
import { config, flow } from "../../support/flows.js";
import { connect, stopClients } from "./connected.js";
import { FakeEngine } from "./fake-engine.js";

const files = new Map([["/w/src/send.ts", new TextEncoder().encode("const a = 1;\nsend(user.email);\n")]]);
const folder = "file:///w";

afterEach(stopClients);

function engine(): FakeEngine {
  const fake = new FakeEngine();
  const one = flow({ recipient: "mail", host: "api.mail.test", file: "/w/src/send.ts", at: 18 });
  const elsewhere = flow({ recipient: "other", host: "api.other.test", file: "/v/src/send.ts" });
  fake.onSurvey = () => ({
    reports: [one, elsewhere].map((item) => ({
      path: item.report.file, limits: [],
      findings: [{ rule: "outbound-transfer", file: item.report.file, range: item.report.range, severity: "warning", message: { en: "x", zh: "x" }, related: [], fingerprint: "f",
        data: { kind: "flow", flow: item, transfer: transferOf(item, config(), { today: "2026-11-24" }) } }],
    })),
    fields: [], summary: { filesListed: 1, filesRead: 1, fields: 0, personalFields: 0, sensitiveFields: 0, flows: 1, limits: 0, milliseconds: 0 },
  });
  return fake;
}

describe("guided declaration", () => {
  test("recipients of the folder that nobody declared, with purposes in the client's language", async () => {
    const client = await connect(engine(), { folders: [folder], locale: "zh-cn" }, files);
    const { recipients, purposes } = await client.request<UndeclaredResult>("borderline/undeclaredRecipients", { folder });
    expect(recipients).toEqual([{ id: "mail", title: "mail", host: "api.mail.test", country: "US", purpose: "other", fields: ["email"], transfers: 1 }]);
    expect(purposes.find(({ id }) => id === "legal-duty")?.text).toMatch(/法定/);
  });

  test("the answers as the text of a new file; unknown purposes are no answer", async () => {
    const client = await connect(engine(), { folders: [folder] }, files);
    const declared = await client.request<DeclareResult>("borderline/declareRecipients", { folder, exporter: { ciio: "no" }, recipients: [{ id: "mail", purpose: "legal-duty" }, { id: "mail", purpose: "fun" }] });
    expect(declared.uri).toBe("file:///w/borderline.yaml");
    expect(declared.text?.match(/- id: mail\n {4}hosts: \[api\.mail\.test\]\n {4}country: US\n {4}purpose: legal-duty/g)).toHaveLength(1);
    expect(declared.text).toContain("ciio: no");
  });

  test("the open text counts, and a broken one is left alone", async () => {
    const client = await connect(engine(), { folders: [folder] }, files);
    await client.open("file:///w/borderline.yaml", "recipients: [\n", "yaml");
    const declared = await client.request<DeclareResult>("borderline/declareRecipients", { folder, recipients: [{ id: "mail", purpose: "other" }] });
    expect(declared.text).toBeUndefined();
    expect(declared.problem).toMatch(/borderline\.yaml/);
  });
});

describe("go to definition", () => {
  test("from a name in borderline.yaml to code; other files are left to their own servers", async () => {
    const fake = engine();
    fake.places = [{ file: "/w/src/send.ts", range: { start: 18, end: 23 } }];
    const client = await connect(fake, { folders: [folder] }, files);
    await client.open("file:///w/borderline.yaml", "recipients:\n  - id: mail\n", "yaml");
    await client.open("file:///w/src/send.ts", "const a = 1;\nsend(user.email);\n", "typescript");
    const at = (uri: string) => client.request("textDocument/definition", { textDocument: { uri }, position: { line: 1, character: 8 } });
    expect(await at("file:///w/borderline.yaml")).toEqual([{ uri: "file:///w/src/send.ts", range: { start: { line: 1, character: 5 }, end: { line: 1, character: 10 } } }]);
    expect(await at("file:///w/src/send.ts")).toBeNull();
    expect(fake.calls).toContain("definitions /w/borderline.yaml 20");
  });
});
