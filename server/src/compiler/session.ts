// One native compiler process: projects, unsaved texts, snapshots, and a fresh start when the process dies.
import { BrokenChannelError, childOf, guardChannel, kill } from "./channel.js";
import { compilerExecutable, compilerPatience } from "./executable.js";
import { API, type Project, type Snapshot } from "typescript/unstable/sync";

/** Texts the compiler sees instead of the disk's. Paths are absolute with forward slashes. */
export interface CompilerFiles {
  /** string: this text; null: no such file; undefined: ask the disk. */
  readFile(path: string): string | null | undefined;
  /** true for a directory that holds virtual files only; undefined: ask the disk. */
  directoryExists?(path: string): boolean | undefined;
  /**
   * Whether there are files to import that the disk does not have. While there are none the compiler looks for files without asking us:
   * an application with its packages asks four times a file of the program, a third of the time it takes to open. Absent means there are.
   */
  hasVirtualNames?(): boolean;
}

export interface CompilerSessionOptions {
  readonly currentDirectory: string;
  readonly files: CompilerFiles;
  readonly log: (line: string) => void;
  /** How long the compiler may be silent before it is taken for hung, as a share of the usual time. */
  readonly patience?: number;
}

export interface FileChange {
  readonly path: string;
  readonly kind: "created" | "changed" | "deleted";
}

/** Thrown when the compiler process died (or stayed silent, or spoke nonsense) again right after a restart. */
export class CompilerUnavailableError extends Error {
  constructor(cause: unknown) {
    super("The TypeScript compiler process is not available.", { cause });
    this.name = "CompilerUnavailableError";
  }
}

/**
 * Keeps the compiler's view in step with the workspace. All objects handed out (projects, checkers, nodes, symbols, types)
 * belong to the current snapshot and die with the next `update`; `generation` tells them apart.
 */
export class CompilerSession {
  readonly #options: CompilerSessionOptions;
  #api: API | undefined;
  #snapshot: Snapshot | undefined;
  #configFiles: readonly string[] = [];
  #openFiles: readonly string[] = [];
  #generation = 0;
  readonly #patience: number;
  /** Whether the process asks us which files exist; settled when it starts. */
  #asksForNames = false;

  constructor(options: CompilerSessionOptions) {
    this.#options = options;
    this.#patience = compilerPatience() * (options.patience ?? 1);
  }

  /** Grows with every snapshot; results computed from an older one must not be mixed with newer ones. */
  get generation(): number {
    return this.#generation;
  }

  /** Opens these configurations and no others; files given are opened besides (inferred project when none holds them). */
  open(configFiles: readonly string[], openFiles: readonly string[] = []): void {
    const closed = this.#configFiles.filter((file) => !configFiles.includes(file));
    const opened = configFiles.filter((file) => !this.#configFiles.includes(file));
    const closedFiles = this.#openFiles.filter((file) => !openFiles.includes(file));
    const openedFiles = openFiles.filter((file) => !this.#openFiles.includes(file));
    this.#configFiles = [...configFiles];
    this.#openFiles = [...openFiles];
    this.#replaceSnapshot(() => ({ openProjects: opened, closeProjects: closed, openFiles: openedFiles, closeFiles: closedFiles }));
  }

  /** Tells the compiler which files differ from the last snapshot. */
  update(changes: readonly FileChange[]): void {
    if (changes.length === 0 && this.#snapshot !== undefined) return;
    const of = (kind: FileChange["kind"]) => changes.filter((change) => change.kind === kind).map((change) => change.path);
    this.#replaceSnapshot(() => ({ fileChanges: { created: of("created"), changed: of("changed"), deleted: of("deleted") } }));
  }

  /** Runs work over the current snapshot. When the process dies underneath, it is started again and the work is run once more. */
  run<T>(work: (snapshot: CompilerSnapshot) => T): T {
    try {
      return work(new CompilerSnapshot(this.#current()));
    } catch (error) {
      if (!this.#isDead(error)) throw error;
      this.#restart(error);
      try {
        return work(new CompilerSnapshot(this.#current()));
      } catch (again) {
        if (this.#isDead(again)) throw new CompilerUnavailableError(again);
        throw again;
      }
    }
  }

  /** Options of a tsconfig.json after `extends`, as the compiler understands them; undefined when it cannot be read. */
  parseConfig(file: string): { readonly options: Readonly<Record<string, unknown>>; readonly fileNames: readonly string[] } | undefined {
    try {
      this.#api ??= this.#createApi();
      return this.#api.parseConfigFile(file);
    } catch (error) {
      if (this.#isDead(error)) this.#restart(error);
      return undefined;
    }
  }

  /** Process id of the compiler, for tests that kill it. */
  get processId(): number | undefined {
    return childOf(this.#api)?.pid;
  }

  close(): void {
    this.#snapshot = undefined;
    // At once: asked politely, the process writes a line about it on standard error.
    kill(this.#api);
    try {
      this.#api?.close();
    } catch {
      // A process that is already gone cannot be closed; that is what was wanted.
    }
    this.#api = undefined;
  }

  #current(): Snapshot {
    if (this.#snapshot === undefined) this.#startSnapshot();
    if (this.#snapshot === undefined) throw new CompilerUnavailableError("no snapshot");
    return this.#snapshot;
  }

  #replaceSnapshot(params: () => Parameters<API["updateSnapshot"]>[0]): void {
    if (this.#api === undefined) return;
    if (!this.#asksForNames && this.#hasVirtualNames()) {
      this.close();
      return this.#startSnapshot();
    }
    const previous = this.#snapshot;
    try {
      this.#snapshot = this.#api.updateSnapshot(params());
      this.#generation++;
      previous?.dispose();
    } catch (error) {
      if (!this.#isDead(error)) throw error;
      this.#restart(error);
    }
  }

  #startSnapshot(): void {
    this.#api ??= this.#createApi();
    this.#snapshot = this.#api.updateSnapshot({ openProjects: [...this.#configFiles], openFiles: [...this.#openFiles] });
    this.#generation++;
  }

  /** The second try is given more time: what was taken for silence may have been hard work. */
  #restart(cause: unknown): void {
    this.#options.log(`TypeScript compiler process restarted (${cause instanceof Error ? cause.message : String(cause)})`);
    this.close();
    try {
      this.#api = this.#createApi(patienceOfSecondTry);
      this.#startSnapshot();
    } catch (error) {
      this.close();
      throw new CompilerUnavailableError(error);
    }
  }

  #isDead(error: unknown): boolean {
    const child = childOf(this.#api);
    if (child === undefined || error instanceof BrokenChannelError) return true;
    if (child.exitCode !== null || child.signalCode !== null) return true;
    // A synchronous read sees the closed pipe before Node sees the exit.
    return error instanceof Error && /EPIPE|EOF|ECONNRESET|EBADF|closed|exited|terminated|Unexpected end/i.test(error.message);
  }

  #hasVirtualNames(): boolean {
    return this.#options.files.hasVirtualNames?.() ?? true;
  }

  #createApi(patience = 1): API {
    const { files, currentDirectory } = this.#options;
    this.#asksForNames = this.#hasVirtualNames();
    const api = new API({
      cwd: currentDirectory,
      tsserverPath: compilerExecutable(),
      fs: {
        readFile: (path) => {
          const text = files.readFile(path);
          // Halves of characters, which texts of editors may hold, would end the process; what replaces them is as long.
          return typeof text === "string" ? text.toWellFormed() : text;
        },
        ...(this.#asksForNames ? nameCallbacks(files) : {}),
      },
    });
    guardChannel(api, this.#patience * patience);
    return api;
  }
}

const patienceOfSecondTry = 4;

function nameCallbacks(files: CompilerFiles) {
  return {
    fileExists: (path: string) => {
      const text = files.readFile(path);
      return text === undefined ? undefined : text !== null;
    },
    ...(files.directoryExists === undefined ? {} : { directoryExists: (path: string) => files.directoryExists?.(path) }),
  };
}

/** What one snapshot offers. Wraps the compiler's own snapshot so that callers cannot dispose it. */
export class CompilerSnapshot {
  readonly #snapshot: Snapshot;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  projects(): readonly Project[] {
    return this.#snapshot.getProjects();
  }

  project(configFile: string): Project | undefined {
    return this.#snapshot.getProject(configFile);
  }

  projectOf(file: string): Project | undefined {
    return this.#snapshot.getDefaultProjectForFile(file);
  }
}
