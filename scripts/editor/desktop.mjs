// The same suite in a desktop VS Code that @vscode/test-electron downloads (BORDERLINE_EDITOR=electron).
import { runTests } from "@vscode/test-electron";

export async function runInDesktop({ extensionFolder, suite, workspace }) {
  await runTests({
    extensionDevelopmentPath: extensionFolder,
    extensionTestsPath: suite,
    launchArgs: [workspace, "--disable-extensions", "--disable-workspace-trust", "--skip-welcome", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
}
