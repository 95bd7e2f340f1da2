// Fixes on trial: their texts are shown to the compiler, its errors compared, and the texts taken back.
import { applyEdits } from "../base/text-edit.js";
import type { CompilerSession, FileChange } from "../compiler/session.js";
import type { FileEdit } from "../model/finding.js";

export interface TrialHost {
  readonly session: CompilerSession;
  textOf(path: string): string | undefined;
  /** The compiler's name of a file. */
  compilerName(path: string): string;
  /** What the compiler reads of a text. */
  compilerText(path: string, text: string): string;
}

export class Trials {
  readonly #texts = new Map<string, string>();
  readonly #directories = new Set<string>();
  #creates = false;
  /** Errors of files as they are, until one changes. */
  readonly #known = new Map<string, ReadonlyMap<string, number>>();

  text(path: string): string | undefined {
    return this.#texts.get(path);
  }

  /** Whether a file is on trial that the disk does not have. */
  get createsFiles(): boolean {
    return this.#creates;
  }

  holdsBelow(directory: string): boolean {
    return this.#directories.has(directory);
  }

  /** A file changed, and with it perhaps the errors of any. */
  forget(): void {
    this.#known.clear();
  }

  /** Whether the edited files have no error, by text, more often than before. */
  compiles(edits: readonly FileEdit[], host: TrialHost): boolean {
    const changed = edits.filter((edit) => edit.create !== true).map(({ file }) => host.compilerName(file));
    const key = changed.join(" ");
    const before = this.#known.get(key) ?? errorsOf(changed, host.session);
    this.#known.set(key, before);
    const changes = edits.map(({ file, create }): FileChange => ({ path: host.compilerName(file), kind: create === true ? "created" : "changed" }));
    for (const { file, edits: list } of edits) {
      const name = host.compilerName(file);
      this.#texts.set(name, host.compilerText(file, applyEdits(host.textOf(file) ?? "", list)));
      for (let at = name.lastIndexOf("/"); at > 0; at = name.lastIndexOf("/", at - 1)) this.#directories.add(name.slice(0, at));
    }
    this.#creates = edits.some(({ create }) => create === true);
    try {
      host.session.update(changes);
      const after = errorsOf(changes.map(({ path }) => path), host.session);
      return [...after].every(([text, count]) => count <= (before.get(text) ?? 0));
    } finally {
      this.#texts.clear();
      this.#directories.clear();
      this.#creates = false;
      host.session.update(changes.map(({ path, kind }) => ({ path, kind: kind === "created" ? "deleted" : "changed" })));
    }
  }
}

/** How often each error stands in the files. */
export function errorsOf(files: readonly string[], session: CompilerSession): ReadonlyMap<string, number> {
  return session.run((snapshot) => {
    const counts = new Map<string, number>();
    for (const file of files) {
      const program = snapshot.projectOf(file)?.program;
      for (const { text } of [...(program?.getSyntacticDiagnostics(file) ?? []), ...(program?.getSemanticDiagnostics(file) ?? [])]) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    return counts;
  });
}
