import { describe, expect, it } from "vitest";
import { neverCancelled } from "../../../server/src/base/cancellation.js";
import { listFiles } from "../../../server/src/workspace/listing.js";
import { memoryHost } from "../../support/memory-host.js";

function list(files: Record<string, string>, options: { exclude?: string[]; include?: string[] } = {}): readonly string[] {
  return listFiles("/w", memoryHost(files), { exclude: options.exclude ?? [], include: options.include ?? [], token: neverCancelled }).files;
}

describe("listing", () => {
  it("takes files of known kinds, sorted, and prunes what nobody wrote", () => {
    expect(list({ "/w/b.ts": "", "/w/a.prisma": "", "/w/readme.md": "", "/w/node_modules/x/index.ts": "", "/w/types.d.ts": "", "/w/api/openapi.yaml": "", "/w/package.json": "{}" })).toEqual([
      "/w/a.prisma", "/w/api/openapi.yaml", "/w/b.ts",
    ]);
  });

  it("does not enter pruned folders", () => {
    const host = memoryHost({ "/w/node_modules/deep/tree/x.ts": "", "/w/a.ts": "" });
    const listing = listFiles("/w", host, { exclude: [], include: [], token: neverCancelled });
    expect(listing.directoriesRead).toBe(1);
  });

  it("honours .gitignore at every level, with negation, and still reads .env files", () => {
    expect(
      list({
        "/w/.gitignore": "generated/\n*.local.ts\n.env\n", "/w/.env": "A=1", "/w/generated2/a.ts": "", "/w/generated/a.ts": "", "/w/x.local.ts": "",
        "/w/sub/.gitignore": "!keep.local.ts\n*.yaml\n", "/w/sub/keep.local.ts": "", "/w/sub/a.yaml": "",
      }),
    ).toEqual(["/w/.env", "/w/generated2/a.ts", "/w/sub/keep.local.ts"]);
  });

  it("leaves out tests, mocks and generated code until `include` names them", () => {
    const files = { "/w/src/a.ts": "", "/w/src/a.test.ts": "", "/w/test/b.ts": "", "/w/src/__mocks__/c.ts": "", "/w/src/generated/d.ts": "" };
    expect(list(files)).toEqual(["/w/src/a.ts"]);
    expect(list(files, { include: ["test/**"] })).toEqual(["/w/src/a.ts", "/w/test/b.ts"]);
  });

  it("leaves out what `exclude` names, also against `include`", () => {
    const files = { "/w/src/a.ts": "", "/w/legacy/b.ts": "", "/w/legacy/deep/c.ts": "" };
    expect(list(files, { exclude: ["legacy"] })).toEqual(["/w/src/a.ts"]);
    expect(list(files, { exclude: ["legacy/**"], include: ["legacy/**"] })).toEqual(["/w/src/a.ts"]);
    expect(list(files, { exclude: ["**/deep/*.ts"] })).toEqual(["/w/legacy/b.ts", "/w/src/a.ts"]);
  });

  it("leaves out patterns that could take very long, wherever they come from", () => {
    const name = `${"a".repeat(250)}.ts`;
    const files = { "/w/.gitignore": `${"*a".repeat(60)}\nb.ts\n`, [`/w/${name}`]: "", "/w/b.ts": "" };
    expect(list(files, { exclude: [`${"*a".repeat(60)}*b`, "+(a|aa)+(a|aa)x"] })).toEqual([`/w/${name}`]);
  });

  it("reads each folder of 100,000 files once, and no file", () => {
    let read = 0;
    const host = {
      ...memoryHost({}), readFile: () => (read++, undefined),
      readDirectory: (path: string) => (path === "/w"
        ? Array.from({ length: 1_000 }, (_, i) => ({ name: `folder-${i}`, kind: "directory" as const }))
        : Array.from({ length: 100 }, (_, i) => ({ name: i % 2 === 0 ? `file-${i}.ts` : `file-${i}.md`, kind: "file" as const }))),
    };
    const listing = listFiles("/w", host, { exclude: ["folder-7"], include: [], token: neverCancelled });
    expect([listing.files.length, listing.directoriesRead, listing.entriesSeen, read]).toEqual([49_950, 1_000, 100_900, 0]);
  });
});
