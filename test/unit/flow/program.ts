// A flow program over texts in memory, classified as the product does it.
import { CompilerSession, type CompilerSnapshot } from "../../../server/src/compiler/session.js";
import type { Checker, Project, SourceFile } from "../../../server/src/compiler/ast.js";
import { classify } from "../../../server/src/classify/index.js";
import type { ClassifiedField, EnvironmentValue, FlowProgram } from "../../../server/src/flow/program.js";
import { defaultConfig, type BorderlineConfig } from "../../../server/src/model/config.js";
import { couldDeclareSchemas, readTypeScript } from "../../../server/src/schemas/typescript/index.js";
import { classifyPath } from "../../../server/src/workspace/name-classification.js";
import { ModuleResolution } from "../../../server/src/workspace/module-resolution.js";

export interface ProgramInput {
  /** Texts by absolute path. */
  readonly texts: ReadonlyMap<string, string>;
  readonly config?: Partial<BorderlineConfig>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly project: () => Project | undefined;
  readonly classifyDeclaration?: FlowProgram["classifyDeclaration"];
}

const options = { profile: "current", customCategories: [] } as const;

export function programOf(input: ProgramInput): FlowProgram {
  const { texts } = input;
  const resolution = new ModuleResolution(new Set(texts.keys()), [], []);
  const fields = new Map<string, readonly ClassifiedField[]>();
  const sourceFile = (file: string): SourceFile | undefined => input.project()?.program.getSourceFile(file);
  const fieldsOf = (file: string): readonly ClassifiedField[] => {
    const known = fields.get(file);
    if (known !== undefined) return known;
    const text = texts.get(file);
    const tree = text === undefined || !couldDeclareSchemas(text, file) ? undefined : sourceFile(file);
    const found = tree === undefined || text === undefined ? [] : readTypeScript(tree, text, file).fields.map((field) => ({ field, classification: classify(field, options) }));
    fields.set(file, found);
    return found;
  };
  return {
    files: [...texts.keys()].filter((file) => /\.[cm]?[jt]sx?$/.test(file) && !file.endsWith(".d.ts")),
    text: (file) => texts.get(file),
    sourceFile: (file) => (texts.has(file) ? sourceFile(file) : undefined),
    checkerOf: (): Checker | undefined => input.project()?.checker,
    resolve: (from, specifier) => resolution.resolve(from, specifier),
    classifyDeclaration: input.classifyDeclaration ?? ((file, start) => fieldsOf(file).find(({ field }) => field.nameRange.start <= start && start < field.nameRange.end)),
    classifyName: (path, hint) => classifyPath(path, hint, options),
    readEnv: (name): EnvironmentValue | undefined => {
      const value = input.environment?.[name];
      return value === undefined ? undefined : { value, location: { file: "/app/.env", range: { start: 0, end: 1 } } };
    },
    config: { ...defaultConfig, ...input.config },
  };
}

/** One compiler for many small programs: each lives in a folder of its own. */
export class MemoryCompiler {
  readonly #texts = new Map<string, string>();
  readonly #session: CompilerSession;

  constructor() {
    this.#session = new CompilerSession({
      currentDirectory: "/fixture", log: () => undefined,
      files: { readFile: (path) => this.#texts.get(path) ?? (path.startsWith("/fixture") || path.startsWith("/node_modules") ? null : undefined) },
    });
  }

  /** Opens the texts as one project and hands a program over. */
  use<T>(folder: string, texts: ReadonlyMap<string, string>, work: (snapshot: CompilerSnapshot, project: Project | undefined) => T): T {
    const config = `${folder}/tsconfig.json`;
    this.#texts.clear();
    for (const [path, text] of texts) this.#texts.set(path, text);
    this.#texts.set(config, JSON.stringify({
      compilerOptions: { target: "esnext", module: "preserve", moduleResolution: "bundler", strict: true, allowJs: true, checkJs: false, noEmit: true, jsx: "preserve", lib: ["esnext", "dom"], experimentalDecorators: true, types: [] },
      files: [...texts.keys()],
    }));
    this.#session.open([config]);
    return this.#session.run((snapshot) => work(snapshot, snapshot.project(config)));
  }

  close(): void {
    this.#session.close();
  }
}
