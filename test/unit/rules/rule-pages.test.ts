// The pages in docs/rules are true: what they show as reported is, what they show as not reported is not.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ruleMetadata } from "../../../server/src/rules/index.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";
import { root } from "../../support/sources.js";

const names: Readonly<Record<string, string>> = { ts: "/w/src/page.ts", prisma: "/w/page.prisma", yaml: "/w/borderline.yaml", openapi: "/w/openapi.yaml" };

/** The last block of a section is the file that is judged; a block of YAML before it is its borderline.yaml. */
async function rulesIn(blocks: readonly { readonly language: string; readonly text: string }[]): Promise<readonly string[]> {
  const { language, text } = blocks.at(-1) ?? { language: "", text: "" };
  const path = names[language];
  if (path === undefined) throw new Error(`no file name for ${language}`);
  const engine = createEngine(memoryHost(Object.fromEntries(blocks.map((block) => [names[block.language] ?? "", block.text]))));
  try {
    await engine.open(["/w"], {});
    // The compiler reads the disk; the page is there as an open document only.
    await engine.updateDocument({ path, text, version: 1 });
    return (await engine.check(path)).findings.map((finding) => finding.rule);
  } finally {
    await engine.close();
  }
}

describe.each([...ruleMetadata.keys()])("docs/rules/%s.md", (rule) => {
  const page = readFileSync(join(root, "docs/rules", `${rule}.md`), "utf8");
  const section = (heading: string) => {
    const body = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
    return [...body.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map((match) => ({ language: match[1] ?? "", text: match[2] ?? "" }));
  };

  it("shows code that is reported", async () => {
    expect(await rulesIn(section("Reported"))).toContain(rule);
  });

  it("shows code that is not", async () => {
    expect(await rulesIn(section("Not reported"))).not.toContain(rule);
  });
});
