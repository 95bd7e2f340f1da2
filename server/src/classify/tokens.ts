/** Splits an identifier at case, digit and separator borders: "lastLoginIP2" → last, login, ip, 2. Other scripts stay whole. */
export function splitIdentifier(text: string): readonly string[] {
  const name = text.length > maxLength ? text.slice(0, maxLength) : text;
  const known = memo.get(name);
  if (known) return known;
  const tokens = split(name);
  if (memo.size >= maxMemo) memo.clear();
  memo.set(name, tokens);
  return tokens;
}

/** Plural to singular by spelling alone; words that only look plural stay. */
export function singular(word: string): string {
  if (word.length < 4 || !word.endsWith("s") || keepsFinalS.has(word) || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies")) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  return /(ss|x|ch|sh|us|is)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** Whether a text has letters of a script written without spaces (Chinese, Japanese, Korean). */
export function hasEastAsian(text: string): boolean {
  return eastAsian.test(text);
}

/** Whether a text has Chinese characters. */
export function hasHan(text: string): boolean {
  return /[\u4e00-\u9fff]/.test(text);
}

const eastAsian = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/;
const maxLength = 200;
const maxMemo = 50_000;
const memo = new Map<string, readonly string[]>();
const keepsFinalS = new Set([
  "gps", "sms", "news", "ios", "dns", "series", "species", "lens", "canvas", "diabetes", "has", "this", "kudos", "pos", "sos", "aws", "mms", "css",
  "https", "always", "alias", "atlas", "gas", "rhesus", "ours", "his", "hers", "eps", "vps", "cvs", "bypass", "mos", "sss", "fps", "obs", "afterwards",
]);

function split(name: string): readonly string[] {
  const plain = name.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").replace(/ß/g, "ss").replace(/ı/g, "i").replace(/ø/g, "o").replace(/ł/g, "l");
  const tokens: string[] = [];
  for (const part of plain.split(/[^\p{L}\p{N}]+/u)) {
    if (part === "") continue;
    for (const piece of part.match(/\p{N}+|\p{Lu}+(?!\p{Ll})s?|\p{Lu}?[\p{Ll}]+|[^\p{N}\p{Lu}\p{Ll}]+/gu) ?? []) tokens.push(piece.toLowerCase());
  }
  return joinMixed(tokens);
}

/** Names written with a capital inside are one word; "IDs" loses its plural. */
function joinMixed(tokens: readonly string[]): readonly string[] {
  const result: string[] = [];
  for (const token of tokens) {
    const last = result.at(-1);
    if (last !== undefined && camelWords.has(`${last} ${token}`)) result[result.length - 1] = last + token;
    else result.push(token === "ids" || token === "ips" ? token.slice(0, -1) : token);
  }
  return result;
}

const camelWords = new Set([
  "feed back", "o auth", "wi fi", "git hub", "git lab", "linked in", "we chat", "pay pal", "whats app", "tik tok", "you tube", "face book", "snap chat", "ali pay", "dev ops", "i phone", "i pad", "i os",
  "mac os", "i ban", "my sql", "java script", "type script", "ding talk", "wei xin", "wei bo", "dou yin", "e mail",
]);
