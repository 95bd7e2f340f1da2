import { dirname, isInside } from "../base/paths.js";
import { range, type TextRange } from "../base/range.js";
import type { CodeLocation } from "../model/flow.js";
import type { TextStore } from "./texts.js";

/** One variable as a .env file sets it. */
export interface EnvironmentEntry {
  readonly value: string;
  readonly location: CodeLocation;
  /** false for templates (.env.example, .env.sample): a hint at what it may be, not what it is. */
  readonly certain: boolean;
}

/** Variables by .env files of one profile: `.env.production` goes before `.env`, nearer folders before farther ones. */
export class Environment {
  readonly #texts: TextStore;
  readonly #files: readonly string[];
  readonly #names: readonly string[];
  readonly #parsed = new Map<string, ReadonlyMap<string, { value: string; range: TextRange }>>();

  constructor(texts: TextStore, files: readonly string[], profile: string) {
    this.#texts = texts;
    this.#files = files;
    this.#names = [`.env.${profile}.local`, ".env.local", `.env.${profile}`, `.env.${shortProfile(profile)}`, ".env", ".env.example", ".env.sample", ".env.template", ".env.development"];
  }

  /** Looks from a code file upwards; then in any other folder of the workspace, if only one value is there. */
  lookup(name: string, from: string): EnvironmentEntry | undefined {
    for (let folder = dirname(from); ; folder = dirname(folder)) {
      const entry = this.#inFolder(folder, name);
      if (entry !== undefined) return entry;
      if (folder === dirname(folder)) break;
    }
    const elsewhere = [...new Set(this.#files.map(dirname))].flatMap((folder) => this.#inFolder(folder, name) ?? []);
    return new Set(elsewhere.map((entry) => entry.value)).size === 1 ? elsewhere[0] : undefined;
  }

  #inFolder(folder: string, name: string): EnvironmentEntry | undefined {
    for (const base of this.#names) {
      const file = `${folder}/${base}`;
      if (!this.#files.includes(file)) continue;
      const found = this.#read(file).get(name);
      if (found !== undefined) return { value: found.value, location: { file, range: found.range }, certain: !/\.(example|sample|template|development)$/.test(base) };
    }
    return undefined;
  }

  #read(file: string): ReadonlyMap<string, { value: string; range: TextRange }> {
    let variables = this.#parsed.get(file);
    if (variables === undefined) this.#parsed.set(file, (variables = parseEnvironment(this.#texts.read(file)?.text ?? "")));
    return variables;
  }
}

/** `.env.prod` and `.env.production` mean the same profile. */
function shortProfile(profile: string): string {
  return { production: "prod", development: "dev", staging: "stage" }[profile] ?? profile;
}

/** NAME=value lines as dotenv reads them: `export`, quotes, trailing comments, ${OTHER} references to earlier lines. */
export function parseEnvironment(text: string): ReadonlyMap<string, { value: string; range: TextRange }> {
  const variables = new Map<string, { value: string; range: TextRange }>();
  let offset = 0;
  for (const line of text.split("\n")) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*=(.*)/.exec(line);
    if (match !== null) {
      const [, name = "", raw = ""] = match;
      const start = offset + line.indexOf(name);
      variables.set(name, { value: expand(unquote(raw.trim()), variables), range: range(start, offset + line.trimEnd().length) });
    }
    offset += line.length + 1;
  }
  return variables;
}

function unquote(raw: string): string {
  const quoted = /^(["'`])(.*?)\1/.exec(raw);
  if (quoted !== null) return quoted[2] ?? "";
  return raw.replace(/(?<!\s)\s+#.*/, "");
}

function expand(value: string, known: ReadonlyMap<string, { value: string }>): string {
  return value.replace(/\$\{(\w+)\}/g, (whole, name: string) => known.get(name)?.value ?? whole);
}

/** Whether a file of the listing is one of ours to read for a folder. */
export function environmentFiles(folder: string, files: readonly string[]): readonly string[] {
  return files.filter((file) => isInside(folder, file) && /\/\.env(\.[\w.-]+)?$/.test(file));
}
