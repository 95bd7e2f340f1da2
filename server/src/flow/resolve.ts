// Which file of the workspace a module specifier means: relative paths, path aliases of the project, packages of the workspace.
import { dirname, joinPath } from "../base/paths.js";

export interface ResolverOptions {
  readonly has: (file: string) => boolean;
  /** `compilerOptions.paths` of the project that holds a file, with the folder they are relative to. */
  readonly aliases?: (from: string) => readonly PathAliases[];
  /** Folder of a package of the workspace, by its name. */
  readonly packageFolder?: (name: string) => string | undefined;
}

export interface PathAliases {
  readonly folder: string;
  readonly paths: Readonly<Record<string, readonly string[]>>;
  readonly baseUrl?: boolean;
}

const endings = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue", "/index.ts", "/index.tsx", "/index.js", "/index.mts", "/index.jsx", "/index.mjs", "/index.cjs"];
const twins: readonly (readonly [RegExp, readonly string[]])[] = [[/\.js$/, [".ts", ".tsx", ".jsx"]], [/\.mjs$/, [".mts"]], [/\.cjs$/, [".cts"]], [/\.jsx$/, [".tsx"]]];

/** A resolver over the given files, with its answers kept. */
export function createResolver(options: ResolverOptions): (from: string, specifier: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (from, specifier) => {
    const key = `${dirname(from)}\0${specifier}`;
    if (!known.has(key)) known.set(key, resolveOnce(options, from, specifier));
    return known.get(key);
  };
}

function resolveOnce(options: ResolverOptions, from: string, specifier: string): string | undefined {
  if (specifier.startsWith(".") || specifier.startsWith("/")) return file(options, joinPath(dirname(from), specifier));
  for (const aliases of options.aliases?.(from) ?? []) {
    const found = throughAliases(options, aliases, specifier);
    if (found !== undefined) return found;
  }
  return throughPackage(options, specifier);
}

function file({ has }: ResolverOptions, path: string): string | undefined {
  if (has(path)) return path;
  for (const [pattern, replacements] of twins) {
    if (!pattern.test(path)) continue;
    for (const replacement of replacements) if (has(path.replace(pattern, replacement))) return path.replace(pattern, replacement);
  }
  return endings.map((ending) => path + ending).find((candidate) => has(candidate));
}

function throughAliases(options: ResolverOptions, aliases: PathAliases, specifier: string): string | undefined {
  for (const [pattern, targets] of Object.entries(aliases.paths)) {
    const star = pattern.indexOf("*");
    const prefix = star < 0 ? pattern : pattern.slice(0, star);
    const suffix = star < 0 ? "" : pattern.slice(star + 1);
    if (star < 0 ? specifier !== pattern : !(specifier.startsWith(prefix) && specifier.endsWith(suffix))) continue;
    const middle = star < 0 ? "" : specifier.slice(prefix.length, specifier.length - suffix.length);
    for (const target of targets) {
      const found = file(options, joinPath(aliases.folder, target.replace("*", middle)));
      if (found !== undefined) return found;
    }
  }
  return aliases.baseUrl === true ? file(options, joinPath(aliases.folder, specifier)) : undefined;
}

function throughPackage(options: ResolverOptions, specifier: string): string | undefined {
  const parts = specifier.split("/");
  const name = specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
  const folder = options.packageFolder?.(name);
  if (folder === undefined) return undefined;
  const rest = specifier.slice(name.length + 1);
  const places = rest === "" ? ["src/index", "index", "src", "lib/index"] : [`src/${rest}`, rest, `lib/${rest}`];
  for (const place of places) {
    const found = file(options, `${folder}/${place}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
