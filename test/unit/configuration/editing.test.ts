import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeConfiguration, configurationJsonSchema, hoverConfiguration, readConfiguration } from "../../../server/src/configuration/index.js";

const choices = {
  categories: [{ id: "email", en: "E-mail address", zh: "电子邮箱" }],
  "category-groups": [{ id: "identity", en: "Identity documents and numbers", zh: "个人身份信息" }],
  recipients: [{ id: "posthog", en: "PostHog", zh: "PostHog" }],
  rules: [{ id: "personal-data", en: "Personal information", zh: "个人信息" }, { id: "outbound-transfer", en: "Outbound transfer", zh: "出境传输" }],
};

/** Labels at `|`, and what the text becomes when the first is chosen. */
function complete(marked: string): { readonly labels: readonly string[]; readonly first: string } {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const found = completeConfiguration(text, offset, choices);
  const edit = found[0]?.edit;
  return { labels: found.map(({ label }) => label), first: edit === undefined ? text : text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end) };
}

const root = ["exporter", "profile", "environment", "recipients", "domestic-hosts", "overseas-hosts", "categories", "sources", "sinks", "redactors", "policy", "baseline", "exclude", "include", "severity"];

describe("completion", () => {
  it.each<[string, readonly string[]]>([
    ["|", root],
    ["pro|", root],
    ["profile: current\n|", root.filter((key) => key !== "profile")],
    ["|\nprofile: current\n", root.filter((key) => key !== "profile")],
    ["exporter:\n  |", ["name", "ciio", "state-organ", "free-trade-zone", "persons-exported"]],
    ["exporter:\n  name: x\n  ci|\n", ["ciio", "state-organ", "free-trade-zone", "persons-exported"]],
    ["exporter:\n  ciio: |", ["yes", "no", "unknown"]],
    ["exporter:\n  state-organ: |", ["true", "false"]],
    ["exporter:\n  free-trade-zone:\n    name: x\n    position: o|\n", ["outside", "contract-tier", "assessment-tier"]],
    ["profile: |", ["current", "conservative"]],
    ["recipients:\n  |", ["- id"]],
    ["recipients:\n  - |", ["id", "name", "hosts", "packages", "country", "purpose", "necessary", "individual-is-party", "lawful-labour-rules", "mechanism", "onward-transfer", "greater-bay-area", "restricted", "important-data", "data-origin", "domestic-mixed-in", "paths"]],
    ["recipients:\n  - id: |", ["posthog"]],
    ["recipients:\n- id: a\n  purpose: |\n", ["trade", "contract", "hr", "emergency", "legal-duty", "recruitment", "marketing", "support", "analytics", "operations", "other"]],
    ["recipients:\n  - id: a\n    mechanism:\n      |", ["kind", "filed-on", "valid-until", "reference"]],
    ["recipients:\n  - id: a\n    mechanism:\n      kind: |", ["standard-contract", "certification", "security-assessment"]],
    ["recipients:\n  - id: a\n    hosts:\n      - b.c\n    mech|\n  - id: b\n    country: US\n", ["name", "packages", "country", "purpose", "necessary", "individual-is-party", "lawful-labour-rules", "mechanism", "onward-transfer", "greater-bay-area", "restricted", "important-data", "data-origin", "domestic-mixed-in", "paths"]],
    ["sinks:\n  - name: f\n    recipient: |", ["posthog"]],
    ["sources:\n  - name: f\n    category: |", ["email"]],
    ["severity:\n  |", ["personal-data", "outbound-transfer"]],
    ["severity:\n  personal-data: hint\n  |", ["outbound-transfer"]],
    ["severity:\n  personal-data: |", ["error", "warning", "information", "hint", "off"]],
    ["policy:\n  - id: a\n    |", ["deny", "allow", "unless", "reason"]],
    ["policy:\n  - id: a\n    deny:\n      lev|", ["categories", "levels", "subjects", "recipients", "countries", "purposes", "via", "paths", "redacted", "mechanism-in-force"]],
    ["policy:\n  - id: a\n    deny:\n      levels: [|]", ["general", "sensitive"]],
    ["policy:\n  - id: a\n    deny:\n      categories: [|]", ["email", "identity"]],
    ["policy:\n  - id: a\n    deny:\n      countries: [|]", ["outside", "mainland", "unknown"]],
    ["policy:\n  - id: a\n    unless:\n      recipients:\n        - |", ["posthog"]],
    ["# |", []],
    ["profile: current # |", []],
    ["exporter:\n  name: |", []],
    ["nonsense:\n  |", []],
  ])("%j", (marked, labels) => {
    expect(complete(marked).labels).toEqual(labels);
  });

  it("writes what it offers", () => {
    expect(complete("exp|").first).toBe("exporter:\n  ");
    expect(complete("exporter:\r\n  |\r\n").first).toBe("exporter:\r\n  name: \r\n");
    expect(complete("exporter:\n  ciio: u|nknown\n").first).toBe("exporter:\n  ciio: yes\n");
    expect(complete("recipients:\n  |").first).toBe("recipients:\n  - id: ");
    expect(complete("categories:\n  |").first).toBe("categories:\n  - id: \n    en: \n    zh: ");
    expect(complete("severity:\n  per|").first).toBe("severity:\n  personal-data: ");
  });

  it("never throws, and replaces what is under the cursor", () => {
    const pieces = fc.constantFrom("exporter:", "recipients:", "- ", "id: ", "\n", "\r\n", "  ", "    ", "severity:", "mechanism:", "#", "[", "{", ":", "-", "x", "\"", "'", "用", "\t", "\uFEFF");
    fc.assert(fc.property(fc.array(pieces, { maxLength: 40 }), fc.nat(), (parts, at) => {
      const text = parts.join("");
      const offset = at % (text.length + 1);
      for (const { edit } of completeConfiguration(text, offset, choices)) expect(0 <= edit.range.start && edit.range.start <= offset && offset <= edit.range.end && edit.range.end <= text.length).toBe(true);
      hoverConfiguration(text, offset);
    }), { seed: 8, numRuns: 1500 });
  });
});

describe("hover", () => {
  const hover = (marked: string): string | undefined => {
    const found = hoverConfiguration(marked.replace("|", ""), marked.indexOf("|"));
    return found === undefined ? undefined : `${marked.replace("|", "").slice(found.range.start, found.range.end)}: ${found.markdown.zh}`;
  };

  it("explains keys and values", () => {
    expect(hover("exporter:\n  ci|io: no\n")).toContain("ciio: **ciio**：是否为关键信息基础设施运营者");
    expect(hover("exporter:\n  ciio: n|o\n")).toContain("no: **no**：未收到认定通知");
    expect(hover("recipients:\n  - i|d: a\n")).toContain("id: **id**：简短标识");
    expect(hover("recipients:\n  - id: a\n    mechanism:\n      filed-|on: 2026-01-01\n")).toContain("备案、认证或批准日期");
    expect(hover("pro|file: current\n")).toContain("- `conservative`：");
    expect(hover("nonse|nse: 1\n")).toBeUndefined();
    expect(hover("# pro|file\n")).toBeUndefined();
  });
});

describe("JSON Schema", () => {
  const schema = JSON.stringify(configurationJsonSchema("zh"));

  it("comes from the same table", () => {
    const top = configurationJsonSchema() as { readonly properties: Readonly<Record<string, { readonly description: string }>>; readonly additionalProperties: boolean };
    expect(Object.keys(top.properties)).toEqual(root);
    expect(top.additionalProperties).toBe(false);
    expect(schema).toContain("standard-contract");
    expect(schema).toContain("敏感个人信息");
  });

  it("every key has words in both languages", () => {
    const words = (value: unknown): readonly string[] => typeof value !== "object" || value === null ? [] : [...("description" in value && typeof value.description === "string" ? [value.description] : []), ...Object.values(value).flatMap(words)];
    const [en, zh] = [words(configurationJsonSchema("en")), words(configurationJsonSchema("zh"))];
    expect(en).toHaveLength(zh.length);
    for (const text of zh) expect(text).toMatch(/[\u4e00-\u9fff]/);
    for (const text of en) expect(text).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it("every completed key is accepted by the reader", () => {
    for (const key of root) expect(readConfiguration(`${key}:\n`).problems).toEqual([]);
  });
});
