// A workspace gives the same findings wherever it lies: on a drive, on a share, below blanks and Chinese names.
import { describe, expect, it } from "vitest";
import type { FileReport } from "../../../server/src/workspace/engine.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";

const files: Readonly<Record<string, string>> = {
  "prisma/schema.prisma": "model Member {\n  id Int @id\n  email String\n}\n",
  "接口 定义/用户 (1).yaml": "openapi: 3.1.0\ncomponents:\n  schemas:\n    Member: { $ref: '../接口 定义/共享.yaml#/components/schemas/Member' }\n    Guest: { properties: { phone: { type: string } } }\n",
  "接口 定义/共享.yaml": "openapi: 3.1.0\ncomponents:\n  schemas:\n    Member: { properties: { email: { type: string } } }\n",
  "src/[id]/成员.ts": "export interface Member { email: string; phone: string }\n",
  "src/[id]/send.ts": 'import type { Member } from "./成员";\nimport { post } from "../lib/post";\nexport const send = (member: Member) => post(member);\n',
  "src/lib/post.ts": 'export const post = (body: unknown) => fetch(`${process.env.CRM_URL}/x`, { method: "POST", body: JSON.stringify(body) });\n',
  ".env": "CRM_URL=https://api.resend.com\n",
  "legacy/old.prisma": "model Old {\n  id Int @id\n  phone String\n}\n",
  "borderline.yaml": "exclude: [legacy]\n",
  "tsconfig.json": '{ "compilerOptions": { "lib": ["es2022", "dom"], "baseUrl": "." } }',
};

async function scan(folder: string): Promise<readonly string[]> {
  const base = folder.endsWith("/") ? folder : `${folder}/`;
  const engine = createEngine(memoryHost(Object.fromEntries(Object.entries(files).map(([path, text]) => [base + path, text]))));
  const reports: FileReport[] = [];
  const log: string[] = [];
  engine.onLog((line) => log.push(line));
  try {
    await engine.open([folder], {});
    await engine.scan((report) => void reports.push(report), () => {});
    await engine.updateDocument({ path: `${base}src/lib/post.ts`, text: "export const post = (body: unknown) => body;\n", version: 1 });
    reports.push(await engine.check(`${base}src/[id]/send.ts`));
  } finally {
    await engine.close();
  }
  expect(log).toEqual([]);
  return reports.flatMap((report) => report.findings.map((finding) => `${finding.file.replace(base, "")}:${finding.range.start} ${finding.rule} ${finding.fingerprint} ${finding.related.map(({ location }) => location.file.replace(base, "")).join(" ")}`)).sort();
}

describe("a workspace", () => {
  it("has findings, and its excluded folder has none", async () => {
    const found = await scan("/w");
    expect(found.filter((line) => line.includes("outbound-transfer"))).toHaveLength(1);
    expect(found.some((line) => line.startsWith("接口 定义/用户 (1).yaml"))).toBe(true);
    expect(found.some((line) => line.startsWith("legacy/"))).toBe(false);
  });

  it.each(["C:/Projects/shop", "D:/Users/张三/my app (2)", "//server/share/团队 项目/app", "/Users/li/Library/Mobile Documents/com~apple~CloudDocs/店", "/home/li/[a]{b}!c#d%20e", "/home/li/a+b$c"])("in %s has the same", async (folder) => {
    expect(await scan(folder)).toEqual(await scan("/w"));
  });
});
