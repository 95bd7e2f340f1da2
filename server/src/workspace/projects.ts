// Which files form which program. One virtual configuration a tsconfig.json: it extends the real one but lists exactly the files of
// our listing, so that every file belongs to one program, JavaScript is in, tests are out, and a broken `include` loses nothing.
import { basename, dirname, isInside, joinPath } from "../base/paths.js";
import { fileKind, looksGenerated } from "./file-kinds.js";
import type { PathMapping } from "./module-resolution.js";
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
  /** `compilerOptions.paths` that hold for a root besides its own. */
  extraPaths(root: string): Readonly<Record<string, readonly string[]>>;
}

export const virtualConfigName = "tsconfig.borderline.json";

/** A package of a monorepo: where it lies, and where its source starts. */
export interface WorkspacePackage {
  readonly name: string;
  readonly root: string;
  readonly entry?: string;
}

export interface ProjectPlan {
  readonly projects: readonly PlannedProject[];
  readonly packages: readonly WorkspacePackage[];
  readonly mappings: readonly PathMapping[];
}

/** Plans programs for a folder: nested tsconfig.json (or jsconfig.json) files own what lies below them. */
export function planProjects(options: PlanOptions): ProjectPlan {
  const { folder, listing } = options;
  const roots = configRoots(folder, listing);
  const groups = new Map<string, string[]>();
  for (const path of listing.files) {
    if (fileKind(path) !== "code" && fileKind(path) !== "vue") continue;
    if (looksGenerated(path, options.texts.read(path)?.text ?? "")) continue;
    const root = ownerOf(path, roots) ?? folder;
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [path]);
    else group.push(path);
  }
  const packages = workspacePackages(options);
  const mappings: PathMapping[] = [];
  const projects = [...groups].map(([root, files]) => {
    const config = roots.get(root);
    const inherited = config === undefined ? undefined : options.parseConfig(config);
    const mapping = mappingOf(inherited, root, baseUrlOf(config, options));
    mappings.push(mapping);
    return plan(root, files, { config, inherited, mapping, packages }, options);
  });
  return { projects: projects.sort((a, b) => (a.configFile < b.configFile ? -1 : 1)), packages, mappings };
}

interface Inherited {
  readonly config: string | undefined;
  readonly inherited: ParsedConfig | undefined;
  readonly mapping: PathMapping;
  readonly packages: readonly WorkspacePackage[];
}

function plan(root: string, files: readonly string[], { config, inherited, mapping, packages }: Inherited, options: PlanOptions): PlannedProject {
  const declarations = options.listing.declarations.filter((path) => isInside(root, path));
  const names = files.flatMap((path) => options.compilerName(path) ?? []);
  const text = JSON.stringify({
    ...(config === undefined ? {} : { extends: extendedConfigs(config, options) }),
    files: [...names, ...declarations],
    include: [],
    references: [],
    compilerOptions: {
      ...(config === undefined ? { target: "esnext", module: "preserve", moduleResolution: "bundler", jsx: "preserve", strict: true, allowSyntheticDefaultImports: true, resolveJsonModule: true } : {}),
      paths: { ...(mapping.baseUrl === undefined ? {} : { "*": [`${mapping.baseUrl}/*`] }), ...packagePaths(packages), ...options.extraPaths(root), ...mapping.paths },
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

/** Packages resolve to their source before anything is installed or built. */
function workspacePackages({ listing, texts }: PlanOptions): readonly WorkspacePackage[] {
  return listing.manifests.flatMap((path) => {
    const manifest = readManifest(texts.read(path)?.text ?? "");
    if (manifest?.name === undefined) return [];
    const root = dirname(path);
    const entries = [manifest.source, manifest.types, manifest.main, "src/index.ts", "index.ts", "src/index.tsx", "src/index.js", "index.js"];
    const entry = entries.flatMap((name) => (name === undefined ? [] : [joinPath(root, name)])).find((file) => /\.[mc]?[tj]sx?$/.test(file) && texts.read(file) !== undefined);
    return [{ name: manifest.name, root, ...(entry === undefined ? {} : { entry }) }];
  });
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

function packagePaths(packages: readonly WorkspacePackage[]): Record<string, string[]> {
  const paths: Record<string, string[]> = {};
  for (const { name, root, entry } of packages) {
    if (entry !== undefined) paths[name] = [entry];
    paths[`${name}/*`] = [`${root}/*`, `${root}/src/*`];
  }
  return paths;
}

/** `paths` with absolute targets: an extending configuration replaces inherited ones instead of merging. */
function mappingOf(inherited: ParsedConfig | undefined, root: string, baseUrl: string | undefined): PathMapping {
  const own = inherited?.options["paths"];
  const base = baseUrl ?? inherited?.options["pathsBasePath"] ?? root;
  const paths: Record<string, string[]> = {};
  for (const [pattern, targets] of Object.entries(typeof own === "object" && own !== null ? own : {})) {
    if (Array.isArray(targets)) paths[pattern] = targets.flatMap((target) => (typeof target === "string" ? [joinPath(String(base), target)] : []));
  }
  return { root, paths, ...(baseUrl === undefined ? {} : { baseUrl }) };
}

/** `baseUrl` is gone from the compiler's options but not from people's configurations: this one's, or that of the one it extends. */
function baseUrlOf(config: string | undefined, options: PlanOptions, hops = 0): string | undefined {
  if (config === undefined || hops > 6) return undefined;
  const text = (options.texts.read(config)?.text ?? "").replace(/^[ \t]*\/\/.*$/gm, "");
  const own = /"baseUrl"\s*:\s*"([^"\n]+)"/.exec(text)?.[1];
  if (own !== undefined) return joinPath(dirname(config), own).replace(/\/$/, "");
  const parent = /"extends"\s*:\s*"(\.[^"\n]+)"/.exec(text)?.[1];
  return parent === undefined ? undefined : baseUrlOf(joinPath(dirname(config), parent.endsWith(".json") ? parent : `${parent}.json`), options, hops + 1);
}
