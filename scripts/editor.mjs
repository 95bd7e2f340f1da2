// npm run editor: the extension on examples/shop, in the desktop VS Code where there is one, else in the browser.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pageUrl } from "./editor/extension-host.mjs";
import { writeUserSettings } from "./editor/settings.mjs";
import { cacheFolder, prepareServer, startServer } from "./editor/vscode-server.mjs";

const extensionFolder = resolve(".");
execFileSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
// A copy, so that trying quick fixes leaves the example as it is.
const workspace = join(cacheFolder, "shop");
cpSync("examples/shop", workspace, { recursive: true });

const inBrowser = process.argv.includes("--browser") || spawnSync("code", ["--version"], { shell: process.platform === "win32" }).status !== 0;
if (inBrowser) await openInBrowser();
else spawn("code", ["--new-window", `--extensionDevelopmentPath=${extensionFolder}`, workspace], { stdio: "inherit", shell: process.platform === "win32" });

async function openInBrowser() {
  const dataFolder = join(cacheFolder, "editor-data");
  mkdirSync(dataFolder, { recursive: true });
  writeUserSettings(dataFolder);
  const running = await startServer(await prepareServer(), { dataFolder, extensionsFolder: join(cacheFolder, "editor-extensions"), smokeTest: true });
  const payload = [["extensionDevelopmentPath", `vscode-remote://${running.authority}${extensionFolder}`], ["skipWelcome", "true"]];
  console.log(`\nVS Code with Borderline runs at:\n\n  ${pageUrl(running, workspace, payload)}\n\nPress Ctrl+C to stop it.`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void running.stop().then(() => process.exit(0)));
}
