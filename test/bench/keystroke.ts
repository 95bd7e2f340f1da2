// Edit → diagnostics in server time: types in the middle of a 300-line schema of each kind, 200 keystrokes, median and 95th percentile.
//   npm run bench:keystroke
import { createEngine } from "../../server/src/workspace/local-engine.js";

const rounds = 200;

const schemas: readonly { readonly path: string; readonly text: string; readonly anchor: string }[] = [
  { path: "/bench/schema.prisma", text: prisma(), anchor: "model Customer12 {" },
  { path: "/bench/openapi.yaml", text: openapi(), anchor: "    Customer12:" },
  { path: "/bench/types.ts", text: typescript(), anchor: "export interface Customer12 {" },
];

for (const schema of schemas) {
  const engine = createEngine();
  await engine.open(["/bench"], {});
  const at = schema.text.indexOf(schema.anchor) + schema.anchor.length;
  const times: number[] = [];
  let findings = 0;
  for (let i = 0; i < rounds; i++) {
    const typed = schema.path.endsWith(".yaml") ? `\n      x-note: ${"n".repeat(i)}` : ` // ${"n".repeat(i)}`;
    const text = schema.text.slice(0, at) + typed + schema.text.slice(at);
    const started = performance.now();
    await engine.updateDocument({ path: schema.path, text, version: i });
    findings = (await engine.check(schema.path)).findings.length;
    times.push(performance.now() - started);
  }
  await engine.close();
  times.sort((a, b) => a - b);
  const lines = schema.text.split("\n").length;
  const at50 = times[Math.floor(rounds * 0.5)] ?? 0;
  const at95 = times[Math.floor(rounds * 0.95)] ?? 0;
  console.log(`${schema.path.slice(7).padEnd(16)} ${lines} lines, ${findings} findings: median ${at50.toFixed(1)} ms, p95 ${at95.toFixed(1)} ms, slowest ${(times.at(-1) ?? 0).toFixed(1)} ms`);
}

function prisma(): string {
  return Array.from({ length: 30 }, (_, i) => `model Customer${i} {\n  id Int @id\n  name String\n  email String? @unique\n  phone String @db.VarChar(20)\n  createdAt DateTime\n  orders Order${i}[]\n  status Int\n}\n`).join("\n");
}

function openapi(): string {
  const schemas = Array.from({ length: 30 }, (_, i) => `    Customer${i}:\n      type: object\n      properties:\n        name: { type: string }\n        email:\n          type: string\n          format: email\n        phone: { type: string }\n        status: { type: integer }`);
  return `openapi: 3.1.0\ninfo: { title: Bench, version: "1" }\npaths: {}\ncomponents:\n  schemas:\n${schemas.join("\n")}\n`;
}

function typescript(): string {
  return Array.from({ length: 38 }, (_, i) => `export interface Customer${i} {\n  id: number;\n  name: string;\n  email?: string;\n  phone: string;\n  createdAt: Date;\n  status: "open" | "closed";\n}`).join("\n");
}
