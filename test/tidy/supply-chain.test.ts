// What comes from others: few packages, from the registry alone, each with the digest of its content, under licences that allow it.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../support/sources.js";

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}

const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { packages: Record<string, Entry & { dependencies?: object; devDependencies?: object }> };
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies: object; devDependencies: object };
const packages = Object.entries(lock.packages).filter(([folder]) => folder !== "");
const shipped = packages.filter(([, entry]) => entry.dev !== true && entry.devOptional !== true);
const licences = ["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "0BSD"];

describe("supply chain", () => {
  it("the lock file belongs to the manifest", () => {
    const own = lock.packages[""];
    expect([own?.dependencies, own?.devDependencies]).toEqual([manifest.dependencies, manifest.devDependencies]);
  });

  it("every package is pinned by the digest of its content and comes from the registry", () => {
    expect(packages.length).toBeGreaterThan(50);
    expect(packages.filter(([, { integrity, link }]) => link === true || !/^sha512-[\w+/]{86}==$/.test(integrity ?? "")).map(([folder]) => folder)).toEqual([]);
    expect(packages.filter(([, { resolved }]) => resolved !== undefined && !resolved.startsWith("https://registry.npmjs.org/")).map(([folder]) => folder)).toEqual([]);
  });

  it("what is shipped is little, runs nothing when installed, and is freely licensed", () => {
    expect(shipped.filter(([, { optional }]) => optional !== true).length).toBeLessThanOrEqual(30);
    expect(shipped.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([folder]) => folder)).toEqual([]);
    expect(shipped.filter(([, { license }]) => !licences.includes(license ?? "")).map(([folder, { license }]) => `${folder}: ${license}`)).toEqual([]);
  });

  it("the notices of a package name every part, with its licence's text", () => {
    const { stdout, status } = spawnSync(process.execPath, ["scripts/notices.mjs"], { cwd: root, encoding: "utf8" });
    expect(status).toBe(0);
    const parts = stdout.split(`${"-".repeat(80)}\n`).map((part) => part.trim()).filter((part) => part !== "");
    const named = new Map(parts.map((part) => [part.slice(0, part.indexOf("\n")), part]));
    const wanted = new Set(shipped.filter(([, { optional }]) => optional !== true).map(([folder, { version, license }]) => `${folder.slice(folder.lastIndexOf("node_modules/") + 13)} ${version} (${license})`));
    expect([...named.keys()].sort()).toEqual([...wanted].sort());
    expect([...named].filter(([, part]) => part.length < 300).map(([name]) => name)).toEqual([]);
  });
});
