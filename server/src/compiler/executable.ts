import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * Path of the native compiler of this platform: the optional dependency `@typescript/typescript-<platform>-<arch>` of `typescript`.
 * Named to the API, because its own search starts from its package folder, which a bundle does not have.
 */
export function compilerExecutable(): string {
  const override = process.env["BORDERLINE_TSSERVER"];
  if (override !== undefined) return override;
  const here = createRequire(import.meta.url);
  const name = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  const typescript = resolveFrom(here, "typescript/package.json");
  const manifest = resolveFrom(here, name) ?? (typescript === undefined ? undefined : resolveFrom(createRequire(typescript), name));
  if (manifest === undefined) throw new Error(`The native TypeScript compiler is not installed for ${process.platform}-${process.arch}.`);
  return join(dirname(manifest), "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
}

/** How long the compiler may neither answer nor ask before it is taken for hung; no answer of a healthy one takes nearly as long. */
export function compilerPatience(): number {
  const seconds = Number(process.env["BORDERLINE_COMPILER_PATIENCE"]);
  return seconds > 0 ? seconds * 1000 : 120_000;
}

function resolveFrom(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}
