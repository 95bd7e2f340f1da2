// One workspace whose files are replaced by broken texts, one after the other; whatever is said must lie inside the text it is about.
import type { TextRange } from "../../server/src/base/range.js";
import type { Engine, FileReport } from "../../server/src/workspace/engine.js";
import { createEngine } from "../../server/src/workspace/local-engine.js";
import { memoryHost } from "../support/memory-host.js";
import { randomOf, type FuzzInput } from "./inputs.js";

const neighbours: Readonly<Record<string, string>> = {
  "/w/package.json": '{ "name": "fuzzed" }',
  "/w/src/neighbour.ts": 'import * as fuzzed from "./fuzzed";\nexport interface Person { email: string; phone: string }\nexport const send = (person: Person) => fetch("https://api.resend.com/emails", { method: "POST", body: JSON.stringify({ ...person, fuzzed }) });\n',
};

export class Trial {
  readonly #texts = new Map(Object.entries(neighbours));
  readonly #log: string[] = [];
  #engine: Engine | undefined;
  #version = 0;

  /** What went wrong with an input; empty when nothing did. */
  async run(input: FuzzInput, n: number): Promise<readonly string[]> {
    const faults: string[] = [];
    try {
      const engine = (this.#engine ??= await this.#open());
      this.#texts.set(input.path, input.text);
      await engine.updateDocument({ path: input.path, text: input.text, version: ++this.#version });
      const report = await engine.check(input.path);
      faults.push(...this.#outside(report));
      if (n % 4 === 0) faults.push(...(await this.#questions(engine, input, n)));
    } catch (error) {
      faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    faults.push(...this.#log.splice(0).map((line) => `log: ${line}`));
    if (faults.length > 0) await this.close();
    return faults;
  }

  async close(): Promise<void> {
    await this.#engine?.close();
    this.#engine = undefined;
  }

  async #open(): Promise<Engine> {
    const engine = createEngine(memoryHost(neighbours));
    engine.onLog((line) => this.#log.push(line));
    await engine.open(["/w"], {});
    return engine;
  }

  /** What an editor would ask at some place. */
  async #questions(engine: Engine, { path, text }: FuzzInput, n: number): Promise<readonly string[]> {
    const offset = Math.floor(randomOf(n)() * (text.length + 1));
    const hover = await engine.hover(path, offset);
    const completions = await engine.completions(path, offset);
    await engine.explain(path, { start: offset, end: Math.min(text.length, offset + 80) });
    const fields = await engine.personalFields(path);
    const fixes = n % 16 === 0 ? await engine.fixes(path, { start: offset, end: Math.min(text.length, offset + 200) }) : [];
    const own = [...(hover?.range === undefined ? [] : [hover.range]), ...completions.map(({ edit }) => edit.range), ...fields.map(({ range }) => range)];
    const edits = fixes.flatMap((fix) => fix.edits.filter(({ create }) => create !== true).flatMap(({ file, edits: list }) => list.flatMap(({ range }) => this.#fault(`fix ${fix.id}`, file, range))));
    return [...own.flatMap((range) => this.#fault("answer", path, range)), ...edits];
  }

  #outside(report: FileReport): readonly string[] {
    return [
      ...report.findings.flatMap((finding) => [
        ...this.#fault(finding.rule, finding.file, finding.range),
        ...finding.related.flatMap(({ location }) => this.#fault(`${finding.rule} (related)`, location.file, location.range)),
      ]),
      ...report.limits.flatMap(({ location }) => this.#fault("limit", location.file, location.range)),
    ];
  }

  #fault(what: string, file: string, { start, end }: TextRange): readonly string[] {
    const length = this.#texts.get(file)?.length;
    if (length === undefined || (0 <= start && start <= end && end <= length)) return [];
    return [`${what}: ${start}-${end} is not inside ${file} of ${length} characters`];
  }
}
