// Schemas as endpoints: a database abroad, a server abroad.
import { afterAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../server/src/workspace/engine.js";
import { openWorkspace } from "./workspace.js";

const engines: Engine[] = [];
afterAll(async () => {
  for (const engine of engines) await engine.close();
});

async function found(path: string, texts: Readonly<Record<string, string>>, rule: string): Promise<readonly string[]> {
  const engine = await openWorkspace(texts);
  engines.push(engine);
  return (await engine.check(path)).findings.filter((finding) => finding.rule === rule).map(({ severity, message, range, related }) => `${severity} ${(texts[path] ?? "").slice(range.start, range.end)}: ${message.en}${related.map(({ location }) => ` [${location.file}]`).join("")}`);
}

const schema = 'datasource db {\n  provider = "postgresql"\n  url = env("DATABASE_URL")\n}\n\nmodel Customer {\n  id Int @id\n  email String\n  phone String\n}\n';

describe("database-abroad", () => {
  const path = "/w/prisma/schema.prisma";
  it.each([
    [".env.production", "postgresql://u:p@ep-quiet-1.eu-central-1.aws.neon.tech/shop?sslmode=require", "warning env(\"DATABASE_URL\"): Personal data (email, phone) is stored in ep-quiet-1.eu-central-1.aws.neon.tech (Germany). [/w/.env.production]"],
    [".env", "mysql://u@db.us-east-1.rds.amazonaws.com:3306/shop", "warning env(\"DATABASE_URL\"): Personal data (email, phone) is stored in db.us-east-1.rds.amazonaws.com (United States). [/w/.env]"],
    [".env.example", "mysql://u@db.us-east-1.rds.amazonaws.com:3306/shop", "information env(\"DATABASE_URL\"): Personal data (email, phone) is stored in db.us-east-1.rds.amazonaws.com (United States). [/w/.env.example]"],
    [".env", "postgresql://u@db.shop.example:5432/shop", "information env(\"DATABASE_URL\"): Personal data (email, phone) is stored in db.shop.example; where that is is not known. [/w/.env]"],
  ])("%s %s", async (file, value, expected) => {
    expect(await found(path, { [path]: schema, [`/w/${file}`]: `DATABASE_URL="${value}"\n` }, "database-abroad")).toEqual([expected]);
  });

  it.each([
    ["a variable nobody sets", {}],
    ["this machine", { "/w/.env": "DATABASE_URL=postgresql://u@localhost:5432/shop\n" }],
    ["a file", { "/w/.env": "DATABASE_URL=file:./dev.db\n" }],
    ["the mainland", { "/w/.env": "DATABASE_URL=mysql://u@shop.abc.rds.cn-north-1.amazonaws.com.cn:3306/shop\n" }],
  ])("is silent about %s", async (_, more) => {
    expect(await found(path, { [path]: schema, ...more }, "database-abroad")).toEqual([]);
  });

  it("is silent where no model holds personal data", async () => {
    const plain = schema.replace("  email String\n  phone String\n", "  total Int\n");
    expect(await found(path, { [path]: plain, "/w/.env": "DATABASE_URL=mysql://u@db.us-east-1.rds.amazonaws.com/shop\n" }, "database-abroad")).toEqual([]);
  });
});

describe("openapi-foreign-server", () => {
  const path = "/w/openapi.yaml";
  const document = (servers: string, own = "") => `openapi: 3.1.0\ninfo: { title: A, version: "1" }\n${servers}paths:\n  /orders:\n    post:\n${own}      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }\n      responses: { "204": { description: ok } }\ncomponents:\n  schemas:\n    Order: { type: object, properties: { total: { type: integer }, buyer: { $ref: "#/components/schemas/Buyer" } } }\n    Buyer: { type: object, properties: { email: { type: string, format: email } } }\n    Answer: { type: object, properties: { phone: { type: string } } }\n`;

  it("names the fields that requests carry, also further in", async () => {
    expect(await found(path, { [path]: document('servers: [{ url: "https://{region}.api.hubapi.com/v1", variables: { region: { default: eu1 } } }, { url: "/v1" }]\n') }, "openapi-foreign-server")).toEqual([
      expect.stringMatching(/^information .*https:\/\/\{region\}\.api\.hubapi\.com\/v1.*: Requests carry personal data \(email\) to eu1\.api\.hubapi\.com/),
    ]);
  });

  it("asks the operation's own servers first", async () => {
    const own = '      servers: [{ url: "https://oss-cn-hangzhou.aliyuncs.com" }]\n';
    expect(await found(path, { [path]: document('servers: [{ url: "https://api.hubapi.com" }]\n', own) }, "openapi-foreign-server")).toEqual([]);
  });
});
