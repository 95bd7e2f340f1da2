// Broken texts: samples of the repository, cut, moved, doubled and salted. Input n of a seed is always the same text.
import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { root } from "../support/sources.js";

export interface FuzzInput {
  /** Where the text is put; its name decides how it is read. */
  readonly path: string;
  readonly text: string;
}

type Random = () => number;

/** Where a sample is put in the workspace, by its ending. */
const places: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)borderline\.yaml$/, "/w/borderline.yaml"], [/\.prisma(\.txt)?$/, "/w/prisma/schema.prisma"], [/\.(zmodel)$/, "/w/schema.zmodel"],
  [/\.ya?ml(\.txt)?$/, "/w/api/openapi.yaml"], [/(^|\/)tsconfig\.json$/, "/w/tsconfig.json"], [/\.json(\.txt)?$/, "/w/api/openapi.json"],
  [/\.vue(\.txt)?$/, "/w/src/fuzzed.vue"], [/\.tsx(\.txt)?$/, "/w/src/fuzzed.tsx"], [/\.m?ts(\.txt)?$/, "/w/src/fuzzed.ts"], [/\.m?js(\.txt)?$/, "/w/src/fuzzed.js"],
  [/(^|\/)\.env[\w.]*$/, "/w/.env"],
];

const folders = ["examples", "test/fixtures", "test/unit/typescript/fixtures", "test/editor/workspace", "test/fuzz/samples"];

/** What is sprinkled in: brackets, beginnings of comments and texts, odd characters, words that mean something to a reader. */
const salt: readonly string[] = [
  "{", "}", "[", "]", "(", ")", "<", ">", "\"", "'", "`", "${", "/*", "*/", "//", "///", "#", "@", "@@", "&a ", "*a", "!", "|", ">-", ":", ": ", ",", "-", "- ", "?", "\\", "\\u", "=", "=>", "...", ";",
  "\n", "\r", "\r\n", "\t", " ", "\u0000", "\uFEFF", "\uD800", "😀", "手机号", "\u2028", "__proto__", "constructor", "null", "true", "1e999", "-0", "$ref: '#'", "\"$ref\": \"#/\"", "<<: *a", "model A {", "enum B {",
  "@personalData email", "@notPersonalData", "@redact mask", "borderline-ignore personal-data -- x", "borderline-ignore-file", "x-personal-data: none", "async ", "await ", "function*", "class A extends A {", "import x from './fuzzed'", "export * from './fuzzed'",
  "fetch(", "await fetch(`https://api.stripe.com/${x}`, { body: JSON.stringify(user) })", "interface A extends A { a: A }", "type A = A", "z.object({", "recipients:\n", "exclude: ['**']\n", "categories:\n  - id: x\n", "severity: { personal-data: error }\n", "2026-99-99",
];

interface Sample extends FuzzInput {
  readonly others: readonly string[];
}

const samples: readonly Sample[] = readSamples();

export function inputOf(seed: number, n: number): FuzzInput {
  const random = randomOf(Math.imul(seed, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b));
  const { path, text, others } = pick(samples, random);
  let broken = text;
  for (let changes = 1 + Math.floor(random() * 4); changes > 0; changes--) broken = change(broken, others, random);
  return { path, text: broken.slice(0, 200_000) };
}

/** A generator of numbers (mulberry32) that is the same on every machine. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function change(text: string, others: readonly string[], random: Random): string {
  const at = Math.floor(random() * (text.length + 1));
  const length = Math.floor(random() * random() * 400);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  switch (Math.floor(random() * 10)) {
    case 0: return before;
    case 1: return after;
    case 2: return before + after.slice(length);
    case 3: return before + after.slice(0, length) + after;
    case 4: return before + spanOf(pick(others, random), random) + after;
    case 5: return before + pick(salt, random).repeat(1 + Math.floor(random() * random() * 50)) + after;
    case 6: return before + pick(["{", "[", "(", "{a:", "- ", "[[", "a.", "!", "z.array(", "<"], random).repeat(Math.floor(random() * 3_000)) + after;
    case 7: return swappedLines(text, random);
    case 8: return before + spanOf(pick(others, random), random) + after.slice(length);
    default: return before + pick(salt, random) + after;
  }
}

function spanOf(text: string, random: Random): string {
  const start = Math.floor(random() * text.length);
  return text.slice(start, start + Math.floor(random() * 300));
}

function swappedLines(text: string, random: Random): string {
  const lines = text.split("\n");
  const [a, b] = [Math.floor(random() * lines.length), Math.floor(random() * lines.length)];
  const held = lines[a] ?? "";
  lines[a] = lines[b] ?? "";
  lines[b] = held;
  return lines.join("\n");
}

function pick<T>(list: readonly T[], random: Random): T {
  const value = list[Math.floor(random() * list.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
}

/** Every kind of file comes up about as often, however many samples it has: rare kinds are listed more than once. */
function readSamples(): readonly Sample[] {
  const byPlace = new Map<string, string[]>();
  for (const folder of folders) {
    for (const file of filesBelow(join(root, folder))) {
      const place = places.find(([name]) => name.test(file.split(sep).join("/")))?.[1];
      if (place === undefined) continue;
      byPlace.set(place, [...(byPlace.get(place) ?? []), readFileSync(file, "utf8").slice(0, 20_000)]);
    }
  }
  const most = Math.max(...[...byPlace.values()].map((texts) => texts.length));
  return [...byPlace].flatMap(([path, texts]) => Array.from({ length: most }, (_, i) => ({ path, text: texts[i % texts.length] ?? "", others: texts })));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
}
