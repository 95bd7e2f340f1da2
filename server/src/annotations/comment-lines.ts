/** One line of a comment without its marks, and where it stands in the document. */
export interface CommentLine {
  readonly text: string;
  readonly offset: number;
}

/**
 * Splits the source text of a comment into lines without marks. Takes block comments, runs of `//`, `///` and `#` lines
 * (with their indentation) and bare text alike, and looks at every character a fixed number of times.
 */
export function commentLines(source: string, baseOffset: number): readonly CommentLine[] {
  const lines: CommentLine[] = [];
  let start = 0;
  while (start <= source.length) {
    const newline = source.indexOf("\n", start);
    const stop = newline < 0 ? source.length : newline;
    lines.push(stripMarks(source, start, stop, baseOffset));
    if (newline < 0) break;
    start = newline + 1;
  }
  return lines;
}

function stripMarks(source: string, from: number, to: number, baseOffset: number): CommentLine {
  let start = skipBlanks(source, from, to);
  let end = to;
  if (source.startsWith("//", start) && start < to) {
    while (source[start] === "/" && start < to) start++;
  } else if (source[start] === "#") {
    while (source[start] === "#" && start < to) start++;
  } else {
    if (source.startsWith("/*", start) && start < to) start += 2;
    if (source[start] === "*" && source[start + 1] !== "/" && start < to) start++;
    // Nothing of a block comment stands behind its end.
    const close = source.slice(start, to).indexOf("*/");
    if (close >= 0) end = start + close;
  }
  start = skipBlanks(source, start, end);
  end = trimBlanks(source, start, end);
  return { text: source.slice(start, end), offset: baseOffset + start };
}

function skipBlanks(source: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(source.charCodeAt(at))) at++;
  return at;
}

function trimBlanks(source: string, from: number, to: number): number {
  let at = to;
  while (at > from && isBlank(source.charCodeAt(at - 1))) at--;
  return at;
}

/** Space, tab, carriage return, byte order mark, ideographic space. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === 0xfeff || code === 0x3000;
}
