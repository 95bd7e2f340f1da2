// Which files form which program. One virtual configuration a tsconfig.json: it extends the real one but lists exactly the files of
// our listing, so that every file belongs to one program, JavaScript is in, tests are out, and a broken `include` loses nothing.
import { basename, dirname, isInside, joinPath } from "../base/paths.js";
import { fileKind } from "./file-kinds.js";
import type { Listing } from "./listing.js";
import type { TextStore } from "./texts.js";

export interface PlannedProject {
  /** Virtual path of the configuration. */
  readonly configFile: string;
  readonly text: string;
  /** Files of the workspace in it; Vue components by their own names. */
  readonly files: readonly string[];
}

export interface ParsedConfig {
  readonly options: Readonly<Record<string, unknown>>;
}

export interface PlanOptions {
  readonly folder: string;
  readonly listing: Listing;
  readonly texts: TextStore;
  /** Name of a file as the compiler sees it: Vue components have virtual scripts. Undefined leaves it out. */
  compilerName(path: string): string | undefined;
  parseConfig(file: string): ParsedConfig | undefined;
}

export const virtualConfigName = "tsconfig.borderline.json";

/** Plans programs for a folder: nested tsconfig.json (or jsconfig.json) files own what lies below them. */
export function planProjects(options: PlanOptions): readonly PlannedProject[] {
  const { folder, listing } = options;
  const roots = configRoots(folder, listing);
  const groups = new Map<string, string[]>();
  const add = (path: string) => {
    const root = ownerOf(path, roots) ?? folder;
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [path]);
    else group.push(path);
  };
  for (const path of listing.files) if (fileKind(path) === "code" || fileKind(path) === "vue") add(path);
  const packages = workspacePackages(options);
  return [...groups].map(([root, files]) => plan(root, files, roots.get(root), packages, options)).sort((a, b) => (a.configFile < b.configFile ? -1 : 1));
}

function plan(root: string, files: readonly string[], config: string | undefined, packages: ReadonlyMap<string, readonly string[]>, options: PlanOptions): PlannedProject {
  const declarations = options.listing.declarations.filter((path) => isInside(root, path));
  const names = files.flatMap((path) => options.compilerName(path) ?? []);
  const inherited = config === undefined ? undefined : options.parseConfig(config);
  const text = JSON.stringify({
    ...(config === undefined ? {} : { extends: extendedConfigs(config, options) }),
    files: [...names, ...declarations],
    include: [],
    references: [],
    compilerOptions: {
      ...(config === undefined ? { target: "esnext", module: "preserve", moduleResolution: "bundler", jsx: "preserve", strict: true, allowSyntheticDefaultImports: true, resolveJsonModule: true } : {}),
      ...(packages.size > 0 ? { paths: pathsWithPackages(inherited, packages, root) } : {}),
      allowJs: true, checkJs: false, noEmit: true, composite: false, incremental: false, declaration: false, emitDeclarationOnly: false, skipLibCheck: true,
      experimentalDecorators: inherited?.options["experimentalDecorators"] ?? true,
    },
  });
  return { configFile: `${root}/${virtualConfigName}`, text, files };
}

/** A solution file lists references instead of files; the options of the parts in the same folder are what its code is built with. */
function extendedConfigs(config: string, { texts }: PlanOptions): string | string[] {
  const text = texts.read(config)?.text ?? "";
  const references = [...text.matchAll(/"path"\s*:\s*"(\.\/)?(tsconfig\.[\w-]+\.json)"/g)].map((match) => `./${match[2]}`);
  const base = `./${basename(config)}`;
  if (references.length === 0 || !/"references"\s*:/.test(text)) return base;
  return [base, ...references.sort((a, b) => Number(/app|src|web/.test(a)) - Number(/app|src|web/.test(b)))];
}

/** Folders with a configuration of their own → that file. tsconfig.json goes before jsconfig.json. */
function configRoots(folder: string, listing: Listing): Map<string, string> {
  const roots = new Map<string, string>();
  for (const path of listing.files) {
    const name = basename(path);
    if (name === "tsconfig.json" || (name === "jsconfig.json" && !roots.has(dirname(path)))) roots.set(dirname(path), path);
  }
  if (roots.size === 0) return roots;
  return new Map([...roots].filter(([root]) => isInside(folder, root)));
}

function ownerOf(path: string, roots: ReadonlyMap<string, string>): string | undefined {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (roots.has(folder)) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** Packages of a monorepo by name → where their source starts, so that they resolve to source before anything is installed or built. */
function workspacePackages({ listing, texts }: PlanOptions): ReadonlyMap<string, readonly string[]> {
  const packages = new Map<string, readonly string[]>();
  for (const path of listing.manifests) {
    const manifest = readManifest(texts.read(path)?.text ?? "");
    if (manifest?.name === undefined) continue;
    const root = dirname(path);
    const entries = [manifest.source, manifest.types, manifest.main, "src/index.ts", "index.ts", "src/index.tsx", "src/index.js", "index.js"];
    const entry = entries.flatMap((name) => (name === undefined ? [] : [joinPath(root, name)])).find((file) => /\.[mc]?[tj]sx?$/.test(file) && texts.read(file) !== undefined);
    packages.set(manifest.name, [root, ...(entry === undefined ? [] : [entry])]);
  }
  return packages;
}

interface Manifest {
  readonly name?: string;
  readonly main?: string;
  readonly types?: string;
  readonly source?: string;
}

function readManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    const texts = Object.entries(value).filter(([key, entry]) => ["name", "main", "types", "source"].includes(key) && typeof entry === "string");
    return Object.fromEntries(texts) as Manifest;
  } catch {
    // A half-typed package.json names no package; that costs a resolution, not the scan.
    return undefined;
  }
}

/** Inherited `paths` stay first: `paths` are replaced, not merged, by an extending configuration. */
function pathsWithPackages(inherited: ParsedConfig | undefined, packages: ReadonlyMap<string, readonly string[]>, root: string): Record<string, string[]> {
  const paths: Record<string, string[]> = {};
  for (const [name, [packageRoot = "", entry]] of packages) {
    if (entry !== undefined) paths[name] = [entry];
    paths[`${name}/*`] = [`${packageRoot}/*`, `${packageRoot}/src/*`];
  }
  const own = inherited?.options["paths"];
  if (typeof own === "object" && own !== null) {
    const base = inherited?.options["pathsBasePath"] ?? inherited?.options["baseUrl"] ?? root;
    for (const [pattern, targets] of Object.entries(own)) {
      if (Array.isArray(targets)) paths[pattern] = targets.flatMap((target) => (typeof target === "string" ? [joinPath(String(base), target)] : []));
    }
  }
  return paths;
}
