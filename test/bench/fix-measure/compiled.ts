// The application as a program of its own, apart from the engine that offers the fixes: texts go in, errors come out.
import { applyEdits, type TextEdit } from "../../../server/src/base/text-edit.js";
import { createSyntaxService } from "../../../server/src/compiler/syntax.js";
import type { FileEdit } from "../../../server/src/model/finding.js";
import { DocumentAnalyzer } from "../../../server/src/workspace/document-analysis.js";
import { fileKind } from "../../../server/src/workspace/file-kinds.js";
import { FolderProgram } from "../../../server/src/workspace/flow-program.js";
import { WorkspaceFolder } from "../../../server/src/workspace/folder.js";
import { diskHost } from "../../../server/src/workspace/host.js";
import { TextStore } from "../../../server/src/workspace/texts.js";

/** Most importing files that are compiled along with a changed one. */
const mostImporters = 40;

export class CompiledApplication {
  readonly #texts = new TextStore(diskHost);
  readonly #syntax = createSyntaxService({ log: () => {} });
  readonly #program: FolderProgram;
  readonly #importers: ReadonlyMap<string, readonly string[]>;
  readonly #before = new Map<string, ReadonlyMap<string, number>>();
  #version = 1;

  constructor(folder: string) {
    const workspace = new WorkspaceFolder(folder, this.#texts, diskHost, {});
    const analyzer = new DocumentAnalyzer({ texts: this.#texts, syntax: this.#syntax, folderOf: () => workspace, maxFileLength: () => 40_000_000 });
    this.#program = new FolderProgram({ folder: workspace, texts: this.#texts, analyzer, isDisk: true, log: () => {} });
    this.#importers = this.#importersOfAll();
  }

  text(path: string): string {
    return this.#texts.read(path)?.text ?? "";
  }

  /** Errors that the edits add to the files they change and to those that import them. */
  newErrors(edits: readonly FileEdit[]): readonly string[] {
    const changed = edits.filter(({ file }) => isCode(file));
    if (changed.length === 0) return [];
    const files = changed.flatMap(({ file, create, edits: own }) => (create === true ? [] : [file, ...(own.every(isComment) ? [] : (this.#importers.get(file) ?? []).slice(0, mostImporters))]));
    const before = new Map([...new Set(files)].map((file) => [file, this.#errorsAsIs(file)]));
    const creates = changed.some(({ create }) => create === true);
    for (const { file, edits: list } of changed) this.#texts.update({ path: file, text: applyEdits(this.text(file), list), version: this.#version++ });
    this.#program.changed(changed.map(({ file }) => file), creates);
    try {
      return [...new Set([...files, ...changed.map(({ file }) => file)])].flatMap((file) =>
        [...this.#program.errors(file)].filter(([error, count]) => count > (before.get(file)?.get(error) ?? 0)).map(([error]) => error));
    } finally {
      for (const { file } of changed) this.#texts.close(file);
      this.#program.changed(changed.map(({ file }) => file), creates);
    }
  }

  close(): void {
    this.#program.close();
    this.#syntax.close();
  }

  #errorsAsIs(file: string): ReadonlyMap<string, number> {
    const known = this.#before.get(file) ?? this.#program.errors(file);
    this.#before.set(file, known);
    return known;
  }

  #importersOfAll(): ReadonlyMap<string, readonly string[]> {
    const importers = new Map<string, string[]>();
    this.#program.run((program) => {
      for (const file of program.files) {
        for (const [, specifier = ""] of (program.text(file) ?? "").matchAll(/(?:from|import|require\()\s*\(?["']([^"'\n]+)["']/g)) {
          const target = program.resolve(file, specifier);
          if (target !== undefined) importers.set(target, [...(importers.get(target) ?? []), file]);
        }
      }
    });
    return importers;
  }
}

/** Lines of comments say nothing to files that import this one. */
function isComment({ range, newText }: TextEdit): boolean {
  return range.start === range.end && newText.split("\n").every((line) => /^\s*(?:\/\/.*|\/\*.*\*\/\s*)?$/.test(line));
}

function isCode(file: string): boolean {
  return ["code", "vue"].includes(fileKind(file) ?? "");
}
