// No regular expression of ours takes more than linear time, whatever text it is given. The checker needs minutes for all of them, so what it
// found safe is kept in patterns.json by digest; a new or changed pattern is checked here. RECORD_PATTERNS=1 writes the file anew.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "recheck";
import { describe, expect, it } from "vitest";
import { SyntaxKind, type Node } from "../../server/src/compiler/ast.js";
import { createSyntaxService } from "../../server/src/compiler/syntax.js";
import { hostPatterns } from "../../server/src/catalog/regions.js";
import { root, sources } from "../support/sources.js";

interface Ledger {
  /** Digests of patterns the checker found safe. */
  readonly safe: readonly string[];
  /** Patterns the checker cannot settle or objects to, and why they are linear all the same. */
  readonly reviewed: Readonly<Record<string, string>>;
}

const file = join(root, "test/tidy/patterns.json");
const ledger = JSON.parse(readFileSync(file, "utf8")) as Ledger;
const recording = process.env["RECORD_PATTERNS"] !== undefined;
process.env["RECHECK_BACKEND"] = "pure";

const digest = (pattern: string): string => createHash("sha256").update(pattern).digest("hex").slice(0, 12);

function literals(): Map<string, string> {
  const found = new Map<string, string>();
  const syntax = createSyntaxService({ log: () => {} });
  for (const { path, text } of [...sources("server/src", [".ts"]), ...sources("client/src", [".ts"])]) {
    const visit = (node: Node): void => {
      if (node.kind === SyntaxKind.RegularExpressionLiteral) found.set(text.slice(node.getStart(), node.end), path);
      node.forEachChild(visit);
    };
    const tree = syntax.parse(`/${path}`, text);
    if (tree !== undefined) visit(tree);
  }
  syntax.close();
  return found;
}

async function verdict(pattern: string): Promise<string> {
  const slash = pattern.lastIndexOf("/");
  // A sticky pattern is tried at one place, as one that begins with "^" is; the other flags do not matter here.
  const flags = pattern.slice(slash + 1).replace(/[dgy]/g, "");
  const source = pattern.slice(1, slash);
  const isSticky = pattern.slice(slash + 1).includes("y");
  const result = await check(isSticky ? `^(?:${source})` : source, flags, { timeout: recording ? 20_000 : 5_000 });
  if (result.status === "vulnerable") return `${result.complexity.summary}, for example ${JSON.stringify(result.attack.string.slice(0, 60))}`;
  return result.status === "safe" ? "safe" : `not settled (${result.error.kind})`;
}

describe("regular expressions", () => {
  const patterns = new Map([...literals(), ...hostPatterns().map(({ id, regex }) => [String(regex), `catalog host pattern ${id}`] as const)]);
  const known = new Set(ledger.safe);

  it("are found, and the checker knows a bad one", async () => {
    expect(patterns.size).toBeGreaterThan(400);
    expect(await verdict("/^(a+)+$/")).toContain("exponential");
    expect(await verdict("/\\s+$/")).toContain("polynomial");
    expect(await verdict("/^a+$/")).toBe("safe");
  });

  it("take linear time at most", async () => {
    const safe: string[] = [];
    const wrong: string[] = [];
    for (const [pattern, path] of patterns) {
      if (ledger.reviewed[pattern] !== undefined) continue;
      if (!known.has(digest(pattern))) {
        const said = await verdict(pattern);
        // Hosts are cut at 300 characters before they are looked up.
        const isShort = path.startsWith("catalog host pattern") && said.includes("polynomial");
        if (said !== "safe" && !isShort) {
          wrong.push(`${path}: ${pattern} is ${said}`);
          continue;
        }
      }
      safe.push(digest(pattern));
    }
    if (recording) writeFileSync(file, `${JSON.stringify({ ...ledger, safe: safe.sort() }, null, 2)}\n`);
    expect(wrong).toEqual([]);
  }, recording ? 1_200_000 : 60_000);

  it("are reviewed where they are, and no longer", () => {
    expect(Object.keys(ledger.reviewed).filter((pattern) => !patterns.has(pattern))).toEqual([]);
    expect(Object.entries(ledger.reviewed).filter(([, reason]) => reason.length < 10)).toEqual([]);
  });
});
