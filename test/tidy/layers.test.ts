import { describe, expect, it } from "vitest";
import { sources } from "../support/sources.js";

/** Top to bottom; a layer may import those below it. Folders on one row never import each other. */
const layers: readonly (readonly string[])[] = [
  ["main"], ["lsp", "cli"], ["report"], ["workspace"], ["rules"], ["law"], ["flow"], ["classify"],
  ["schemas/prisma", "schemas/openapi", "schemas/typescript"], ["annotations"], ["configuration"], ["compiler"], ["catalog"], ["model"], ["base"],
];

const files = sources("server/src", [".ts"]);
const importPattern = /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+"([^"]+)"|import\("([^"]+)"\)|(?:^|\n)import\s+"([^"]+)"/g;

function imports(text: string): string[] {
  return [...text.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

function layerOf(path: string): number {
  const inside = path.replace(/^server\/src\//, "");
  return layers.findIndex((row) => row.some((folder) => inside.startsWith(`${folder}/`)));
}

function folderOf(path: string): string {
  const inside = path.replace(/^server\/src\//, "");
  return layers.flat().find((folder) => inside.startsWith(`${folder}/`)) ?? inside;
}

function resolve(from: string, specifier: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

describe("layers", () => {
  it("knows the layer of every source file", () => {
    expect(files.length).toBeGreaterThan(30);
    expect(files.filter((file) => layerOf(file.path) < 0).map((file) => file.path)).toEqual([]);
  });

  it("imports point downwards only, and never to a sibling", () => {
    const wrong = files.flatMap((file) =>
      imports(file.text)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => resolve(file.path, specifier))
        .filter((target) => folderOf(target) !== folderOf(file.path) && layerOf(target) <= layerOf(file.path))
        .map((target) => `${file.path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("leaves each outside interface to one folder", () => {
    const owners: readonly [RegExp, string][] = [
      [/^vscode-languageserver|^vscode-jsonrpc/, "lsp"],
      [/^typescript(\/|$)/, "compiler"],
      [/^vscode$/, "client"],
    ];
    const wrong = files.flatMap((file) =>
      imports(file.text).flatMap((specifier) => owners.filter(([pattern, owner]) => pattern.test(specifier) && folderOf(file.path) !== owner && !(owner === "lsp" && folderOf(file.path) === "main")).map(() => `${file.path} → ${specifier}`)),
    );
    expect(wrong).toEqual([]);
  });

  it("opens files in workspace/ and main/ only", () => {
    const allowed = new Set(["workspace", "main"]);
    const wrong = files.filter((file) => !allowed.has(folderOf(file.path)) && imports(file.text).some((specifier) => /^node:(fs|child_process|net|http|https|dgram)/.test(specifier)));
    expect(wrong.map((file) => file.path)).toEqual([]);
  });
});
