// The whole way, from text to finding to fix, over fixtures with markers.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { applyEdits } from "../../../server/src/base/text-edit.js";
import type { Finding, Fix } from "../../../server/src/model/finding.js";
import type { Engine } from "../../../server/src/workspace/engine.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";
import { asMarkers, readMarkers, show } from "../../support/markers.js";
import { root } from "../../support/sources.js";
import { typeErrors } from "../../support/type-errors.js";

const folder = join(root, "test/fixtures/product");
const fixtures = readdirSync(folder).map((name) => ({ name, path: `/w/${name}`, ...readMarkers(readFileSync(join(folder, name), "utf8")) }));
const engines: Engine[] = [];

afterAll(async () => {
  for (const engine of engines) await engine.close();
});

async function open(files: Record<string, string>): Promise<Engine> {
  const engine = createEngine(memoryHost(files));
  engines.push(engine);
  await engine.open(["/w"], {});
  return engine;
}

async function findingsOf(path: string, text: string): Promise<readonly Finding[]> {
  const engine = await open({ [path]: text });
  return (await engine.check(path)).findings;
}

describe.each(fixtures)("$name", ({ path, text, markers }) => {
  it("has the marked findings and no others", async () => {
    expect(asMarkers(text, await findingsOf(path, text))).toEqual(markers.map(show).sort());
  });

  it("every fix removes its finding, adds none of its kind and leaves a text that reads as before", async () => {
    const engine = await open({ [path]: text });
    const { findings } = await engine.check(path);
    const errorsBefore = typeErrors(path, text);
    for (const finding of findings) {
      const fixes = (await engine.fixes(path, finding.range)).filter((fix) => fix.rule === finding.rule);
      expect(fixes.length, `fixes of ${finding.rule} ${finding.fingerprint}`).toBeGreaterThan(0);
      for (const fix of fixes) {
        const fixed = withReason(applyEdits(text, fix.edits.flatMap((edit) => edit.edits)));
        expect(fixed, fix.title.en).not.toBe(text);
        const after = await findingsOf(path, fixed);
        expect(after.map((one) => one.fingerprint), `${fix.id}: ${fixed}`).not.toContain(finding.fingerprint);
        expect(added(findings, after), `${fix.id}: ${fixed}`).toEqual([]);
        expect(typeErrors(path, fixed), fix.id).toEqual(errorsBefore);
      }
    }
  });

  it("annotating the whole file leaves no field to annotate", async () => {
    const engine = await open({ [path]: text });
    const all = (await engine.fixes(path, { start: 0, end: text.length })).find((fix) => fix.kind === "source.fixAll");
    if (!markers.some((marker) => marker.words.startsWith("personal-data"))) return expect(all).toBeUndefined();
    const fixed = applyEdits(text, edits(all));
    expect((await findingsOf(path, fixed)).filter((finding) => finding.rule === "personal-data" || finding.rule === "sensitive-personal-data")).toEqual([]);
    expect(typeErrors(path, fixed)).toEqual(typeErrors(path, text));
  });
});

function edits(fix: Fix | undefined) {
  expect(fix).toBeDefined();
  return fix?.edits.flatMap((edit) => edit.edits) ?? [];
}

/** Where a fix leaves the reason to be written, a person writes one. */
function withReason(text: string): string {
  return text.replace(/(@notPersonalData|-- ?)(?=\s*(\*\/|"|\(until|$))/gm, (match) => `${match.trimEnd()} because it is a test`);
}

function added(before: readonly Finding[], after: readonly Finding[]): string[] {
  const known = new Set(before.map((finding) => finding.fingerprint));
  // Naming a sensitive category may raise the level of the same field: the honest next finding, not a new fact.
  return after.filter((finding) => !known.has(finding.fingerprint)).map((finding) => `${finding.rule} ${finding.message.en}`);
}
