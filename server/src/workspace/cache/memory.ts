// What one scan leaves to the next: readings of files and flows, with all they were read from.
import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import type { SchemaDocument } from "../../model/field.js";
import { fileKind } from "../file-kinds.js";
import type { FlowMemory } from "../flow-service.js";
import type { WorkspaceFolder } from "../folder.js";
import type { WorkspaceHost } from "../host.js";
import type { TextStore } from "../texts.js";
import type { Cache } from "./disk-cache.js";

export interface SchemaMemory {
  readonly schema: SchemaDocument;
  readonly dependencies: readonly string[];
}

/** Time and size of a file that is not ours to hash: declarations of packages. Undefined: there is none. */
type Stamp = string | undefined;

interface FolderMemory {
  /** Digest of each text that was read; undefined where there was no such file. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly listing: string;
  readonly outside: ReadonlyMap<string, Stamp>;
  readonly schemas: ReadonlyMap<string, SchemaMemory>;
  readonly flows: FlowMemory;
}

/** What of the memory still holds. */
export interface Recollection {
  readonly schemas: ReadonlyMap<string, SchemaMemory>;
  /** Undefined where packages, settings or the set of files differ: then all flows are followed anew. */
  readonly flows: FlowMemory | undefined;
  /** Files of the folder whose text differs. */
  readonly changed: readonly string[];
}

export interface MemoryPlace {
  readonly cache: Cache;
  readonly build: string;
  readonly folder: WorkspaceFolder;
  readonly texts: TextStore;
  readonly host: WorkspaceHost;
  /** Settings that answers depend on, as text. */
  readonly settings: string;
}

export function recall(place: MemoryPlace): Recollection | undefined {
  const bytes = place.cache.load(keyOf(place));
  const memory = bytes === undefined ? undefined : decoded(bytes);
  if (memory === undefined) return undefined;
  const changed = [...memory.texts].filter(([path, known]) => digestOf(place.texts.read(path)?.text) !== known).map(([path]) => path);
  const isChanged = new Set(changed);
  const isSameListing = memory.listing === listingDigest(place.folder);
  // A document beside others may be read with a new neighbour; code is read alone.
  const holds = (path: string, { dependencies }: SchemaMemory) => !isChanged.has(path) && !dependencies.some((file) => isChanged.has(file)) && (isSameListing || ["code", "vue"].includes(fileKind(path) ?? ""));
  const schemas = [...memory.schemas].filter(([path, schema]) => holds(path, schema));
  const isSameProgram = isSameListing && [...memory.outside].every(([path, stamp]) => stampOf(place.host, path) === stamp);
  return { schemas: new Map(schemas), flows: isSameProgram ? memory.flows : undefined, changed };
}

export interface Memorable {
  readonly schemas: ReadonlyMap<string, SchemaMemory>;
  readonly flows: FlowMemory;
  /** Files the compiler read outside the folder's own. */
  readonly outside: readonly string[];
}

export function remember(place: MemoryPlace, { schemas, flows, outside }: Memorable): void {
  const { folder, texts, host } = place;
  const listing = folder.listing();
  const read = new Set([...listing.files, ...listing.declarations, ...listing.manifests, ...texts.readPaths()]);
  const stamped = [...outside, ...packageMarkers(folder)].filter((path) => !read.has(path));
  const memory: FolderMemory = {
    texts: new Map([...read].map((path) => [path, digestOf(texts.read(path)?.text)])),
    listing: listingDigest(folder),
    outside: new Map(stamped.map((path) => [path, stampOf(host, path)])),
    schemas, flows,
  };
  place.cache.save(keyOf(place), serialize(memory));
}

/** What a package manager touches whenever it installs. */
function packageMarkers(folder: WorkspaceFolder): readonly string[] {
  const roots = [folder.path, ...folder.listing().manifests.map((path) => path.slice(0, path.lastIndexOf("/")))];
  return [...new Set(roots)].flatMap((root) => ["", "/.package-lock.json", "/.modules.yaml", "/.yarn-state.yml", "/.yarn-integrity"].map((name) => `${root}/node_modules${name}`));
}

function keyOf({ build, folder, settings }: MemoryPlace): string {
  return [build, process.versions.v8, folder.path, folder.profile, settings].join("\n");
}

function decoded(bytes: Uint8Array): FolderMemory | undefined {
  try {
    const value = deserialize(bytes) as Partial<FolderMemory> | undefined;
    const isWhole = value?.texts instanceof Map && value.schemas instanceof Map && value.outside instanceof Map && value.flows?.known instanceof Map;
    return isWhole ? (value as FolderMemory) : undefined;
  } catch {
    // Written by something else: as good as nothing.
    return undefined;
  }
}

function listingDigest(folder: WorkspaceFolder): string {
  const { files, declarations, manifests } = folder.listing();
  return digest([...files, ...declarations, ...manifests].join("\n"));
}

function digestOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : digest(text);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

function stampOf(host: WorkspaceHost, path: string): Stamp {
  const found = host.stat(path);
  return found === undefined ? undefined : `${found.kind} ${found.kind === "file" ? found.size : ""} ${found.modified ?? ""}`;
}
