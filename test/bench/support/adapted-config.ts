// tsc stops before checking anything where a configuration holds options that were taken out of the compiler. To compare with it all the
// same, such a configuration is replaced by one that says the same in today's words.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { CompilerSession } from "../../../server/src/compiler/session.js";

/** Whether tsc only complained of the configuration: `--extendedDiagnostics` tells no time for checking. */
export function stoppedAtOptions(output: string): boolean {
  return /error TS51\d\d|error TS50\d\d/.test(output) && !/Check time:/.test(output);
}

/** A configuration in a temporary folder that lists the same files; the caller takes the folder away with `remove`. */
export function adaptedConfig(config: string): { readonly file: string; remove(): void } {
  const session = new CompilerSession({ currentDirectory: dirname(config), files: { readFile: () => undefined }, log: () => undefined });
  const parsed = session.parseConfig(config);
  session.close();
  const own = parsed?.options["paths"];
  const base = baseUrlOf(config);
  const pathsBase = base ?? String(parsed?.options["pathsBasePath"] ?? dirname(config));
  const paths = Object.fromEntries(Object.entries(typeof own === "object" && own !== null ? own : {}).map(([name, targets]) => [name, (targets as string[]).map((target) => resolve(pathsBase, target))]));
  const folder = mkdtempSync(join(tmpdir(), "borderline-bench-"));
  const file = join(folder, "tsconfig.json");
  writeFileSync(file, JSON.stringify({
    files: parsed?.fileNames ?? [],
    include: [],
    compilerOptions: {
      ...switches(parsed?.options ?? {}),
      target: "es2022", module: "preserve", moduleResolution: "bundler", esModuleInterop: true, allowSyntheticDefaultImports: true, jsx: "preserve",
      paths: { ...(base === undefined ? {} : { "*": [`${base}/*`] }), ...paths }, typeRoots: [join(dirname(config), "node_modules/@types")],
    },
  }));
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Options that are on or off, as the configuration and those it extends have them, less what is gone or writes files. */
function switches(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const gone = /^(?:downlevelIteration|alwaysStrict|esModuleInterop|allowSyntheticDefaultImports|incremental|composite|declaration\w*|emit\w*|tsBuildInfo\w*)$/;
  return Object.fromEntries(Object.entries(options).filter(([name, value]) => typeof value === "boolean" && !gone.test(name)));
}

function baseUrlOf(config: string): string | undefined {
  const found = /"baseUrl"\s*:\s*"([^"\n]+)"/.exec(readFileSync(config, "utf8"))?.[1];
  return found === undefined ? undefined : resolve(dirname(config), found);
}
