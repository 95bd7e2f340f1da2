// What views ask for: lenses of one file, and the survey of all.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine, Lens } from "../../../server/src/workspace/engine.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../support/memory-host.js";

const types = "export interface Profile {\n  email: string;\n  bankCardNo: string;\n  total: number;\n}\nexport interface Settings {\n  theme: string;\n}\n";
const send = `import type { Profile } from "./dto";
export class Sender {
  async subscribe(profile: Profile) {
    const post = () => fetch("https://api.mailgun.net/v3/lists", { method: "POST", body: JSON.stringify({ email: profile.email }) });
    await post();
  }
}
export const upload = async (profile: Profile) => {
  // borderline-ignore outbound-transfer -- agreed with the privacy officer
  await fetch("https://upload.example.jp/x", { method: "POST", body: JSON.stringify({ id: profile.bankCardNo, email: profile.email }) });
};
export function keep(profile: Profile) {
  return profile.total;
}
`;
const files = {
  "/w/src/dto.ts": types,
  "/w/src/send.ts": send,
  "/w/borderline.yaml": "exporter: { name: Lantern Lane }\nseverity: { outbound-transfer: off }\noverseas-hosts: [{ host: upload.example.jp, country: JP }]\n",
};

let engine: Engine;
beforeAll(async () => {
  engine = createEngine(memoryHost(files));
  await engine.open(["/w"], {});
});
afterAll(() => engine.close());

const outline = (lenses: readonly Lens[], text: string) =>
  lenses.map(({ kind, name, range, fields, sensitive, recipients }) => `${kind} ${name}=${text.slice(range.start, range.end)}: ${fields}/${sensitive} ${recipients.map(({ country }) => country.en).sort().join()}`);

describe("lenses", () => {
  it("stand at models with personal fields, with recipients of what is declared there", async () => {
    expect(outline(await engine.lenses("/w/src/dto.ts"), types)).toEqual(["model Profile=Profile: 2/1 Japan,United States"]);
  });

  it("stand at the innermost function with a name that sends", async () => {
    const lenses = await engine.lenses("/w/src/send.ts");
    expect(outline(lenses, send)).toEqual(["function post=post: 1/0 United States", "function upload=upload: 2/1 Japan"]);
    expect(lenses.map(({ transfer }) => send.slice(transfer?.start, transfer?.end))).toEqual([expect.stringContaining("email"), expect.stringContaining("id")]);
  });

  it("know no recipients where data is not followed, and nothing while paused", async () => {
    const quick = createEngine(memoryHost(files));
    await quick.open(["/w"], { flows: false });
    expect(outline(await quick.lenses("/w/src/dto.ts"), types)).toEqual(["model Profile=Profile: 2/1 "]);
    await quick.configure({ enabled: false });
    expect(await quick.lenses("/w/src/dto.ts")).toEqual([]);
    await quick.close();
  });
});

describe("survey", () => {
  it("shows what suppressions and severities keep out of the findings, and leaves them kept out", async () => {
    const { reports, fields, summary } = await engine.survey(() => {});
    expect(reports.map(({ path, findings }) => `${path} ${findings.map(({ rule }) => rule).join()}`)).toEqual(["/w/src/send.ts outbound-transfer,outbound-transfer"]);
    expect(fields.map(({ container, name, level }) => `${container}.${name} ${level}`)).toEqual(["Profile.email general", "Profile.bankCardNo sensitive"]);
    expect(summary.exporter).toBe("Lantern Lane");
    expect((await engine.check("/w/src/send.ts")).findings.filter(({ data }) => data.kind === "flow")).toEqual([]);
  });
});
