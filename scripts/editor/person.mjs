// What a person does with the editor's window.
import { join } from "node:path";

export class Person {
  constructor(page, pictures) {
    this.page = page;
    this.pictures = pictures;
    this.editor = page.locator(".editor-instance .monaco-editor").first();
    this.statusItem = page.locator(".statusbar-item[id='borderline.borderline.borderline.status']");
  }

  /** Lines with a mark of ours or of the language under them. */
  get squiggles() {
    return this.editor.locator(".squiggly-info, .squiggly-warning, .squiggly-error");
  }

  async openFile(name) {
    const file = name.slice(name.lastIndexOf("/") + 1);
    await this.page.locator(".monaco-workbench .part.sidebar .monaco-list-row").first().waitFor();
    await this.pick("Control+P", name, file);
    await this.page.locator(".tab.active", { hasText: file }).waitFor();
  }

  /** Runs a command by its title. */
  command(title) {
    return this.pick("F1", `>${title}`, title);
  }

  /** Asks by key, types and chooses. The question closes when the editor moves the focus elsewhere, and is then put again. */
  async pick(key, typed, entry) {
    const widget = this.page.locator(".quick-input-widget");
    for (let left = 10; ; left--) {
      await this.page.keyboard.press(key);
      try {
        await widget.locator("input").first().fill(typed, { timeout: 5_000 });
        await widget.locator(".quick-input-list .monaco-list-row", { hasText: entry }).first().click({ timeout: 5_000 });
        return;
      } catch (error) {
        if (left === 0) throw error;
        await this.page.keyboard.press("Escape");
      }
    }
  }

  /** The document inside the panel of ours that was opened last. */
  panel() {
    return this.page.locator("iframe.webview.ready:visible").last().contentFrame().locator("iframe#active-frame").contentFrame();
  }

  /** Chooses an entry of a tree and opens what is below it. A key pressed while the editor opens a file is lost, so it is pressed again. */
  async expand(row) {
    await row.click();
    while ((await row.getAttribute("aria-expanded")) !== "true") await this.page.keyboard.press("ArrowRight");
  }

  /** By the editor's own command, which keeps what is open; a browser's reload does not. */
  async reload() {
    await this.page.evaluate(() => void (globalThis.beforeReload = true));
    await this.command("Developer: Reload Window");
    await this.page.waitForFunction(() => globalThis.beforeReload === undefined);
  }

  async goToLine(line) {
    await this.page.keyboard.press("Control+G");
    await this.page.locator(".quick-input-widget input").fill(`:${line}`);
    await this.page.keyboard.press("Enter");
  }

  /** A word of the text, where it stands. */
  word(text) {
    return this.editor.locator(".view-line span span", { hasText: new RegExp(`^\\s*${text}\\s*$`) }).first();
  }

  /** Rests on the target until the text shows; an editor that scrolls or decorates meanwhile forgets the mouse. */
  async hover(target, text) {
    const hover = this.page.locator(".monaco-hover:visible", { hasText: text }).first();
    for (let left = 10; ; left--) {
      await this.page.mouse.move(5, 5);
      await target.hover();
      try {
        await hover.waitFor({ timeout: 5_000 });
        return hover;
      } catch (error) {
        if (left === 0) throw error;
      }
    }
  }

  /** Chooses an entry of the light bulb's menu at a word until what it brings is there: a menu that is asked for while findings arrive may close unheard. */
  async chooseFix(text, title, brought, picture) {
    while (!(await brought.isVisible())) {
      await this.openLightBulb(this.word(text));
      const action = this.page.locator(".action-widget .monaco-list-row", { hasText: title }).first();
      await action.waitFor();
      if (picture !== undefined) await this.takePicture(picture);
      await action.click();
      await brought.waitFor({ timeout: 10_000 }).catch(() => this.page.keyboard.press("Escape"));
    }
  }

  /** The bulb of the place before is gone first: it holds that place's entries until the editor has asked anew. */
  async openLightBulb(target) {
    const bulb = this.editor.locator(".lightBulbWidget:visible, .codicon-light-bulb:visible, .codicon-gutter-lightbulb:visible").first();
    await this.page.mouse.move(5, 5);
    await target.click();
    await this.page.keyboard.press("Control+End");
    // The end of a file has no entries of ours, and nothing else of this editor has any.
    await bulb.waitFor({ state: "hidden" });
    await target.click();
    await bulb.click();
    await this.page.locator(".action-widget .monaco-list-row").first().waitFor();
  }

  /** What the editor told since it opened, for a look after a failure. */
  async openNotifications() {
    await this.command("Notifications: Show Notifications");
    await this.page.locator(".notifications-center").first().waitFor({ timeout: 5_000 });
  }

  takePicture(name) {
    return this.page.screenshot({ path: join(this.pictures, `${name}.png`) });
  }
}
