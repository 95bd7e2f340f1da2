// Which files of a package its importers can get at.
import { builtinModules } from "node:module";
import { dirname, extension, isInside, joinPath } from "../../base/paths.js";
import type { TextStore } from "../texts.js";

const endings = ["", ".ts", ".tsx", ".mts", ".cts", ".d.ts", ".js", ".jsx", ".mjs", ".cjs", ".vue", "/index.ts", "/index.tsx", "/index.d.ts", "/index.js"];
const importForm = /(?:from|import|require)[ (]{0,9}["']([^"'\n]+)/g;
const codeEndings: ReadonlySet<string> = new Set([".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue"]);

/** Files that `exports` of package.json opens; undefined where it does not close the rest, or names what is built, not what is written. */
export function exportedEntries(manifest: string, root: string, read: (path: string) => string | undefined): readonly string[] | undefined {
  let exported: unknown;
  try {
    exported = (JSON.parse(manifest) as { readonly exports?: unknown } | null)?.exports;
  } catch {
    // Half-typed: nothing is closed.
    return undefined;
  }
  const targets = leaves(exported).filter((target) => !target.endsWith(".json") && !target.endsWith(".css"));
  const files = targets.map((target) => joinPath(root, target));
  return files.length === 0 || files.some((file) => file.includes("*") || read(file) === undefined || !codeEndings.has(extension(file))) ? undefined : files;
}

/**
 * These files and all they import. Undefined where an import cannot be followed, as it may lead to any file; with `lenient` it is passed over.
 */
export function reachedFrom(start: ReadonlySet<string>, root: string, texts: TextStore, lenient = false): ReadonlySet<string> | undefined {
  const found = new Set(start);
  const packages = declaredPackages(texts.read(`${root}/package.json`)?.text ?? "");
  for (const path of found) {
    if (!codeEndings.has(extension(path))) continue;
    for (const [, specifier = ""] of (texts.read(path)?.text ?? "").matchAll(importForm)) {
      const file = specifier.startsWith(".") ? resolved(joinPath(dirname(path), specifier), texts) : undefined;
      if (file !== undefined && isInside(root, file)) found.add(file);
      else if (!lenient && !specifier.startsWith(".") && !packages.has(packageOf(specifier))) return undefined;
    }
  }
  return found;
}

function resolved(path: string, texts: TextStore): string | undefined {
  const bare = path.replace(/\.[mc]?jsx?$/, "");
  return [...(bare === path ? [] : endings.map((ending) => bare + ending)), ...endings.map((ending) => path + ending)].find((candidate) => codeEndings.has(extension(candidate)) && texts.read(candidate) !== undefined);
}

function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
}

function declaredPackages(manifest: string): ReadonlySet<string> {
  try {
    const value = JSON.parse(manifest) as Readonly<Record<string, unknown>>;
    const lists = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"].map((key) => value[key]);
    return new Set([...lists.flatMap((list) => (typeof list === "object" && list !== null ? Object.keys(list) : [])), ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);
  } catch {
    return new Set();
  }
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
}
