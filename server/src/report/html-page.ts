// Pages without scripts and without anything from the network: whole files for people, parts for an editor's panel.
import type { Locale } from "../base/localized.js";

/** What differs between pages; an editor puts them into a page of its own with its own content policy. */
export interface HtmlParts {
  readonly language: "en" | "zh-CN";
  /** Plain text. */
  readonly title: string;
  readonly style: string;
  /** Markup of the body. Places in code are links with data-file (absolute) and data-line (from 1). */
  readonly body: string;
}

export function languageOf(locale: Locale): HtmlParts["language"] {
  return locale === "zh" ? "zh-CN" : "en";
}

/** The parts as one file. */
export function htmlPage({ language, title, style, body }: HtmlParts): string {
  return [
    "<!doctype html>",
    `<html lang="${language}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>`,
    `<style>${style}</style></head>`,
    `<body>${body}</body>`,
    "</html>",
    "",
  ].join("\n");
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
