import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar, type Registry } from "vscode-textmate";

interface Contribution {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo?: readonly string[];
}

const { contributes } = JSON.parse(readFileSync("package.json", "utf8")) as { contributes: { grammars: Contribution[] } };

/** Stand-ins for the editor's own grammars: comments and strings, which is where our injections go. */
const hosts: Readonly<Record<string, object>> = {
  "source.ts": {
    scopeName: "source.ts",
    patterns: [
      { begin: "/\\*\\*", end: "\\*/", name: "comment.block.documentation.ts" },
      { begin: "//", end: "(?=$)", name: "comment.line.double-slash.ts" },
      { begin: '"', end: '"', name: "string.quoted.double.ts" },
    ],
  },
  "source.yaml": { scopeName: "source.yaml", patterns: [{ begin: "#", end: "(?=$)", name: "comment.line.number-sign.yaml" }, { match: "[\\w-]+(?=:)", name: "entity.name.tag.yaml" }] },
  "source.json": { scopeName: "source.json", patterns: [{ match: '"[^"]*"', name: "string.quoted.json" }] },
};

let registry: Registry;

beforeAll(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  registry = new textmate.Registry({
    onigLib: Promise.resolve({ createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns), createOnigString: (text) => new oniguruma.OnigString(text) }),
    loadGrammar: async (scopeName) => {
      const own = contributes.grammars.find((grammar) => grammar.scopeName === scopeName);
      const content = own === undefined ? hosts[scopeName] : (JSON.parse(readFileSync(own.path, "utf8")) as object);
      return content === undefined ? null : textmate.parseRawGrammar(JSON.stringify(content), `${scopeName}.json`);
    },
    getInjections: (scopeName) => contributes.grammars.filter((grammar) => grammar.injectTo?.includes(scopeName)).map((grammar) => grammar.scopeName),
  });
});

/** "text scope" of every token that one of our own scopes covers. */
async function ours(scopeName: string, text: string): Promise<string[]> {
  const grammar = (await registry.loadGrammar(scopeName)) as IGrammar;
  let state = textmate.INITIAL;
  return text.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const scope = scopes.find((name) => name.endsWith(".borderline"));
      return scope === undefined ? [] : [`${line.slice(startIndex, endIndex)} ${scope.replace(".borderline", "")}`];
    });
  });
}

describe("grammars", () => {
  test("annotations in JSDoc and line comments, not in strings", async () => {
    expect(await ours("source.ts", "/** @personalData phone-mobile */\n/**\n * @sensitive\n * @redacts phone, email\n */\nconst a = \"@sensitive\";")).toEqual([
      "@personalData storage.type.class.annotation", "phone-mobile constant.other.category",
      "@sensitive storage.type.class.annotation",
      "@redacts storage.type.class.annotation", "phone, email constant.other.category",
    ]);
  });

  test("suppressions with rule, reason and expiry", async () => {
    expect(await ours("source.ts", "// borderline-ignore outbound-transfer -- agreed (until 2027-03-01)")).toEqual([
      "borderline-ignore keyword.control.suppression", "outbound-transfer constant.other.rule", "-- punctuation.separator.reason",
      "until keyword.other.until", "2027-03-01 constant.numeric.date",
    ]);
  });

  test("annotations in Prisma comments, beside attributes that look alike", async () => {
    expect(await ours("source.prisma", "model A {\n  /// @personalData email\n  email String @unique // @sensitive\n}")).toEqual([
      "@personalData storage.type.class.annotation", "email constant.other.category", "@sensitive storage.type.class.annotation",
    ]);
  });

  test("extension keys in YAML and JSON", async () => {
    expect(await ours("source.yaml", "x-personal-data: email\nx-other: 1\n# x-personal-data: email\nx-data-classification:\n  category: PII")).toEqual([
      "x-personal-data keyword.other.extension", "x-data-classification keyword.other.extension",
    ]);
    expect(await ours("source.json", '{ "x-personal-data": "email", "y": "x-personal-data" }')).toEqual(["x-personal-data keyword.other.extension"]);
  });

  test("the Prisma grammar survives half-typed blocks and names keywords, types and attributes", async () => {
    const grammar = (await registry.loadGrammar("source.prisma")) as IGrammar;
    const first = grammar.tokenizeLine("model User {", textmate.INITIAL);
    expect(first.tokens.map(({ scopes }) => scopes.at(-1))).toContain("entity.name.type.prisma");
    const second = grammar.tokenizeLine("  邮箱 String? @unique @db.VarChar(20)", first.ruleStack);
    const named = second.tokens.map(({ scopes }) => scopes.at(-1));
    for (const scope of ["variable.other.member.prisma", "support.type.prisma", "entity.name.function.attribute.prisma", "constant.numeric.prisma"]) expect(named).toContain(scope);
  });
});
