// A hover says what one would not see otherwise: another version of the library than the checked one, a redactor that does not redact.
import { afterEach, describe, expect, it } from "vitest";
import type { Engine } from "../../../server/src/workspace/engine.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";

let engine: Engine | undefined;
afterEach(() => engine?.close());

const path = "/w/apps/site/src/track.ts";
const text = 'import posthog from "posthog-js";\ninterface Customer { email: string }\nexport function known(customer: Customer) {\n  posthog.identify(customer.email);\n}\n';

async function hover(version: string | undefined, home: string): Promise<string> {
  const manifest = version === undefined ? {} : { [`${home}/node_modules/posthog-js/package.json`]: JSON.stringify({ name: "posthog-js", version }) };
  engine = createEngine(memoryHost({ "/w/package.json": "{}", [path]: text, ...manifest }));
  await engine.open(["/w"], {});
  const [finding] = (await engine.check(path)).findings.filter(({ data }) => data.kind === "flow");
  if (finding === undefined) throw new Error("no transfer found");
  const content = await engine.hover(path, finding.range.start);
  return `${content?.markdown.en} ${content?.markdown.zh}`;
}

describe("the hover of a call", () => {
  it.each([["/w/apps/site"], ["/w"]])("names an installed version outside the checked range (%s)", async (home) => {
    const said = await hover("99.1.0", home);
    expect(said).toMatch(/posthog-js 99\.1\.0 is installed; this call was checked with .*\d/);
    expect(said).toContain("已安装 posthog-js 99.1.0");
  });

  it("is silent inside the range, where nothing is installed, and about what lies above the folder", async () => {
    expect(await hover("1.130.0", "/w")).not.toContain("is installed");
    await engine?.close();
    expect(await hover(undefined, "/w")).not.toContain("is installed");
    await engine?.close();
    expect(await hover("99.1.0", "")).not.toContain("is installed");
  });

  it.each([["return value;", true], ["return value.slice(0, 1) + \"***\";", false]])("says why a declared redactor is not trusted (%s)", async (body, isDistrusted) => {
    const text = `/** @redacts email */\nfunction hide(value: string) { ${body} }\ninterface Customer { email: string }\nexport const send = (customer: Customer) => fetch("https://api.segment.io/v1/track", { method: "POST", body: hide(customer.email) });\n`;
    engine = createEngine(memoryHost({ "/w/package.json": "{}", "/w/a.ts": text }));
    await engine.open(["/w"], {});
    const [finding] = (await engine.check("/w/a.ts")).findings.filter(({ data }) => data.kind === "flow");
    expect(finding !== undefined).toBe(isDistrusted);
    if (finding === undefined) return;
    const content = await engine.hover("/w/a.ts", finding.range.start);
    expect(content?.markdown.en).toContain("hide is declared to redact email, but gives it back unchanged: it is not trusted.");
    expect(content?.markdown.zh).toContain("hide 声明对 email 脱敏，但原样返回");
  });
});
