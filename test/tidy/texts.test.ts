// Texts for people stand in the code in both languages at once; this reads them there.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../support/sources.js";

interface Pair {
  readonly place: string;
  readonly en: string;
  readonly zh: string;
}

const literal = /"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\})*)`/y;
const pairs = readdirSync(join(root, "server/src"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts")).flatMap(pairsOf);

/** Calls `localized(english, chinese)` whose arguments are literals. */
function pairsOf(file: string): readonly Pair[] {
  const text = readFileSync(join(root, "server/src", file), "utf8");
  return [...text.matchAll(/\blocalized\(\s*/g)].flatMap((call) => {
    const first = literalAt(text, call.index + call[0].length);
    const second = first === undefined ? undefined : literalAt(text, first.end + (/^\s*,\s*/.exec(text.slice(first.end))?.[0].length ?? 0));
    return first === undefined || second === undefined || second.start === first.end ? [] : [{ place: `${file}:${text.slice(0, call.index).split("\n").length}`, en: first.text, zh: second.text }];
  });
}

function literalAt(text: string, start: number): { readonly text: string; readonly start: number; readonly end: number } | undefined {
  literal.lastIndex = start;
  const match = literal.exec(text);
  return match === null ? undefined : { text: match[1] ?? match[2] ?? "", start, end: start + match[0].length };
}

const withoutHoles = (text: string): string => text.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "");
const chinese = /[\u3400-\u9fff]/;

describe("texts in the code", () => {
  it("are many, so this test reads them", () => {
    expect(pairs.length).toBeGreaterThan(300);
  });

  it("are translated: no Chinese in the English, Chinese wherever there are words", () => {
    expect(pairs.filter(({ en }) => chinese.test(withoutHoles(en))).map(({ place }) => place)).toEqual([]);
    const untranslated = pairs.filter(({ en, zh }) => !chinese.test(withoutHoles(zh)) && /[A-Za-z]{3}/.test(withoutHoles(en)) && withoutHoles(en).trim() !== withoutHoles(zh).trim());
    expect(untranslated.map(({ place }) => place)).toEqual([]);
  });

  it("are not the same words twice, but for names", () => {
    const same = pairs.filter(({ en, zh }) => en === zh && /[a-z]{3,} [a-z]{3,}/.test(withoutHoles(en)));
    expect(same.map(({ place }) => place)).toEqual([]);
  });

  it("use Chinese punctuation between Chinese characters", () => {
    const ascii = pairs.filter(({ zh }) => /[\u3400-\u9fff][,;:?!][\u3400-\u9fff]/.test(withoutHoles(zh)));
    expect(ascii.map(({ place }) => place)).toEqual([]);
  });

  it("fill in facts in both languages", () => {
    // Plurals and articles are English only, so the holes are not the same; but a text with facts has them in both.
    const holes = (text: string): number => [...text.matchAll(/\$\{/g)].length;
    const uneven = pairs.filter(({ en, zh }) => (holes(en) === 0) !== (holes(zh) === 0));
    expect(uneven.map(({ place }) => place)).toEqual([]);
  });
});
