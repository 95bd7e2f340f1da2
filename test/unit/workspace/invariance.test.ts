// What is not related changes nothing: padding, the order of files, the process it runs in.
import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { describe, expect, it } from "vitest";
import type { FileReport } from "../../../server/src/workspace/engine.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";
import { root } from "../../support/sources.js";

const shop: Record<string, string> = {};
for (const entry of readdirSync(join(root, "examples/shop"), { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath, entry.name);
  shop[`/w/${path.slice(join(root, "examples/shop").length + 1).split(sep).join("/")}`] = readFileSync(path, "utf8");
}

async function scan(files: Record<string, string>): Promise<readonly string[]> {
  const engine = createEngine(memoryHost(files));
  const reports: FileReport[] = [];
  try {
    await engine.open(["/w"], {});
    await engine.scan((report) => void reports.push(report), () => {});
  } finally {
    await engine.close();
  }
  return reports.flatMap((report) => report.findings.map((finding) => `${report.path}:${finding.range.start}-${finding.range.end} ${finding.rule} ${finding.message.en} ${finding.fingerprint}`)).sort();
}

/** Files that do things like the shop's, to nobody's data. */
function padding(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `/w/src/padding/part-${i}.ts`,
      `import { total${(i + 1) % count} } from "./part-${(i + 1) % count}";\nexport interface Box${i} { width: number; height: number }\nexport const total${i} = (box: Box${i}): number => box.width * box.height + (box.width > 9 ? total${(i + 1) % count}(box) : 0);\n`,
    ]),
  );
}

describe("findings of the example", () => {
  it("are there to compare", async () => {
    const findings = await scan(shop);
    expect(findings.filter((line) => line.includes(" outbound-transfer ")).length).toBeGreaterThan(8);
    expect(await scan(shop)).toEqual(findings);
  });

  it("stay the same beside 2,000 unrelated files", async () => {
    expect(await scan({ ...shop, ...padding(2000) })).toEqual(await scan(shop));
  });

  it("stay the same in whatever order the files come", async () => {
    const reversed = Object.fromEntries(Object.entries(shop).reverse());
    const shuffled = Object.fromEntries(Object.entries(shop).sort(([a], [b]) => hash(a) - hash(b)));
    const findings = await scan(shop);
    expect(await scan(reversed)).toEqual(findings);
    expect(await scan(shuffled)).toEqual(findings);
  });
});

function hash(text: string): number {
  return [...text].reduce((sum, character) => (Math.imul(sum, 31) + character.charCodeAt(0)) | 0, 7);
}
