// npm run package [-- --target linux-x64,win32-x64 | --target all]: one .vsix a platform, in out/packages/, with only what runs.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createVSIX } from "@vscode/vsce";
import { notices } from "./notices.mjs";

/** VS Code's name of a platform → the native compiler's. */
const compilers = {
  "linux-x64": "linux-x64", "linux-arm64": "linux-arm64", "linux-armhf": "linux-arm", "alpine-x64": "linux-x64", "alpine-arm64": "linux-arm64",
  "darwin-x64": "darwin-x64", "darwin-arm64": "darwin-arm64", "win32-x64": "win32-x64", "win32-arm64": "win32-arm64",
};
const contents = [
  "dist", "syntaxes", "l10n", "package.nls.json", "package.nls.zh-cn.json", "docs/images/icon.png", "docs/walkthrough", "docs/images/view.svg", "README.md", "CHANGELOG.md", "LICENSE", ".vscodeignore",
];
/** Fields of the manifest that only development uses. */
const developmentOnly = ["scripts", "devDependencies", "private", "bin"];

export const currentTarget = `${process.platform}-${process.arch}`;
const manifest = JSON.parse(readFileSync("package.json", "utf8"));

/** Packs for one platform; returns the file. */
export async function packageFor(target) {
  const staging = stage(target);
  const folder = resolve("out/packages");
  mkdirSync(folder, { recursive: true });
  const packagePath = join(folder, `borderline-${target}-${manifest.version}.vsix`);
  await createVSIX({ cwd: staging, packagePath, target, dependencies: true, useYarn: false });
  return packagePath;
}

function stage(target) {
  const compiler = compilers[target];
  if (compiler === undefined) throw new Error(`Unknown target ${target}; known are ${Object.keys(compilers).join(", ")}.`);
  const staging = resolve("out/staging", target);
  rmSync(staging, { recursive: true, force: true });
  for (const path of contents) {
    if (existsSync(path)) cpSync(path, join(staging, path), { recursive: true, filter: isNeeded });
  }
  const name = `@typescript/typescript-${compiler}`;
  placeCompiler(name, join(staging, "node_modules", name));
  const published = Object.fromEntries(Object.entries(manifest).filter(([field]) => !developmentOnly.includes(field)));
  writeFileSync(join(staging, "package.json"), JSON.stringify({ ...published, dependencies: { [name]: manifest.dependencies.typescript } }, undefined, 2));
  writeFileSync(join(staging, "THIRD-PARTY-NOTICES.txt"), notices());
  return staging;
}

/** The editor starts the server; the command line is for terminals. */
function isNeeded(path) {
  return !path.endsWith(".map") && !path.endsWith("cli-main.js");
}

/** Copies the installed compiler of this platform, or fetches that of another. */
function placeCompiler(name, folder) {
  mkdirSync(folder, { recursive: true });
  const installed = join("node_modules", name);
  if (existsSync(installed)) return cpSync(installed, folder, { recursive: true });
  const cache = resolve("out/compilers");
  mkdirSync(cache, { recursive: true });
  const archive = execFileSync("npm", ["pack", "--silent", `${name}@${manifest.dependencies.typescript}`], { cwd: cache, encoding: "utf8" }).trim().split("\n").at(-1);
  execFileSync("tar", ["xzf", join(cache, archive), "--strip-components=1", "-C", folder]);
}

async function main() {
  execFileSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
  const at = process.argv.indexOf("--target");
  const asked = at < 0 ? currentTarget : process.argv[at + 1];
  for (const target of asked === "all" ? Object.keys(compilers) : asked.split(",")) {
    const file = await packageFor(target);
    console.log(`${file}  ${(statSync(file).size / 1e6).toFixed(1)} MB`);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
