// The workspace that benchmarks measure: always the same bytes, and every call in it that sends personal data abroad is found, in every way
// people write such calls.
import { expect, it } from "vitest";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { LineIndex } from "../../../server/src/base/line-index.js";
import { generateWorkspace } from "../../bench/generator/workspace.js";
import { memoryHost } from "../../support/memory-host.js";

const made = generateWorkspace({ lines: 9000, seed: 3 });

it("is the same for the same lines and seed, and another for another seed", () => {
  expect(generateWorkspace({ lines: 9000, seed: 3 })).toEqual(made);
  expect(generateWorkspace({ lines: 9000, seed: 4 }).expected).not.toEqual(made.expected);
});

it("has its known transfers found, with their fields, and nothing where nothing leaves", async () => {
  const engine = createEngine(memoryHost(Object.fromEntries([...made.files].map(([path, text]) => [`/w/${path}`, text]))));
  const found = new Map<string, readonly string[]>();
  await engine.open(["/w"], {});
  await engine.scan(({ path, findings }) => {
    const index = new LineIndex(made.files.get(path.slice("/w/".length)) ?? "");
    for (const { rule, range, data } of findings) {
      if (rule !== "outbound-transfer" || data.kind !== "flow") continue;
      found.set(`${path.slice("/w/".length)}:${index.positionAt(range.start).line + 1} ${data.flow.endpoint.host ?? ""}`, data.flow.sources.map(({ source }) => source.name));
    }
  }, () => {});
  await engine.close();
  const services = [...found.keys()].filter((key) => key.includes("/services/"));
  expect(services.sort()).toEqual(made.expected.map(({ file, line, host }) => `${file}:${line} ${host}`).sort());
  for (const { file, line, host, fields } of made.expected) expect(found.get(`${file}:${line} ${host}`)).toEqual(expect.arrayContaining([...fields]));
  expect(new Set(made.expected.map(({ way }) => way)).size).toBeGreaterThan(3);
});
