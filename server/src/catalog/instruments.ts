// Laws, rules, standards and official answers, and the resolution of citations such as "cbdf-2024 5(1)(4)".
import data from "./data/instruments.yaml";
import type { Localized } from "../base/localized.js";
import { DataReader } from "./reader.js";
import type { Confidence } from "./routes.js";

export interface Article {
  readonly id: string;
  /** Chinese name where the number alone does not give it: 第七条第二项. */
  readonly label?: string;
  readonly gist: Localized;
}

export interface Instrument {
  readonly id: string;
  readonly title: Localized;
  readonly short: Localized;
  readonly kind: string;
  readonly effective?: string;
  readonly status: string;
  readonly confidence: Confidence;
  readonly address?: string;
  readonly articles: ReadonlyMap<string, Article>;
}

export interface Citation {
  readonly id: string;
  readonly instrument: Instrument;
  readonly article?: string;
  /** "PIPL Art. 39", 个保法第三十九条. */
  readonly text: Localized;
  /** The same with the full title. */
  readonly title: Localized;
  /** What it says, in a few words. */
  readonly gist?: Localized;
  readonly confidence: Confidence;
}

let instruments: ReadonlyMap<string, Instrument> | undefined;

export function allInstruments(): ReadonlyMap<string, Instrument> {
  instruments ??= readInstruments(data);
  return instruments;
}

/** Reads data of the shape of instruments.yaml; throws a list of everything wrong. */
export function readInstruments(value: unknown): ReadonlyMap<string, Instrument> {
  const errors: string[] = [];
  const list = new DataReader("instruments.yaml", value, errors).list("instruments").map(readInstrument);
  const result = new Map(list.map((instrument) => [instrument.id, instrument]));
  if (result.size !== list.length) errors.push("instruments.yaml: an id occurs twice");
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return result;
}

/** Instrument id, a space, article; undefined for unknown instruments. */
export function resolveCitation(id: string): Citation | undefined {
  const space = id.indexOf(" ");
  const instrument = allInstruments().get(space < 0 ? id : id.slice(0, space));
  if (instrument === undefined) return undefined;
  const article = space < 0 ? undefined : id.slice(space + 1);
  const entry = article === undefined ? undefined : instrument.articles.get(article);
  return {
    id, instrument, article, gist: entry?.gist, confidence: instrument.confidence,
    text: named(instrument.short, article, entry?.label, false),
    title: named(instrument.title, article, entry?.label, true),
  };
}

function named(name: Localized, article: string | undefined, label: string | undefined, quoted: boolean): Localized {
  const zh = quoted && !name.zh.startsWith("《") ? `《${name.zh}》` : name.zh;
  if (article === undefined) return { en: name.en, zh };
  const en = !/^\d/.test(article) ? article : name.en.includes("Q&A") ? `no. ${article}` : `Art. ${article}`;
  return { en: `${name.en} ${en}`, zh: `${zh}${label ?? chineseArticle(article)}` };
}

/** 5(1)(4) → 第五条第一款第四项; anything else stays as it is. */
export function chineseArticle(article: string): string {
  const match = /^(\d{1,3})(?:\((\d{1,2})\))?(?:\((\d{1,2})\))?$/.exec(article);
  if (match === null) return article;
  const [, number, paragraph, item] = match;
  const parts = [`第${chineseNumber(Number(number))}条`];
  if (paragraph !== undefined) parts.push(`第${chineseNumber(Number(paragraph))}款`);
  if (item !== undefined) parts.push(`第${chineseNumber(Number(item))}项`);
  return parts.join("");
}

const digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

function chineseNumber(value: number): string {
  if (value >= 100) {
    const rest = value % 100;
    const tail = rest === 0 ? "" : rest < 10 ? `零${digits[rest] ?? ""}` : rest < 20 ? `一${chineseNumber(rest)}` : chineseNumber(rest);
    return `${digits[Math.floor(value / 100)] ?? ""}百${tail}`;
  }
  if (value < 10) return digits[value] ?? "";
  const tens = Math.floor(value / 10);
  return `${tens === 1 ? "" : (digits[tens] ?? "")}十${value % 10 === 0 ? "" : (digits[value % 10] ?? "")}`;
}

function readInstrument(item: DataReader): Instrument {
  const title = { en: item.required("en"), zh: item.required("zh") };
  const short = item.child("short");
  return {
    id: item.required("id"), title,
    short: { en: short.string("en") ?? title.en, zh: short.string("zh") ?? title.zh },
    kind: item.required("kind"), effective: item.string("effective"), status: item.required("status"),
    confidence: item.oneOf("confidence", ["read", "read-secondary", "from-memory", "unknown"]) ?? "unknown",
    address: item.string("address"),
    articles: new Map(item.entries("articles").map(([id, article]) => [id, readArticle(id, article)])),
  };
}

function readArticle(id: string, item: DataReader): Article {
  return { id, label: item.string("label"), gist: { en: item.required("en"), zh: item.required("zh") } };
}
