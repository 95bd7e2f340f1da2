// npm run bench:editor [-- FOLDER]: activation time and memory of the packed extension in a real VS Code (Linux), on a copy of examples/shop.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBrowser } from "./browser.mjs";
import { installPacked } from "./packed.mjs";
import { Person } from "./person.mjs";
import { writeUserSettings } from "./settings.mjs";
import { prepareServer, startServer } from "./vscode-server.mjs";

const source = process.argv[2] ?? "examples/shop";
const file = process.argv[3] ?? "schema.prisma";
const scratch = mkdtempSync(join(tmpdir(), "borderline-measure-"));
const workspace = join(scratch, "workspace");
cpSync(source, workspace, { recursive: true });
const dataFolder = join(scratch, "data");
const extensionsFolder = join(scratch, "extensions");
const server = await prepareServer();
// Nothing is known from an earlier run.
process.env.XDG_CACHE_HOME = join(scratch, "cache");
writeUserSettings(dataFolder);
await installPacked(server, { extensionsFolder, dataFolder });
const running = await startServer(server, { dataFolder, extensionsFolder, smokeTest: false });
const context = await openBrowser(join(scratch, "profile"));
try {
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${running.origin}/?folder=${encodeURIComponent(workspace)}`);
  const person = new Person(page, scratch);
  await person.openFile(file);
  await person.statusItem.waitFor();
  await settled(person);
  report("memory with a file open", memory());
  await person.command("Show Transfers");
  await page.locator(".part.sidebar .pane-body .monaco-list-row").first().waitFor();
  await settled(person);
  report("memory with the whole workspace followed", memory());
  // What was under way when the answer came is no idling.
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const before = processorTime();
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  report("processor time of the server in 10 idle seconds", `${(processorTime() - before).toFixed(2)} s`);
  // The list draws what is in sight only, and the quickest extensions stand last.
  await page.setViewportSize({ width: 1280, height: 3000 });
  await person.command("Developer: Show Running Extensions");
  const entry = page.locator(".runtime-extensions-editor .extension", { hasText: "Borderline" });
  report("activation", (await entry.locator(".activation-time").innerText()).trim());
} finally {
  await context.close();
  await running.stop();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

/** The status item shows the shield once nothing is being followed. */
function settled(person) {
  return person.statusItem.locator(".codicon-shield").waitFor();
}

function report(what, figure) {
  console.log(`${what}: ${figure}`);
}

/** Resident memory by kind of process: our server with its workers, the native compilers, and the extension host with everything in it, not ours alone. */
function memory() {
  const sum = { "extension host": 0, server: 0, compiler: 0 };
  const ours = processes();
  for (const { kind, pid } of ours) sum[kind] += statusOf(pid, "VmRSS");
  const server = ours.find(({ kind }) => kind === "server");
  if (server !== undefined) sum["extension host"] = statusOf(statusOf(server.pid, "PPid"), "VmRSS");
  return Object.entries(sum).map(([kind, kilobytes]) => `${kind} ${Math.round(kilobytes / 1024)} MB`).join(", ");
}

function statusOf(pid, field) {
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
}

/** Seconds of processor time server and compilers have used; a clock tick is 10 ms. */
function processorTime() {
  const ticks = (pid) => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ").slice(11, 13).map(Number) ?? [0];
  return processes().flatMap(({ pid }) => ticks(pid)).reduce((sum, value) => sum + value, 0) / 100;
}

function processes() {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      // The editor's own server is started with the folder as an argument; ours lies in it.
      if (!command.includes(join(extensionsFolder, "borderline."))) return [];
      return { pid, kind: command.includes("server-main.js") ? "server" : "compiler" };
    } catch {
      // It ended while we looked.
      return [];
    }
  });
}
