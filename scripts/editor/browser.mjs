// A headless Chromium as the window of the VS Code server.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge"];
const macPaths = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];

/** The browser of the machine: BORDERLINE_CHROMIUM, else the first known name on the PATH. */
export function findChromium() {
  const named = process.env.BORDERLINE_CHROMIUM;
  const onPath = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = [...(named ? [named] : []), ...onPath, ...macPaths].find((path) => existsSync(path));
  if (found === undefined) throw new Error("No Chromium found. Install one (Debian: apt-get install chromium) or name it in BORDERLINE_CHROMIUM.");
  return found;
}

/** A browser with an empty profile in the folder. */
export async function openBrowser(profileFolder, { locale = "en" } = {}) {
  return chromium.launchPersistentContext(profileFolder, {
    executablePath: findChromium(), headless: true, viewport: { width: 1280, height: 800 }, locale,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
}
