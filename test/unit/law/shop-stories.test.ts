// The shop's own code and borderline.yaml: every story of its README as the product tells it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { relativeTo } from "../../../server/src/base/paths.js";
import type { Finding } from "../../../server/src/model/finding.js";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { root } from "../../support/sources.js";

const shop = join(root, "examples/shop").replaceAll("\\", "/");
const engine = createEngine();
const findings: Finding[] = [];

beforeAll(async () => {
  await engine.open([shop], {});
  await engine.scan((report) => findings.push(...report.findings), () => {});
});
afterAll(() => engine.close());

/** "file:line fields → place, route, severity" of every transfer, in order of files. */
function transfers(): readonly string[] {
  return findings.flatMap(({ data, file, range, severity }) => {
    if (data.kind !== "flow" || data.transfer === undefined) return [];
    const line = readFileSync(file, "utf8").slice(0, range.start).split("\n").length;
    const fields = [...new Set(data.flow.sources.map(({ source }) => source.name))].sort().join(" ");
    return [`${relativeTo(shop, file)}:${line} ${fields} → ${data.flow.endpoint.jurisdiction.code}, ${data.transfer.decision.rule}, ${severity}`];
  }).sort();
}

describe("the stories of the shop", () => {
  it("are told at their lines, with route and gravity, and nothing else is", () => {
    expect(transfers()).toEqual([
      "admin/src/CustomerDetail.vue:14 email mobile name → US, R19, information",
      "miniprogram/pages/order/order.js:29 latitude longitude → unknown, R18, warning",
      "src/ads/conversions.ts:23 idfa mobile oaid → US, R19, information",
      "src/assistant/reply.service.ts:26 email name question → US, R19, information",
      "src/jobs/review-export.producer.ts:8 email name → US, R19, information",
      "src/jobs/review-export.producer.ts:8 email name → unknown, R19, warning",
      "src/logistics/shipping.service.ts:16 email name phone → US, R19, information",
      "src/loyalty/loyalty.service.ts:19 email memberNo name → US, R19, information",
      "src/loyalty/loyalty.service.ts:37 email → US, R19, information",
      "src/observability/sentry.ts:9 email id → US, R19, information",
      "src/orders/orders.service.ts:42 city district line phone postalCode province recipient → JP, R07, information",
      "src/staff/directory-sync.ts:23 department employeeNo fullName fullNameZh hireDate jobTitle mobile workEmail → SG, R19, information",
      "src/support/support.controller.ts:12 body subject → US, R19, information",
      "src/support/support.controller.ts:15 body callbackPhone idCardPhotoUrl subject → US, R18, information",
      "src/toys/birthday-club.ts:11 birthDate childName → DE, R18, warning",
      "web/app/claim/claim-account-form.tsx:19 email → DE, R19, information",
      "web/hooks/use-referral-analytics.ts:7 friendMobile → US, R19, information",
    ]);
  });

  it("say nothing of marketing figures without persons, and of data that stays in the mainland", () => {
    const quiet = /^(?:src\/marketing|src\/payments|src\/notifications|src\/storage|web\/app\/checkout)/;
    expect(findings.filter(({ file, data }) => data.kind === "flow" && quiet.test(relativeTo(shop, file)))).toEqual([]);
  });

  it("count persons of all recipients together; the maker's orders stay out of it", () => {
    const orders = findings.find(({ file, data }) => file.endsWith("orders.service.ts") && data.kind === "flow");
    expect(orders?.data.kind === "flow" ? orders.data.transfer?.reasons.map(({ en }) => en) : []).toContain("these persons are left out of the yearly count");
  });
});
