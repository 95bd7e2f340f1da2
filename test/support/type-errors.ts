import { CompilerSession } from "../../server/src/compiler/session.js";

/** Syntax errors of a TypeScript text, by message; other kinds of files have none here. Positions are left out: fixes move lines. */
export function typeErrors(path: string, text: string): readonly string[] {
  if (!/\.[mc]?[jt]sx?$/.test(path)) return [];
  const config = "/check/tsconfig.json";
  const file = `/check/${path.split("/").at(-1) ?? "a.ts"}`;
  const files: Record<string, string> = {
    [config]: JSON.stringify({ compilerOptions: { strict: true, noEmit: true, target: "es2022", module: "esnext", moduleResolution: "bundler", types: [] }, files: [file] }),
    [file]: text,
  };
  const session = new CompilerSession({ currentDirectory: "/check", files: { readFile: (name) => files[name] ?? (name.startsWith("/check/") ? null : undefined) }, log: () => {} });
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
