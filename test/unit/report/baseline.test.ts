import { describe, expect, it } from "vitest";
import { baselineFile } from "../../../server/src/report/baseline.js";
import { readBaseline } from "../../../server/src/workspace/baseline.js";
import type { Engine, FileReport } from "../../../server/src/workspace/engine.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";

const model = (fields: string) => `model Customer {\n  id Int @id\n${fields}}\n`;

async function withEngine<T>(files: Record<string, string>, use: (engine: Engine, host: ReturnType<typeof memoryHost>) => Promise<T>): Promise<T> {
  const host = memoryHost(files);
  const engine = createEngine(host);
  try {
    await engine.open(["/w"], {});
    return await use(engine, host);
  } finally {
    await engine.close();
  }
}

async function scan(engine: Engine): Promise<{ readonly shown: readonly string[]; readonly known: number | undefined; readonly reports: readonly FileReport[] }> {
  const reports: FileReport[] = [];
  const summary = await engine.scan((report) => reports.push(report), () => {});
  const shown = reports.flatMap((report) => report.findings.map((finding) => `${finding.rule} ${finding.data.kind === "field" ? finding.data.field.name : finding.message.en}`));
  return { shown, known: summary.known, reports };
}

const written = (files: Record<string, string>) => withEngine(files, async (engine) => baselineFile((await scan(engine)).reports.flatMap((report) => report.findings), "/w"));

describe("baseline", () => {
  it("is the same text whatever the order of findings, and reads back", async () => {
    const text = await written({ "/w/b.prisma": model("  phone String\n  email String\n"), "/w/a.prisma": model("  email String\n") });
    const moved = await written({ "/w/b.prisma": `\n\n${model("  email String\n\n  phone String\n")}`, "/w/a.prisma": model("  email String\n") });
    expect(moved).toBe(text);
    expect([...(readBaseline(text).fingerprints ?? [])].length).toBe(3);
    expect(text.split("\n").filter((line) => line.includes("fingerprint")).map((line) => /"file":"([^"]+)"/.exec(line)?.[1])).toEqual(["a.prisma", "b.prisma", "b.prisma"]);
  });

  it("of nothing is a baseline too", () => {
    expect(readBaseline(baselineFile([], "/w")).fingerprints?.size).toBe(0);
  });

  it("named by borderline.yaml leaves what is new, and follows its file", async () => {
    const known = await written({ "/w/a.prisma": model("  email String\n") });
    const files = { "/w/a.prisma": model("  mobile String\n  email String\n"), "/w/borderline.yaml": "baseline: known.json\n", "/w/known.json": known };
    await withEngine(files, async (engine, host) => {
      const first = await scan(engine);
      expect([first.shown, first.known]).toEqual([["personal-data mobile"], 1]);
      host.files.set("/w/known.json", baselineFile([], "/w"));
      const told: string[] = [];
      engine.onInvalidated(({ kind }) => told.push(kind));
      await engine.filesChanged(["/w/known.json"]);
      expect(told).toContain("everything");
      expect((await scan(engine)).shown).toEqual(["personal-data mobile", "personal-data email"]);
    });
  });

  it.each([
    ["missing", undefined, "does not exist"], ["no JSON", "{", "not valid JSON"], ["another file", "{}", "no baseline"], ["a list", "[]", "no baseline"],
    ["a later format", '{"formatVersion": 2, "findings": []}', "does not know"], ["entries without fingerprint", '{"formatVersion": 1, "findings": [{}]}', "no baseline"],
  ])("%s is reported at its line and hides nothing", async (_name, text, message) => {
    const files = { "/w/a.prisma": model("  email String\n"), "/w/borderline.yaml": "profile: current\nbaseline: known.json # ours\n", ...(text === undefined ? {} : { "/w/known.json": text }) };
    await withEngine(files, async (engine) => {
      const { shown, reports } = await scan(engine);
      expect(shown).toEqual(["personal-data email", expect.stringContaining(message)]);
      const finding = reports.find((report) => report.path === "/w/borderline.yaml")?.findings[0];
      expect([finding?.rule, files["/w/borderline.yaml"].slice(finding?.range.start, finding?.range.end)]).toEqual(["configuration-problem", "known.json # ours"]);
    });
  });

  it("outside the folder is not read", async () => {
    const files = { "/w/a.prisma": model("  email String\n"), "/w/borderline.yaml": "baseline: ../secret.json\n", "/secret.json": "{}" };
    await withEngine(files, async (engine) => expect((await scan(engine)).shown).toEqual(["personal-data email", expect.stringContaining("outside")]));
  });
});

it("an unfiltered scan shows what suppressions and severities hide", async () => {
  const files = { "/w/a.prisma": model("  email String // borderline-ignore personal-data -- known\n  phone String\n"), "/w/borderline.yaml": "severity: {personal-data: off}\n" };
  await withEngine(files, async (engine) => {
    expect((await scan(engine)).shown).toEqual([]);
    await engine.configure({ unfiltered: true });
    expect((await scan(engine)).shown).toEqual(["personal-data email", "personal-data phone"]);
  });
});
