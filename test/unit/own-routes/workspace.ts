// Fixture folders as workspaces in memory, and what the product says of them.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../../server/src/model/finding.js";
import type { Engine } from "../../../server/src/workspace/engine.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";
import { root } from "../../support/sources.js";

export const fixtures = join(root, "test/fixtures/own-routes");

/** Texts of a folder by their path below /w. */
export function textsOf(folder: string, at = "/w"): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) Object.assign(texts, textsOf(path, `${at}/${name}`));
    else texts[`${at}/${name}`] = readFileSync(path, "utf8");
  }
  return texts;
}

export async function openWorkspace(texts: Readonly<Record<string, string>>): Promise<Engine> {
  const engine = createEngine(memoryHost(texts));
  await engine.open(["/w"], {});
  return engine;
}

/** Flow findings of all files of a workspace. */
export async function transfersIn(engine: Engine, texts: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const path of Object.keys(texts).sort()) found.push(...(await engine.check(path)).findings.filter((finding) => finding.data.kind === "flow"));
  return found;
}

export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
