// What the texts of a program say before any tree is read, kept between analyses: an edit costs the reading of one text, not of all.
import { packageName } from "../catalog/package-name.js";
import { globalClients } from "../catalog/sdks.js";
import type { FlowProgram } from "./program.js";

export interface TextFacts {
  readonly text: string;
  /** Packages imported. */
  readonly packages: readonly string[];
  /** Globals of the catalog of which a member is taken. */
  readonly globals: readonly string[];
  /** Words of the catalog that stand somewhere in it. */
  readonly mentioned: ReadonlySet<string>;
  /** A key is read and something made at the top level: it may set up the client of a service. */
  readonly mayMakeService: boolean;
  /** Names of types that classes extend or implement, and what else stands in such clauses. */
  readonly bases: readonly string[];
}

interface TextQuestions {
  /** Finds globals whose member is taken; the first group is the name. */
  readonly globals: RegExp;
  readonly words: readonly string[];
}

const importForm = /(?:\bfrom|\brequire\s*\(|\bimport\s*\(|\bimport)\s*["']([^"'\n.][^"'\n]*)["']/g;
const heritageForm = /\b(?:implements|extends)\s([^{]{0,500})/g;
const madeAtTop = /^(?:export\s+)?(?:const|let|var)\s[^=]{0,300}=\s*(?:new\s|[\w$.]+\(|process\.env)/m;
const secretName = /(?:key|token|secret|sid)\b/i;

/** Remembers the facts of each file's last text. */
export class TextMemory {
  readonly #facts = new Map<string, TextFacts>();
  /** Files in the order in which new texts of them were seen. */
  readonly #changed: string[] = [];
  /** By name: the files it stands in, as of how many changes. */
  readonly #naming = new Map<string, { readonly files: Set<string>; until: number }>();

  /** Facts of all files of the program that have a text. */
  of(program: FlowProgram, questions: TextQuestions): ReadonlyMap<string, TextFacts> {
    const found = new Map<string, TextFacts>();
    for (const file of program.files) {
      const text = program.text(file);
      if (text === undefined) continue;
      let facts = this.#facts.get(file);
      if (facts?.text !== text) {
        this.#facts.set(file, (facts = read(text, questions)));
        this.#changed.push(file);
      }
      found.set(file, facts);
    }
    return found;
  }

  /** Files of the program with a name in them, as a word of its own; `of` has seen the program's texts before. */
  filesNaming(program: FlowProgram, name: string): readonly string[] {
    let known = this.#naming.get(name);
    if (known === undefined) this.#naming.set(name, (known = { files: new Set(), until: -1 }));
    if (known.until < this.#changed.length) {
      const pattern = new RegExp(`(?<![\\w$])${name.replace(/\$/g, "\\$")}(?![\\w$])`);
      for (const file of known.until < 0 ? program.files : new Set(this.#changed.slice(known.until))) {
        const text = program.text(file);
        if (text?.includes(name) === true && pattern.test(text)) known.files.add(file);
        else known.files.delete(file);
      }
      known.until = this.#changed.length;
    }
    const { files } = known;
    return program.files.filter((file) => files.has(file));
  }
}

function read(text: string, { globals, words }: TextQuestions): TextFacts {
  const first = (form: RegExp) => [...new Set([...text.matchAll(form)].flatMap((match) => match[1] ?? []))];
  return {
    text, packages: first(importForm), globals: first(globals), mentioned: new Set(words.filter((word) => text.includes(word))),
    mayMakeService: secretName.test(text) && madeAtTop.test(text),
    bases: [...new Set([...text.matchAll(heritageForm)].flatMap((match) => match[1]?.match(/[\w$]+/g) ?? []))],
  };
}

let asked: TextQuestions | undefined;

/** What has to be known of every text: the same for all programs, since the catalog is. */
export function textFactsOf(program: FlowProgram): ReadonlyMap<string, TextFacts> {
  const names = [...globalClients().keys()];
  asked ??= {
    globals: new RegExp(`(?<![\\w$.])(?:(?:window|globalThis|self)\\s*\\.\\s*)?(${names.map((name) => name.replace(/\$/g, "\\$")).join("|")})\\s*(?:\\?\\.|\\.|\\[)`, "g"),
    words: [...new Set([...names.map((name) => `${name}.`), ...[...globalClients().values()].flat().map(({ target }) => target.name)])],
  };
  return (program.textMemory ?? new TextMemory()).of(program, asked);
}

/** Packages that some file of the program imports. */
export function importedPackages(program: FlowProgram): ReadonlySet<string> {
  return new Set([...textFactsOf(program).values()].flatMap(({ packages }) => packages.map(packageName)));
}
