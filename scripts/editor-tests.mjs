// npm run test:editor: the suite in a real VS Code, then the packed extension driven as a person would.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSuite } from "./editor/build-suite.mjs";
import { runInDesktop } from "./editor/desktop.mjs";
import { runInExtensionHost } from "./editor/extension-host.mjs";
import { drivePacked } from "./editor/packed.mjs";
import { prepareServer } from "./editor/vscode-server.mjs";

const only = process.argv[2];
const extensionFolder = resolve(".");
const scratch = mkdtempSync(join(tmpdir(), "borderline-editor-"));
try {
  const suite = await buildSuite();
  if (process.env.BORDERLINE_EDITOR === "electron") {
    await runInDesktop({ extensionFolder, suite, workspace: freshWorkspace("electron") });
  } else {
    const server = await prepareServer();
    if (only !== "packed") {
      const code = await runInExtensionHost(server, { extensionFolder, suite, workspace: freshWorkspace("suite"), scratch: scratchFolder("suite") });
      if (code !== 0) throw new Error(`The editor suite failed (${code}).`);
    }
    if (only !== "suite") await drivePacked(server, { workspace: freshWorkspace("packed"), scratch: scratchFolder("packed") });
  }
  console.log("Editor tests passed.");
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

/** Tests write files, so each run gets its own copy. */
function freshWorkspace(name) {
  const folder = join(scratch, name, "workspace");
  cpSync("test/editor/workspace", folder, { recursive: true });
  return folder;
}

function scratchFolder(name) {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
