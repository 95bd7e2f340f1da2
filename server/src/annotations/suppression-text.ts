import { isDate } from "../base/dates.js";
import { localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import { range, type TextRange } from "../base/range.js";
import type { SuppressionCandidate } from "./reading.js";
import { fileSuppressionWord, suppressionWord } from "./vocabulary.js";

/** A suppression as written, or what is wrong with it; both absent where the text only mentions the word. */
export interface SuppressionReading {
  readonly suppression?: SuppressionCandidate;
  readonly problems: readonly Problem[];
}

/**
 * Reads `borderline-ignore rule[,rule] -- reason (until 2027-03-01) [owner]` from one comment line. A malformed one
 * silences nothing and is a problem, so that nobody believes in a suppression that does not work.
 */
export function readSuppression(line: string, offset: number): SuppressionReading {
  const found = findWord(line);
  if (found === undefined) return { problems: [] };
  const place = range(offset + found.start, offset + line.length);
  if (found.word !== suppressionWord && found.word !== fileSuppressionWord) return { problems: [unknownWord(found, offset)] };
  const body = readBody(line.slice(found.end));
  if (body.rules.length === 0) return { problems: found.start === 0 ? [malformed(place, noRule)] : [] };
  if (body.badDate !== undefined) return { problems: [malformed(place, badDate(body.badDate))] };
  const suppression: SuppressionCandidate = {
    rules: body.rules, reason: body.reason, range: place, wholeFile: found.word === fileSuppressionWord,
    ...(body.until === undefined ? {} : { until: body.until }),
    ...(body.owner === undefined ? {} : { owner: body.owner }),
  };
  return { suppression, problems: body.reason === "" ? [withoutReason(place)] : [] };
}

export interface SuppressionBody {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly until?: string;
  readonly owner?: string;
  /** Text of an "until" that is no date. */
  readonly badDate?: string;
}

/** Reads what follows the word; full-width punctuation is as good as ASCII. */
export function readBody(text: string): SuppressionBody {
  const dash = /--+|[—–]+/.exec(text);
  const before = dash === null ? text : text.slice(0, dash.index);
  const list = ruleList(before, dash !== null);
  const rest = (dash === null ? before.slice(list.length) : text.slice(dash.index + dash[0].length)).trim();
  const extras = trailingExtras(rest);
  const until = extras.until;
  if (until !== undefined && !isDate(until)) return { rules: list.rules, reason: extras.reason, badDate: until };
  return {
    rules: list.rules, reason: extras.reason,
    ...(until === undefined ? {} : { until }),
    ...(extras.owner === undefined ? {} : { owner: extras.owner }),
  };
}

/** The suppression in its canonical spelling, without comment marks. */
export function suppressionText(body: Omit<SuppressionBody, "badDate">): string {
  const until = body.until === undefined ? "" : ` (until ${body.until})`;
  const owner = body.owner === undefined ? "" : ` [${body.owner}]`;
  return `${body.rules.join(",")} -- ${body.reason}${until}${owner}`;
}

export function withoutReason(place: TextRange): Problem {
  return {
    code: "suppression-without-reason", range: place, severity: "warning",
    message: localized("This suppression gives no reason; add one after ` -- `.", "该忽略注释未写理由，请在“ -- ”之后补充。"),
  };
}

export function malformed(place: TextRange, message: Problem["message"]): Problem {
  return { code: "malformed-suppression", message, range: place, severity: "warning" };
}

export const noRule = localized(
  "This suppression names no rule and silences nothing; write `borderline-ignore rule -- reason`.",
  "该忽略注释未指明规则，不起作用；请写成“borderline-ignore 规则 -- 理由”。",
);

export function badDate(text: string): Problem["message"] {
  return localized(`"${text}" is no date of the form 2027-03-01; this suppression silences nothing.`, `“${text}”不是形如 2027-03-01 的日期，该忽略注释不起作用。`);
}

interface FoundWord { readonly word: string; readonly start: number; readonly end: number }

/** The word at the start of the line, or later after a blank; elsewhere (`"borderline-ignore"` in prose) it means nothing. */
function findWord(line: string): FoundWord | undefined {
  const head = /^borderline-[a-z][a-z-]*/i.exec(line);
  if (head !== null && isOurs(head[0])) return { word: head[0], start: 0, end: head[0].length };
  const dash = Math.max(line.lastIndexOf("--"), line.lastIndexOf("—"), line.lastIndexOf("–"));
  let at = line.indexOf(suppressionWord);
  while (at >= 0) {
    if (at > 0 && /\s/.test(line[at - 1] ?? "")) {
      const word = line.startsWith(fileSuppressionWord, at) ? fileSuppressionWord : suppressionWord;
      const next = line[at + word.length];
      // Amid other text only the full form counts, so that prose about suppressions is none.
      if (next !== undefined && /\s/.test(next) && dash > at) return { word, start: at, end: at + word.length };
    }
    at = line.indexOf(suppressionWord, at + 1);
  }
  return undefined;
}

/** Words of other tools' habit count as misspellings; "borderline-case" in prose does not. */
function isOurs(word: string): boolean {
  return /^borderline-(?:ign|ing|ignor|disable|suppress|skip|off|allow|nolint)/i.test(word);
}

function unknownWord(found: FoundWord, offset: number): Problem {
  const wanted = /file/i.test(found.word) ? fileSuppressionWord : suppressionWord;
  return {
    code: "malformed-suppression", severity: "warning", suggestions: [wanted],
    range: range(offset + found.start, offset + found.end),
    message: localized(`Unknown word "${found.word}"; write "${wanted}".`, `无法识别“${found.word}”，应写作“${wanted}”。`),
  };
}

const ruleName = /^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/;

/** Before a dash every word is a rule; without one only the first comma list is, and prose after it is the reason. */
function ruleList(text: string, closed: boolean): { readonly rules: readonly string[]; readonly length: number } {
  if (closed) {
    const words = text.split(/[\s,，、]+/).filter((word) => word !== "");
    return { rules: words.every((word) => ruleName.test(word)) ? words : [], length: text.length };
  }
  const rules: string[] = [];
  const item = /[\s:：]*([A-Za-z][A-Za-z0-9-]*)(\s*[,，、])?/y;
  let match = item.exec(text);
  let end = 0;
  while (match !== null && ruleName.test(match[1] ?? "")) {
    rules.push(match[1] ?? "");
    end = item.lastIndex;
    if (match[2] === undefined) break;
    match = item.exec(text);
  }
  return { rules, length: end };
}

/** Takes `(until DATE)` and `[owner]` off the end, in either order. */
function trailingExtras(text: string): { readonly reason: string; readonly until?: string; readonly owner?: string } {
  let reason = text.replace(/^[:：]\s*/, "");
  let until: string | undefined;
  let owner: string | undefined;
  for (let round = 0; round < 2; round++) {
    const last = reason.at(-1);
    const close = last === ")" || last === "）" ? ["(", "（"] : last === "]" || last === "】" ? ["[", "【"] : undefined;
    if (close === undefined) break;
    const open = Math.max(reason.lastIndexOf(close[0] ?? ""), reason.lastIndexOf(close[1] ?? ""));
    if (open < 0) break;
    const inner = reason.slice(open + 1, -1).trim();
    const date = /^(?:until|有效期至|截至|至)\s*(?:[:：]\s*)?(.*)/i.exec(inner);
    if (close[0] === "(" && date !== null && until === undefined) until = (date[1] ?? "").trim();
    else if (close[0] === "[" && owner === undefined && inner !== "") owner = inner;
    else break;
    reason = reason.slice(0, open).trimEnd();
  }
  return { reason, until, owner };
}
