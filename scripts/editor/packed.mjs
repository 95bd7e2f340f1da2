// The packed extension, installed into a real VS Code and used as a person would: look, hover, click the light bulb, save.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, watch } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { packageFor, currentTarget } from "../package.mjs";
import { openBrowser } from "./browser.mjs";
import { Person } from "./person.mjs";
import { writeUserSettings } from "./settings.mjs";
import { run, startServer } from "./vscode-server.mjs";

const screenshots = resolve("out/screenshots");

export async function drivePacked(server, { workspace, scratch }) {
  const dataFolder = join(scratch, "data");
  const extensionsFolder = join(scratch, "extensions");
  await installPacked(server, { extensionsFolder, dataFolder });
  writeUserSettings(dataFolder, { "workbench.colorTheme": "Default Light Modern", "editor.minimap.enabled": false, "editor.fontSize": 14 });
  mkdirSync(screenshots, { recursive: true });
  const running = await startServer(server, { dataFolder, extensionsFolder, smokeTest: false });
  const context = await openBrowser(join(scratch, "profile"));
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const person = new Person(page, screenshots);
  try {
    await page.goto(`${running.origin}/?folder=${encodeURIComponent(workspace)}`);
    for (const [name, step] of steps) {
      await step(person, workspace);
      console.log(`    ✔ ${name}`);
    }
  } catch (error) {
    await person.takePicture("failure").catch(() => {});
    await person.openNotifications().then(() => person.takePicture("failure-notifications")).catch(() => {});
    throw error;
  } finally {
    await context.close();
    await running.stop();
  }
}

/** Packs the extension for this machine and installs it. */
export async function installPacked(server, { extensionsFolder, dataFolder }) {
  const file = await packageFor(currentTarget);
  await run(process.execPath, [server.main, "--install-extension", file, "--extensions-dir", extensionsFolder, "--server-data-dir", dataFolder, "--accept-server-license-terms"], dirname(file));
}

const steps = [
  ["a squiggle stands under a personal field", async (person) => {
    await person.openFile("schema.prisma");
    await person.squiggles.first().waitFor();
    await person.statusItem.waitFor();
    await person.takePicture("findings");
  }],
  ["the hover says what it is and why", async (person) => {
    const hover = await person.hover(person.word("email"), "personal information");
    assert.match(await hover.innerText(), /email.*personal information/s);
    await person.takePicture("hover");
  }],
  ["the light bulb annotates the field, and the file on disk has it", async (person, workspace) => {
    const file = join(workspace, "prisma/schema.prisma");
    await person.chooseFix("email", /annotate as/i, person.editor.locator(".view-line", { hasText: "@personalData" }).first(), "light-bulb");
    await person.takePicture("annotated");
    const saved = fileWith(file, "@personalData");
    await person.page.keyboard.press("Control+S");
    await saved;
  }],
  ["\"not personal data\" asks why and writes the answer", async (person) => {
    const input = person.page.locator(".quick-input-widget input:visible").first();
    await person.chooseFix("phone", /not personal/i, input);
    await input.fill("switchboard of the office");
    await person.takePicture("reason");
    await input.press("Enter");
    await person.editor.locator(".view-line", { hasText: "@notPersonalData switchboard of the office" }).first().waitFor();
  }],
  ["the view of transfers leads from the recipient down to the code", async (person) => {
    await person.command("Show Transfers");
    const row = (text) => person.page.locator(".part.sidebar .monaco-list-row", { hasText: text }).first();
    for (const text of ["Mailgun", "United States", "CustomerProfile.email", "newsletter.ts"]) {
      await person.expand(row(text));
    }
    await person.page.locator(".tab.active", { hasText: "newsletter.ts" }).waitFor();
    await row("read here").waitFor();
    assert.match(await row("newsletter.ts").getAttribute("aria-label"), /^Call fetch at .*newsletter\.ts:4, (warning|information|error): /);
    await person.takePicture("transfers");
  }],
  ["the data map runs nothing foreign, and a click goes to the code", async (person) => {
    await person.command("Show Data Map");
    const map = person.panel();
    await map.locator("svg a[data-file]", { hasText: "profile" }).or(map.locator("svg a[data-file]", { hasText: "CustomerProfile" })).first().click();
    await person.page.locator(".tab.active", { hasText: "profile.ts" }).waitFor();
    assert.match(await map.locator("meta[http-equiv]").getAttribute("content"), /^default-src 'none'; style-src 'nonce-/);
    await person.takePicture("data-map");
    await person.command("Close All Editors");
  }],
  ["the register lists the transfer and follows the theme", async (person) => {
    await person.command("Show Transfer Register");
    const register = person.panel();
    await register.locator("td", { hasText: "CustomerProfile.email" }).first().waitFor();
    await person.takePicture("register");
    await register.locator("td a[data-file]").first().click();
    await person.page.locator(".tab.active", { hasText: "newsletter.ts" }).waitFor();
    await person.command("Close All Editors");
  }],
  ["the register is there again after the window was reloaded", async (person) => {
    await person.command("Show Transfer Register");
    const cell = () => person.panel().locator("td", { hasText: "CustomerProfile.email" }).first();
    await cell().waitFor();
    await person.reload();
    await person.page.locator(".tab.active", { hasText: "Transfer Register" }).waitFor();
    await cell().waitFor();
    await person.command("Close All Editors");
  }],
  ["a lens above the function opens the path of the data", async (person) => {
    await person.openFile("newsletter.ts");
    await person.editor.locator(".codelens-decoration a", { hasText: /^1 personal field → .*Mailgun/ }).click();
    await person.page.locator(".peekview-widget").waitFor();
    await person.takePicture("path");
    await person.page.keyboard.press("Escape");
    await person.page.locator(".peekview-widget").waitFor({ state: "detached" });
  }],
  ["the hops are listed with what happens at each", async (person) => {
    await person.command("List the Hops of the Data");
    const rows = person.page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: /email is read here.*newsletter\.ts:/ }).first().waitFor();
    await person.takePicture("hops");
    await person.page.keyboard.press("Escape");
    await rows.first().waitFor({ state: "hidden" });
  }],
  ["TypeScript works: the native compiler is in the package", async (person) => {
    await person.openFile("profile.ts");
    await person.squiggles.first().waitFor();
    await person.takePicture("typescript");
  }],
  ["names of personal fields are set off, sensitive ones more", async (person) => {
    await person.openFile("schema.prisma");
    const style = async (name) => {
      const decorated = person.editor.locator(".view-line span[class*='ced-']", { hasText: new RegExp(`^${name}$`) }).first();
      await decorated.waitFor();
      return decorated.evaluate((element) => `${getComputedStyle(element).fontStyle} ${getComputedStyle(element).fontWeight}`);
    };
    assert.equal(await style("email"), "italic 400");
    assert.equal(await style("bankCardNo"), "italic 700");
  }],
];

/** Resolves once the file on disk holds the text. */
function fileWith(file, text) {
  const holds = () => readFileSync(file, "utf8").includes(text);
  return new Promise((done) => {
    const watcher = watch(dirname(file), (_event, name) => {
      if (name !== basename(file) || !holds()) return;
      watcher.close();
      done();
    });
    if (holds()) {
      watcher.close();
      done();
    }
  });
}
