// Syntax trees of single texts, with no project, library, node_modules or disk behind them.
import type { SourceFile } from "typescript/unstable/ast";
import { nestedTooDeeplyAt } from "./nesting.js";
import { CompilerSession, type CompilerSessionOptions } from "./session.js";

export interface SourceText {
  /** Only its extension matters; nothing is read from there. */
  readonly path: string;
  readonly text: string;
}

export interface ParsedText extends SourceText {
  /** Undefined when the text cannot be read at all: nested beyond what the compiler can read. */
  readonly tree: SourceFile | undefined;
}

/** Parses texts; a tree stays valid for as long as it is kept, and its positions are offsets of the text given. */
export interface SyntaxService {
  parse(path: string, text: string): SourceFile | undefined;
  /** Many texts in few requests; trees come in batches, so that a caller who drops them needs little memory. */
  parseAll(files: Iterable<SourceText>): IterableIterator<ParsedText>;
  /** Reads ahead: a later `parse` of the same path and text answers at once, and forgets it. */
  prefetch(files: Iterable<SourceText>): void;
  /** Process id of the compiler, for tests that kill it. */
  readonly processId: number | undefined;
  close(): void;
}

export function createSyntaxService(options: Pick<CompilerSessionOptions, "log">): SyntaxService {
  return new VirtualProject(options.log);
}

/** Texts per request: enough to make the requests' cost vanish, few enough to keep the compiler small. */
const batchFiles = 64;
const batchLength = 4_000_000;
/** Parsing is quick work; only programs are worth a long wait. */
const shareOfPatience = 1 / 2;
/** After so many texts that failed alone it is the compiler that is to blame, and no further one is tried. */
const mostFailures = 4;

const directory = "/borderline-syntax";
const configFile = `${directory}/tsconfig.json`;
const extensions: ReadonlySet<string> = new Set([".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"]);

/**
 * A configuration that lists nothing but numbered slots, without libraries, module resolution or types: opening it costs
 * the parse of its texts alone. Slots are filled anew for every request.
 */
class VirtualProject implements SyntaxService {
  readonly #session: CompilerSession;
  readonly #slots = new Map<string, string>();
  readonly #ahead = new Map<string, ParsedText>();
  #config = "";
  /** Texts in a row that could not be read even alone. */
  #failures = 0;

  constructor(log: (line: string) => void) {
    const files = {
      readFile: (path: string) => (path === configFile ? this.#config : (this.#slots.get(path) ?? null)),
    };
    this.#session = new CompilerSession({ currentDirectory: "/", files, log, patience: shareOfPatience });
    this.#session.open([configFile]);
  }

  get processId(): number | undefined {
    return this.#session.processId;
  }

  parse(path: string, text: string): SourceFile | undefined {
    const ahead = this.#ahead.get(path);
    this.#ahead.delete(path);
    if (ahead?.text === text) return ahead.tree;
    return this.#parseBatch([{ path, text }])[0]?.tree;
  }

  *parseAll(files: Iterable<SourceText>): IterableIterator<ParsedText> {
    let batch: SourceText[] = [];
    let length = 0;
    for (const file of files) {
      batch.push(file);
      length += file.text.length;
      if (batch.length < batchFiles && length < batchLength) continue;
      yield* this.#parseBatch(batch);
      batch = [];
      length = 0;
    }
    if (batch.length > 0) yield* this.#parseBatch(batch);
    this.#fill([]);
  }

  prefetch(files: Iterable<SourceText>): void {
    for (const file of this.parseAll(files)) this.#ahead.set(file.path, file);
  }

  close(): void {
    this.#failures = 0;
    this.#ahead.clear();
    this.#session.close();
  }

  /** A text that kills the compiler must not take its neighbours along: a failed batch is halved until the text stands alone. */
  #parseBatch(batch: readonly SourceText[]): readonly ParsedText[] {
    if (this.#failures >= mostFailures) return batch.map((file) => ({ ...file, tree: undefined }));
    try {
      const slots = this.#fill(batch);
      const parsed = this.#session.run((snapshot) => {
        const program = snapshot.project(configFile)?.program;
        return batch.map((file, index) => ({ ...file, tree: slots[index] === undefined ? undefined : program?.getSourceFile(slots[index]) }));
      });
      this.#failures = 0;
      return parsed;
    } catch {
      this.#session.close();
      this.#slots.clear();
      if (batch.length <= 1) this.#failures++;
      if (batch.length <= 1) return batch.map((file) => ({ ...file, tree: undefined }));
      const middle = batch.length >> 1;
      return [...this.#parseBatch(batch.slice(0, middle)), ...this.#parseBatch(batch.slice(middle))];
    }
  }

  #fill(batch: readonly SourceText[]): readonly (string | undefined)[] {
    const before = new Set(this.#slots.keys());
    this.#slots.clear();
    const counts = new Map<string, number>();
    const names = batch.map((file) => {
      if (nestedTooDeeplyAt(file.text, file.path) !== undefined) return undefined;
      const extension = extensionOf(file.path);
      const index = counts.get(extension) ?? 0;
      counts.set(extension, index + 1);
      const name = `${directory}/${index}${extension}`;
      this.#slots.set(name, withoutByteOrderMark(file.text));
      return name;
    });
    this.#update(before);
    return names;
  }

  #update(before: ReadonlySet<string>): void {
    const names = [...this.#slots.keys()];
    const config = JSON.stringify({ compilerOptions, files: names });
    const configChanged = config !== this.#config;
    this.#config = config;
    this.#session.update([
      ...(configChanged ? [{ path: configFile, kind: "changed" as const }] : []),
      ...names.map((path) => ({ path, kind: before.has(path) ? ("changed" as const) : ("created" as const) })),
      ...[...before].filter((path) => !this.#slots.has(path)).map((path) => ({ path, kind: "deleted" as const })),
    ]);
  }
}

const compilerOptions = {
  noLib: true, noResolve: true, types: [], allowJs: true, checkJs: false, skipLibCheck: true,
  jsx: "preserve", module: "esnext", target: "esnext", moduleDetection: "force", experimentalDecorators: true,
};

function extensionOf(path: string): string {
  const dot = path.lastIndexOf(".");
  const found = dot < 0 ? "" : path.slice(dot).toLowerCase();
  return extensions.has(found) ? found : ".ts";
}

/** The compiler strips the mark but counts it in positions; a blank in its place keeps text and positions together. */
function withoutByteOrderMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
}
