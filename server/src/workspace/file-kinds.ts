import { basename, extension } from "../base/paths.js";

export type FileKind = "prisma" | "document" | "code" | "vue" | "configuration" | "environment" | "project";

const byExtension: Readonly<Record<string, FileKind>> = {
  ".prisma": "prisma", ".zmodel": "prisma",
  ".yaml": "document", ".yml": "document", ".json": "document",
  ".ts": "code", ".tsx": "code", ".mts": "code", ".cts": "code", ".js": "code", ".jsx": "code", ".mjs": "code", ".cjs": "code",
  ".vue": "vue",
};

export const configurationName = "borderline.yaml";

export function isDeclarationFile(path: string): boolean {
  return /\.d\.[mc]?ts$/.test(path);
}

/** What a file is to us, by its name alone; undefined for files we never open. Documents are recognised by content later. */
export function fileKind(path: string): FileKind | undefined {
  const name = basename(path);
  if (name === configurationName) return "configuration";
  if (name === ".env" || name.startsWith(".env.")) return "environment";
  if (/^[tj]sconfig(\.[\w.-]+)?\.json$/.test(name)) return "project";
  if (/^(package-lock|npm-shrinkwrap|composer|package)\.json$|^(pnpm-lock|pnpm-workspace)\.yaml$/.test(name)) return undefined;
  if (isDeclarationFile(name) || /\.min\.[mc]?js$/.test(name) || name.endsWith(".map")) return undefined;
  return byExtension[extension(path)];
}

/** Folders that hold nothing written by the workspace's authors; never entered. */
export const prunedFolders: ReadonlySet<string> = new Set([
  "node_modules", ".git", ".hg", ".svn", ".next", ".nuxt", ".output", ".turbo", ".cache", ".vercel", ".svelte-kit", ".vscode-test", ".yarn", ".pnpm-store",
  "bower_components", "jspm_packages", "miniprogram_npm", "dist", "coverage",
]);

/**
 * Tests, mocks, fixtures and generated code: data there is made up or a copy. Left out unless `include` in borderline.yaml names them
 * or a path inside them is given on the command line.
 */
export const quietByDefault: readonly string[] = [
  "**/{__tests__,__mocks__,__fixtures__,__snapshots__}/**",
  "**/{test,tests,e2e,spec,specs,cypress,playwright,fixtures,mocks,mock,stories,testing}/**",
  "**/*.{test,spec,e2e,mock,stories,fixture}.{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue}",
  "**/{generated,__generated__,.generated}/**",
  "**/*.{generated,gen}.{ts,tsx,js,mjs,cjs}",
];

/**
 * Bundled, minified or compiled code, told from the text: nobody edits it, and it repeats what its sources say.
 * Only the beginning and the end are looked at.
 */
export function looksGenerated(path: string, text: string): boolean {
  const head = text.slice(0, 2000);
  if (/@generated\b|\bDO NOT EDIT\b|\bdo not edit\b.{0,40}\bgenerated\b|\bgenerated\b.{0,60}\bdo not (edit|modify)\b/i.test(head)) return true;
  if (!/\.[mc]?jsx?$/.test(path)) return false;
  if (/\/\/# sourceMappingURL=/.test(text.slice(-2000))) return true;
  if (/^\s*(\(self|\(this|window)\["?\w*webpack|^!function\(|__webpack_require__|parcelRequire/.test(head)) return true;
  if (text.length < 5000) return false;
  let newlines = 0;
  for (let at = text.indexOf("\n"); at >= 0 && newlines * 200 <= text.length; at = text.indexOf("\n", at + 1)) newlines++;
  return newlines * 200 < text.length;
}
