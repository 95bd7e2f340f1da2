import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fromSettings } from "../../../server/src/lsp/from-lsp.js";
import { repositoryUrl } from "../../../server/src/lsp/protocol.js";

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly description?: string;
  readonly markdownDescription?: string;
}

interface Manifest {
  readonly repository: { readonly url: string };
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly { readonly media: { readonly svg: string }; readonly description: string }[] }[];
    readonly languages: readonly { readonly configuration: string }[];
  };
}

const read = (path: string): string => readFileSync(path, "utf8");
const manifestText = read("package.json");
const manifest = JSON.parse(manifestText) as Manifest;
const clientSources = readdirSync("client/src").map((name) => read(join("client/src", name)));
const texts = (path: string): Record<string, string> => JSON.parse(read(path)) as Record<string, string>;

describe("texts of the extension", () => {
  const used = [...new Set([...manifestText.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key ?? ""))].sort();

  test("every key of the manifest has an English and a Chinese text, and no text is unused", () => {
    expect(Object.keys(texts("package.nls.json")).sort()).toEqual(used);
    expect(Object.keys(texts("package.nls.zh-cn.json")).sort()).toEqual(used);
  });

  test("Chinese texts are Chinese, but for names", () => {
    const untranslated = Object.entries(texts("package.nls.zh-cn.json")).filter(([, text]) => !/[\u4e00-\u9fff]/.test(text)).map(([key]) => key);
    expect(untranslated).toEqual(["displayName"]);
  });

  test("every text of the client has a Chinese one with the same placeholders, and none is unused", () => {
    const inCode = clientSources.flatMap((source) => [...source.matchAll(/l10n\.t\(\s*"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => JSON.parse(`"${text}"`) as string));
    const bundle = texts("l10n/bundle.l10n.zh-cn.json");
    expect(Object.keys(bundle).sort()).toEqual([...new Set(inCode)].sort());
    const placeholders = (text: string): string[] => (text.match(/\{\d+\}/g) ?? []).sort();
    for (const [english, chinese] of Object.entries(bundle)) expect(placeholders(chinese), english).toEqual(placeholders(english));
  });

  test("the client shows no text that is not localised", () => {
    const bare = clientSources.flatMap((source) => [...source.matchAll(/show(?:Information|Warning|Error)Message\(\s*["'`]/g)].map(([call]) => call));
    expect(bare).toEqual([]);
  });
});

describe("manifest", () => {
  const settings = Object.assign({}, ...manifest.contributes.configuration.map(({ properties }) => properties)) as Record<string, Setting>;

  test("every setting is described, every choice too, and the default is one of the choices", () => {
    for (const [name, setting] of Object.entries(settings)) {
      expect(setting.description ?? setting.markdownDescription, name).toBeDefined();
      if (setting.enum === undefined) continue;
      expect(setting.enumDescriptions, name).toHaveLength(setting.enum.length);
      expect(setting.enum, name).toContain(setting.default);
    }
  });

  test("the server's defaults are those the manifest shows", () => {
    const shown: Record<string, unknown> = {};
    for (const [name, setting] of Object.entries(settings)) {
      const path = name.split(".").slice(1);
      const last = path.pop() ?? "";
      const holder = path.reduce<Record<string, unknown>>((at, key) => (at[key] ??= {}) as Record<string, unknown>, shown);
      holder[last] = setting.default;
    }
    const { engine, ...others } = fromSettings(shown);
    const { engine: without, ...defaults } = fromSettings(undefined);
    expect({ enabled: engine.enabled, flows: engine.flows, ...others }).toEqual({ enabled: without.enabled, flows: without.flows, ...defaults });
  });

  test("every command is registered by the client", () => {
    const registered = new Set(clientSources.flatMap((source) => [...source.matchAll(/command\("(borderline\.\w+)"/g)].map(([, id]) => id)));
    expect(manifest.contributes.commands.map(({ command }) => command).filter((id) => !registered.has(id))).toEqual([]);
  });

  test("the walkthrough is the one its command opens, and links to commands that exist", () => {
    expect(clientSources.join("\n")).toContain(`"borderline.borderline#${manifest.contributes.walkthroughs[0]?.id}"`);
    const known = new Set(manifest.contributes.commands.map(({ command }) => command));
    for (const file of ["package.nls.json", "package.nls.zh-cn.json"]) {
      const linked = Object.values(texts(file)).flatMap((text) => [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id ?? ""));
      expect(linked.filter((id) => !known.has(id))).toEqual([]);
      expect(linked.length).toBeGreaterThan(5);
    }
  });

  test("files it names exist, and the repository is the one rule pages link to", () => {
    const pictures = manifest.contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg));
    for (const path of [manifest.icon, ...pictures, ...manifest.contributes.grammars.map((grammar) => grammar.path), ...manifest.contributes.languages.map((language) => language.configuration)]) {
      expect(() => read(path)).not.toThrow();
    }
    expect(manifest.repository.url).toBe(`${repositoryUrl}.git`);
  });
});
