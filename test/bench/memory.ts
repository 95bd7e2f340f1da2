// npm run bench:memory -- FOLDER FILE: resident memory of the language server and its compilers (Linux), driven as an editor drives it:
// one file open, then every transfer of the workspace asked for, then nothing.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { TransfersResult } from "../../server/src/lsp/views-protocol.js";
import { startServerProcess, stopAll } from "../protocol/spawned.js";

const [folder = "examples/shop", file = "prisma/schema.prisma"] = process.argv.slice(2);
const idleSeconds = 5;
// Nothing is known from an earlier run.
const cache = mkdtempSync(join(tmpdir(), "borderline-memory-"));
process.env["XDG_CACHE_HOME"] = cache;

const started = performance.now();
const { client, child } = await startServerProcess({ folders: [pathToFileURL(resolve(folder)).href] });
console.log(`initialize answered after ${since(started)}`);
const uri = pathToFileURL(resolve(folder, file)).href;
await client.open(uri, readFileSync(resolve(folder, file), "utf8"));
await client.publishedFor(uri);
console.log(`one file open, findings after ${since(started)}: ${memory(child.pid)}`);
const asked = performance.now();
const { transfers, fields } = await client.request<TransfersResult>("borderline/transfers", {});
console.log(`${transfers.length} transfers and ${fields.length} fields of the workspace after ${since(asked)}: ${memory(child.pid)}`);
const before = processorSeconds(child.pid);
await new Promise((done) => setTimeout(done, idleSeconds * 1000));
console.log(`processor time of the server in ${idleSeconds} idle seconds: ${(processorSeconds(child.pid) - before).toFixed(2)} s`);
await stopAll();
rmSync(cache, { recursive: true, force: true });

function since(moment: number): string {
  return `${Math.round(performance.now() - moment)} ms`;
}

function memory(server: number | undefined): string {
  const compilers = processes().filter((pid) => afterName(pid)[1] === String(server));
  return `server ${megabytes(server)} MB, compilers ${compilers.reduce((sum, pid) => sum + megabytes(Number(pid)), 0)} MB`;
}

function megabytes(pid: number | undefined): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024);
}

/** A clock tick is 10 ms. */
function processorSeconds(pid: number | undefined): number {
  const [user, system] = afterName(String(pid)).slice(11, 13).map(Number);
  return ((user ?? 0) + (system ?? 0)) / 100;
}

function processes(): readonly string[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
}

/** What follows the name in a process's stat line: state, parent, …; empty when it ended while we looked. */
function afterName(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  } catch {
    return [];
  }
}
