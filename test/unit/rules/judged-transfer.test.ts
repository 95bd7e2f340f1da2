// A purpose stated at the call decides the route of that call, and of no other.
import { describe, expect, it } from "vitest";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";

const configuration = "exporter: { ciio: no, persons-exported: { ordinary: 150000, sensitive: 0 } }\nrecipients:\n  - { id: maker, hosts: [api.resend.com], purpose: marketing, necessary: true, individual-is-party: true }\n";

async function routes(code: string): Promise<readonly (string | undefined)[]> {
  const engine = createEngine(memoryHost({ "/w/src/a.ts": code, "/w/borderline.yaml": configuration }));
  try {
    await engine.open(["/w"], {});
    return (await engine.check("/w/src/a.ts")).findings.flatMap((finding) => (finding.data.kind === "flow" ? [finding.data.transfer?.decision.route] : []));
  } finally {
    await engine.close();
  }
}

const call = 'await fetch("https://api.resend.com/x", { method: "POST", body: JSON.stringify({ to: user.email }) });';
const inside = (body: string) => `interface User { email: string }\nexport async function send(user: User) {\n${body}\n}\n`;

describe("@transfer at a call", () => {
  it("leaves the recipient's purpose in force where nothing is said", async () => {
    expect(await routes(inside(`  ${call}`))).toEqual(["scc_or_certification"]);
  });

  it.each([
    ["a line above", `  // @transfer contract\n  ${call}`],
    ["a block above", `  /* @transfer contract */\n  ${call}`],
    ["the end of the line", `  ${call} // @transfer contract`],
  ])("on %s", async (_, body) => {
    expect(await routes(inside(body))).toEqual(["exempt_art5_1"]);
  });

  it("holds for its own statement only", async () => {
    expect(await routes(inside(`  // @transfer contract\n  await Promise.resolve();\n  ${call}`))).toEqual(["scc_or_certification"]);
  });
});
