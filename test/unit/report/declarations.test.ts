import { describe, expect, it } from "vitest";
import { localized } from "../../../server/src/base/localized.js";
import { readConfiguration } from "../../../server/src/configuration/index.js";
import { transferOf } from "../../../server/src/law/transfer.js";
import type { FileReport } from "../../../server/src/workspace/engine.js";
import { undeclaredRecipients, withDeclarations } from "../../../server/src/report/declarations.js";
import { config, flow, recipient } from "../../support/flows.js";

const settings = config({ recipients: [recipient({ id: "known" })] });
const reports: FileReport[] = [
  flow({ recipient: "mail", host: "api.mail.test", fields: [{ name: "email" }, { name: "phone" }] }), flow({ recipient: "mail", host: "eu.mail.test", fields: [{ name: "email" }] }),
  flow({ recipient: "known", host: "known.test" }), flow({ recipient: "desk", host: "desk.test", country: "NO" }), flow({ recipient: "home", host: "home.test", outside: false }), flow({ recipient: "nowhere" }),
].map((item) => ({ path: item.report.file, limits: [], findings: [{
  rule: "outbound-transfer", file: item.report.file, range: item.report.range, severity: "warning", message: localized("x", "x"), related: [], fingerprint: "f",
  data: { kind: "flow", flow: item, transfer: transferOf(item, settings, { today: "2026-11-24" }) },
}] }));
const drafts = undeclaredRecipients(reports);

describe("recipients that nobody declared", () => {
  it("are listed once each, with what code tells of them, most transfers first", () => {
    expect(drafts.map(({ id, hosts, country, transfers, fields }) => [id, hosts, country, transfers, fields])).toEqual([
      ["mail", ["api.mail.test", "eu.mail.test"], "US", 2, ["email", "phone"]], ["desk", ["desk.test"], "NO", 1, ["email"]],
    ]);
  });
});

describe("borderline.yaml with the answers", () => {
  const answers = [
    { id: "mail", purpose: "marketing", mechanism: { kind: "standard-contract", filedOn: "2026-03-01", validUntil: "2028-02-29" } },
    { id: "desk", purpose: "contract", necessary: true, individualIsParty: true }, { id: "unheard-of", purpose: "other" },
  ] as const;

  it.each(["en", "zh"] as const)("is a new file that reads back as answered (%s)", (locale) => {
    const text = withDeclarations(undefined, drafts, answers, { ciio: "no", personsExported: { ordinary: 42_000 } }, locale) ?? "";
    const { config: read, problems } = readConfiguration(text);
    expect(problems).toEqual([]);
    expect(read?.exporter).toEqual({ ciio: "no", personsExported: { ordinary: 42_000 } });
    expect(read?.recipients).toMatchObject([
      { id: "mail", hosts: ["api.mail.test", "eu.mail.test"], country: "US", purpose: "marketing", mechanism: { kind: "standard-contract", filedOn: "2026-03-01", validUntil: "2028-02-29" } },
      { id: "desk", country: "NO", purpose: "contract", necessary: true, individualIsParty: true },
    ]);
  });

  it("keeps what an existing file says", () => {
    const before = "# ours\nrecipients:\n  - id: known # kept\n";
    const text = withDeclarations(before, drafts, [answers[1]], {}, "en") ?? "";
    expect(text.startsWith(before.trimEnd())).toBe(true);
    expect(readConfiguration(text).config?.recipients.map(({ id }) => id)).toEqual(["known", "desk"]);
  });

  it("is nothing where the file is broken", () => {
    expect(withDeclarations("recipients: [", drafts, answers, {}, "en")).toBeUndefined();
  });
});
