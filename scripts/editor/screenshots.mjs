// Pictures for the README, taken on a copy of examples/shop: node scripts/editor/screenshots.mjs (after npm run build).
// Light, dark, and in Chinese: the window takes the language before it starts, as a language pack would give it.
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
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
const settings = { "editor.minimap.enabled": false, "editor.fontSize": 13, "breadcrumbs.enabled": false, "editor.hover.above": false };
const looks = [
  { theme: "Default Light Modern", take: [takeSchema, (person) => takeViews(person, "")] },
  { theme: "Default Dark Modern", take: [takeTransfer, (person) => takeViews(person, "-dark")] },
  { theme: "Default Light Modern", language: "zh-cn", take: [takeChinese, (person) => takeViews(person, "-zh", "package.nls.zh-cn.json")] },
];
const extensionsFolder = join(scratch, "extensions");
const server = await prepareServer();
await installPacked(server, { extensionsFolder, dataFolder });
const running = await startServer(server, { dataFolder, extensionsFolder, smokeTest: false });
try {
  for (const [at, look] of looks.entries()) await picture(look, join(scratch, `profile-${at}`));
} finally {
  await running.stop();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

async function picture({ theme, language, take }, profile) {
  writeUserSettings(dataFolder, { ...settings, "workbench.colorTheme": theme });
  const context = await openBrowser(profile, language === undefined ? {} : { locale: language });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    if (language !== undefined) await page.addInitScript((tag) => void (globalThis._VSCODE_NLS_LANGUAGE = tag), language);
    await page.goto(`${running.origin}/?folder=${encodeURIComponent(workspace)}`);
    for (const one of take) await one(new Person(page, resolve("docs/images")));
  } finally {
    await context.close();
  }
}

async function takeSchema(person) {
  await person.openFile("schema.prisma");
  await person.squiggles.first().waitFor();
  await person.goToLine(44);
  await person.hover(person.word("passwordHash"), "personal information");
  await person.takePicture("schema-hover");
}

async function takeTransfer(person) {
  await person.openFile("birthday-club.ts");
  await person.editor.locator(".squiggly-warning").first().waitFor();
  await person.hover(person.word("body"), "outbound-transfer");
  await person.takePicture("transfer-hover");
}

async function takeChinese(person) {
  await person.openFile("birthday-club.ts");
  await person.editor.locator(".squiggly-warning").first().waitFor();
  await person.hover(person.word("body"), "个人信息");
  await person.takePicture("transfer-hover-zh");
}

/** The view of transfers down to a call with its lens, the data map, the register. */
async function takeViews(person, suffix, manifestTexts = "package.nls.json") {
  const { page } = person;
  const titles = JSON.parse(readFileSync(manifestTexts, "utf8"));
  await page.mouse.move(5, 5);
  await person.command("View: Close All Editors");
  await person.command(titles["command.showTransfers"]);
  const row = (text) => page.locator(".part.sidebar .pane-body .monaco-list-row", { hasText: text }).first();
  for (const text of ["klaviyo", /United States|美国/, "Customer.email", "loyalty.service.ts"]) {
    await person.expand(row(text));
  }
  await page.locator(".tab.active", { hasText: "loyalty.service.ts" }).waitFor();
  await person.editor.locator(".codelens-decoration").first().waitFor();
  await person.takePicture(`transfers-view${suffix}`);
  await person.command(titles["command.showDataMap"]);
  await person.panel().locator("svg").waitFor();
  await person.takePicture(`data-map${suffix}`);
  await person.command(titles["command.showRegister"]);
  await person.panel().locator("table").first().waitFor();
  await person.takePicture(`register${suffix}`);
}
