// Builds dist/ before the tests that run it, unless it is newer than everything it is built from.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Vitest's global setup. */
export default function buildWhenStale(): void {
  const built = "dist/server/server-main.js";
  const newest = Math.max(...["server/src", "client/src", "scripts/build.mjs", "scripts/catalog-plugin.mjs"].map(newestIn));
  if (existsSync(built) && statSync(built).mtimeMs >= newest) return;
  execFileSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
}

function newestIn(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
