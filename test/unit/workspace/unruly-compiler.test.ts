// The compiler dies, hangs or speaks nonsense in the middle of the work: the answer comes all the same, whole, with one line in the log.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { compilerExecutable } from "../../../server/src/compiler/executable.js";
import type { Engine } from "../../../server/src/workspace/engine.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";
import { root } from "../../support/sources.js";

const sender = 'import type { Member } from "./dto";\nexport async function send(member: Member) {\n  await fetch("https://api.resend.com/emails", { method: "POST", body: JSON.stringify({ to: member.email, phone: member.phone }) });\n}\n';
const files = {
  "/w/schema.prisma": "model Member {\n  id Int @id\n  phone String\n}\n",
  "/w/src/dto.ts": "export interface Member {\n  email: string;\n  phone: string;\n}\n",
  "/w/src/send.ts": sender,
};
const edited = sender.replace(", phone: member.phone", "");
const real = compilerExecutable();
const scratch = mkdtempSync(join(tmpdir(), "borderline-unruly-"));
const faults = ["kill", "hang", "noise", "wrong-name", "wrong-json", "half"] as const;
let runs = 0;
let engine: Engine | undefined;
let log: string[] = [];
let expected: { readonly scan: readonly string[]; readonly edit: readonly string[] };

async function scan(): Promise<readonly string[]> {
  const found: string[] = [];
  await engine?.scan((report) => void found.push(...report.findings.map((finding) => `${finding.file}:${finding.range.start} ${finding.rule} ${finding.message.en}`)), () => {});
  return found;
}

async function edit(): Promise<readonly string[]> {
  await engine?.updateDocument({ path: "/w/src/send.ts", text: edited, version: 1 });
  return (await engine?.check("/w/src/send.ts"))?.findings.map((finding) => `${finding.rule} ${finding.message.en}`) ?? [];
}

async function open(unruly?: object): Promise<void> {
  log = [];
  if (unruly !== undefined) {
    process.env["BORDERLINE_TSSERVER"] = join(root, "test/support/unruly-compiler.mjs");
    process.env["BORDERLINE_COMPILER_PATIENCE"] = "4";
    process.env["UNRULY"] = JSON.stringify({ ...unruly, real, mark: join(scratch, `mark-${++runs}`) });
  }
  engine = createEngine(memoryHost(files));
  engine.onLog((line) => log.push(line));
  await engine.open(["/w"], {});
}

async function close(): Promise<void> {
  await engine?.close();
  engine = undefined;
  for (const name of ["BORDERLINE_TSSERVER", "BORDERLINE_COMPILER_PATIENCE", "UNRULY"]) delete process.env[name];
}

beforeAll(async () => {
  await open();
  expected = { scan: await scan(), edit: await edit() };
  await close();
  return () => rmSync(scratch, { recursive: true, force: true });
});

afterEach(close);

// A script cannot stand in for an executable on Windows.
describe.skipIf(process.platform === "win32")("a compiler that fails once", () => {
  it("has findings to lose", () => {
    expect(expected.scan.filter((line) => line.includes("outbound-transfer"))).toHaveLength(1);
    expect(expected.edit).toHaveLength(1);
    expect(expected.scan.some((line) => line.endsWith(expected.edit[0] ?? ""))).toBe(false);
  });

  it.each(faults)("in the middle of a scan: %s", async (how) => {
    await open({ how, method: "getPropertyOfType", nth: 1 });
    expect(await scan()).toEqual(expected.scan);
    expect(log).toEqual([expect.stringContaining("TypeScript compiler process restarted")]);
  });

  it.each(faults.filter((how) => how !== "wrong-json"))("while it parses: %s", async (how) => {
    await open({ how, method: "getSourceFile", nth: 1 });
    expect(await scan()).toEqual(expected.scan);
    expect(log).toEqual([expect.stringContaining("TypeScript compiler process restarted")]);
  });

  it.each(faults.filter((how) => how !== "hang"))("when it is told of an edit: %s", async (how) => {
    await open({ how, method: "updateSnapshot", after: "getTypeAtLocation", nth: 1 });
    await scan();
    expect(await edit()).toEqual(expected.edit);
    expect(log).toEqual([expect.stringContaining("TypeScript compiler process restarted")]);
  });

  it.each(faults)("in the middle of an edit: %s", async (how) => {
    await open({ how, method: "getTypeAtLocation", nth: 2 });
    expect(await scan()).toEqual(expected.scan);
    expect(await edit()).toEqual(expected.edit);
    expect(log).toEqual([expect.stringContaining("TypeScript compiler process restarted")]);
  });
});

describe.skipIf(process.platform === "win32")("a compiler that always fails", () => {
  it("costs the flows and the code's own fields; the rest is reported, and the scan says that it failed", async () => {
    await open({ how: "kill", method: "getSourceFile", nth: 1, always: true });
    const found: string[] = [];
    await expect(engine?.scan((report) => void found.push(report.path), () => {})).rejects.toThrow("compiler");
    expect(found).toEqual(["/w/schema.prisma"]);
  });

  it("that cannot be started is told, not thrown out of the process", async () => {
    process.env["BORDERLINE_TSSERVER"] = join(scratch, "no-such-compiler");
    await open();
    const found: string[] = [];
    await expect(engine?.scan((report) => void found.push(report.path), () => {})).rejects.toThrow("compiler");
    expect(found).toEqual(["/w/schema.prisma"]);
  });
});
