import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "../../support/sources.js";

it("docs/configuration.md and docs/borderline.schema.json are up to date", () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/configuration-page.mjs", "--check"], { cwd: root, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

describe("the published schema", () => {
  const ajv = new Ajv({ allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(join(root, "docs/borderline.schema.json"), "utf8")) as object);
  const errors = (text: string): readonly string[] => (validate(parse(text)) ? [] : (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`));

  it("accepts the example's configuration", () => {
    expect(errors(readFileSync(join(root, "examples/shop/borderline.yaml"), "utf8"))).toEqual([]);
  });

  it("accepts short forms and policies", () => {
    expect(errors("redactors: [maskPhone]\nexclude: legacy\npolicy:\n  - {id: a, deny: {}, unless: {countries: [HK, outside], levels: general}}\n")).toEqual([]);
  });

  it.each([
    ["exportr: {}\n", ["/exportr additionalProperties"]],
    ["profile: strict\n", ["/profile enum"]],
    ["policy: [{deny: {levels: [general]}}]\n", ["/policy/0 required"]],
  ])("refuses %j", (text, expected) => expect(errors(text).map((error) => error.replace(/^ additionalProperties/, "/exportr additionalProperties"))).toEqual(expected));
});
