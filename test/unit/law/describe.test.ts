import { describe, expect, it } from "vitest";
import { describeTransfer, destination } from "../../../server/src/law/describe.js";
import { transferOf } from "../../../server/src/law/transfer.js";
import { config, flow, recipient } from "../../support/flows.js";

const settings = config({ exporter: { ciio: "no", personsExported: { ordinary: 640_000, sensitive: 0 } }, recipients: [recipient({ id: "mail", purpose: "marketing" })] });
const letters = flow({ recipient: "mail", fields: [{ name: "email" }, { name: "firstName", category: "name-given" }] });

describe("a transfer in words", () => {
  const transfer = transferOf(letters, settings, { today: "2026-11-24" });
  const words = describeTransfer(letters, transfer);

  it("gives the verdict in one line", () => {
    expect(words.verdict.en).toBe("email, firstName → mail (United States): Filed standard contract or certification: 100,000 to 999,999 persons (CBDF 2024 Art. 8); no mechanism declared");
    expect(words.verdict.zh).toBe("email、firstName → mail（美国）：须订立标准合同并备案，或通过个人信息出境认证：10万人以上不满100万人（跨境流动规定第八条）；未声明已有机制");
    expect(destination(letters, transfer).en).toBe(words.verdict.en.replace("email, firstName → ", ""));
  });

  it("then reasons with the next threshold, citations with what they say, duties, and the date", () => {
    expect(words.reasons).toEqual([]);
    expect(words.outlook.map(({ en }) => en)).toEqual([
      "ordinary data: 640,000 persons, 360,000 short of 1,000,000 (security assessment by the CAC, before the export)",
      "sensitive data: 0 persons, 1 short of 1 (filed standard contract or certification)",
    ]);
    expect(words.citations.map(({ text, confidence }) => [text.zh, confidence])).toEqual([
      ["跨境流动规定第八条：10万以上不满100万人，或敏感不满1万人：标准合同或认证", "read"],
      ["认证办法第五条：认证：非关基，数量档次同标准合同，不含重要数据", "read"],
    ]);
    expect(words.obligations.length).toBeGreaterThan(8);
    expect(words.note.en).toBe("Rulebook as of 2026-11-22; informs, no legal advice.");
  });
});
