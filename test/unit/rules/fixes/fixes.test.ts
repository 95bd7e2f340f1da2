// Fixes of flow findings: each fixture is a workspace, the fix to take, and the files as they are afterwards.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../../server/src/base/text-edit.js";
import type { Finding, Fix } from "../../../../server/src/model/finding.js";
import { createEngine } from "../../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../../support/memory-host.js";
import { root } from "../../../support/sources.js";
import { projectErrors } from "../../../support/type-errors.js";

const folder = join(root, "test/fixtures/fixes");

interface Fixture {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
  /** "fix": the finding must be gone; "may": whether it goes is the flow engine's trust in the redactor; "none": it must not be offered. */
  readonly mode: "fix" | "may" | "none";
  readonly id: string;
  readonly path: string;
  readonly title?: string;
  readonly after: ReadonlyMap<string, string>;
}

/** Sections: `=== path` for files, `=== fix|may|none id path [title]` once, then `=== path` for what changed. */
function readFixture(name: string): Fixture {
  const sections = readFileSync(join(folder, name), "utf8").split(/^=== /m).slice(1).map((part) => ({ head: part.slice(0, part.indexOf("\n")).trim(), body: part.slice(part.indexOf("\n") + 1) }));
  const at = sections.findIndex(({ head }) => /^(?:fix|may|none) /.test(head));
  const [, mode, id, path, title] = /^(fix|may|none) (\S+) (\S+)(?: (.+))?$/.exec(sections[at]?.head ?? "") ?? [];
  if (mode === undefined || id === undefined || path === undefined) throw new Error(`${name}: no fix named`);
  const texts = (list: typeof sections) => new Map(list.map(({ head, body }) => [`/w/${head}`, body]));
  return { name, mode: mode as Fixture["mode"], id, path: `/w/${path}`, ...(title === undefined ? {} : { title }), files: texts(sections.slice(0, at)), after: texts(sections.slice(at + 1)) };
}

const configuration = new Map([["/w/tsconfig.json", JSON.stringify({ compilerOptions: { strict: true, target: "es2022", module: "esnext", moduleResolution: "bundler", jsx: "preserve", allowJs: true, noUnusedLocals: true, types: [] } })], ["/w/package.json", "{}"]]);

async function inspect(files: ReadonlyMap<string, string>, path: string): Promise<{ readonly findings: readonly Finding[]; readonly fixes: readonly Fix[] }> {
  const engine = createEngine(memoryHost(Object.fromEntries([...configuration, ...files])));
  try {
    await engine.open(["/w"], {});
    const findings = (await engine.check(path)).findings.filter(({ data }) => data.kind === "flow");
    const [first] = findings;
    return { findings, fixes: first === undefined ? [] : await engine.fixes(path, first.range) };
  } finally {
    await engine.close();
  }
}

function applied(files: ReadonlyMap<string, string>, fix: Fix): ReadonlyMap<string, string> {
  const result = new Map(files);
  for (const { file, edits, create } of fix.edits) {
    expect(files.has(file), file).toBe(create !== true);
    result.set(file, applyEdits(files.get(file) ?? "", edits));
  }
  return result;
}

describe.each(readdirSync(folder).sort().map(readFixture))("$name", ({ files, mode, id, path, title, after }) => {
  it("does what it says, compiles, and the finding is gone", async () => {
    const { findings, fixes } = await inspect(files, path);
    expect(findings.length).toBeGreaterThan(0);
    const fix = fixes.find((one) => one.id === id && (title === undefined || one.title.en === title));
    if (mode === "none") return expect(fix?.title.en).toBeUndefined();
    if (fix === undefined) throw new Error(`not offered: ${fixes.map((one) => `${one.id} (${one.title.en})`).join(", ")}`);
    const fixed = applied(files, fix);
    for (const [file, text] of after) expect(fixed.get(file), file).toBe(text);
    expect([...fixed].filter(([file, text]) => files.get(file) !== text).map(([file]) => file).sort()).toEqual(expect.arrayContaining([...after.keys()].sort()));
    expect(projectErrors(fixed)).toEqual(projectErrors(files));
    const [finding] = findings;
    const left = (await inspect(fixed, path)).findings;
    const alike = (list: readonly Finding[]) => list.filter((one) => one.rule === finding?.rule && one.message.en === finding.message.en).length;
    if (mode === "fix") expect(alike(left)).toBe(alike(findings) - 1);
  });
});
