// Warm starts: whatever changed between two runs, the second answers what a cold one would, and asks no compiler when nothing did.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { userCacheDirectory } from "../../../server/src/main/user-cache-directory.js";
import { diskCache } from "../../../server/src/workspace/cache/disk-cache.js";
import type { EngineSettings, FileReport, ScanProgress } from "../../../server/src/workspace/engine.js";
import { diskHost } from "../../../server/src/workspace/host.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { root } from "../../support/sources.js";

const files: Readonly<Record<string, string>> = {
  "package.json": "{}",
  "tsconfig.json": '{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler", "target": "es2022" } }',
  "prisma/schema.prisma": "model Member {\n  id Int @id\n  email String\n  remark String\n}\n",
  ".env": "CRM_URL=https://crm.example.com\n",
  "borderline.yaml": "overseas-hosts: [{ host: \"crm.example.com\", country: US }]\n",
  "src/dto.ts": "export interface Profile {\n  phone: string;\n  total: number;\n}\n",
  "src/wrapper.ts": "export async function post(body: unknown) {\n  await fetch(`${process.env.CRM_URL}/members`, { method: \"POST\", body: JSON.stringify(body) });\n}\n",
  "src/send.ts": 'import type { Profile } from "./dto";\nimport { post } from "./wrapper";\nexport async function send(profile: Profile) {\n  await post(profile);\n}\n',
  "src/Form.vue": "<script setup lang=\"ts\">\nimport type { Profile } from \"./dto\";\nconst props = defineProps<{ profile: Profile }>();\nawait fetch(\"https://crm.example.com/forms\", { method: \"POST\", body: JSON.stringify({ phone: props.profile.phone }) });\n</script>\n",
};

let home: string;
let folder: string;
let cache: NonNullable<EngineSettings["cache"]>;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "borderline-cache-"));
  folder = join(home, "w").replaceAll("\\", "/");
  cache = { directory: join(home, "cache"), build: "one" };
  for (const [path, text] of Object.entries(files)) write(path, text);
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

interface Run {
  readonly reports: readonly FileReport[];
  readonly phases: ReadonlySet<ScanProgress["phase"]>;
}

async function run(settings: EngineSettings = { cache }): Promise<Run> {
  const engine = createEngine(diskHost);
  const reports: FileReport[] = [];
  const phases = new Set<ScanProgress["phase"]>();
  try {
    await engine.open([folder], { codeFixes: false, ...settings });
    await engine.scan((report) => reports.push(report), ({ phase }) => phases.add(phase));
  } finally {
    await engine.close();
  }
  return { reports, phases };
}

const entries = () => readdirSync(cache.directory).map((name) => join(cache.directory, name));
const transfers = ({ reports }: Run) => reports.flatMap(({ findings }) => findings.filter(({ rule }) => rule === "outbound-transfer")).length;

describe("a warm start", () => {
  it("of an unchanged workspace answers the same and follows no flow", async () => {
    const cold = await run();
    expect(transfers(cold)).toBe(2);
    expect(cold.phases).toContain("flows");
    const warm = await run();
    expect(warm.reports).toEqual(cold.reports);
    expect(warm.phases).not.toContain("flows");
  });

  it("of the example, with every kind of schema and rule in it, answers the same", async () => {
    cpSync(join(root, "examples/shop"), folder, { recursive: true });
    const cold = await run();
    expect(new Set(cold.reports.flatMap(({ findings }) => findings.map(({ rule }) => rule)))).toContain("database-abroad");
    const warm = await run();
    expect(warm.phases).not.toContain("flows");
    expect(warm.reports).toEqual(cold.reports);
  });

  const edits: readonly (readonly [string, string, string | undefined])[] = [
    ["a type elsewhere", "src/dto.ts", "export interface Profile {\n  phone: string;\n  email: string;\n}\n"],
    ["a wrapper", "src/wrapper.ts", "export async function post(body: unknown) {\n  void body;\n}\n"],
    ["a new caller", "src/other.ts", 'import { post } from "./wrapper";\nexport const remind = (member: { email: string }) => post({ email: member.email });\n'],
    ["the component", "src/Form.vue", "<template><p /></template>\n"],
    ["the schema", "prisma/schema.prisma", "model Member {\n  id Int @id\n  idCard String\n}\n"],
    ["the environment", ".env", "CRM_URL=https://crm.example.cn\n"],
    ["the configuration", "borderline.yaml", "domestic-hosts: [\"crm.example.com\"]\n"],
    ["the project", "tsconfig.json", "{}"],
    ["a file that is gone", "src/send.ts", undefined],
    ["an installed package", "node_modules/.package-lock.json", "{}"],
  ];
  it.each(edits)("after an edit of %s answers what a cold one does", async (_, path, text) => {
    await run();
    if (text === undefined) rmSync(join(folder, path));
    else write(path, text);
    const warm = await run();
    expect(warm.reports).toEqual((await run({})).reports);
    const again = await run();
    expect(again.reports).toEqual(warm.reports);
    expect(again.phases).not.toContain("flows");
  });

  it("reads nothing of another build, another profile or another folder", async () => {
    await run();
    for (const settings of [{ cache: { ...cache, build: "two" } }, { cache, profile: "conservative" as const }]) expect((await run(settings)).phases).toContain("flows");
  });
});

describe("an entry on disk", () => {
  it.each([
    ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ["with one bit turned", (bytes: Buffer) => bytes.fill((bytes[bytes.length - 9] ?? 0) ^ 1, bytes.length - 9, bytes.length - 8)],
    ["of something else", () => Buffer.from("{}")],
    ["that is empty", () => Buffer.alloc(0)],
  ])("%s is passed over and written anew", async (_, damage) => {
    const cold = await run();
    const [entry = ""] = entries();
    writeFileSync(entry, damage(readFileSync(entry)));
    const second = await run();
    expect(second.phases).toContain("flows");
    expect(second.reports).toEqual(cold.reports);
    expect((await run()).phases).not.toContain("flows");
  });

  it("survives two engines at once", async () => {
    const [one, two] = await Promise.all([run(), run()]);
    expect(two.reports).toEqual(one.reports);
    expect(entries().length).toBe(1);
    expect((await run()).phases).not.toContain("flows");
  });

  it("that cannot be written costs no answer", async () => {
    writeFileSync(cache.directory, "a file where the folder should be");
    expect(transfers(await run())).toBe(2);
  });

  it("makes room for newer ones", () => {
    const small = diskCache(cache.directory, 3_000);
    for (const key of ["a", "b", "c", "d"]) small.save(key, Buffer.alloc(1_000));
    const kept = ["a", "b", "c", "d"].filter((key) => small.load(key) !== undefined);
    expect(kept.length).toBe(2);
  });
});

it("the user's cache folder follows the custom of each system", () => {
  expect(userCacheDirectory({}, "linux", "/home/li")).toBe("/home/li/.cache/borderline");
  expect(userCacheDirectory({ XDG_CACHE_HOME: "/var/cache/li" }, "linux", "/home/li")).toBe("/var/cache/li/borderline");
  expect(userCacheDirectory({ XDG_CACHE_HOME: "relative" }, "linux", "/home/li")).toBe("/home/li/.cache/borderline");
  expect(userCacheDirectory({}, "darwin", "/Users/li")).toBe("/Users/li/Library/Caches/borderline");
  expect(userCacheDirectory({ LOCALAPPDATA: "C:\\Users\\李\\AppData\\Local" }, "win32", "C:\\Users\\李")).toBe("C:\\Users\\李\\AppData\\Local\\borderline\\Cache");
});
