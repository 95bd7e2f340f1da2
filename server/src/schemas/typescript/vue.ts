// The script of a Vue component as code of its own, at the very offsets it has in the component.

export interface VirtualScript {
  /** As long as the component: everything but the scripts is blanked, line breaks stay. */
  readonly text: string;
  /** Appended to the component's path to tell the compiler the language. */
  readonly extension: ".ts" | ".tsx" | ".js" | ".jsx";
}

/** Undefined where a component has no script. `<script>` and `<script setup>` are one module. */
export function virtualVueText(text: string): VirtualScript | undefined {
  const scripts = scriptBlocks(text);
  if (scripts.length === 0) return undefined;
  let result = "";
  let at = 0;
  for (const script of scripts) {
    result += blank(text.slice(at, script.start)) + text.slice(script.start, script.end);
    at = script.end;
  }
  return { text: result + blank(text.slice(at)), extension: extensionOf(scripts.map((script) => script.lang)) };
}

interface Script {
  readonly start: number;
  readonly end: number;
  readonly lang: string;
}

/** Top-level `<script>` elements. Comments and other blocks are passed over, so that a `<script>` inside them is none. */
function scriptBlocks(text: string): readonly Script[] {
  const scripts: Script[] = [];
  const lower = text.toLowerCase();
  let at = lower.indexOf("<");
  while (at >= 0) {
    if (lower.startsWith("<!--", at)) {
      const close = lower.indexOf("-->", at);
      if (close < 0) break;
      at = lower.indexOf("<", close);
      continue;
    }
    const name = /^<([a-z][\w-]*)/.exec(lower.slice(at, at + 80))?.[1];
    const open = name === undefined ? undefined : openTag(text, at + 1 + name.length);
    if (name === undefined || open === undefined) {
      at = lower.indexOf("<", at + 1);
      continue;
    }
    const close = open.selfClosing ? open.end : closingOf(lower, name, open.end);
    if (name === "script" && !open.selfClosing) scripts.push({ start: open.end, end: close, lang: open.lang });
    at = lower.indexOf("<", close + (open.selfClosing ? 0 : 1));
  }
  return scripts.filter((script) => script.end > script.start);
}

/** Attributes up to the bracket that closes the tag; quoted values may hold brackets. */
function openTag(text: string, from: number): { end: number; selfClosing: boolean; lang: string } | undefined {
  let quote = "";
  for (let i = from; i < text.length; i++) {
    const char = text[i] ?? "";
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === '"' || char === "'") {
      quote = char;
    } else if (char === ">") {
      const attributes = text.slice(from, i);
      const lang = /(?:^|\s)lang\s*=\s*["']?(\w+)/i.exec(attributes)?.[1]?.toLowerCase() ?? "";
      return { end: i + 1, selfClosing: text[i - 1] === "/", lang };
    }
  }
  return undefined;
}

/** Where the content of a block ends; templates may nest, scripts and styles end at the first closing tag. */
function closingOf(lower: string, name: string, from: number): number {
  const close = `</${name}`;
  if (name !== "template") {
    const at = lower.indexOf(close, from);
    return at < 0 ? lower.length : at;
  }
  let depth = 1;
  let at = from;
  const tag = /<(\/?)template\b/g;
  tag.lastIndex = from;
  for (let match = tag.exec(lower); match !== null; match = tag.exec(lower)) {
    if (match[1] === "/") depth--;
    else if (!isSelfClosing(lower, tag.lastIndex)) depth++;
    at = match.index;
    if (depth === 0) return at;
  }
  // Half-typed templates: take up again where the next block starts on a line of its own.
  const script = /\n<script\b/g;
  script.lastIndex = from;
  const next = script.exec(lower);
  return next === null ? lower.length : next.index;
}

function isSelfClosing(lower: string, from: number): boolean {
  return openTag(lower, from)?.selfClosing === true;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

function extensionOf(langs: readonly string[]): VirtualScript["extension"] {
  if (langs.includes("tsx")) return ".tsx";
  if (langs.includes("ts") || langs.includes("typescript")) return ".ts";
  return langs.includes("jsx") ? ".jsx" : ".js";
}
