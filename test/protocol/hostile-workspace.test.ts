// What a workspace must not be able to do: run code, open sockets, have files outside of it read, or have its secrets repeated.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { Diagnostic, DocumentDiagnosticReport, WorkspaceDiagnosticReport } from "vscode-languageserver/node";
import { root } from "../support/sources.js";
import { pulling } from "./client.js";
import { startServerProcess, stopAll, type TestWorkspace, removeWorkspaces, workspaceOf } from "./spawned.js";

const cli = join(root, "dist/server/cli-main.js");
const scratch = mkdtempSync(join(tmpdir(), "borderline-hostile-"));
afterEach(stopAll);
afterAll(() => {
  removeWorkspaces();
  rmSync(scratch, { recursive: true, force: true });
});

const ordinary = {
  "prisma/schema.prisma": "model Member {\n  id Int @id\n  email String\n}\n",
  "src/send.ts": 'interface Member { email: string; phone: string }\nexport const send = (member: Member) => fetch("https://api.resend.com/emails", { method: "POST", body: JSON.stringify(member) });\n',
  "tsconfig.json": '{ "compilerOptions": { "lib": ["es2022", "dom"] } }',
};

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function borderline(workspace: TestWorkspace, words: readonly string[], environment: Readonly<Record<string, string>> = {}, before: readonly string[] = []): Ran {
  const [command = "", ...rest] = [...before, process.execPath, cli, ...words];
  return spawnSync(command, rest, { cwd: workspace.root, encoding: "utf8", env: { ...process.env, LANG: "en_US.UTF-8", ...environment } });
}

describe("no network", () => {
  const log = join(scratch, "sockets.log");
  const environment = { NO_NETWORK: log, NODE_OPTIONS: `--require ${join(root, "test/support/no-network.cjs").replaceAll("\\", "/")}` };

  test("the guard itself notices a socket", () => {
    const own = join(scratch, "own.log");
    spawnSync(process.execPath, ["-e", 'try { require("node:http").get("http://127.0.0.1:1") } catch {}'], { env: { ...process.env, ...environment, NO_NETWORK: own } });
    expect(readFileSync(own, "utf8")).toContain("request");
  });

  test("a scan opens no socket and asks for no name, also where the machine has no network at all", () => {
    const workspace = workspaceOf(ordinary);
    const result = borderline(workspace, ["scan", "--format", "json", "--fail-on", "never"], environment);
    expect(result.status, result.stderr).toBe(0);
    expect(result.stdout).toContain("outbound-transfer");
    expect(existsSync(log) ? readFileSync(log, "utf8") : "").toBe("");
    const cut = ["unshare", "--map-root-user", "--net"];
    if (spawnSync(cut[0] ?? "", [...cut.slice(1), "true"]).status !== 0) return;
    const alone = borderline(workspace, ["scan", "--format", "json", "--fail-on", "never"], {}, cut);
    expect([alone.status, alone.stderr, withoutTime(alone.stdout)]).toEqual([result.status, result.stderr, withoutTime(result.stdout)]);
  });

  test("the language server opens no socket either, in none of its threads", async () => {
    const workspace = workspaceOf(ordinary);
    const before = process.env["NODE_OPTIONS"];
    Object.assign(process.env, environment);
    try {
      const { client } = await startServerProcess({ folders: [workspace.uri()], capabilities: pulling });
      const { items } = await client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] });
      expect(JSON.stringify(items)).toContain("outbound-transfer");
    } finally {
      delete process.env["NO_NETWORK"];
      if (before === undefined) delete process.env["NODE_OPTIONS"];
      else process.env["NODE_OPTIONS"] = before;
    }
    expect(existsSync(log) ? readFileSync(log, "utf8") : "").toBe("");
  });
});

describe("no code of the workspace is run", () => {
  const trap = join(scratch, "trap");
  const script = `require("node:fs").writeFileSync(${JSON.stringify(trap)}, "sprung");\nmodule.exports = {};\n`;
  const binary = `#!/bin/sh\ntouch ${trap}\n`;
  const platform = `${process.platform}-${process.arch}`;
  const hostile = {
    ...ordinary,
    "evil.js": script, ".eslintrc.js": script, "eslint.config.js": script, "prettier.config.js": script, "vite.config.js": script, "jest.config.js": script, ".pnpmfile.cjs": script,
    "package.json": JSON.stringify({ name: "evil", type: "commonjs", main: "./evil.js", scripts: { preinstall: "node evil.js", postinstall: "node evil.js", prepare: "node evil.js", test: "node evil.js", build: "node evil.js" }, prisma: { seed: "node evil.js" } }),
    "tsconfig.json": JSON.stringify({ compilerOptions: { lib: ["es2022", "dom"], plugins: [{ name: "./evil.js" }, { name: "evil", transform: "./evil.js" }] }, extends: "./evil.json", "ts-node": { require: ["./evil.js"] } }),
    "evil.json": '{ "compilerOptions": { "plugins": [{ "name": "../evil.js" }] } }',
    "prisma/schema.prisma": `generator client {\n  provider = "node ./evil.js"\n  output = "../out"\n}\ngenerator other {\n  provider = "./evil.sh"\n}\n${ordinary["prisma/schema.prisma"]}`,
    "evil.sh": binary, "node_modules/.bin/tsc": binary, "node_modules/.bin/prisma": binary, "node_modules/typescript/lib/tsc.js": script,
    "node_modules/typescript/package.json": '{ "name": "typescript", "version": "7.0.2", "main": "lib/tsc.js" }',
    [`node_modules/@typescript/typescript-${platform}/package.json`]: '{ "name": "x", "version": "7.0.2" }', [`node_modules/@typescript/typescript-${platform}/lib/tsc`]: binary,
    ".env": "BORDERLINE_TSSERVER=./evil.sh\nNODE_OPTIONS=--require ./evil.js\n",
    "borderline.yaml": 'exporter: !!js/function "function () { require(\\"./evil.js\\") }"\nsources: [{ name: x, package: ./evil.js }]\nredactors: ["${evil()}"]\n',
    "api.yaml": "openapi: 3.1.0\nx-evil: !!js/undefined ''\ncomponents:\n  schemas:\n    A: { $ref: './evil.js#/x' }\n    Member: { properties: { email: { type: string } } }\n",
    ".vscode/settings.json": '{ "typescript.tsdk": "node_modules/typescript/lib", "borderline.trace.server": "verbose" }',
  };

  test("by none of the commands", () => {
    const workspace = workspaceOf(hostile);
    for (const file of ["evil.sh", "node_modules/.bin/tsc", "node_modules/.bin/prisma", `node_modules/@typescript/typescript-${platform}/lib/tsc`]) chmodSync(join(workspace.root, file), 0o755);
    for (const words of [["scan", "--format", "sarif", "--fail-on", "never"], ["register"], ["map"], ["fix", "--suppress", "x"], ["explain", "src/send.ts:2"]]) {
      const result = borderline(workspace, words);
      expect([0, 1, 2], `${words.join(" ")}: ${result.stderr}`).toContain(result.status);
    }
    expect(borderline(workspace, ["scan", "--fail-on", "never"]).stdout).toContain("outbound-transfer");
    expect(existsSync(trap)).toBe(false);
  });

  test("by the language server neither", async () => {
    const workspace = workspaceOf(hostile);
    const { client } = await startServerProcess({ folders: [workspace.uri()], capabilities: pulling });
    await client.open(workspace.uri("src/send.ts"), hostile["src/send.ts"], "typescript");
    await client.request("textDocument/diagnostic", { textDocument: { uri: workspace.uri("src/send.ts") } });
    const { items } = await client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] });
    expect(JSON.stringify(items)).toContain("outbound-transfer");
    expect(existsSync(trap)).toBe(false);
  });
});

test("links do not lead out of the workspace, nor in circles", () => {
  const outside = join(scratch, "outside");
  mkdirSync(outside);
  writeFileSync(join(outside, "private.prisma"), "model Patient {\n  id Int @id\n  idCardNumber String\n}\n");
  const workspace = workspaceOf({ ...ordinary, "shared/address.prisma": "model Address {\n  id Int @id\n  street String\n  phone String\n}\n" });
  symlinkSync(join(outside, "private.prisma"), join(workspace.root, "linked.prisma"));
  symlinkSync(outside, join(workspace.root, "linked"));
  symlinkSync(workspace.root, join(workspace.root, "src", "loop"));
  symlinkSync(join(workspace.root, "shared", "address.prisma"), join(workspace.root, "prisma", "address.prisma"));
  const { stdout, status } = borderline(workspace, ["scan", "--format", "json", "--fail-on", "never"]);
  expect(status).toBe(0);
  const files = new Set((JSON.parse(stdout) as { findings: { file: string }[] }).findings.map(({ file }) => file));
  expect(stdout).not.toContain("idCardNumber");
  expect([...files].sort()).toEqual(["prisma/address.prisma", "prisma/schema.prisma", "shared/address.prisma", "src/send.ts"]);
});

test("settings that are links out of the workspace are not read", () => {
  const outside = join(scratch, "settings");
  mkdirSync(outside);
  writeFileSync(join(outside, "all"), "*\n");
  writeFileSync(join(outside, "borderline.yaml"), "plantedOutside: 1\nexclude: ['**']\n");
  const workspace = workspaceOf(ordinary);
  symlinkSync(join(outside, "all"), join(workspace.root, ".gitignore"));
  symlinkSync(join(outside, "all"), join(workspace.root, ".env"));
  symlinkSync(join(outside, "borderline.yaml"), join(workspace.root, "borderline.yaml"));
  const { stdout, status } = borderline(workspace, ["scan", "--format", "json", "--fail-on", "never"]);
  expect(status).toBe(0);
  expect(stdout).not.toContain("plantedOutside");
  expect(stdout).toContain("outbound-transfer");
});

describe("secrets and personal values", () => {
  const planted = {
    email: "zhang.planted@mail.example", id: "11010519491231002X", phone: "13912345678", card: "6222021234567890123", token: "sk_live_51PLANTEDplantedPLANTED", password: "hunter2planted", key: "AKIAPLANTEDPLANTED00", comment: "wang.secret@mail.example",
  };
  const files = {
    "src/send.ts": `// ask ${planted.comment} about ${planted.id}
interface Member { email: string; phone: string; idCard: string }
const token = "${planted.token}";
const fallback: Member = { email: "${planted.email}", phone: "${planted.phone}", idCard: "${planted.id}" };
export async function send(member: Member = fallback) {
  await fetch(\`https://app:${planted.password}@api.resend.com/emails?key=${planted.token}\`, { method: "POST", headers: { authorization: token }, body: JSON.stringify({ ...member, to: "${planted.email}" }) });
  await fetch(process.env.HOOK_URL + "/x", { method: "POST", body: JSON.stringify({ phone: member.phone, note: "${planted.card}" }) });
  console.log("sent to ${planted.email}", member.email);
}
`,
    ".env": `HOOK_URL=https://hook:${planted.password}@hooks.slack.com/services/${planted.key}\nSECRET=${planted.token}\n`,
    "api.yaml": `openapi: 3.1.0\nservers: [{ url: "https://u:${planted.password}@api.example.com" }]\npaths: {}\ncomponents:\n  schemas:\n    Member:\n      description: such as ${planted.comment}\n      properties:\n        contact: { type: string, example: ${planted.email} }\n        mobile: { type: string, default: "${planted.phone}", enum: ["${planted.phone}"] }\n        idCard: { type: string, examples: ["${planted.id}"] }\n`,
    "schema.prisma": `datasource db {\n  provider = "postgresql"\n  url = "postgres://root:${planted.password}@db.eu-west-1.rds.amazonaws.com/x"\n}\nmodel Member {\n  id Int @id\n  /// e.g. ${planted.email}\n  mail String @default("${planted.email}")\n}\n`,
    "borderline.yaml": `exporter:\n  nmae: ${planted.email}\nsuppress: ${planted.token}\n`,
    "broken.prisma": `model A {\n  ${planted.email} ${planted.token}\n  phone String @default("${planted.phone}\n}\n`,
    "tsconfig.json": ordinary["tsconfig.json"],
  };
  const leaks = (text: string): readonly string[] => Object.values(planted).filter((value) => text.includes(value));

  test("stand in no report and on no stream", () => {
    const workspace = workspaceOf(files);
    const commands = [
      ["scan", "--fail-on", "never"], ["scan", "--format", "json", "--fail-on", "never"], ["scan", "--format", "sarif", "--fail-on", "never"], ["scan", "--write-baseline", "known.json"],
      ...["md", "html", "csv", "json"].map((format) => ["register", "--format", format]), ["map"],
    ];
    const found = commands.flatMap((words) => {
      const { stdout, stderr, status } = borderline(workspace, words);
      expect(status, `${words.join(" ")}: ${stderr}`).toBe(0);
      return leaks(stdout + stderr).map((value) => `${words.join(" ")}: ${value}`);
    });
    const written = readdirSync(workspace.root).filter((name) => !(name in files)).flatMap((name) => (/\.\w+$/.test(name) ? leaks(readFileSync(resolve(workspace.root, name), "utf8")).map((value) => `${name}: ${value}`) : []));
    expect([...found, ...written]).toEqual([]);
  });

  test("stand in no diagnostic and in no line of the server's log", async () => {
    const workspace = workspaceOf(files);
    const { client } = await startServerProcess({ folders: [workspace.uri()], capabilities: pulling });
    const { items } = await client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] });
    const open = await Promise.all(Object.entries(files).map(async ([name, text]) => {
      await client.open(workspace.uri(name), text, "plaintext");
      return (await client.request<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri: workspace.uri(name) } })) as { items: Diagnostic[] };
    }));
    expect(JSON.stringify(items)).toContain("outbound-transfer");
    expect(leaks(JSON.stringify([items, open]))).toEqual([]);
    expect(leaks(client.logged.join("\n"))).toEqual([]);
  });
});

/** How long a scan took is the one thing that differs from run to run. */
function withoutTime(json: string): string {
  return json.replace(/"milliseconds": [\d.]+/, "");
}
