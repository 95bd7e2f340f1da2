// A function keeps its callers however often its name stands elsewhere.
import { expect, it } from "vitest";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";

const sender = `export async function post(path: string, body: unknown): Promise<void> {
  await fetch("https://api.hubapi.com" + path, { method: "POST", body: JSON.stringify(body) });
}
`;

async function reported(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const engine = createEngine(memoryHost(files));
  const found: string[] = [];
  await engine.open(["/w"], {});
  await engine.scan(({ findings }) => void found.push(...findings.filter(({ rule }) => rule === "outbound-transfer").map(({ file, message }) => `${file}: ${message.en.split(" →")[0] ?? ""}`)), () => {});
  await engine.close();
  return found;
}

it("methods of the same name elsewhere do not crowd out its callers", async () => {
  const routes = Array.from({ length: 60 }, (_, i) => [`/w/a/routes${i}.ts`, `declare const router: { post(path: string, handler: () => void): void };\nrouter.post("/${i}", () => {});\nexport {};\n`] as const);
  expect(await reported({ ...Object.fromEntries(routes), "/w/post.ts": sender, "/w/z.ts": 'import { post } from "./post.js";\nexport const join = (user: { email: string }) => post("/contacts", { email: user.email });\n' }))
    .toEqual(["/w/z.ts: email"]);
});

it("more than forty callers are all heard", async () => {
  const callers = Array.from({ length: 70 }, (_, i) => [`/w/c${String(i).padStart(2, "0")}.ts`, `import { post } from "./post.js";\nexport const join${i} = (user: { email: string }) => post("/contacts", { email: user.email });\n`] as const);
  expect(await reported({ ...Object.fromEntries(callers), "/w/post.ts": sender })).toHaveLength(70);
});

it("a wrapper's parameter that sounds personal is asked of its callers", async () => {
  const ask = 'import OpenAI from "openai";\nconst client = new OpenAI();\nexport const ask = (question: string) => client.chat.completions.create({ model: "m", messages: [{ role: "user", content: question }] });\n';
  expect(await reported({ "/w/ask.ts": ask, "/w/use.ts": 'import { ask } from "./ask.js";\nexport const about = (patient: { idCardNumber: string }) => ask(`Who is ${patient.idCardNumber}?`);\n' }))
    .toEqual(["/w/use.ts: idCardNumber"]);
});
