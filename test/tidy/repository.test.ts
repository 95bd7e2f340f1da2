import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../support/sources.js";

const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 }).split("\0").filter((file) => file !== "");

describe("repository", () => {
  it("names no place of the machine it was written on", () => {
    const texts = tracked.filter((file) => /\.(ts|mjs|js|cjs|json|ya?ml|md|prisma|vue|tsx|sh|txt)$/.test(file) && file !== "package-lock.json" && file !== "test/tidy/repository.test.ts");
    const wrong = texts.filter((file) => /(?<![\w.])\/(work|root)\//.test(readFileSync(join(root, file), "utf8")));
    expect(wrong).toEqual([]);
  });

  it("pins every dependency exactly", () => {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies: Record<string, string>; devDependencies: Record<string, string> };
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });
});
