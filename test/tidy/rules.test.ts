import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ruleMetadata } from "../../server/src/rules/index.js";
import { root } from "../support/sources.js";

const notRules = new Set(["flow-findings", "judged-transfer", "index", "rule", "apply", "field-findings", "problem-findings", "problem-codes"]);

describe("rules", () => {
  it("are one file each, named after their id", () => {
    const files = readdirSync(join(root, "server/src/rules")).filter((file) => file.endsWith(".ts")).map((file) => file.slice(0, -3)).filter((file) => !notRules.has(file));
    expect(files.sort()).toEqual([...ruleMetadata.keys()].sort());
  });

  it("have a page each, and no page is left over", () => {
    const pages = readdirSync(join(root, "docs/rules")).filter((file) => file.endsWith(".md") && file !== "README.md").map((file) => file.slice(0, -3));
    expect(pages.sort()).toEqual([...ruleMetadata.keys()].sort());
  });

  it.each([...ruleMetadata.values()])("page of $id names the rule, its severity and both kinds of code", (rule) => {
    const file = join(root, "docs/rules", `${rule.id}.md`);
    expect(existsSync(file)).toBe(true);
    const page = readFileSync(file, "utf8");
    expect(page).toContain(`# ${rule.id}`);
    expect(page).toContain(`Default severity: ${rule.defaultSeverity}`);
    expect(page).toMatch(/## Reported\n[\s\S]*```[\s\S]*## Not reported\n[\s\S]*```/);
  });

  it("have heads and an index made from their metadata", () => {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/rules-pages.mjs", "--check"], { cwd: root, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("speak both languages", () => {
    for (const rule of ruleMetadata.values()) {
      for (const text of [rule.title, rule.description]) {
        expect(text.en.length).toBeGreaterThan(5);
        expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
      }
    }
  });
});
