import type { PageResult } from "../../server/src/lsp/views-protocol.js";

/** What the panel's script tells the extension. */
export interface PlaceMessage {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A page that loads nothing and runs our script only. */
export function panelPage({ language, title, style, body }: PageResult, nonce: string): string {
  return [
    "<!doctype html>",
    `<html lang="${language}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; form-action 'none'; base-uri 'none'">`,
    `<title>${escape(title)}</title>`,
    `<style nonce="${nonce}">${style}\n${themes}</style></head>`,
    `<body>${body}<script nonce="${nonce}">${script}</script></body></html>`,
  ].join("\n");
}

/** A page of one sentence. */
export function sentencePage(sentence: string, nonce: string): string {
  return panelPage({ language: "", title: sentence, style: "", body: `<main><p role="status">${escape(sentence)}</p></main>` }, nonce);
}

export function isPlace(message: unknown): message is PlaceMessage {
  const { file, line } = (typeof message === "object" && message !== null ? message : {}) as Partial<PlaceMessage>;
  return typeof file === "string" && typeof line === "number" && Number.isInteger(line) && line > 0;
}

/** The editor's theme decides, not the system. */
const themes = [
  "body{padding:0}",
  "body.vscode-light,body.vscode-high-contrast-light{color-scheme:light}",
  "body.vscode-dark,body.vscode-high-contrast:not(.vscode-high-contrast-light){color-scheme:dark}",
  "a:focus-visible,input:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:1px solid var(--vscode-focusBorder);outline-offset:2px}",
  "input[type=checkbox]{accent-color:var(--vscode-button-background)}",
  "body.vscode-high-contrast .node rect,body.vscode-high-contrast th,body.vscode-high-contrast td{stroke:var(--vscode-contrastBorder);border-color:var(--vscode-contrastBorder)}",
  "body.vscode-high-contrast .node:is(:hover,:focus-visible) rect{stroke:var(--vscode-contrastActiveBorder)}",
].join("\n");

/** Leads to code, and keeps filters and scroll position over new results. */
const script = `
const editor = acquireVsCodeApi();
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-file]");
  if (link === null) return;
  event.preventDefault();
  editor.postMessage({ file: link.dataset.file, line: Number(link.dataset.line) });
});
const boxes = [...document.querySelectorAll("input[type=checkbox]")];
const nameOf = (box) => box.closest("label").textContent.trim();
const before = editor.getState() ?? { off: [], open: false, x: 0, y: 0 };
for (const box of boxes) box.checked = !before.off.includes(nameOf(box));
const list = document.querySelector("details");
if (list !== null) list.open = before.open;
scrollTo(before.x, before.y);
const keep = () => editor.setState({ off: boxes.filter((box) => !box.checked).map(nameOf), open: list?.open ?? false, x: scrollX, y: scrollY });
document.addEventListener("change", keep);
document.addEventListener("scroll", keep, { passive: true });
list?.addEventListener("toggle", keep);
`;

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
