import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import { buildId } from "../workspace/cache/build-id.js";
import type { EngineSettings } from "../workspace/engine.js";

/** Where this build keeps answers for the next process; nowhere when it does not know which build it is. */
export function keptAnswers(): Pick<EngineSettings, "cache"> {
  return buildId === undefined ? {} : { cache: { directory: userCacheDirectory(process.env, process.platform, homedir()), build: buildId } };
}

/** Where a user's programs keep what can be made again, by the custom of each system. */
export function userCacheDirectory(environment: Readonly<Record<string, string | undefined>>, platform: string, home: string): string {
  if (platform === "win32") return win32.join(environment["LOCALAPPDATA"] ?? win32.join(home, "AppData", "Local"), "borderline", "Cache");
  if (platform === "darwin") return posix.join(home, "Library", "Caches", "borderline");
  const base = environment["XDG_CACHE_HOME"];
  return posix.join(base?.startsWith("/") === true ? base : posix.join(home, ".cache"), "borderline");
}
