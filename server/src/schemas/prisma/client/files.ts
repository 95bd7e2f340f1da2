import { dirname, isInside, joinPath } from "../../../base/paths.js";
import { virtualPrismaClient, type VirtualPrismaClient } from "./declare.js";
import { generatedModel } from "./generated.js";
import { groupPrismaSchemas, nearest } from "./groups.js";
import type { PrismaFieldPlace, PrismaSchemaText } from "./models.js";
import { modelsText, packageText, reExport, runtimeText } from "./stubs.js";

export interface VirtualPrismaOptions {
  /** Every Prisma file of the workspace folder. */
  readonly schemas: readonly PrismaSchemaText[];
  /** The workspace folder and its packages: folders imports are resolved from. */
  readonly roots: readonly string[];
  /** Text on the disk, undefined where there is none. Asked about a handful of paths, to see whether a client is generated. */
  read(path: string): string | undefined;
}

/** What the compiler is told about Prisma clients that were never generated. */
export interface VirtualPrismaFiles {
  /** Absolute path → text. */
  readonly files: ReadonlyMap<string, string>;
  /** Folders of these files: they must be said to exist, or nothing is looked up in them. */
  readonly directories: ReadonlySet<string>;
  /** `compilerOptions.paths` for programs of a root: they work whatever node_modules looks like. */
  pathsFor(root: string): Readonly<Record<string, readonly string[]>>;
  /** The field a property declaration in one of the files stands for, by any offset in it. */
  fieldAt(path: string, offset: number): PrismaFieldPlace | undefined;
  /** For a client that was really generated: by its file, the enclosing type's name (`$UserPayload`, `UserCreateInput`) and the property. */
  fieldOfGenerated(path: string, declaration: string, property: string): PrismaFieldPlace | undefined;
}

interface PlacedClient {
  readonly client: VirtualPrismaClient;
  /** Folder of the schema, for the choice among several. */
  readonly folder: string;
  /** Folder the client's files stand in. */
  readonly home: string;
  readonly isDefault: boolean;
  /** Generated on the disk: nothing virtual is said about it. */
  readonly isGenerated: boolean;
}

/** Plans the virtual files of a workspace folder. */
export function virtualPrismaFiles(options: VirtualPrismaOptions): VirtualPrismaFiles {
  const clients = placeClients(options);
  const files = new Map<string, string>();
  for (const placed of clients) if (!placed.isGenerated) addClient(placed, files);
  for (const root of options.roots) {
    const placed = clientFor(root, clients);
    if (placed !== undefined && !placed.isGenerated) addPackage(root, placed, options, files);
  }
  // The compiler lowers the case of paths on disks that ignore it.
  const mains = new Map(clients.filter((placed) => !placed.isGenerated).map((placed) => [`${placed.home}/index.d.ts`.toLowerCase(), placed.client]));
  return {
    files, directories: directoriesOf(files.keys()),
    pathsFor: (root) => pathsFor(root, clients),
    fieldAt: (path, offset) => mains.get(path.toLowerCase())?.fieldAt(offset),
    fieldOfGenerated: (path, declaration, property) => {
      const { client } = clients.find((placed) => isInside(placed.home, path)) ?? clientFor(dirname(path), clients) ?? {};
      const model = client === undefined ? undefined : generatedModel(declaration, client.models);
      return model === undefined ? undefined : client?.fieldNamed(model, property);
    },
  };
}

function placeClients({ schemas, roots, read }: VirtualPrismaOptions): readonly PlacedClient[] {
  const placed: PlacedClient[] = [];
  for (const group of groupPrismaSchemas(schemas)) {
    const client = virtualPrismaClient(group.schemas);
    const add = (home: string, isDefault: boolean, isGenerated: boolean) => {
      // Alternatives for several databases generate to one place; the first one stands for them.
      if (!placed.some((other) => other.home === home)) placed.push({ client, folder: group.folder, home, isDefault, isGenerated });
    };
    for (const output of group.outputs) add(output, false, clientFiles.some((name) => read(`${output}/${name}`) !== undefined));
    if (!group.isDefault) continue;
    const root = ownerOf(group.folder, roots);
    const places = [root, ...roots.filter((other) => other !== root && isInside(other, root))].map((folder) => `${folder}/node_modules/.prisma/client`);
    const generated = places.find((folder) => isGeneratedFrom(client, read(`${folder}/index.d.ts`)));
    add(generated ?? `${root}/node_modules/.prisma/client`, true, generated !== undefined);
  }
  return placed;
}

const clientFiles = ["client.ts", "client.d.ts", "index.d.ts", "index.ts"];

/** Before `prisma generate` the package carries a stub without any model. */
function isGeneratedFrom(client: VirtualPrismaClient, text: string | undefined): boolean {
  return text !== undefined && client.models.some((model) => text.includes(`$${model}Payload`) || text.includes(`export type ${model} =`));
}

/** The innermost root that holds a folder. */
function ownerOf(folder: string, roots: readonly string[]): string {
  return roots.filter((root) => isInside(root, folder)).sort((a, b) => b.length - a.length)[0] ?? dirname(folder);
}

function addClient({ home, client, isDefault }: PlacedClient, files: Map<string, string>): void {
  files.set(`${home}/index.d.ts`, client.declarations);
  files.set(`${home}/runtime.d.ts`, runtimeText);
  const names = isDefault ? ["default", "edge", "wasm"] : ["client", "default", "browser", "edge", "enums", "wasm"];
  for (const name of names) files.set(`${home}/${name}.d.ts`, reExport("./index.js"));
  if (!isDefault) files.set(`${home}/models.d.ts`, modelsText(client.models));
}

/** "@prisma/client" below a root, where the package is not installed. */
function addPackage(root: string, { home }: PlacedClient, { read }: VirtualPrismaOptions, files: Map<string, string>): void {
  const folder = `${root}/node_modules/@prisma/client`;
  if (read(`${folder}/package.json`) !== undefined) return;
  const client = reExport(`${relativePath(folder, home)}/index.js`);
  files.set(`${folder}/package.json`, packageText);
  for (const name of ["index", "default", "edge", "extension", "wasm"]) files.set(`${folder}/${name}.d.ts`, client);
  for (const name of ["library", "client"]) files.set(`${folder}/runtime/${name}.d.ts`, reExport(`${relativePath(`${folder}/runtime`, home)}/runtime.js`));
}

function relativePath(from: string, to: string): string {
  const [a, b] = [from.split("/"), to.split("/")];
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return [...a.slice(shared).map(() => ".."), ...b.slice(shared)].join("/");
}

/** The client "@prisma/client" means in a root: its own schema's, else the nearest one's. */
function clientFor(root: string, clients: readonly PlacedClient[]): PlacedClient | undefined {
  const defaults = clients.filter((placed) => placed.isDefault);
  return nearest(root, defaults.length > 0 ? defaults : clients, (placed) => `${placed.folder}/`);
}

function pathsFor(root: string, clients: readonly PlacedClient[]): Readonly<Record<string, readonly string[]>> {
  const paths: Record<string, readonly string[]> = {};
  const own = clientFor(root, clients);
  if (own !== undefined && !own.isGenerated) {
    for (const name of ["", "/index", "/default", "/edge", "/extension", "/wasm"]) paths[`@prisma/client${name}`] = [`${own.home}/index.d.ts`];
    for (const name of ["library", "client"]) paths[`@prisma/client/runtime/${name}`] = [`${own.home}/runtime.d.ts`];
    paths[".prisma/client"] = [`${own.home}/index.d.ts`];
  }
  for (const { home, isDefault, isGenerated } of clients) {
    const name = isDefault || isGenerated ? undefined : /\/node_modules\/((?:@[^/]+\/)?[^/@][^/]*)$/.exec(home)?.[1];
    if (name !== undefined) paths[name] = [joinPath(home, "index.d.ts")];
  }
  return paths;
}

function directoriesOf(files: Iterable<string>): ReadonlySet<string> {
  const directories = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); folder !== "/" && !directories.has(folder) && folder !== dirname(folder); folder = dirname(folder)) directories.add(folder);
  }
  return directories;
}
