import { describe, expect, it } from "vitest";
import { transferOf } from "../../../server/src/law/transfer.js";
import type { BorderlineConfig } from "../../../server/src/model/config.js";
import type { Flow } from "../../../server/src/model/flow.js";
import { flowHover } from "../../../server/src/workspace/flow-hover.js";
import { config, flow, recipient } from "../../support/flows.js";

const settings = config({ exporter: { ciio: "no", personsExported: { ordinary: 96_500, sensitive: 240 } }, recipients: [recipient({ id: "mail", purpose: "marketing" }), recipient({ id: "maker", purpose: "contract", necessary: true, individualIsParty: true })] });
const cards = flow({ recipient: "mail", fields: [{ name: "childName", subject: "minor" }] });

function hover(of: Flow, facts: BorderlineConfig = settings) {
  const data = { kind: "flow" as const, flow: of, transfer: transferOf(of, facts, { today: "2026-11-24" }) };
  const content = flowHover({ rule: "outbound-transfer", file: "/a", range: { start: 0, end: 1 }, severity: "warning", message: { en: "m", zh: "m" }, related: [], fingerprint: "", data });
  if (content === undefined) throw new Error("no hover");
  return { en: content.markdown.en.split("\n"), zh: content.markdown.zh.split("\n") };
}

describe("hover at a call", () => {
  it("begins with recipient, country and route in one line, and what that rests on", () => {
    expect(hover(cards).en.slice(0, 5)).toEqual(["**mail \\(United States\\)**: filed standard contract or certification", "", "- sensitive data of 1 to 9,999 persons", "- no mechanism declared", "- persons under 14: every field is sensitive"]);
    expect(hover(cards).zh[0]).toBe("**mail（美国）**: 须订立标准合同并备案，或通过个人信息出境认证");
    expect(hover(flow({ recipient: "maker" })).en[0]).toBe("**maker \\(United States\\)**: exempt: contract with the individual");
  });

  it("names the fact that would decide while the route is open", () => {
    expect(hover(cards, config()).en.slice(0, 3)).toEqual(["**mail \\(United States\\)**: route not settled, it depends on the purpose of the transfer", "", "- as assumed so far: filed standard contract or certification"]);
  });

  it("is short, without code, and ends with links and the date of the rulebook", () => {
    for (const lines of [...Object.values(hover(cards)), ...Object.values(hover(cards, config()))]) {
      expect(lines.join("\n")).not.toContain("`");
      expect(lines.filter((line) => line.startsWith("- ")).length).toBeLessThanOrEqual(13);
      expect(lines.at(-3)).toMatch(/^\[[^\]]+\]\(https:\S+ "[^"]+"\)( · \[|$)/);
      expect(lines.at(-1)).toContain("2026-11-22");
    }
  });
});
