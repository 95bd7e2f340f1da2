// A suppression is worth its comment only if it silences: wherever a finding can stand, the written one is read again by the engine.
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../../server/src/base/text-edit.js";
import type { Finding } from "../../../../server/src/model/finding.js";
import { createEngine } from "../../../../server/src/workspace/local-engine.js";
import { memoryHost } from "../../../support/memory-host.js";
import { typeErrors } from "../../../support/type-errors.js";

const send = 'void fetch("https://api.segment.io/v1/track", { method: "POST", body: JSON.stringify(';
const customer = "interface Customer { email: string }\n";

const places: Readonly<Record<string, readonly [path: string, text: string, rule: string]>> = {
  "a typedef in one line, nothing below": ["/w/a.js", "/** @typedef {{ email: string }} Customer */\n", "personal-data"],
  "a typedef in one line, code below": ["/w/a.js", "/** @typedef {{ email: string }} Customer */\n\nexport const x = 1;\n", "personal-data"],
  "a typedef of several lines": ["/w/a.js", "/**\n * @typedef {object} Customer\n * @property {string} email\n */\n\nexport const x = 1;\n", "personal-data"],
  "an interface in one line": ["/w/a.ts", "export interface Customer { email: string; no: number }\n", "personal-data"],
  "a property below a doc comment": ["/w/a.ts", "export interface Customer {\n  /** Where we write to. */\n  email: string;\n}\n", "personal-data"],
  "a call in a statement": ["/w/a.ts", `${customer}export function track(c: Customer) {\n  ${send}{ mail: c.email }) });\n}\n`, "outbound-transfer"],
  "a call that is an arrow's body": ["/w/a.ts", `${customer}export const track = (c: Customer) => ${send}{ mail: c.email }) });\n`, "outbound-transfer"],
  "a property on a line of its own": ["/w/a.ts", `${customer}export function track(c: Customer) {\n  ${send}{\n    mail: c.email,\n  }) });\n}\n`, "outbound-transfer"],
  "a JSX attribute": ["/w/a.tsx", "declare const track: (mail: string) => void;\ninterface Customer { email: string }\nexport const Card = ({ c }: { c: Customer }) => (\n  <p\n    onClick={() => console.log(c.email)}\n  />\n);\n", "personal-data-in-logs"],
  "a text between JSX tags": ["/w/a.tsx", "interface Customer { email: string }\nexport const Card = ({ c }: { c: Customer }) => (\n  <p>\n    {console.log(c.email)}\n  </p>\n);\n", "personal-data-in-logs"],
  "a Vue script": ["/w/A.vue", `<script setup lang="ts">\n${customer}const props = defineProps<{ c: Customer }>();\n${send}{ mail: props.c.email }) });\n</script>\n\n<template><p /></template>\n`, "outbound-transfer"],
  "a Prisma field": ["/w/a.prisma", "model Customer {\n  no    Int @id\n  email String\n}\n", "personal-data"],
  "an OpenAPI property": ["/w/a.yaml", "openapi: 3.1.0\ninfo: { title: a, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    Customer:\n      type: object\n      properties:\n        email:\n          type: string\n          format: email\n", "personal-data"],
  "an OpenAPI property in JSON": ["/w/a.json", JSON.stringify({ openapi: "3.1.0", info: { title: "a", version: "1" }, paths: {}, components: { schemas: { Customer: { type: "object", properties: { email: { type: "string", format: "email" } } } } } }, null, 2), "personal-data"],
};

describe.each(Object.entries(places))("suppressing at %s", (_, [path, text, rule]) => {
  it.each([["suppress", undefined], ["suppress-until", "2027-02-22"]])("%s silences the finding and is used", async (id, until) => {
    const engine = createEngine(memoryHost({ "/w/package.json": "{}", [path]: text }));
    try {
      await engine.open(["/w"], { reason: "agreed with counsel" });
      const before = (await engine.check(path)).findings;
      const finding = before.find((one) => one.rule === rule);
      if (finding === undefined) throw new Error(`no ${rule} in ${before.map((one) => one.rule).join(", ")}`);
      const fix = (await engine.fixes(path, finding.range)).find((one) => one.id === id && one.finding === finding.fingerprint);
      const after = applyEdits(text, fix?.edits[0]?.edits ?? []);
      expect(after).toContain("agreed with counsel");
      if (until !== undefined) expect(after).toContain(until);
      await engine.updateDocument({ path, text: after, version: 1 });
      const rules = (list: readonly Finding[]) => list.map((one) => one.rule).sort();
      const expected = rules(before);
      expected.splice(expected.indexOf(rule), 1);
      expect(rules((await engine.check(path)).findings)).toEqual(expected);
      if (/\.tsx?$/.test(path)) expect(typeErrors(path, after)).toEqual(typeErrors(path, text));
    } finally {
      await engine.close();
    }
  });
});
