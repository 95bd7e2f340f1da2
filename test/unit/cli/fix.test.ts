import { describe, expect, it } from "vitest";
import { createEngine } from "../../../server/src/workspace/local-engine.js";
import { runCli } from "../../support/cli.js";
import { memoryHost } from "../../support/memory-host.js";

const model = "model Customer {\r\n  email String // 邮箱\r\n}\r\n";
const annotated = "model Customer {\r\n  /// @personalData email\r\n  email String // 邮箱\r\n}\r\n";
const words = ["fix", "--fix", "annotate-personal-data", "--no-flows"];
const bytes = (text: string, ...mark: number[]): Uint8Array => new Uint8Array([...mark, ...new TextEncoder().encode(text)]);

describe("borderline fix --apply", () => {
  it("keeps encoding, mark and line ends", async () => {
    const { exit, files } = await runCli([...words, "--apply"], { "/w/a.prisma": bytes(model, 0xef, 0xbb, 0xbf) });
    expect(exit).toBe(0);
    expect([...(files.get("/w/a.prisma") as Uint8Array)]).toEqual([...bytes(annotated, 0xef, 0xbb, 0xbf)]);
  });

  it("writes nothing when one file changed meanwhile", async () => {
    const disk = { "/w/a.prisma": model, "/w/b.prisma": model };
    let reads = 0;
    const written: string[] = [];
    const { exit, stderr } = await runCli([...words, "--apply"], disk, {
      readBytes: (path) => new TextEncoder().encode(path === "/w/b.prisma" && ++reads > 1 ? `${model}// saved by somebody\r\n` : model),
      writeFile: (path) => void written.push(path),
    });
    expect([exit, stderr, written]).toEqual([3, "borderline: b.prisma has changed meanwhile; nothing was written.\n", []]);
  });

  it("writes nothing into a file it could not read in full", async () => {
    const { exit, stderr, files } = await runCli([...words, "--apply"], { "/w/a.prisma": new Uint8Array([...bytes("model Customer {\n  email String // "), 0xc4, 0xe3, ...bytes("\n}\n")]) });
    expect([exit, stderr]).toEqual([3, "borderline: a.prisma is not valid UTF-8; nothing was written.\n"]);
    expect(files.get("/w/a.prisma")).toHaveLength(40);
  });

  it("says so when a file cannot be written", async () => {
    const { exit, stderr } = await runCli([...words, "--apply"], { "/w/a.prisma": model }, {
      writeFile: () => {
        throw Object.assign(new Error("EACCES: permission denied, open 'a.prisma'"), { syscall: "open" });
      },
    });
    expect([exit, stderr]).toEqual([3, "borderline: the scan failed: EACCES: permission denied, open 'a.prisma'\n"]);
  });

  it("a second time finds nothing to do", async () => {
    const first = await runCli([...words, "--apply"], { "/w/a.prisma": "model Customer { email String\n phone String }\n" });
    const second = await runCli([...words, "--apply"], Object.fromEntries(first.files));
    expect([second.exit, second.stdout, second.stderr]).toEqual([0, "", "Nothing to fix.\n"]);
  });
});

describe("which fixes are meant", () => {
  const mixed = {
    "/w/a.prisma": "model Customer {\n  // borderline-ignore personal-data -- gone\n  seq Int\n  email String\n  phone String\n}\n",
    "/w/borderline.yaml": "severty:\n  personal-data: hint\n",
  };
  const changed = async (...options: string[]): Promise<string> => (await runCli(["fix", ...options, "--no-flows"], mixed)).stderr;

  it.each<[readonly string[], string]>([
    [[], "2 fixes in 2 files: remove-suppression (1), replace-with-suggestion (1)."],
    [["--rule", "personal-data"], "2 fixes in 1 file: annotate-personal-data (2)."],
    [["--rule", "unused-suppression", "--rule", "personal-data"], "3 fixes in 1 file: annotate-personal-data (2), remove-suppression (1)."],
    [["--fix", "annotate-redact", "--fix", "annotate-file"], "2 fixes in 1 file: annotate-redact (2)."],
    [["--fix", "annotate-personal-data", "--rule", "unused-suppression"], "Nothing to fix."],
    [["--fix", "no-such-fix"], "Nothing to fix."],
  ])("%j", async (options, expected) => expect(await changed(...options)).toContain(expected));

  it("the configuration's own mistakes are put right in the same run", async () => {
    const { files } = await runCli(["fix", "--apply", "--no-flows"], mixed);
    expect(files.get("/w/borderline.yaml")).toEqual(new TextEncoder().encode("severity:\n  personal-data: hint\n"));
  });
});

it("a fix written by --apply is the diff of --dry-run", async () => {
  const { stdout } = await runCli(words, { "/w/src/a.prisma": "model Customer {\n  email String\n}\n" });
  expect(stdout).toBe("--- a/src/a.prisma\n+++ b/src/a.prisma\n@@ -1,3 +1,4 @@\n model Customer {\n+  /// @personalData email\n   email String\n }\n");
});

it("a scan that fails half way prints what was found", async () => {
  const engine = createEngine(memoryHost({ "/w/a.prisma": "model Customer {\n  email String\n}\n" }));
  const broken = Object.assign(Object.create(engine) as typeof engine, {
    open: engine.open.bind(engine), close: engine.close.bind(engine), onLog: () => {},
    scan: async (onReport: Parameters<typeof engine.scan>[0]) => {
      onReport(await engine.check("/w/a.prisma"));
      throw new Error("out of memory");
    },
  });
  const { exit, stdout, stderr } = await runCli(["scan", "--no-flows"], { "/w/a.prisma": "model Customer {\n  email String\n}\n" }, { createEngine: () => broken });
  expect(exit).toBe(3);
  expect(stdout).toContain("personal-data");
  expect(stderr).toContain("the scan failed: Error: out of memory");
});
