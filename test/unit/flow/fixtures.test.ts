import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { analyseFlows } from "../../../server/src/flow/engine.js";
import type { Flow } from "../../../server/src/model/flow.js";
import { MemoryCompiler, programOf } from "./program.js";

const folder = join(import.meta.dirname, "../../fixtures/flow");
const compiler = new MemoryCompiler();
afterAll(() => compiler.close());
const config = { sinks: [{ name: "send", host: "collector.example.com", range: { start: 0, end: 0 } }], redactors: [{ name: "scrub", range: { start: 0, end: 0 } }] };

interface Marker {
  readonly kind: "flow" | "missed" | "false";
  readonly names: string;
  readonly to?: string;
}

function textsOf(name: string): ReadonlyMap<string, string> {
  const path = join(folder, name);
  const files = statSync(path).isDirectory() ? readdirSync(path).map((file) => join(path, file)) : [path];
  return new Map(files.map((file) => [`/fixture/${name.replace(/\..*$/, "")}/${file.slice(file.lastIndexOf("/") + 1)}`, readFileSync(file, "utf8")]));
}

function markers(texts: ReadonlyMap<string, string>): ReadonlyMap<string, Marker> {
  const found = new Map<string, Marker>();
  for (const [file, text] of texts) {
    text.split("\n").forEach((line, at) => {
      const match = /\/\/ (missed |false )?flow: ([^/]*?)(?: to: (.*))?$/.exec(line);
      if (match === null) return;
      const kind = match[1] === undefined ? "flow" : match[1] === "missed " ? "missed" : "false";
      found.set(`${file}:${at + 1}`, { kind, names: sorted((match[2] ?? "").split(",")), ...(match[3] === undefined ? {} : { to: match[3].trim() }) });
    });
  }
  return found;
}

function sorted(names: readonly string[]): string {
  return [...new Set(names.map((name) => name.trim()))].sort().join(", ");
}

function reported(flows: readonly Flow[], texts: ReadonlyMap<string, string>): ReadonlyMap<string, { names: string; to: string }> {
  const found = new Map<string, { names: string; to: string }>();
  for (const flow of flows) {
    const line = (texts.get(flow.report.file) ?? "").slice(0, flow.report.range.start).split("\n").length;
    const key = `${flow.report.file}:${line}`;
    const names = sorted([...(found.get(key)?.names.split(", ") ?? []), ...flow.sources.map(({ source }) => source.name)].filter((name) => name !== ""));
    found.set(key, { names, to: `${flow.endpoint.host ?? "?"} ${flow.endpoint.jurisdiction.code}` });
  }
  return found;
}

describe("flow fixtures", () => {
  for (const name of readdirSync(folder).filter((entry) => entry !== "README.md")) {
    test(name, () => {
      const texts = textsOf(name);
      const expected = markers(texts);
      const root = `/fixture/${name.replace(/\..*$/, "")}`;
      const environment = { CRM_URL: "https://api.hubapi.com" };
      const { flows } = compiler.use(root, texts, (_snapshot, project) => analyseFlows(programOf({ texts, project: () => project, config, environment })));
      const actual = reported(flows, texts);
      const wanted = [...expected].filter(([, marker]) => marker.kind !== "missed").map(([key, marker]) => `${key} ${marker.names}`).sort();
      expect([...actual].map(([key, { names }]) => `${key} ${names}`).sort()).toEqual(wanted);
      for (const [key, marker] of expected) if (marker.to !== undefined) expect(`${key} ${actual.get(key)?.to ?? ""}`).toBe(`${key} ${marker.to}`);
    });
  }
});
