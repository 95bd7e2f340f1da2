import { describe, expect, it } from "vitest";
import { configurationMention } from "../../../server/src/configuration/index.js";

/** Kind and name of what stands at `|`. */
function at(marked: string): string | undefined {
  const offset = marked.indexOf("|");
  const found = configurationMention(marked.replace("|", ""), offset);
  return found === undefined ? undefined : `${found.kind} ${found.name}`;
}

describe("what a word of borderline.yaml names", () => {
  it.each([
    ["recipients:\n  - id: mail\n    hosts: [api.ma|il.test]\n", "host api.mail.test"],
    ["recipients:\n  - id: mail\n    hosts:\n      - \"*.ma|il.test\"\n", "host *.mail.test"],
    ["recipients:\n  - id: m|ail\n", "recipient mail"],
    ["recipients:\n  - id: mail\n    packages: [\"@acme/ma|il\", b]\n", "package @acme/mail"],
    ["domestic-hosts:\n  - a.cn|\n", "host a.cn"],
    ["overseas-hosts:\n  - host: x|.test\n", "host x.test"],
    ["redactors:\n  - name: mask|Phone\n", "function maskPhone"],
    ["sinks:\n  - name: send\n    package: le|gacy\n", "package legacy"],
    ["policy:\n  - id: a\n    deny:\n      recipients: [ma|il]\n", "recipient mail"],
    ["recipients:\n  - id: mail\n    ho|sts: []\n", undefined],
    ["recipients:\n  - id: mail\n    purpose: mark|eting\n", undefined],
    ["# hosts: [a.|b]\n", undefined],
    ["|", undefined],
  ])("%j", (marked, expected) => {
    expect(at(marked)).toBe(expected);
  });
});
