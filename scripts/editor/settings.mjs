// Settings of a quiet editor: no welcome, no recommendations, no assistants, nothing fetched.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const quiet = {
  "chat.disableAIFeatures": true,
  "editor.scrollBeyondLastLine": false,
  "editor.stickyScroll.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.enableExperiments": false,
  "workbench.reduceMotion": "on",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** Writes the user settings a server started with this data folder will read. */
export function writeUserSettings(dataFolder, more = {}) {
  const folder = join(dataFolder, "data", "User");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "settings.json"), JSON.stringify({ ...quiet, ...more }, undefined, 2));
}
