// Runs the mocha suite inside the extension host of the VS Code server, with a page as its window.
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "./browser.mjs";
import { writeUserSettings } from "./settings.mjs";
import { startServer } from "./vscode-server.mjs";

/** Resolves to the suite's exit code; its output goes to the console. */
export async function runInExtensionHost(server, { extensionFolder, suite, workspace, scratch }) {
  writeUserSettings(join(scratch, "data"));
  const running = await startServer(server, { dataFolder: join(scratch, "data"), extensionsFolder: join(scratch, "extensions"), smokeTest: true });
  const context = await openBrowser(join(scratch, "profile"));
  try {
    const page = await context.newPage();
    const exit = new Promise((done, failed) => {
      void page.exposeFunction("codeAutomationLog", (type, args) => print(type, args));
      void page.exposeFunction("codeAutomationExit", (code) => done(code));
      page.on("crash", () => failed(new Error("the page crashed")));
    });
    await page.goto(pageUrl(running, workspace, [
      ["extensionDevelopmentPath", `vscode-remote://${running.authority}${extensionFolder}`],
      ["extensionTestsPath", `vscode-remote://${running.authority}${suite}`],
      ["skipWelcome", "true"],
    ]));
    return await exit;
  } finally {
    await context.close();
    await running.stop();
  }
}

export function pageUrl(running, workspace, payload) {
  return `${running.origin}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** The workbench's own console comes along; only the suite's lines are of interest. */
function print(type, args) {
  if (process.env.BORDERLINE_EDITOR_LOG) appendFileSync(process.env.BORDERLINE_EDITOR_LOG, `${type} ${JSON.stringify(args)}\n`);
  const [text] = args;
  if (type === "info" && typeof text === "string" && text.startsWith("[suite] ")) console.log(text.slice("[suite] ".length));
}
