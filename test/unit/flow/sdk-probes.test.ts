// Every library has a call in plain JavaScript and one in TypeScript: data, recipient and place must come out of both.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { afterAll, describe, expect, test } from "vitest";
import { analyseFlows } from "../../../server/src/flow/engine.js";
import { MemoryCompiler, programOf } from "./program.js";

interface Probe {
  readonly js?: string;
  readonly ts?: string;
  readonly call: string;
  readonly recipient: string;
  readonly place: string;
}

const probes = parse(readFileSync(join(import.meta.dirname, "../../fixtures/sdk-probes.yaml"), "utf8")) as Readonly<Record<string, Probe>>;
const compiler = new MemoryCompiler();
afterAll(() => compiler.close());

/** What a single file reports: fields, recipient and place of each flow. */
function reported(name: string, extension: "js" | "ts", text: string): readonly string[] {
  const root = `/fixture/probe-${name}-${extension}`;
  const texts = new Map([[`${root}/use.${extension}`, text]]);
  const { flows } = compiler.use(root, texts, (_snapshot, project) => analyseFlows(programOf({ texts, project: () => project })));
  return flows.map(({ sources, recipient, endpoint }) => `${sources.map(({ source }) => source.name).join(", ")} to ${recipient.name} at ${endpoint.host ?? "?"} ${endpoint.jurisdiction.code}`);
}

/** The library's call with the expression in its place, as a function that somebody calls. */
const plain = ({ js = "", call }: Probe, value: string) => `${js}\nfunction onOrder(user) {\n  ${call.replace("{E}", value)};\n}\nmodule.exports = { onOrder };\n`;
const typed = ({ ts = "", call }: Probe, value: string) => `${ts}\ninterface Customer {\n  email: string;\n  theme: string;\n}\nexport function onOrder(buyer: Customer) {\n  ${call.replace("{E}", value)};\n}\n`;

describe("every library", () => {
  for (const [name, probe] of Object.entries(probes)) {
    test(name, () => {
      const expected = [`email to ${probe.recipient} at ${probe.place}`];
      expect(reported(name, "js", plain(probe, "user.email"))).toEqual(expected);
      expect(reported(name, "ts", typed(probe, "buyer.email"))).toEqual(expected);
    });
    test(`${name}, nothing personal`, () => {
      expect(reported(`${name}-none`, "js", plain(probe, "user.theme"))).toEqual([]);
      expect(reported(`${name}-none`, "ts", typed(probe, "buyer.theme"))).toEqual([]);
    });
  }
});
