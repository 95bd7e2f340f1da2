// docs/images/overview.png from overview.svg, and the walkthrough's pictures in three themes for a look: node scripts/editor/drawings.mjs
// The Marketplace shows no SVG in a README.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBrowser } from "./browser.mjs";

const themes = {
  light: {},
  dark: { "editor-foreground": "#d4d4d4", "editor-background": "#1f1f1f", descriptionForeground: "#9d9d9d", "editorWidget-background": "#202020", "textLink-foreground": "#4daafc" },
  contrast: { "editor-foreground": "#ffffff", "editor-background": "#000000", descriptionForeground: "#ffffff", "editorWidget-background": "#0c141f", "editorWidget-border": "#6fc3df", "textLink-foreground": "#21a6ff" },
};
const profile = mkdtempSync(join(tmpdir(), "borderline-drawings-"));
const context = await openBrowser(profile);
try {
  const page = await context.newPage();
  await draw(page, readFileSync("docs/images/overview.svg", "utf8"), { width: 1120, height: 350 }, "docs/images/overview.png");
  mkdirSync("out/drawings", { recursive: true });
  for (const file of readdirSync("docs/walkthrough")) {
    for (const [theme, colours] of Object.entries(themes)) {
      const style = Object.entries(colours).map(([name, colour]) => `--vscode-${name}:${colour}`).join(";");
      await draw(page, readFileSync(join("docs/walkthrough", file), "utf8"), { width: 480, height: 300 }, join("out/drawings", `${file.replace(".svg", "")}-${theme}.png`), style);
    }
  }
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}

async function draw(page, svg, size, path, style = "") {
  await page.setViewportSize(size);
  await page.setContent(`<body style="margin:0;background:var(--vscode-editor-background,#fff);${style}">${svg}</body>`);
  await page.screenshot({ path });
}
