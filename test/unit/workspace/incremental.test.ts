// An edit in one file changes what is said of others, opened or not: the answer is that of a fresh engine.
import { afterEach, describe, expect, it } from "vitest";
import type { Engine, Invalidation } from "../../../server/src/workspace/engine.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";

const sender = "/w/src/send.ts";
const files = {
  "/w/prisma/schema.prisma": "model Member {\n  id Int @id\n  remark String\n  total Int\n}\n",
  "/w/.env": "CRM_URL=https://crm.example.cn\n",
  "/w/src/dto.ts": "export interface Profile {\n  total: number;\n}\n",
  "/w/src/wrapper.ts": "export async function post(body: unknown) {\n  await fetch(`${process.env.CRM_URL}/members`, { method: \"POST\", body: JSON.stringify(body) });\n}\n",
  [sender]: 'import type { Profile } from "./dto";\nimport { post } from "./wrapper";\nexport async function send(profile: Profile) {\n  await post(profile);\n}\n',
  "/w/borderline.yaml": "domestic-hosts: [\"crm.example.cn\"]\noverseas-hosts: [{ host: \"crm.example.com\", country: US }]\n",
};

let engine: Engine;
let said: Invalidation[] = [];

afterEach(async () => {
  await engine.close();
  said = [];
});

async function open(): Promise<void> {
  engine = createEngine(memoryHost(files));
  await engine.open(["/w"], {});
  await engine.check(sender);
  engine.onInvalidated((what) => said.push(what));
}

const flowRules = async () => (await engine.check(sender)).findings.filter((finding) => finding.data.kind === "flow").map((finding) => `${finding.rule}: ${finding.data.kind === "flow" ? finding.data.flow.sources.map(({ source }) => source.name).join(",") : ""}`);

const isToldOf = (path: string) => said.some((what) => what.kind === "everything" || what.paths.includes(path));

describe("an edit elsewhere", () => {
  it("of a type: a field that becomes personal travels", async () => {
    await open();
    expect(await flowRules()).toEqual([]);
    await engine.updateDocument({ path: "/w/src/dto.ts", text: "export interface Profile {\n  total: number;\n  email: string;\n}\n", version: 1 });
    await engine.updateDocument({ path: "/w/.env", text: "CRM_URL=https://crm.example.com\n", version: 1 });
    expect(await flowRules()).toEqual(["outbound-transfer: email"]);
    expect(isToldOf(sender)).toBe(true);
  });

  it("of the wrapper: the payload is dropped, the finding goes", async () => {
    await open();
    await engine.updateDocument({ path: "/w/src/dto.ts", text: "export interface Profile {\n  email: string;\n}\n", version: 1 });
    await engine.updateDocument({ path: "/w/.env", text: "CRM_URL=https://crm.example.com\n", version: 1 });
    expect(await flowRules()).toEqual(["outbound-transfer: email"]);
    await engine.updateDocument({ path: "/w/src/wrapper.ts", text: "export async function post(body: unknown) {\n  await fetch(`${process.env.CRM_URL}/members`, { method: \"POST\", body: String(typeof body) });\n}\n", version: 1 });
    expect(await flowRules()).toEqual([]);
    await engine.closeDocument("/w/src/wrapper.ts");
    expect(await flowRules()).toEqual(["outbound-transfer: email"]);
  });

  it("of a .env file and of borderline.yaml: the place changes", async () => {
    await open();
    await engine.updateDocument({ path: "/w/src/dto.ts", text: "export interface Profile {\n  email: string;\n}\n", version: 1 });
    expect(await flowRules()).toEqual([]);
    await engine.updateDocument({ path: "/w/borderline.yaml", text: "overseas-hosts: [{ host: \"crm.example.cn\", country: SG }]\n", version: 1 });
    expect(await flowRules()).toEqual(["outbound-transfer: email"]);
    await engine.updateDocument({ path: "/w/.env", text: "OTHER=1\n", version: 1 });
    expect(await flowRules()).toEqual(["unresolved-endpoint: email"]);
  });

  it("that calls an old wrapper for the first time: the new way in is found", async () => {
    await open();
    await engine.updateDocument({ path: "/w/.env", text: "CRM_URL=https://crm.example.com\n", version: 1 });
    expect(await flowRules()).toEqual([]);
    const text = 'import { post } from "./wrapper";\nexport async function send(user: { email: string }) {\n  await post({ to: user.email });\n}\n';
    await engine.updateDocument({ path: sender, text: "export const nothing = 1;\n", version: 1 });
    expect(await flowRules()).toEqual([]);
    await engine.updateDocument({ path: sender, text, version: 2 });
    expect(await flowRules()).toEqual(["outbound-transfer: email"]);
  });

  it("of a document that is not saved yet, in a folder that is not there yet: it is part of the program, and gone when closed", async () => {
    await open();
    await engine.updateDocument({ path: "/w/.env", text: "CRM_URL=https://crm.example.com\n", version: 1 });
    await engine.updateDocument({ path: sender, text: 'import { post } from "./wrapper";\nimport { hide } from "./privacy/hide";\nexport async function send(user: { email: string }) {\n  await post({ to: hide(user.email) });\n}\n', version: 1 });
    expect(await flowRules()).toEqual(["outbound-transfer: email"]);
    await engine.updateDocument({ path: "/w/src/privacy/hide.ts", text: "/** @redacts email */\nexport function hide(text: string): string {\n  return `${text.slice(0, 1)}***`;\n}\n", version: 1 });
    expect(await flowRules()).toEqual([]);
    await engine.closeDocument("/w/src/privacy/hide.ts");
    expect(await flowRules()).toEqual(["outbound-transfer: email"]);
  });

  it("of the Prisma schema: an annotation there silences the call here", async () => {
    await engine?.close();
    const query = 'import { PrismaClient } from "@prisma/client";\nimport { post } from "./wrapper";\nconst db = new PrismaClient();\nexport async function send(id: number) {\n  await post(await db.member.findUnique({ where: { id }, select: { remark: true } }));\n}\n';
    engine = createEngine(memoryHost({ ...files, "/w/.env": "CRM_URL=https://crm.example.com\n", [sender]: query, "/w/prisma/schema.prisma": "model Member {\n  id Int @id\n  /// @personalData gift-message\n  remark String\n}\n" }));
    await engine.open(["/w"], {});
    expect(await flowRules()).toEqual(["outbound-transfer: remark"]);
    await engine.updateDocument({ path: "/w/prisma/schema.prisma", text: "model Member {\n  id Int @id\n  /// @notPersonalData chosen from a fixed list\n  remark String\n}\n", version: 1 });
    expect(await flowRules()).toEqual([]);
  });

  it("of a model file beside the datasource, and of the variable it names: the datasource is told", async () => {
    await engine?.close();
    const datasource = "/w/prisma/schema.prisma";
    engine = createEngine(memoryHost({
      "/w/.env": "DATABASE_URL=postgresql://a@db.abc.eu-central-1.rds.amazonaws.com:5432/a\n",
      [datasource]: "datasource db {\n  provider = \"postgresql\"\n  url = env(\"DATABASE_URL\")\n}\n",
      "/w/prisma/models/order.prisma": "model Order {\n  id Int @id\n  total Int\n}\n",
      "/w/prisma/other/schema.prisma": "datasource db {\n  provider = \"sqlite\"\n  url = \"file:./a.db\"\n}\nmodel Person {\n  id Int @id\n  email String\n}\n",
    }));
    await engine.open(["/w"], {});
    engine.onInvalidated((what) => said.push(what));
    const rules = async () => (await engine.check(datasource)).findings.map(({ rule }) => rule);
    expect(await rules()).toEqual([]);
    await engine.updateDocument({ path: "/w/prisma/models/order.prisma", text: "model Order {\n  id Int @id\n  buyerEmail String\n}\n", version: 1 });
    expect(await rules()).toEqual(["database-abroad"]);
    expect(isToldOf(datasource)).toBe(true);
    said = [];
    await engine.updateDocument({ path: "/w/.env", text: "DATABASE_URL=postgresql://a@localhost:5432/a\n", version: 1 });
    expect(await rules()).toEqual([]);
    expect(isToldOf(datasource)).toBe(true);
  });
});
