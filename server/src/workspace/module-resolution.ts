// Which file of the workspace an import means. Only our own listing is asked, so nothing outside is ever read for it.
import { dirname, isInside, joinPath } from "../base/paths.js";
import type { WorkspacePackage } from "./projects.js";

export interface PathMapping {
  /** Folder the mapping holds for. */
  readonly root: string;
  /** `@/*` → absolute targets with one `*` at most. */
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** Folder that bare specifiers are tried against (`baseUrl`). */
  readonly baseUrl?: string;
}

const endings = ["", ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue", "/index.ts", "/index.tsx", "/index.mts", "/index.js", "/index.jsx", "/index.mjs", "/index.cjs"];

/** Resolves as bundlers do: endings left out, `.js` written for `.ts`, folders with an index, `paths`, packages of the same workspace. */
export class ModuleResolution {
  readonly #files: ReadonlySet<string>;
  readonly #mappings: readonly PathMapping[];
  readonly #packages: readonly WorkspacePackage[];
  readonly #cache = new Map<string, string | undefined>();

  constructor(files: ReadonlySet<string>, mappings: readonly PathMapping[], packages: readonly WorkspacePackage[]) {
    this.#files = files;
    // The innermost configuration goes first.
    this.#mappings = [...mappings].sort((a, b) => b.root.length - a.root.length);
    this.#packages = [...packages].sort((a, b) => b.name.length - a.name.length);
  }

  resolve(from: string, specifier: string): string | undefined {
    const key = `${dirname(from)}\u0000${specifier}`;
    if (this.#cache.has(key)) return this.#cache.get(key);
    const found = this.#resolve(from, specifier);
    this.#cache.set(key, found);
    return found;
  }

  #resolve(from: string, specifier: string): string | undefined {
    if (specifier.startsWith(".")) return this.#file(joinPath(dirname(from), specifier));
    if (specifier.startsWith("/")) return this.#file(specifier);
    for (const mapping of this.#mappings) {
      if (!isInside(mapping.root, from)) continue;
      const mapped = this.#mapped(mapping, specifier);
      if (mapped !== undefined) return mapped;
    }
    return this.#package(specifier);
  }

  #mapped(mapping: PathMapping, specifier: string): string | undefined {
    const patterns = Object.entries(mapping.paths).sort(([a], [b]) => b.length - a.length);
    for (const [pattern, targets] of patterns) {
      const rest = matchPattern(pattern, specifier);
      if (rest === undefined) continue;
      for (const target of targets) {
        const found = this.#file(target.replace("*", () => rest));
        if (found !== undefined) return found;
      }
    }
    return mapping.baseUrl === undefined ? undefined : this.#file(joinPath(mapping.baseUrl, specifier));
  }

  #package(specifier: string): string | undefined {
    for (const { name, root, entry } of this.#packages) {
      if (specifier === name) return entry;
      if (!specifier.startsWith(`${name}/`)) continue;
      const rest = specifier.slice(name.length + 1);
      return this.#file(`${root}/${rest}`) ?? this.#file(`${root}/src/${rest}`);
    }
    return undefined;
  }

  #file(path: string): string | undefined {
    const source = /\.[mc]?jsx?$/.test(path) ? path.replace(/\.([mc]?)js(x?)$/, ".$1ts$2") : undefined;
    if (source !== undefined && this.#files.has(source)) return source;
    if (source !== undefined && this.#files.has(`${source}x`)) return `${source}x`;
    for (const ending of endings) if (this.#files.has(path + ending)) return path + ending;
    return undefined;
  }
}

/** What `*` stands for; the empty text for a pattern without one that matches. */
function matchPattern(pattern: string, specifier: string): string | undefined {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === specifier ? "" : undefined;
  const head = pattern.slice(0, star);
  const tail = pattern.slice(star + 1);
  if (specifier.length < head.length + tail.length || !specifier.startsWith(head) || !specifier.endsWith(tail)) return undefined;
  return specifier.slice(head.length, specifier.length - tail.length);
}
