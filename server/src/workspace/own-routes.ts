// Deployment files that say where paths of our own lead. The listing knows few of their kinds, so they are asked for by name.
import { basename, dirname } from "../base/paths.js";
import type { RouteText } from "../flow/own-routes/index.js";
import type { Listing } from "./listing.js";
import type { TextStore } from "./texts.js";

/** Names below a folder with a package.json, and below the workspace's root. */
const names = [
  "vercel.json", "netlify.toml", "_redirects", "public/_redirects", "static/_redirects",
  "nginx.conf", "default.conf", "nginx/nginx.conf", "nginx/default.conf", "nginx/conf.d/default.conf", "docker/nginx.conf", "docker/nginx/nginx.conf",
  "docker/nginx/default.conf", "deploy/nginx.conf", "conf/nginx.conf", "config/nginx.conf", ".nginx/nginx.conf",
];

export function isDeploymentFile(path: string): boolean {
  const name = basename(path);
  return name === "vercel.json" || name === "netlify.toml" || name === "_redirects" || name.endsWith(".conf");
}

export function routeTextsOf(folder: string, listing: Listing, texts: TextStore): readonly RouteText[] {
  const folders = [...new Set([folder, ...listing.manifests.map(dirname)])];
  const files = [...folders.flatMap((root) => names.map((name) => `${root}/${name}`)), ...listing.manifests];
  return files.flatMap((file) => {
    const text = texts.read(file)?.text;
    const isRelevant = text !== undefined && (basename(file) !== "package.json" || /"proxy"\s*:\s*"/.test(text));
    return isRelevant ? [{ file, text }] : [];
  });
}
