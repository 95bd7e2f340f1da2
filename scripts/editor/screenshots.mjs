// Pictures for the README, taken on a copy of examples/shop: node scripts/editor/screenshots.mjs (after npm run build).
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openBrowser } from "./browser.mjs";
import { installPacked } from "./packed.mjs";
import { Person } from "./person.mjs";
import { writeUserSettings } from "./settings.mjs";
import { prepareServer, startServer } from "./vscode-server.mjs";

const scratch = mkdtempSync(join(tmpdir(), "borderline-pictures-"));
const workspace = join(scratch, "shop");
cpSync("examples/shop", workspace, { recursive: true });
const dataFolder = join(scratch, "data");
writeUserSettings(dataFolder, { "workbench.colorTheme": "Default Light Modern", "editor.minimap.enabled": false, "editor.fontSize": 13, "breadcrumbs.enabled": false, "editor.hover.above": false });
const extensionsFolder = join(scratch, "extensions");
const server = await prepareServer();
await installPacked(server, { extensionsFolder, dataFolder });
const running = await startServer(server, { dataFolder, extensionsFolder, smokeTest: false });
const context = await openBrowser(join(scratch, "profile"));
try {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${running.origin}/?folder=${encodeURIComponent(workspace)}`);
  await takeAll(new Person(page, resolve("docs/images")));
} finally {
  await context.close();
  await running.stop();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

async function takeAll(person) {
  await person.openFile("schema.prisma");
  await person.squiggles.first().waitFor();
  await person.goToLine(44);
  await person.hover(person.word("passwordHash"), "personal information");
  await person.takePicture("schema-hover");
  await person.page.mouse.move(5, 5);
  await person.openFile("birthday-club.ts");
  await person.editor.locator(".squiggly-warning").first().waitFor();
  await person.hover(person.word("body"), "outbound-transfer");
  await person.takePicture("transfer-hover");
}
