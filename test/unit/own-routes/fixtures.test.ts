// Rewrites, proxies and forwarding handlers in every spelling: what goes on abroad is reported at the caller, what stays is not.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fixtures, lineOf, openWorkspace, textsOf, transfersIn } from "./workspace.js";

function markers(texts: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(texts).flatMap(([file, text]) => text.split("\n").flatMap((line, at) => {
    const match = /\/\/ flow: (\S+) to: (\S+ \S+)$/.exec(line);
    return match === null ? [] : [`${file}:${at + 1} ${match[1]} ${match[2]}`];
  })).sort();
}

describe.each(readdirSync(fixtures).filter((name) => name !== "claim-account"))("%s", (name) => {
  it("reports what goes on abroad, and nothing else", async () => {
    const texts = textsOf(join(fixtures, name));
    const engine = await openWorkspace(texts);
    try {
      const reported = (await transfersIn(engine, texts)).flatMap(({ data, file, range }) => {
        if (data.kind !== "flow") return [];
        const { endpoint, sources } = data.flow;
        return [`${file}:${lineOf(texts[file] ?? "", range.start)} ${[...new Set(sources.map(({ source }) => source.name))].join(",")} ${endpoint.host} ${endpoint.jurisdiction.code}`];
      });
      expect([...reported].sort()).toEqual(markers(texts));
    } finally {
      await engine.close();
    }
  });
});
