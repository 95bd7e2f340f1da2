// Pictures for the README, taken on a copy of examples/shop: node scripts/editor/screenshots.mjs (after npm run build; a theme's name takes that one only).
// Light, dark, and in Chinese: the window takes the language before it starts, as a language pack would give it.
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
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
const english = JSON.parse(readFileSync("package.nls.json", "utf8"));
const chinese = JSON.parse(readFileSync("package.nls.zh-cn.json", "utf8"));
/** Pictures the documents show; all others are for a look and go where no commit takes them. */
const shown = ["schema-hover", "transfer-hover", "transfer-hover-zh", "transfers-view", "transfers-view-zh", "data-map", "data-map-dark", "register-zh"].map((name) => `${name}.png`);
const only = resolve("out/screenshots");
mkdirSync(only, { recursive: true });
const looks = [
  { theme: "Default Light Modern", take: [takeSchema, (person) => takeViews(person, "", english), (person) => takeSmall(person, "", english)] },
  { theme: "Default Dark Modern", take: [(person) => takeTransfer(person), (person) => takeViews(person, "-dark", english)] },
  { theme: "Default Light Modern", language: "zh-cn", take: [takeChinese, (person) => takeViews(person, "-zh", chinese), (person) => takeSmall(person, "-zh", chinese)] },
  { theme: "Default High Contrast", take: [(person) => takeTransfer(person, "-contrast"), (person) => takeViews(person, "-contrast", english)] },
];
const extensionsFolder = join(scratch, "extensions");
const server = await prepareServer();
await installPacked(server, { extensionsFolder, dataFolder });
const running = await startServer(server, { dataFolder, extensionsFolder, smokeTest: false });
try {
  for (const [at, look] of looks.filter(({ theme }) => theme.includes(process.argv[2] ?? "")).entries()) await picture(look, join(scratch, `profile-${at}`));
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
    await page.setViewportSize({ width: 1040, height: 600 });
    if (language !== undefined) await page.addInitScript((tag) => void (globalThis._VSCODE_NLS_LANGUAGE = tag), language);
    await page.goto(`${running.origin}/?folder=${encodeURIComponent(workspace)}`);
    for (const one of take) await one(new Person(page, only));
    for (const name of shown) if (existsSync(join(only, name))) copyFileSync(join(only, name), join("docs/images", name));
  } catch (error) {
    await context.pages().at(-1)?.screenshot({ path: join(only, "failure.png") }).catch(() => {});
    throw error;
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

async function takeTransfer(person, suffix = "") {
  await person.openFile("birthday-club.ts");
  await person.editor.locator(".squiggly-warning").first().waitFor();
  await person.hover(person.word("body"), "sensitive data of");
  await person.page.locator(".monaco-hover:visible strong", { hasText: "Happy Cards" }).first().waitFor();
  await person.takePicture(`transfer-hover${suffix}`);
}

async function takeChinese(person) {
  await person.openFile("birthday-club.ts");
  await person.editor.locator(".squiggly-warning").first().waitFor();
  await person.hover(person.word("body"), "个人信息");
  await person.takePicture("transfer-hover-zh");
}

/** The view of transfers down to a call with its lens, the data map, the register. */
async function takeViews(person, suffix, titles) {
  const { page } = person;
  await page.mouse.move(5, 5);
  await person.command("View: Close All Editors");
  await person.command(titles["command.showTransfers"]);
  const row = (text) => page.locator(".part.sidebar .pane-body .monaco-list-row", { hasText: text }).first();
  for (const text of ["klaviyo", /United States|美国/, "Customer.email", "loyalty.service.ts"]) {
    await person.expand(row(text));
  }
  await page.locator(".tab.active", { hasText: "loyalty.service.ts" }).waitFor();
  await person.editor.locator(".codelens-decoration").first().waitFor();
  await person.statusItem.locator(".codicon-shield").waitFor();
  await person.takePicture(`transfers-view${suffix}`);
  await person.command(titles["command.showDataMap"]);
  await person.panel().locator("svg").waitFor();
  await page.mouse.move(5, 5);
  await person.takePicture(`data-map${suffix}`);
  await person.command(titles["command.showRegister"]);
  await person.panel().locator("table").first().waitFor();
  await page.mouse.move(5, 5);
  await person.takePicture(`register${suffix}`);
}

/** Light bulb, hops and walkthrough. */
async function takeSmall(person, suffix, titles) {
  const { page } = person;
  await person.command("View: Close All Editors");
  await person.openFile("birthday-club.ts");
  await person.editor.locator(".squiggly-warning").first().waitFor();
  await person.openLightBulb(person.word("body"));
  await person.takePicture(`light-bulb${suffix}`);
  await page.keyboard.press("Escape");
  await person.command(titles["command.listTrace"]);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "birthday-club.ts:" }).first().waitFor();
  await person.takePicture(`hops${suffix}`);
  await page.keyboard.press("Escape");
  await person.command(titles["command.openWalkthrough"]);
  await page.locator(".getting-started-step").first().waitFor();
  await person.takePicture(`walkthrough${suffix}`);
}
