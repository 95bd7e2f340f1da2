import type { FieldFacts } from "../model/classification.js";
import { readName, type Reading } from "./reading.js";
import { hasEastAsian } from "./tokens.js";

export interface CommentReading {
  readonly reading: Reading;
  readonly text: string;
  /** What reading a comment instead of a name costs. */
  readonly cost: number;
}

/** Comments that name the value: a Chinese label, or the head of an English sentence ("The passenger's given name"). */
export function commentReadings(facts: FieldFacts): readonly CommentReading[] {
  const result: CommentReading[] = [];
  for (const comment of facts.comments) {
    if (comment.kind === "section") continue;
    const head = headOf(comment.text);
    if (head !== "") result.push({ reading: readName(head), text: head, cost: -0.05 });
    if (result.length === 2) break;
  }
  return result;
}

/** Whether a comment says that the name, phone or address is a company's. */
export function speaksOfCompany(text: string): boolean {
  return ofCompany.test(text.slice(0, 120));
}

const ofCompany = /\b(?:company|business|organi[sz]ation|merchant|store|shop)(?:['’]s)? (?:legal |trading |registered )?(?:name|phone|email|address)\b|(?:公司|企业|门店|店铺|商户|单位)(?:名称|全称|简称|电话|地址|邮箱)/i;

const stopWords = new RegExp(`\\b(?:${[
  "the", "a", "an", "this", "that", "of", "for", "is", "are", "was", "to", "in", "on", "by", "which", "with", "and", "or", "as", "s", "it", "if", "any", "be", "will", "can", "may",
  "specified", "provided", "used", "associated",
].join("|")})\\b`, "gi");

const maxComment = 400;

/** The part of a comment that can be a label: up to the first stop, without articles. Empty when it is a longer story. */
export function headOf(text: string): string {
  const line = text.slice(0, maxComment).replace(/^[\s*@/#-]+/, "").split(/[\n.。;；:：,，(（\[|]|\s[-–—]\s/)[0]?.trim() ?? "";
  if (hasEastAsian(line)) return line.length <= 20 ? line : "";
  if (line.length > 80) return "";
  const words = line.replace(/['’]s\b/g, "").replace(stopWords, " ").trim();
  return words.split(/\s+/).length <= 6 ? words : "";
}
