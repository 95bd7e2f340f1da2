// A folder of files by key: whole or absent, never half-written, never growing without bound.
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Keeps values by key. A missing, foreign or damaged value is undefined; a value that cannot be kept is lost without complaint. */
export interface Cache {
  load(key: string): Uint8Array | undefined;
  save(key: string, value: Uint8Array): void;
}

/** Bytes that all entries together may take. */
export const defaultCacheBytes = 512 * 1024 * 1024;

const magic = Buffer.from("BORDERLINE-CACHE-1\n");
const digestLength = 32;
const ending = ".cache";

/** Several processes may share the directory: an entry is written beside its place and moved there in one step. */
export function diskCache(directory: string, maxBytes = defaultCacheBytes): Cache {
  const fileOf = (key: string) => join(directory, createHash("sha256").update(key).digest("hex").slice(0, 40) + ending);
  return {
    load(key) {
      return attempt(() => {
        const file = fileOf(key);
        const value = unpacked(readFileSync(file));
        // What is used is not old.
        if (value !== undefined) attempt(() => utimesSync(file, new Date(), new Date()));
        return value;
      });
    },
    save(key, value) {
      const file = fileOf(key);
      const beside = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
      attempt(() => {
        mkdirSync(directory, { recursive: true, mode: 0o700 });
        writeFileSync(beside, packed(value), { mode: 0o600 });
        renameSync(beside, file);
      });
      attempt(() => rmSync(beside, { force: true }));
      attempt(() => prune(directory, maxBytes));
    },
  };
}

function packed(value: Uint8Array): Uint8Array {
  return Buffer.concat([magic, digest(value), value]);
}

function unpacked(bytes: Buffer): Uint8Array | undefined {
  if (!bytes.subarray(0, magic.length).equals(magic)) return undefined;
  const value = bytes.subarray(magic.length + digestLength);
  return digest(value).equals(bytes.subarray(magic.length, magic.length + digestLength)) ? value : undefined;
}

function digest(value: Uint8Array): Buffer {
  return createHash("sha256").update(value).digest();
}

/** Removes the entries that were not used for longest, and what killed processes left behind. */
function prune(directory: string, maxBytes: number): void {
  const dayAgo = Date.now() - 24 * 3600 * 1000;
  const entries = readdirSync(directory).filter((name) => name.includes(ending)).flatMap((name) => attempt(() => {
    const { size, mtimeMs } = statSync(join(directory, name));
    return [{ name, size, mtimeMs }];
  }) ?? []);
  let total = entries.reduce((sum, { size }) => sum + size, 0);
  for (const { name, size, mtimeMs } of entries.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
    const isLeftover = !name.endsWith(ending);
    if (isLeftover ? mtimeMs > dayAgo : total <= maxBytes) continue;
    rmSync(join(directory, name), { force: true });
    total -= size;
  }
}

/** A cache that cannot be read or written costs time, never an answer. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
