import { afterAll, describe, expect, test } from "vitest";
import { analyseFlows } from "../../../server/src/flow/engine.js";
import { MemoryCompiler, programOf } from "./program.js";

const compiler = new MemoryCompiler();
afterAll(() => compiler.close());

describe("first flows", () => {
  test("typed field to fetch across one wrapper", () => {
    const texts = new Map([
      ["/fixture/a/model.ts", `export interface Customer { id: string; email: string; phoneNumber: string; theme: string }\n`],
      ["/fixture/a/send.ts", `export async function send(body: unknown) { await fetch("https://api.segment.io/v1/track", { method: "POST", body: JSON.stringify(body) }); }\n`],
      ["/fixture/a/use.ts", `import type { Customer } from "./model";\nimport { send } from "./send";\nexport function onOrder(customer: Customer) { return send({ mail: customer.email, size: customer.theme }); }\n`],
    ]);
    const flows = compiler.use("/fixture/a", texts, (_snapshot, project) => analyseFlows(programOf({ texts, project: () => project })).flows);
    expect(flows.map((flow) => [flow.sink.model, flow.endpoint.host, flow.endpoint.jurisdiction.code, flow.sources.map(({ source }) => source.name), flow.report.file])).toEqual([
      ["fetch", "api.segment.io", "US", ["email"], "/fixture/a/use.ts"],
    ]);
  });
});

describe("what an answer rests on", () => {
  const texts = new Map([
    ["/fixture/d/deep.ts", `export const HOST = "https://api.segment.io";\n`],
    ["/fixture/d/config.ts", `import { HOST } from "./deep";\nexport const URL_OF = HOST + "/v1";\n`],
    ["/fixture/d/one.ts", `import { URL_OF } from "./config";\nexport function one(body: unknown) { return fetch(URL_OF, { method: "POST", body: JSON.stringify(body) }); }\n`],
    ["/fixture/d/two.ts", `import { URL_OF } from "./config";\nexport function two(user: { email: string }) { return fetch(URL_OF, { method: "POST", body: user.email }); }\n`],
  ]);

  test("files that a shared module reads belong to every sink that uses it", () => {
    const result = compiler.use("/fixture/d", texts, (_snapshot, project) => analyseFlows(programOf({ texts, project: () => project })));
    for (const file of ["one", "two"]) {
      expect([...(result.dependencies.get(`/fixture/d/${file}.ts`) ?? [])].sort()).toEqual(expect.arrayContaining(["/fixture/d/config.ts", "/fixture/d/deep.ts"]));
    }
    expect([...(result.callerNames.get("/fixture/d/one.ts") ?? [])]).toEqual(["one"]);
  });
});

describe("budgets", () => {
  const texts = new Map(["one", "two"].map((name) => [`/fixture/b/${name}.ts`, `export function ${name}(user: { email: string }) { return fetch("https://api.segment.io", { method: "POST", body: user.email }); }\n`] as const));

  test("a spent budget of the whole program is said at every call that was not looked at", () => {
    const { flows, limits } = compiler.use("/fixture/b", texts, (_snapshot, project) => analyseFlows(programOf({ texts, project: () => project }), { stepsPerProgram: -1 }));
    expect(flows).toEqual([]);
    expect(limits.map(({ location, reason }) => [location.file, reason])).toEqual([["/fixture/b/one.ts", "step-budget"], ["/fixture/b/two.ts", "step-budget"]]);
  });

  describe("a callee that spends too many steps", () => {
    const heavy = `let n = 0;\nexport function heavy(key: string) {\n${"  n = (n + key.length) % 7;\n".repeat(900)}  return { level: n, contact: undefined as unknown as { email: string } };\n}\n`;
    const caller = `import { heavy } from "./heavy";\nexport function send(user: { email: string }) {\n  const found = heavy("a");\n  return fetch("https://api.segment.io", { method: "POST", body: BODY });\n}\n`;
    const analysed = (body: string, stepsPerRoot: number, folder = "/fixture/h") => {
      const texts = new Map([[`${folder}/heavy.ts`, heavy], [`${folder}/send.ts`, caller.replace("BODY", body)]]);
      return compiler.use(folder, texts, (_snapshot, project) => analyseFlows(programOf({ texts, project: () => project }), { stepsPerRoot }));
    };

    test("ends alone: the caller goes on, and the call is named as a limit", () => {
      const { flows, limits } = analysed("user.email", 6_000);
      expect(flows.map(({ sources }) => sources.map(({ source }) => source.name))).toEqual([["email"]]);
      expect(limits.map(({ location, reason, text }) => [location.file, reason, text.en])).toEqual([["/fixture/h/send.ts", "step-budget", "Analysis left this call early: it spends too many steps, so its result is unknown."]]);
    });

    test("gives an unknown result, which its type still names", () => {
      expect(analysed("found.contact.email", 6_000, "/fixture/h1").flows).toHaveLength(1);
      expect(analysed("String(found.level)", 6_000, "/fixture/h2").flows).toEqual([]);
    });

    test("is no limit where the steps are enough", () => {
      expect(analysed("user.email", 60_000, "/fixture/h3").limits).toEqual([]);
    });
  });
});

describe("where a finding stands", () => {
  test("the handler that reads the request, not the middleware that hands it on", () => {
    const texts = new Map([
      ["/fixture/m/wrap.js", `export function caught(handler) {\n  return async (req, res, next) => {\n    try { await handler(req, res, next); } catch (error) { next(error); }\n  };\n}\n`],
      ["/fixture/m/routes.js", `import express from "express";\nimport { caught } from "./wrap.js";\nconst router = express.Router();\nrouter.post("/in", caught(async (req, res) => {\n  const { email } = req.body;\n  await fetch("https://api.segment.io", { method: "POST", body: email });\n  res.end();\n}));\n`],
    ]);
    const { flows } = compiler.use("/fixture/m", texts, (_snapshot, project) => analyseFlows(programOf({ texts, project: () => project })));
    expect(flows.map(({ report }) => [report.file, texts.get(report.file)?.slice(report.range.start, report.range.end).trim()])).toEqual([["/fixture/m/routes.js", "body: email"]]);
  });

  const head = `interface Member { email: string; theme: string }\nfunction wrap(x: unknown, y: unknown) { return fetch("https://api.segment.io", { method: "POST", body: JSON.stringify(x) }); }\n`;
  test.each([
    ["the property of the call's own literal", `fetch("https://api.segment.io", { method: "POST", body: JSON.stringify({ theme: 1, mail: member.email }) });`, "mail: member.email"],
    ["the property that a variable is sent in", `const data = { mail: member.email };\n  fetch("https://api.segment.io", { method: "POST", body: JSON.stringify(data) });`, "body: JSON.stringify(data)"],
    ["the argument of a wrapper", `const data = { mail: member.email };\n  wrap(data, 1);`, "data"],
    ["the property inside a wrapper's argument", `wrap({ theme: 1, mail: member.email }, 1);`, "mail: member.email"],
    ["the spread", `fetch("https://api.segment.io", { method: "POST", body: JSON.stringify({ ...member }) });`, "...member"],
  ])("%s", (name, body, expected) => {
    const text = `${head}export function run(member: Member) {\n  ${body}\n}\n`;
    const folder = `/fixture/${name.replace(/\W/g, "-")}`;
    const texts = new Map([[`${folder}/run.ts`, text]]);
    const { flows } = compiler.use(folder, texts, (_snapshot, project) => analyseFlows(programOf({ texts, project: () => project })));
    expect(flows.map(({ report }) => text.slice(report.range.start, report.range.end))).toEqual([expected]);
  });
});
