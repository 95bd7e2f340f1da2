// The story each neighbouring tool loses at one of its four steps: a form hands an e-mail address to a hook; the hook loads the library
// when it is needed; the configured host is our own; a catch-all route forwards to the European Union.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { Finding } from "../../../server/src/model/finding.js";
import type { Engine } from "../../../server/src/workspace/engine.js";
import { fixtures, lineOf, openWorkspace, textsOf, transfersIn } from "./workspace.js";
import { root } from "../../support/sources.js";

const engines: Engine[] = [];
afterAll(async () => {
  for (const engine of engines) await engine.close();
});

async function open(texts: Readonly<Record<string, string>>): Promise<Engine> {
  const engine = await openWorkspace(texts);
  engines.push(engine);
  return engine;
}

const form = "/w/app/components/claim-account.tsx";
const route = "/w/app/routes/_forward+/ingest.$.tsx";

function steps(finding: Finding, texts: Readonly<Record<string, string>>): readonly string[] {
  return finding.related.map(({ location }) => `${location.file.replace("/w/", "")}: ${(texts[location.file] ?? "").split("\n")[lineOf(texts[location.file] ?? "", location.range.start) - 1]?.trim()}`);
}

it("follows the form's e-mail address over all four steps to the European Union", async () => {
  const texts = textsOf(join(fixtures, "claim-account"));
  const findings = await transfersIn(await open(texts), texts);
  expect(findings.map(({ rule, file, range }) => [rule, file, (texts[file] ?? "").slice(range.start, range.end)])).toEqual([["outbound-transfer", form, "email"]]);
  const [finding] = findings;
  if (finding?.data.kind !== "flow") throw new Error("no flow");
  const { flow } = finding.data;
  expect(flow.recipient.name).toBe("PostHog");
  expect(flow.endpoint).toMatchObject({ host: "eu.i.posthog.com", certainty: "known", jurisdiction: { code: "DE", outsideMainland: true } });
  expect(steps(finding, texts)).toEqual(expect.arrayContaining([
    expect.stringContaining('claim-account.tsx: capture("account claimed"'),
    expect.stringContaining('use-capture.ts: void import("posthog-js")'),
    expect.stringContaining("use-capture.ts: posthog.capture(event, properties)"),
    expect.stringContaining("use-capture.ts: posthog.init("),
    expect.stringContaining("ingest.$.tsx: return fetch(target, options)"),
    expect.stringContaining('ingest.$.tsx: const EVENTS = "eu.i.posthog.com"'),
  ]));
});

it("needs no other call in the form", async () => {
  const texts = textsOf(join(fixtures, "claim-account"));
  const alone = { ...texts, [form]: (texts[form] ?? "").replace(/ *await fetch.*\n/, "") };
  expect((await transfersIn(await open(alone), alone)).map(({ file }) => file)).toEqual([form]);
});

it("says so after every edit of the route that forwards", async () => {
  const texts = textsOf(join(fixtures, "claim-account"));
  const engine = await open(texts);
  const hosts = async () => (await transfersIn(engine, texts)).flatMap(({ data }) => (data.kind === "flow" ? [data.flow.endpoint.host] : []));
  expect(await hosts()).toEqual(["eu.i.posthog.com"]);
  await engine.updateDocument({ path: route, text: (texts[route] ?? "").replace('"eu.i.posthog.com"', '"us.i.posthog.com"'), version: 1 });
  expect(await hosts()).toEqual(["us.i.posthog.com"]);
});

it("tells the two stories of the example shop apart", async () => {
  const folder = join(root, "examples/shop");
  const texts = textsOf(folder);
  const engine = await open(texts);
  const claim = "/w/web/app/claim/claim-account-form.tsx";
  const hosts = (await transfersIn(engine, texts)).flatMap(({ data, file }) => (data.kind === "flow" && data.flow.sink.model.startsWith("posthog") ? [`${file.replace("/w/", "")} ${data.flow.endpoint.host}`] : []));
  expect(hosts).toContain(`${claim.replace("/w/", "")} eu.i.posthog.com`);
  expect(hosts.filter((host) => host.endsWith("us.i.posthog.com"))).toHaveLength(1);
  expect(readFileSync(join(folder, "README.md"), "utf8")).toContain("→ European Union");
});
