// Character-level helpers for JSON text: linear, iterative, no tree.

export const quote = 34, comma = 44, colon = 58, openBracket = 91, closeBracket = 93, openBrace = 123, closeBrace = 125;
const backslash = 92, slash = 47, star = 42, byteOrderMark = 0xfeff;

/** End of the string whose opening quote is at the offset; -1 when it is not closed before the limit. */
export function stringEnd(source: string, at: number, limit: number): number {
  let close = source.indexOf('"', at + 1);
  while (close >= 0 && close < limit && escaped(source, close)) close = source.indexOf('"', close + 1);
  return close < 0 || close >= limit ? -1 : close + 1;
}

/** Skips white space and comments; comments are not JSON but people write them, and skipping them loses nothing. */
export function skipBlank(source: string, at: number, end: number): number {
  while (at < end) {
    const code = source.charCodeAt(at);
    if (code === 32 || code === 10 || code === 13 || code === 9 || code === byteOrderMark) at++;
    else if (code === slash && source.charCodeAt(at + 1) === slash) at = before(source.indexOf("\n", at), end);
    else if (code === slash && source.charCodeAt(at + 1) === star) at = before(source.indexOf("*/", at + 2) + 2, end, 2);
    else break;
  }
  return at;
}

/** End of the value at an offset, by brackets alone; -1 where brackets or strings do not close. */
export function skipJsonValue(source: string, at: number, end: number): number {
  let depth = 0;
  while (at < end) {
    const code = source.charCodeAt(at);
    if (code === quote) {
      at = stringEnd(source, at, end);
      if (at < 0 || depth === 0) return at;
      continue;
    }
    if (code === openBrace || code === openBracket) depth++;
    else if (code === closeBrace || code === closeBracket) {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && (code === comma || code === 10)) return at;
    at++;
  }
  return depth === 0 ? at : -1;
}

export function isDelimiter(code: number): boolean {
  return code === comma || code === colon || code === quote || code === openBrace || code === closeBrace
    || code === openBracket || code === closeBracket || code === 10 || code === 13 || code === 32 || code === 9;
}

/** The text a string literal without its quotes stands for; as written when its escapes are broken. */
export function unescape(raw: string): string {
  if (!raw.includes("\\")) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}

function escaped(source: string, at: number): boolean {
  let count = 0;
  while (source.charCodeAt(at - 1 - count) === backslash) count++;
  return count % 2 === 1;
}

function before(found: number, end: number, none = 0): number {
  return found < none || found > end ? end : found;
}
