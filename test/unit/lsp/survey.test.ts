import { afterEach, describe, expect, test } from "vitest";
import { transferOf } from "../../../server/src/law/transfer.js";
import type { PageResult, RegisterResult, TransfersResult } from "../../../server/src/lsp/views-protocol.js";
import type { Survey } from "../../../server/src/workspace/engine.js";
import { config, flow } from "../../support/flows.js";
import { connect, stopClients } from "./connected.js";
import { FakeEngine } from "./fake-engine.js";

const code = "const a = 1;\nsend(user.email);\n";
const files = new Map([["/w/src/send.ts", new TextEncoder().encode(code)]]);
const options = { folders: ["file:///w"] };

afterEach(stopClients);

function engine(): FakeEngine {
  const fake = new FakeEngine();
  const one = flow({ recipient: "mail", host: "api.mail.example", file: "/w/src/send.ts", at: code.indexOf("user"), fields: [{ name: "email", container: "User" }, { name: "idCard", container: "User", category: "id-card", level: "sensitive" }] });
  const inside = flow({ recipient: "home", outside: false, file: "/w/src/send.ts" });
  fake.onSurvey = (): Survey => ({
    reports: [{
      path: "/w/src/send.ts", limits: [],
      findings: [one, inside].map((item, index) => ({
        rule: "outbound-transfer", file: "/w/src/send.ts", range: item.report.range, severity: "warning" as const, message: { en: "x", zh: "x" }, related: [],
        data: { kind: "flow" as const, flow: item, transfer: transferOf(item, config(), { today: "2026-11-24" }) }, fingerprint: `f${index}`,
      })),
    }],
    fields: [{ path: "/w/src/send.ts", container: "Shipment", name: "phone", range: { start: 6, end: 7 }, category: "phone-mobile", level: "general" }],
    summary: { filesListed: 1, filesRead: 1, fields: 1, personalFields: 1, sensitiveFields: 0, flows: 1, limits: 0, milliseconds: 0 },
  });
  return fake;
}

describe("requests about the whole workspace", () => {
  test("transfers abroad with their fields, and the fields that stay", async () => {
    const client = await connect(engine(), options, files);
    const { transfers, fields } = await client.request<TransfersResult>("borderline/transfers", {});
    expect(transfers).toMatchObject([{
      id: "f0", recipient: { id: "mail", name: "mail", host: "api.mail.example" }, country: { code: "US", name: "United States" }, callee: "fetch",
      location: { uri: "file:///w/src/send.ts", range: { start: { line: 1, character: 5 } } },
      fields: [{ model: "User", name: "email", level: "general" }, { model: "User", name: "idCard", level: "sensitive" }],
    }]);
    expect(transfers).toHaveLength(1);
    expect(fields).toMatchObject([{ model: "Shipment", name: "phone", level: "general", location: { range: { start: { line: 0, character: 6 } } } }]);
  });

  test("texts are in the client's language", async () => {
    const client = await connect(engine(), { ...options, locale: "zh-cn" }, files);
    const { transfers } = await client.request<TransfersResult>("borderline/transfers", {});
    expect(transfers[0]?.country.name).toBe("美国");
    expect(await client.request<PageResult>("borderline/page", { page: "map" })).toMatchObject({ language: "zh-CN", title: "数据地图" });
  });

  test("pages carry no script, and places in code are absolute", async () => {
    const client = await connect(engine(), options, files);
    for (const page of ["register", "map"]) {
      const { body, style, language } = await client.request<PageResult>("borderline/page", { page });
      expect(language).toBe("en");
      expect(body).toContain('href="#" data-file="/w/src/send.ts" data-line="2"');
      expect(body).not.toMatch(/<script|\son\w+=|\sstyle=/);
      expect(style).not.toMatch(/url\(|@import/);
    }
  });

  test("the register as text, in each format", async () => {
    const client = await connect(engine(), options, files);
    const text = async (format: string) => (await client.request<RegisterResult>("borderline/register", { format })).text;
    expect(await text("csv")).toContain("User.idCard");
    expect(await text("md")).toContain("src/send.ts:2");
    expect(JSON.parse(await text("json"))).toMatchObject({ rows: [{ field: "User.email" }, { field: "User.idCard" }] });
    expect(await text("map")).toMatch(/^<!doctype html>/);
  });

  test("nothing is followed while paused", async () => {
    const fake = engine();
    const client = await connect(fake, { ...options, initializationOptions: { settings: { enable: false } } }, files);
    expect(await client.request<TransfersResult>("borderline/transfers", {})).toEqual({ transfers: [], fields: [] });
    expect(fake.calls).not.toContain("survey");
  });

  test("one survey serves all until something changes; then the client is told once", async () => {
    const fake = engine();
    const client = await connect(fake, options, files);
    let told = 0;
    const news = new Promise<void>((resolve) => client.connection.onNotification("borderline/surveyChanged", () => (told++, resolve())));
    const surveys = (): number => fake.calls.filter((call) => call === "survey").length;
    await client.request("borderline/transfers", {});
    await client.request("borderline/page", { page: "map" });
    expect(surveys()).toBe(1);
    fake.invalidate({ kind: "files", paths: ["/w/src/send.ts"] });
    fake.invalidate({ kind: "everything" });
    await news;
    await client.request("borderline/transfers", {});
    expect(surveys()).toBe(2);
    expect(told).toBe(1);
  });
});
