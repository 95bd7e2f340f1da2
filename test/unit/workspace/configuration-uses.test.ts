// From names in borderline.yaml to code, by the engine that the editor asks.
import { afterAll, describe, expect, it } from "vitest";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";

const configuration = `recipients:
  - id: resend
    hosts: [api.resend.com]
    country: US
  - id: klaviyo
    packages: [klaviyo-api]
  - id: idle
    hosts: ["*.example.org"]
redactors:
  - name: maskPhone
`;
const files = {
  "/w/borderline.yaml": configuration,
  "/w/package.json": `{ "dependencies": { "klaviyo-api": "1.0.0" } }`,
  "/w/.env": "REPORTS=https://reports.example.org/in\n",
  "/w/mail.ts": `export interface Customer { email: string }\nexport const send = (customer: Customer) => fetch("https://api.resend.com/emails", { method: "POST", body: customer.email });\n`,
  "/w/letters.ts": `import { ProfilesApi } from "klaviyo-api";\nexport function maskPhone(phone: string) { return phone.slice(-4); }\nexport const api = new ProfilesApi();\n`,
};
const engine = createEngine(memoryHost(files));
afterAll(() => engine.close());

/** "file: text" of every place the word stands for. */
async function placesOf(word: string): Promise<readonly string[]> {
  await engine.open(["/w"], {});
  const found = await engine.definitions("/w/borderline.yaml", configuration.indexOf(word) + 2);
  return found.map(({ file, range }) => `${file}: ${(files as Readonly<Record<string, string>>)[file]?.slice(range.start, range.end)}`);
}

describe("go to definition in borderline.yaml", () => {
  it("leads from a host to its transfers and to where it is spelt", async () => {
    expect(await placesOf("api.resend.com")).toEqual([`/w/mail.ts: body: customer.email`, "/w/mail.ts: api.resend.com"]);
  });

  it("leads from a recipient to its transfers", async () => {
    expect(await placesOf("resend\n")).toEqual([`/w/mail.ts: body: customer.email`]);
  });

  it("leads from a package to imports and manifests", async () => {
    expect(await placesOf("klaviyo-api")).toEqual(["/w/letters.ts: klaviyo-api", "/w/package.json: klaviyo-api"]);
  });

  it("leads from a pattern to .env files, from a redactor to its function", async () => {
    expect(await placesOf("*.example.org")).toEqual(["/w/.env: reports.example.org"]);
    expect(await placesOf("maskPhone")).toEqual(["/w/letters.ts: maskPhone"]);
  });

  it("leads nowhere from a key", async () => {
    expect(await placesOf("country")).toEqual([]);
  });
});
