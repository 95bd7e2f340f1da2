// The licences of what is bundled, from the lock file and the installed packages: node scripts/notices.mjs prints them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Packages of the lock file that run in the product: [folder, entry]. Compilers of other platforms come with their own licence. */
export function bundledPackages() {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  return Object.entries(packages).filter(([folder, entry]) => folder !== "" && entry.dev !== true && entry.devOptional !== true && entry.optional !== true);
}

/** Text of THIRD-PARTY-NOTICES.txt. */
export function notices() {
  const parts = bundledPackages().map(([folder, { version, license }]) => {
    const name = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
    return [`${name} ${version} (${license})`, "", textsOf(folder), "", "-".repeat(80), ""].join("\n");
  });
  return [...new Set(parts)].sort().join("\n");
}

/** Licence and, where there is one, the notice that has to go with it. */
function textsOf(folder) {
  if (!existsSync(folder)) return "";
  const files = readdirSync(folder).filter((name) => /^(?:licen[cs]e|notice)/i.test(name)).sort();
  return files.map((name) => readFileSync(join(folder, name), "utf8").trim()).join("\n\n");
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) process.stdout.write(notices());
