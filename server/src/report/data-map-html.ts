import { linkHorizontal } from "d3-shape";
import type { Locale } from "../base/localized.js";
import { dataMap, mapColumns, type DataMap, type MapPlace } from "./data-map.js";
import { className, filterGroups, filterRules, strandClasses, type FilterGroup } from "./data-map-filters.js";
import { layoutMap, nodeHeight, type MapLayout, type PlacedNode, type Strand } from "./data-map-layout.js";
import { columnNames, filterNames, mapWords, severityNames } from "./data-map-words.js";
import { levelNames } from "./register-words.js";
import { escapeHtml as escape, htmlPage, languageOf, type HtmlParts } from "./html-page.js";
import type { ReportInput } from "./report.js";

export interface MapOptions {
  readonly locale: Locale;
  /** Address of a place in code; the editor's panel gives its own. Every link also carries data-file and data-line. */
  hrefOf(place: MapPlace): string;
}

/** The map of a scan as one file that loads and runs nothing; places open in the editor. */
export function dataMapReport(input: ReportInput): string {
  return dataMapHtml(dataMap(input), { locale: input.locale, hrefOf: editorHref });
}

/** Opens the file at the line in VS Code. */
export function editorHref({ file, line }: MapPlace): string {
  return `vscode://file/${file.replace(/^\//, "").split("/").map(encodeURIComponent).join("/").replace("%3A", ":")}:${line}`;
}

export function dataMapHtml(map: DataMap, options: MapOptions): string {
  return htmlPage(dataMapParts(map, options));
}

export function dataMapParts(map: DataMap, options: MapOptions): HtmlParts {
  const { locale } = options;
  const layout = layoutMap(map);
  const groups = filterGroups(layout);
  const word = (key: keyof typeof mapWords): string => escape(mapWords[key][locale]);
  const body = map.paths.length === 0 ? [`<p>${word("empty")}</p>`] : [
    `<p>${word("note")}</p>`,
    ...controls(groups, locale),
    `<div class="scroll">`, ...drawing(layout, groups, options), "</div>",
    `<details><summary>${word("list")}</summary>`, ...pathList(map, options), "</details>",
  ];
  return {
    language: languageOf(locale),
    title: mapWords.title[locale],
    style: `${style}\n${filterRules(layout, groups)}`,
    body: ["<main>", `<h1>${word("title")}</h1>`, ...body, "</main>"].join("\n"),
  };
}

const style = [
  ":root{color-scheme:light dark;--error:light-dark(#b3261e,#ff8a80);--warning:light-dark(#8a5a00,#ffc266);--information:light-dark(#2b6cb0,#8ab4f8)}",
  "body{font:14px/1.45 var(--vscode-font-family,system-ui,sans-serif);margin:0;color:var(--vscode-editor-foreground,CanvasText);background:var(--vscode-editor-background,Canvas)}",
  "main{padding:1rem 1.25rem}",
  "form{display:flex;flex-wrap:wrap;gap:.5rem 1rem;margin-block:.75rem}",
  "fieldset{border:1px solid color-mix(in srgb,currentColor 30%,transparent);display:flex;flex-wrap:wrap;gap:.15rem .8rem}",
  ".scroll{overflow:auto}",
  "svg{max-width:100%;min-width:48rem;height:auto}",
  "svg text{fill:currentColor;font-size:12px}",
  "svg .head{font-weight:600}",
  ".node rect{fill:color-mix(in srgb,currentColor 7%,transparent);stroke:color-mix(in srgb,currentColor 35%,transparent)}",
  ".node:is(:hover,:focus-visible) rect{stroke:currentColor;stroke-width:2}",
  ".node{outline:none}",
  ".strand{fill:none;stroke-width:2;transition:opacity .1s}",
  ".error{stroke:var(--error)}.warning{stroke:var(--warning)}.information{stroke:var(--information)}",
  ".strand.sensitive{stroke-width:4}.warning{stroke-dasharray:7 4}.error{stroke-dasharray:2 3}",
  "@media (prefers-reduced-motion:reduce){.strand{transition:none}}",
].join("\n");

function controls(groups: readonly FilterGroup[], locale: Locale): string[] {
  const box = (group: FilterGroup, id: string, label: string): string =>
    `<label><input type="checkbox" id="f-${className(group, id)}" checked> ${escape(label)}</label>`;
  return [
    `<form aria-label="${escape(mapWords.filters[locale])}">`,
    ...groups.map((group) => `<fieldset><legend>${escape(filterNames[group.prefix][locale])}</legend>${group.values.map(({ id, label }) => box(group, id, label[locale])).join("")}</fieldset>`),
    "</form>",
  ];
}

function drawing(layout: MapLayout, groups: readonly FilterGroup[], options: MapOptions): string[] {
  const { locale } = options;
  const heads = mapColumns.map((column) => {
    const first = layout.nodes.find(({ node }) => node.column === column);
    return `<text class="head" x="${first?.x ?? 0}" y="16">${escape(columnNames[column][locale])}</text>`;
  });
  return [
    `<svg role="group" aria-label="${escape(mapWords.title[locale])}" width="${layout.width}" height="${layout.height}" viewBox="-2 0 ${layout.width + 4} ${layout.height}">`,
    ...heads,
    ...layout.strands.map((strand) => strandSvg(strand, groups)),
    ...layout.nodes.map((placed) => nodeSvg(placed, options)),
    "</svg>",
  ];
}

const curve = linkHorizontal<unknown, { readonly source: readonly [number, number]; readonly target: readonly [number, number] }, readonly [number, number]>()
  .source((link) => link.source).target((link) => link.target).x(([x]) => x).y(([, y]) => y);

function strandSvg(strand: Strand, groups: readonly FilterGroup[]): string {
  const { from, to, level, severity } = strand;
  // strands of one pair lie beside each other instead of on top
  const shift = (severity === "error" ? -4 : severity === "warning" ? 0 : 4) + (level === "sensitive" ? -1.5 : 1.5);
  const middle = nodeHeight / 2 + shift;
  const path = curve({ source: [from.x + from.width, from.y + middle], target: [to.x, to.y + middle] }) ?? "";
  return `<path class="strand ${severity} ${level} ${strandClasses(strand, groups)}" d="${path}" aria-hidden="true"/>`;
}

function nodeSvg({ node, index, x, y, width }: PlacedNode, { locale, hrefOf }: MapOptions): string {
  const label = node.label[locale];
  const detail = node.detail[locale];
  const title = detail === label ? label : `${label} · ${detail}`;
  const inside = `<title>${escape(title)}</title><rect x="${x}" y="${y}" width="${width}" height="${nodeHeight}" rx="4"/>` +
    `<text x="${x + 8}" y="${y + 16}">${escape(shortened(label, Math.floor((width - 14) / 6.6), node.column === "code"))}</text>`;
  const name = `class="node n${index}" aria-label="${escape(title)}"`;
  if (node.place === undefined) return `<g ${name} tabindex="0" role="note">${inside}</g>`;
  return `<a ${name} href="${escape(hrefOf(node.place))}" data-file="${escape(node.place.file)}" data-line="${node.place.line}">${inside}</a>`;
}

/** Paths lose their beginning, everything else its end. Chinese characters are twice as wide. */
function shortened(text: string, columns: number, fromStart: boolean): string {
  const characters = [...text];
  const width = (character: string): number => ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1);
  if (characters.reduce((sum, character) => sum + width(character), 0) <= columns) return text;
  const kept: string[] = [];
  let used = 1;
  for (const character of fromStart ? characters.reverse() : characters) {
    used += width(character);
    if (used > columns) break;
    kept.push(character);
  }
  return fromStart ? `…${kept.reverse().join("")}` : `${kept.join("")}…`;
}

function pathList(map: DataMap, { locale }: MapOptions): string[] {
  const labels = new Map(map.nodes.map((node) => [node.id, node.label[locale]]));
  const lines = map.paths.map(({ nodes, level, severity, route }) =>
    `<li>${escape(nodes.map((id) => labels.get(id) ?? id).join(" → "))}: ${escape(`${levelNames[level][locale]}, ${route[locale]} (${severityNames[severity][locale]})`)}</li>`);
  return ["<ul>", ...lines, "</ul>"];
}
