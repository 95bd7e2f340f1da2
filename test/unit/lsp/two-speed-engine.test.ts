import { describe, expect, test } from "vitest";
import { localized } from "../../../server/src/base/localized.js";
import type { Finding } from "../../../server/src/model/finding.js";
import type { Flow } from "../../../server/src/model/flow.js";
import type { FileReport } from "../../../server/src/workspace/engine.js";
import { carry, flowsOf } from "../../../server/src/workspace/remote/carried-flows.js";
import { TwoSpeedEngine, type AskedEngine } from "../../../server/src/workspace/remote/two-speed-engine.js";
import { FakeEngine } from "./fake-engine.js";

const path = "/w/send.ts";
const text = "const a = 1;\nsend(user.phone);\n";

function found(rule: string, body: string, part: string, kind: "flow" | "problem"): Finding {
  const start = body.indexOf(part);
  const range = { start, end: start + part.length };
  return {
    rule, file: path, range, severity: "warning", message: localized(rule, rule), fingerprint: rule,
    related: [{ location: { file: path, range }, text: localized("here", "此处") }, { location: { file: "/w/b.ts", range: { start: 0, end: 1 } }, text: localized("there", "彼处") }],
    // The engines' own shapes do not matter here, only which kind of finding it is.
    data: kind === "flow" ? { kind, flow: {} as Flow } : { kind, code: rule, details: {} },
  };
}

/** Quick knows "const", thorough also "user.phone". */
function engines() {
  const quick = new FakeEngine();
  const thorough = new FakeEngine();
  const report = (engine: FakeEngine, rules: (body: string) => Finding[]) => async (asked: string): Promise<FileReport> => {
    const document = engine.documents.get(asked);
    return { path: asked, version: document?.version, findings: rules(document?.text ?? ""), limits: [] };
  };
  const field = (body: string): Finding[] => (body.includes("const") ? [found("personal-data", body, "const", "problem")] : []);
  const flow = (body: string): Finding[] => (body.includes("user.phone") ? [found("outbound-transfer", body, "user.phone", "flow")] : []);
  quick.onCheck = report(quick, field);
  thorough.onCheck = report(thorough, (body) => [...field(body), ...flow(body)]);
  let made = 0;
  const engine = new TwoSpeedEngine({ quick: quick as AskedEngine, makeThorough: () => (made++, thorough as AskedEngine), idleMilliseconds: 0 });
  return { quick, thorough, engine, made: () => made };
}

const rulesOf = (report: FileReport): string[] => report.findings.map(({ rule, range }) => `${rule} ${range.start}`);

/** Resolves when the engine says that a file has news. */
function news(engine: TwoSpeedEngine): Promise<void> {
  return new Promise((resolve) => engine.onInvalidated((what) => what.kind === "files" && what.paths.includes(path) && resolve()));
}

describe("quick and thorough engine behind one façade", () => {
  test("answers at once with the quick findings and tells when there are more", async () => {
    const { engine, quick, thorough } = engines();
    await engine.open(["/w"], {});
    await engine.updateDocument({ path, text, version: 1 });
    const told = news(engine);
    expect(rulesOf(await engine.check(path))).toEqual(["personal-data 0"]);
    await told;
    expect(rulesOf(await engine.check(path))).toEqual(["personal-data 0", "outbound-transfer 18"]);
    expect(quick.settings.flows).toBe(false);
    expect(thorough.settings.flows).toBeUndefined();
    expect(thorough.calls.filter((call) => call.startsWith("check"))).toHaveLength(1);
  });

  test("typing keeps the flows where they stand until new ones are known", async () => {
    const { engine } = engines();
    await engine.open(["/w"], {});
    await engine.updateDocument({ path, text, version: 1 });
    await engine.check(path);
    await engine.settled(path);
    await engine.updateDocument({ path, text: `// two\n${text}`, version: 2 });
    expect(rulesOf(await engine.check(path))).toEqual(["personal-data 7", "outbound-transfer 25"]);
    await engine.settled(path);
    expect(rulesOf(await engine.check(path))).toEqual(["personal-data 7", "outbound-transfer 25"]);
  });

  test("the thorough engine hears only the last text of each document, before it is asked", async () => {
    const { engine, thorough } = engines();
    await engine.open(["/w"], {});
    for (let version = 1; version <= 5; version++) await engine.updateDocument({ path, text, version });
    await engine.closeDocument("/w/other.ts");
    await engine.settled(path);
    expect(thorough.calls).toEqual(["open", "updateDocument 5", "closeDocument /w/other.ts", `check ${path}`]);
  });

  test("a change while data is being followed makes it be followed again", async () => {
    const { engine, thorough } = engines();
    await engine.open(["/w"], {});
    await engine.updateDocument({ path, text, version: 1 });
    const answer = thorough.onCheck;
    let interrupt: (() => Promise<void>) | undefined = () => engine.updateDocument({ path, text: "const a = 1;\n", version: 2 });
    thorough.onCheck = async (asked) => {
      const report = await answer?.(asked);
      await interrupt?.();
      interrupt = undefined;
      return report ?? { path: asked, findings: [], limits: [] };
    };
    await engine.check(path);
    await engine.settled(path);
    expect(rulesOf(await engine.check(path))).toEqual(["personal-data 0"]);
    expect(thorough.calls.filter((call) => call.startsWith("check"))).toHaveLength(2);
  });

  test("schemas only, or paused: no thorough engine is made", async () => {
    for (const settings of [{ flows: false }, { enabled: false }]) {
      const { engine, made } = engines();
      await engine.open(["/w"], settings);
      await engine.updateDocument({ path, text, version: 1 });
      expect(rulesOf(await engine.check(path))).toEqual(["personal-data 0"]);
      await engine.settled(path);
      await engine.hover(path, 0);
      expect(made()).toBe(0);
    }
  });

  test("the thorough engine answers hovers once it is up to date, the quick one until then", async () => {
    const { engine, quick, thorough } = engines();
    await engine.open(["/w"], {});
    await engine.updateDocument({ path, text, version: 1 });
    await engine.hover(path, 1);
    await engine.settled(path);
    await engine.hover(path, 2);
    expect(quick.calls.filter((call) => call.startsWith("hover"))).toEqual(["hover 1"]);
    expect(thorough.calls.filter((call) => call.startsWith("hover"))).toEqual(["hover 2"]);
  });

  test("a failing thorough engine costs only the flows", async () => {
    const { engine, thorough } = engines();
    const lines: string[] = [];
    engine.onLog((line) => lines.push(line));
    thorough.onCheck = () => Promise.reject(new Error("broken on purpose"));
    await engine.open(["/w"], {});
    await engine.updateDocument({ path, text, version: 1 });
    await engine.settled(path);
    expect(rulesOf(await engine.check(path))).toEqual(["personal-data 0"]);
    expect(lines).toEqual(["broken on purpose"]);
    await engine.close();
  });
});

describe("carrying flows over an edit", () => {
  const flows = flowsOf({ path, findings: [found("outbound-transfer", text, "user.phone", "flow")], limits: [] }, text);

  test("places after the edit move, also those of the trace in the same file", () => {
    const [moved] = carry(flows, path, text.replace("1", "1000")).findings;
    expect(moved?.range).toEqual({ start: 21, end: 31 });
    expect(moved?.related.map(({ location }) => location.range.start)).toEqual([21, 0]);
  });

  test("places before the edit stay", () => expect(carry(flows, path, `${text}// end`).findings[0]?.range).toEqual({ start: 18, end: 28 }));

  test("what the edit touched is dropped", () => expect(carry(flows, path, text.replace("user.phone", "user.fax")).findings).toEqual([]));
});
