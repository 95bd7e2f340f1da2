// The program as the flow engine sees it: one compiler session over the planned projects of a folder.
import { dirname } from "../base/paths.js";
import type { Checker, Project, SourceFile } from "../compiler/ast.js";
import { memoisedChecker } from "../compiler/memoised-checker.js";
import { CompilerSession, type CompilerSnapshot, type FileChange } from "../compiler/session.js";
import { asked } from "../flow/sources/types.js";
import { RouteMemory } from "../flow/own-routes/index.js";
import { TextMemory } from "../flow/text-facts.js";
import type { ClassifiedField, FlowProgram, NameHint } from "../flow/program.js";
import type { Classification } from "../model/classification.js";
import type { FileEdit } from "../model/finding.js";
import type { CodeAccess } from "../rules/rule.js";
import { virtualPrismaFiles, type VirtualPrismaFiles } from "../schemas/prisma/client/index.js";
import { codeUnit, type DocumentAnalyzer } from "./document-analysis.js";
import { Environment, environmentFiles } from "./environment.js";
import { fileKind } from "./file-kinds.js";
import type { WorkspaceFolder } from "./folder.js";
import { classifyCategory, classifyPath, personKey } from "./name-classification.js";
import type { MountedSummaries } from "./host.js";
import { routeTextsOf } from "./own-routes.js";
import { type ProgramLayout, programLayout } from "./program-layout.js";
import { planProjects, type ProjectPlan } from "./projects.js";
import { ReadableTexts } from "./readable-texts.js";
import type { TextStore } from "./texts.js";
import { errorsOf, Trials } from "./trials.js";

export interface FolderProgramOptions {
  readonly folder: WorkspaceFolder;
  readonly texts: TextStore;
  readonly analyzer: DocumentAnalyzer;
  readonly isDisk: boolean;
  /** For hosts that are no disk, or not everywhere. */
  readonly directoryExists?: (path: string) => boolean | undefined;
  readonly summaries?: MountedSummaries;
  readonly log: (line: string) => void;
}

/** Keeps a compiler session in step with a folder and answers the flow engine's questions over it. */
export class FolderProgram {
  readonly #options: FolderProgramOptions;
  readonly #session: CompilerSession;
  #plan: ProjectPlan | undefined;
  #layout: ProgramLayout | undefined;
  #configs = new Map<string, string>();
  /** Compiler's name → real path, where they differ (Vue components). */
  #realNames = new Map<string, string>();
  readonly #checkers = new Map<string, Checker>();
  #checkersOf = -1;
  readonly #names = new Map<string, Classification | undefined>();
  #namesFor: unknown;
  #environment: Environment | undefined;
  readonly #routes = new RouteMemory();
  readonly #textMemory = new TextMemory();
  readonly #readable = new ReadableTexts();
  /** Texts of fixes on trial. */
  readonly #trials = new Trials();
  /** Declarations of Prisma clients that were never generated. */
  #prisma: VirtualPrismaFiles | undefined;

  constructor(options: FolderProgramOptions) {
    this.#options = options;
    const files = {
      readFile: (path: string) => this.#readFile(path),
      directoryExists: (path: string) => (this.#prisma?.directories.has(path) === true || this.#trials.holdsBelow(path) || this.#holdsOpen(path) ? true : options.folder.holds(path) ? options.directoryExists?.(path) : undefined),
      hasVirtualNames: () => !options.isDisk || options.summaries !== undefined || this.#trials.createsFiles || this.#realNames.size > 0 || (this.#prisma?.files.size ?? 0) > 0 || options.texts.hasUnsavedNames(),
    };
    this.#session = new CompilerSession({ currentDirectory: options.folder.path, files, log: options.log });
  }

  /** Tells the program which files changed; a created or deleted one makes a new plan. */
  changed(paths: readonly string[], planChanged: boolean): void {
    this.#environment = undefined;
    this.#trials.forget();
    if (paths.some((path) => fileKind(path) !== "code")) this.#routes.forget();
    const prismaChanged = paths.some((path) => fileKind(path) === "prisma");
    if (planChanged) this.#plan = undefined;
    // A component may gain or lose its script.
    if (paths.some((path) => fileKind(path) === "vue")) this.#layout = undefined;
    if (prismaChanged && !planChanged && this.#plan !== undefined) {
      const before = this.#prisma?.files;
      this.#prisma = this.#virtualPrisma();
      const changed = [...this.#prisma.files].filter(([path, text]) => before?.get(path) !== text).map(([path]): FileChange => ({ path, kind: before?.has(path) === true ? "changed" : "created" }));
      this.#session.update(changed);
    }
    const kindOf = (path: string): FileChange["kind"] => (!planChanged ? "changed" : this.#options.texts.read(path) === undefined ? "deleted" : "created");
    if (paths.length > 0) this.#session.update(paths.map((path) => ({ path: this.#compilerName(path) ?? path, kind: kindOf(path) })));
  }

  /** Runs work over the program of this moment. */
  run<T>(work: (program: FlowProgram) => T): T {
    const plan = this.#ensurePlan();
    return this.#session.run((snapshot) => work(this.#flowProgram(plan, snapshot)));
  }

  realPath(compilerName: string): string {
    return this.#realNames.get(compilerName) ?? compilerName;
  }

  /** Compiler's name → real path, where they differ. */
  names(): ReadonlyMap<string, string> {
    return this.#realNames;
  }

  /** Names of an earlier process, until a plan of our own is made. */
  adoptNames(names: ReadonlyMap<string, string>): void {
    this.#realNames = new Map(names);
  }

  /** Files of the programs that are none of the workspace's code: libraries, declarations of packages. */
  outsideFiles(): readonly string[] {
    const plan = this.#ensurePlan();
    const own = new Set(plan.projects.flatMap((project) => [project.configFile, ...project.files.map((path) => this.compilerPath(path))]));
    return this.#session.run((snapshot) => [...new Set(plan.projects.flatMap(({ configFile }) => snapshot.project(configFile)?.program.getSourceFileNames() ?? []))].filter((path) => !own.has(path) && this.#prisma?.files.has(path) !== true));
  }

  compilerPath(path: string): string {
    return this.#compilerName(path) ?? path;
  }

  /** Whether the edits leave no type error that was not there before. */
  compiles(edits: readonly FileEdit[]): boolean {
    this.#ensurePlan();
    const { texts } = this.#options;
    return this.#trials.compiles(edits, {
      session: this.#session, textOf: (path) => texts.read(path)?.text, compilerName: (path) => this.compilerPath(path),
      compilerText: (path, text) => codeUnit(path, text)?.text ?? text,
    });
  }

  /** Type and syntax errors of a file, by text. */
  errors(path: string): ReadonlyMap<string, number> {
    this.#ensurePlan();
    return errorsOf([this.compilerPath(path)], this.#session);
  }

  /** The program as rules see it while they make fixes. */
  codeAccess(program: FlowProgram): CodeAccess {
    return {
      folder: this.#options.folder.path,
      files: program.files.map((file) => this.realPath(file)),
      tree: (file) => program.sourceFile(this.compilerPath(file)),
      checkerOf: (file) => program.checkerOf(this.compilerPath(file)),
      fieldAt: ({ file, range }) => this.#options.analyzer.analyse(file)?.fields.find(({ field }) => field.nameRange.start === range.start && field.nameRange.end === range.end)?.field,
    };
  }

  close(): void {
    this.#session.close();
  }

  #ensurePlan(): ProjectPlan {
    if (this.#plan !== undefined) return this.#plan;
    const { folder, texts } = this.#options;
    this.#realNames = new Map();
    this.#prisma = this.#virtualPrisma();
    const plan = planProjects({
      extraPaths: (root) => this.#prisma?.pathsFor(root) ?? {},
      folder: folder.path, listing: folder.listing(), texts,
      compilerName: (path) => this.#compilerName(path),
      parseConfig: (file) => this.#session.parseConfig(file),
    });
    const known = new Map(this.#configs);
    this.#configs = new Map(plan.projects.map((project) => [project.configFile, project.text]));
    this.#session.open([...this.#configs.keys()]);
    const changed = [...this.#configs].filter(([file, text]) => known.has(file) && known.get(file) !== text).map(([path]) => ({ path, kind: "changed" as const }));
    if (changed.length > 0) this.#session.update(changed);
    this.#plan = plan;
    return plan;
  }

  #flowProgram(plan: ProjectPlan, snapshot: CompilerSnapshot): FlowProgram {
    const { folder, texts } = this.#options;
    if (this.#layout?.plan !== plan) this.#layout = programLayout(plan, (path) => this.#compilerName(path), (name) => this.realPath(name));
    const { names, owners, resolution } = this.#layout;
    const projects = new Map<string, Project | undefined>();
    const projectOf = (file: string): Project | undefined => {
      const config = owners.get(file);
      if (config === undefined) return undefined;
      if (!projects.has(config)) projects.set(config, snapshot.project(config));
      return projects.get(config);
    };
    return {
      files: names,
      text: (file) => this.#readFile(file) ?? texts.read(this.realPath(file))?.text,
      // A text that the compiler cannot hand over is left out; the others are followed.
      sourceFile: (file): SourceFile | undefined => asked(() => projectOf(file)?.program.getSourceFile(file)),
      checkerOf: (file): Checker | undefined => this.#checker(projectOf(file)),
      resolve: (from, specifier) => {
        const found = resolution.resolve(from, specifier);
        return found === undefined ? undefined : (this.#compilerName(found) ?? found);
      },
      classifyDeclaration: (file, start, end) => this.#declaredField(file, start, end),
      classifyName: (path, hint) => this.#classifyName(path, hint),
      classifyCategory: (id) => classifyCategory(id, folder),
      readEnv: (name) => this.#readEnvironment(name),
      routeTexts: () => routeTextsOf(folder.path, folder.listing(), texts),
      routeMemory: this.#routes, textMemory: this.#textMemory,
      config: folder.config,
    };
  }

  /** One memory of answers a project and snapshot. */
  #checker(project: Project | undefined): Checker | undefined {
    if (project === undefined) return undefined;
    if (this.#checkersOf !== this.#session.generation) {
      this.#checkers.clear();
      this.#checkersOf = this.#session.generation;
    }
    let checker = this.#checkers.get(project.configFileName);
    if (checker === undefined) this.#checkers.set(project.configFileName, (checker = memoisedChecker(project.checker)));
    return checker;
  }

  #virtualPrisma(): VirtualPrismaFiles {
    const { folder, texts } = this.#options;
    const listing = folder.listing();
    const schemas = listing.files.filter((path) => fileKind(path) === "prisma").flatMap((file) => {
      const text = texts.read(file)?.text;
      return text === undefined ? [] : [{ file, text }];
    });
    const roots = [folder.path, ...listing.manifests.map(dirname).filter((root) => root !== folder.path)];
    return virtualPrismaFiles({ schemas, roots, read: (path) => texts.read(path)?.text });
  }

  #declaredField(file: string, start: number, end: number): ClassifiedField | undefined {
    const prisma = this.#prismaField(file, start);
    const path = prisma?.file ?? this.realPath(file);
    const [from, to] = prisma === undefined ? [start, end] : [prisma.nameRange.start, prisma.nameRange.end];
    const analysis = this.#options.analyzer.analyse(path);
    const entry = analysis?.fields.find(({ field }) => from <= field.nameRange.start && field.nameRange.end <= to);
    if (entry === undefined || entry.classification.level !== "none" || entry.classification.annotated) return entry;
    const { field } = entry;
    const key = personKey(field.name, field.container.name, field.type.kind);
    return key === undefined ? entry : { field, classification: key };
  }

  /** The same names come by again and again; the configuration decides too, and a new one makes a new memory. */
  #classifyName(path: readonly string[], hint: NameHint): Classification | undefined {
    const { folder } = this.#options;
    if (this.#namesFor !== folder.config) {
      this.#names.clear();
      this.#namesFor = folder.config;
    }
    const key = `${path.join(".")}|${hint.type ?? ""}`;
    if (!this.#names.has(key)) this.#names.set(key, classifyPath(path, hint, { profile: folder.profile, customCategories: folder.config.categories }));
    return this.#names.get(key);
  }

  /** The model field behind a property of a Prisma client: by place in our own declarations, by name in a generated client. */
  #prismaField(file: string, start: number) {
    const placed = this.#prisma?.fieldAt(file, start);
    if (placed !== undefined || !/[./]prisma\b|\/generated\//.test(file)) return placed;
    const text = this.#options.texts.read(file)?.text;
    const property = text === undefined ? undefined : /^["']?([\w$]+)/.exec(text.slice(start, start + 200))?.[1];
    if (text === undefined || property === undefined) return undefined;
    const declaration = [...text.slice(Math.max(0, start - 20_000), start).matchAll(/(?:type|interface)\s+(\$?\w+)/g)].at(-1)?.[1];
    return declaration === undefined ? undefined : this.#prisma?.fieldOfGenerated(file, declaration, property);
  }

  #readEnvironment(name: string) {
    const { folder, texts } = this.#options;
    this.#environment ??= new Environment(texts, environmentFiles(folder.path, folder.listing().files), folder.config.environment);
    return this.#environment.lookup(name, `${folder.path}/.`);
  }

  #compilerName(path: string): string | undefined {
    if (fileKind(path) !== "vue") return path;
    const unit = codeUnit(path, this.#options.texts.read(path)?.text ?? "");
    if (unit !== undefined) this.#realNames.set(unit.path, path);
    return unit?.path;
  }

  /** Texts the flow engine reads anyway, so asking for them here costs nothing. */
  #isOwnCode(path: string): boolean {
    return fileKind(path) === "code" && this.#options.folder.holds(path) && !path.includes("/node_modules/");
  }

  /** A folder of a document that is not saved yet is there, whatever the disk says. */
  #holdsOpen(directory: string): boolean {
    const { texts, folder } = this.#options;
    return folder.holds(directory) && texts.openDocuments().some(({ path }) => path.startsWith(`${directory}/`));
  }

  /** What the compiler is told of a file: our configurations, open documents, scripts of Vue components; the disk for the rest. */
  #readFile(path: string): string | null | undefined {
    const config = this.#trials.text(path) ?? this.#configs.get(path) ?? this.#prisma?.files.get(path);
    if (config !== undefined) return config;
    const { texts, folder } = this.#options;
    const component = this.#realNames.get(path);
    if (component !== undefined) return this.#readable.of(path, codeUnit(component, texts.read(component)?.text ?? "")?.text ?? null);
    if (texts.isOpen(path)) return this.#readable.of(path, texts.read(path)?.text ?? null);
    if (this.#isOwnCode(path) && this.#readable.of(path, texts.read(path)?.text ?? null) === "") return "";
    return (this.#options.isDisk && this.#options.summaries?.isMounted(path) !== true) || !folder.holds(path) ? undefined : (texts.read(path)?.text ?? null);
  }
}
