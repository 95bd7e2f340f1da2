// A plain hash of a phone number is the phone number to whoever has a list of numbers; behind a key it is less.
import { describe, expect, it } from "vitest";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";

async function transfer(value: string): Promise<{ readonly severity: string; readonly redacted: readonly (string | undefined)[] } | undefined> {
  const engine = createEngine(memoryHost({
    "/w/package.json": "{}",
    "/w/borderline.yaml": "exporter:\n  ciio: false\n  exported-since-january:\n    ordinary: 200000\n    sensitive: 0\nrecipients:\n  - id: crm\n    hosts: [crm.example.com]\n    country: US\n    purpose: marketing\n",
    "/w/src/a.ts": `import { createHash, createHmac, scryptSync } from "node:crypto";\nimport bcrypt from "bcrypt";\ninterface Customer { phone: string }\nexport async function send(customer: Customer, key: string) {\n  await fetch("https://crm.example.com/people", { method: "POST", body: JSON.stringify({ who: ${value} }) });\n}\nvoid [createHash, createHmac, scryptSync, bcrypt];\n`,
  }));
  try {
    await engine.open(["/w"], {});
    const finding = (await engine.check("/w/src/a.ts")).findings.find(({ rule }) => rule === "outbound-transfer");
    return finding?.data.kind === "flow" ? { severity: finding.severity, redacted: finding.data.flow.sources.map(({ redacted }) => redacted) } : undefined;
  } finally {
    await engine.close();
  }
}

describe("a hash on the way out", () => {
  it("without a key weighs as much as the value", async () => {
    expect(await transfer("customer.phone")).toEqual({ severity: "warning", redacted: [undefined] });
    expect(await transfer('createHash("sha256").update(customer.phone).digest("hex")')).toEqual({ severity: "warning", redacted: ["hash"] });
  });

  it.each([
    ["an HMAC", 'createHmac("sha256", key).update(customer.phone).digest("hex")'],
    ["a salted derivation", 'scryptSync(customer.phone, key, 32).toString("hex")'],
    ["a password hash", "await bcrypt.hash(customer.phone, 10)"],
  ])("with a key is told as information: %s", async (_, value) => {
    expect(await transfer(value)).toEqual({ severity: "information", redacted: ["keyed-hash"] });
  });
});
