import { describe, expect, test } from "vitest";
import { isPlace, panelPage, sentencePage } from "../../../client/src/panel-page.js";

const page = panelPage({ language: "zh-CN", title: "A <b> & c", style: "p{color:red}", body: "<main>x</main>" }, "n0nce");

describe("page of a panel", () => {
  test("allows our own style and script only, and nothing from anywhere", () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    expect(policy).toBe("default-src 'none'; style-src 'nonce-n0nce'; script-src 'nonce-n0nce'; form-action 'none'; base-uri 'none'");
    expect([...page.matchAll(/<(?:style|script)([^>]*)>/g)].map(([, attributes]) => attributes)).toEqual([' nonce="n0nce"', ' nonce="n0nce"']);
    expect(page).not.toMatch(/\son\w+=|src=|https?:/);
  });

  test("names its language, keeps markup of the body and none of the title", () => {
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toContain("<main>x</main>");
    expect(page).toContain("<title>A &lt;b&gt; &amp; c</title>");
    expect(sentencePage("1 < 2", "n")).toContain('<p role="status">1 &lt; 2</p>');
  });

  test("follows the editor's themes, high contrast too", () => {
    for (const theme of ["vscode-light", "vscode-dark", "vscode-high-contrast", "vscode-high-contrast-light"]) expect(page).toContain(`body.${theme}`);
    expect(page).toContain("var(--vscode-focusBorder)");
  });
});

test("only places are taken from a panel", () => {
  expect(isPlace({ file: "/w/a.ts", line: 3 })).toBe(true);
  for (const other of [undefined, null, "x", {}, { file: "/w/a.ts" }, { file: 1, line: 1 }, { file: "/w/a.ts", line: 0 }, { file: "/w/a.ts", line: 1.5 }, { file: "/w/a.ts", line: "1" }]) expect(isPlace(other)).toBe(false);
});
