import { afterEach, describe, expect, it } from "vitest";
import { applyEdits } from "../../../server/src/base/text-edit.js";
import type { Engine, EngineSettings } from "../../../server/src/workspace/engine.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";

const engines: Engine[] = [];
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});

/** Rules of the findings of one file, with what the suppressions' findings say. */
async function found(text: string, options: { readonly file?: string; readonly settings?: EngineSettings; readonly config?: string } = {}): Promise<readonly string[]> {
  const file = options.file ?? "/w/a.prisma";
  const engine = createEngine(memoryHost({ [file]: text, ...(options.config === undefined ? {} : { "/w/borderline.yaml": options.config }) }));
  engines.push(engine);
  await engine.open(["/w"], options.settings ?? {});
  await engine.updateDocument({ path: file, text, version: 1 });
  const { findings } = await engine.check(file);
  return findings.map(({ rule, range }) => (rule === "unused-suppression" ? `unused <${text.slice(range.start, range.end)}>` : rule));
}

const model = (...lines: readonly string[]) => `model Customer {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

describe("unused-suppression", () => {
  it.each<[string, string, readonly string[]]>([
    ["used", model("// borderline-ignore personal-data -- x", "email String"), []],
    ["unused", model("// borderline-ignore personal-data -- x", "total Int"), ["unused <borderline-ignore personal-data -- x>"]],
    ["one of two rules used", model("// borderline-ignore personal-data,sensitive-personal-data -- x", "email String"), ["unused <sensitive-personal-data>"]],
    ["a misspelt rule beside one that is used", model("// borderline-ignore personal-data, personal-dta -- x", "email String"), ["unused <personal-dta>"]],
    ["all, unused", model("// borderline-ignore all -- x", "total Int"), ["unused <borderline-ignore all -- x>"]],
    ["all, used", model("// borderline-ignore all -- x", "email String"), []],
    ["the field is annotated, so the rule is silent anyway", model("/// @personalData email", "email String // borderline-ignore personal-data -- x"), ["unused <borderline-ignore personal-data -- x>"]],
    ["a second one over the first", model("// borderline-ignore personal-data -- x", "email String // borderline-ignore personal-data -- y"), ["unused <borderline-ignore personal-data -- y>"]],
    ["a whole file, used", `// borderline-ignore-file personal-data -- x\n${model("email String", "phone String")}`, []],
    ["a whole file, unused", `// borderline-ignore-file personal-data -- x\n${model("total Int")}`, ["unused <borderline-ignore-file personal-data -- x>"]],
    ["expired ones have their own rule", model("// borderline-ignore personal-data -- x (until 2020-01-01)", "total Int"), ["expired-suppression"]],
    ["unknown rules", model("// borderline-ignore no-such-rule -- x", "email String"), ["unused <borderline-ignore no-such-rule -- x>", "personal-data"]],
    ["names the rule itself", model("// borderline-ignore personal-data,unused-suppression -- x", "total Int"), []],
    ["is silenced like any rule", `// borderline-ignore-file unused-suppression -- x\n${model("// borderline-ignore personal-data -- x", "total Int")}`, []],
    ["text that could not be read in full is not judged", `${model("// borderline-ignore personal-data -- x", "total Int")}model Open {\n  a Int\n`, ["source-problem"]],
  ])("%s", async (_name, text, expected) => expect(await found(text)).toEqual(expected));

  const code = (comment: string) => `interface Customer { id: number }\nexport async function f(customer: Customer) {\n  ${comment}\n  await fetch("https://api.resend.com/emails", { method: "POST", body: String(customer.id) });\n}\n`;

  it("rules over flows are judged when flows are followed, and only then", async () => {
    const text = code("// borderline-ignore policy-violation -- x");
    expect(await found(text, { file: "/w/a.ts" })).toContain("unused <borderline-ignore policy-violation -- x>");
    expect(await found(text, { file: "/w/a.ts", settings: { flows: false } })).toEqual([]);
    expect(await found(code("// borderline-ignore all -- x"), { file: "/w/a.ts", settings: { flows: false } })).toEqual([]);
    expect(await found(code("// borderline-ignore personal-data -- x"), { file: "/w/a.ts", settings: { flows: false } })).toEqual(["unused <borderline-ignore personal-data -- x>"]);
  });

  it("fixes leave what is needed", async () => {
    const file = "/w/a.prisma";
    const after = async (text: string): Promise<readonly string[]> => {
      const engine = createEngine(memoryHost({ [file]: text }));
      engines.push(engine);
      await engine.open(["/w"], {});
      const [first] = (await engine.check(file)).findings.filter(({ rule }) => rule === "unused-suppression");
      const fixes = (await engine.fixes(file, first?.range ?? { start: 0, end: 0 })).filter((fix) => fix.finding === first?.fingerprint && !fix.id.startsWith("suppress"));
      return fixes.map((fix) => applyEdits(text, fix.edits.flatMap(({ edits }) => edits)).split("\n")[1]?.trim() ?? "");
    };
    expect(await after(model("// borderline-ignore sensitive-personal-data,personal-data -- x", "email String"))).toEqual(["// borderline-ignore personal-data -- x"]);
    expect(await after(model("// borderline-ignore personal-data, personal-dta -- x", "email String"))).toEqual(["// borderline-ignore personal-data, personal-data -- x", "// borderline-ignore personal-data -- x"]);
    expect(await after(model("// borderline-ignore personl-data -- x", "email String"))).toEqual(["// borderline-ignore personal-data -- x", "email String"]);
  });

  it("rules that are off were not asked", async () => {
    const text = model("// borderline-ignore personal-data -- x", "total Int");
    expect(await found(text, { config: "severity: {personal-data: off}\n" })).toEqual([]);
    expect(await found(text, { config: "severity: {unused-suppression: off}\n" })).toEqual([]);
  });
});
