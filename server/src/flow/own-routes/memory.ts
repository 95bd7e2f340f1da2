// Readings of route files, kept from one analysis to the next as long as the texts they were made from are the same.
import type { FlowProgram } from "../program.js";

interface Entry {
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly value: readonly object[];
}

export class RouteMemory {
  readonly #entries = new Map<string, Entry>();

  /** The answer for a key, made anew when a text has changed that was asked for in making it. */
  of<T extends object>(key: string, file: string, program: FlowProgram, make: (program: FlowProgram) => readonly T[]): readonly T[] {
    const known = this.#entries.get(key);
    if (known !== undefined && [...known.texts].every(([path, text]) => program.text(path) === text)) return known.value as readonly T[];
    const texts = new Map<string, string | undefined>([[file, program.text(file)]]);
    const read = (path: string) => {
      if (!texts.has(path)) texts.set(path, program.text(path));
    };
    const watched: FlowProgram = {
      ...program,
      text: (path) => (read(path), program.text(path)),
      sourceFile: (path) => (read(path), program.sourceFile(path)),
    };
    const value = make(watched);
    this.#entries.set(key, { value, texts });
    return value;
  }

  /** Variables and configuration decide too; where they change all is forgotten. */
  forget(): void {
    this.#entries.clear();
  }
}
