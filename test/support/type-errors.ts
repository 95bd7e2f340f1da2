import { CompilerSession } from "../../server/src/compiler/session.js";
import { root } from "./sources.js";

/** The compiler's own library lies in this repository, wherever that is: a fixture's folder of the same name must not hide it. */
const library = `${root.replaceAll("\\", "/")}/node_modules/`;

/** Syntax errors of a TypeScript text, by message; other kinds of files have none here. Positions are left out: fixes move lines. */
export function typeErrors(path: string, text: string): readonly string[] {
  if (!/\.[mc]?[jt]sx?$/.test(path)) return [];
  const config = "/check/tsconfig.json";
  const file = `/check/${path.split("/").at(-1) ?? "a.ts"}`;
  const files: Record<string, string> = {
    [config]: JSON.stringify({ compilerOptions: { strict: true, noEmit: true, target: "es2022", module: "esnext", moduleResolution: "bundler", types: [] }, files: [file] }),
    [file]: text,
  };
  const session = new CompilerSession({ currentDirectory: "/check", files: { readFile: (name) => files[name] ?? (name.startsWith("/check/") && !name.startsWith(library) ? null : undefined) }, log: () => {} });
  try {
    session.open([config]);
    return session.run((snapshot) => {
      const program = snapshot.project(config)?.program;
      return [...(program?.getSyntacticDiagnostics(file) ?? []), ...(program?.getSemanticDiagnostics(file) ?? [])].map((diagnostic) => diagnostic.text);
    });
  } finally {
    session.close();
  }
}

/** Errors of several texts that import each other, by message, sorted; paths are absolute. */
export function projectErrors(texts: ReadonlyMap<string, string>): readonly string[] {
  const code = [...texts.keys()].filter((path) => /\.[mc]?[jt]sx?$/.test(path));
  const config = "/check/tsconfig.json";
  const compilerOptions = { strict: true, noEmit: true, target: "es2022", module: "esnext", moduleResolution: "bundler", jsx: "preserve", allowJs: true, noUnusedLocals: true, types: [] };
  const files = new Map([...texts, [config, JSON.stringify({ compilerOptions, files: code })]]);
  const roots = new Set(code.map((path) => path.split("/")[1] ?? ""));
  const session = new CompilerSession({
    currentDirectory: "/check",
    files: {
      readFile: (name) => files.get(name) ?? ((roots.has(name.split("/")[1] ?? "") || name.startsWith("/check/")) && !name.startsWith(library) ? null : undefined),
      directoryExists: (path) => (code.some((file) => file.startsWith(`${path}/`)) ? true : undefined),
    },
    log: () => {},
  });
  try {
    session.open([config]);
    return session.run((snapshot) => {
      const program = snapshot.project(config)?.program;
      return code.flatMap((file) => [...(program?.getSyntacticDiagnostics(file) ?? []), ...(program?.getSemanticDiagnostics(file) ?? [])].map((diagnostic) => diagnostic.text)).sort();
    });
  } finally {
    session.close();
  }
}
