// Texts that would keep the compiler's parser busy for minutes, told from their brackets in one pass.

/** Open brackets of any kind: more bring the compiler's stack near its end, and no person wrote them. */
const deepest = 20_000;
/** Open parentheses and type arguments: what may be an arrow function or a generic call is read more than once, the cube of the depth in all. */
const deepestTried = 500;
/** Open elements of JSX; what walks them needs several calls a level. */
const deepestElements = 250;
/**
 * What follows the name `async` is read twice, and so is each such name inside: two to the power of the nesting. A text may cost this many
 * times its length, and this many characters besides (about a second's work).
 */
const dearest = { times: 8, besides: 8_000_000 };

/**
 * Where a text is nested beyond what the compiler can read in time; undefined for texts that people write. Strings and comments are not
 * told apart: a text would need hundreds of unclosed brackets in them, in one statement.
 */
export function nestedTooDeeplyAt(text: string, path: string): number | undefined {
  return new Nesting(text, /\.[tj]sx$|\.[mc]?js$/i.test(path)).find();
}

const code = {
  lineFeed: 10, and: 38, open: 40, close: 41, comma: 44, slash: 47, semicolon: 59, less: 60, equals: 61, greater: 62, question: 63,
  openList: 91, closeList: 93, a: 97, openBlock: 123, or: 124, closeBlock: 125,
} as const;

/** What is open at a place: brackets, and `<` after a name. */
class Nesting {
  readonly #text: string;
  readonly #hasElements: boolean;
  readonly #open: number[] = [];
  /** For each open bracket whether it stands behind the name `async` in its expression. */
  readonly #behind: boolean[] = [];
  #isBehind = false;
  #tried = 0;
  #doublings = 0;
  #elements = 0;

  constructor(text: string, hasElements: boolean) {
    this.#text = text;
    this.#hasElements = hasElements;
  }

  find(): number | undefined {
    const text = this.#text;
    const affordable = text.length * dearest.times + dearest.besides;
    let cost = 0;
    for (let i = 0; i < text.length; i++) {
      this.#step(text.charCodeAt(i), i);
      cost += this.#doublings === 0 ? 1 : 2 ** Math.min(this.#doublings, 40);
      if (cost > affordable || this.#tried > deepestTried || this.#elements > deepestElements || this.#open.length > deepest) return i;
    }
    return undefined;
  }

  #step(sign: number, i: number): void {
    switch (sign) {
      case code.open: case code.openList: case code.openBlock:
        return this.#push(sign);
      case code.close:
        return this.#pop(code.open);
      case code.closeList:
        return this.#pop(code.openList);
      case code.closeBlock:
        return this.#pop(code.openBlock);
      case code.less:
        return this.#less(i);
      case code.greater:
        return this.#greater(i);
      case code.comma: case code.semicolon:
        return this.#endExpression(sign);
      case code.question: case code.and: case code.or:
        return this.#dropTypeArguments();
      case code.a:
        this.#isBehind ||= this.#isAsync(i);
    }
  }

  #push(sign: number): void {
    this.#open.push(sign);
    this.#behind.push(this.#isBehind);
    if (this.#isBehind) this.#doublings++;
    if (sign === code.open || sign === code.less) this.#tried++;
    if (sign !== code.less) this.#isBehind = false;
  }

  #drop(): void {
    const sign = this.#open.pop();
    const wasBehind = this.#behind.pop() === true;
    if (wasBehind) this.#doublings--;
    if (sign === code.open || sign === code.less) this.#tried--;
    this.#isBehind = wasBehind;
  }

  /** A closing bracket closes what was left open inside of its own kind; a block bounds what a parenthesis or list can close. */
  #pop(sign: number): void {
    let at = this.#open.length - 1;
    while (at >= 0 && this.#open[at] !== sign && (sign === code.openBlock || this.#open[at] === code.less)) at--;
    if (at < 0 || this.#open[at] !== sign) return;
    while (this.#open.length > at) this.#drop();
  }

  #less(i: number): void {
    const text = this.#text;
    if (/[\w$]/.test(text.charAt(i - 1))) return this.#push(code.less);
    if (!this.#hasElements) return;
    if (text.charCodeAt(i + 1) === code.slash) this.#elements = Math.max(0, this.#elements - 1);
    else if (/[A-Za-z>]/.test(text.charAt(i + 1))) this.#elements++;
  }

  #greater(i: number): void {
    const before = this.#text.charCodeAt(i - 1);
    if (before === code.equals) this.#isBehind = false;
    else if (before === code.slash) this.#elements = Math.max(0, this.#elements - 1);
    else if (this.#open.at(-1) === code.less) this.#drop();
  }

  #endExpression(sign: number): void {
    if (sign === code.semicolon) {
      while (this.#open.length > 0 && this.#open.at(-1) !== code.openBlock) this.#drop();
    }
    this.#isBehind = false;
  }

  /** It was a comparison. */
  #dropTypeArguments(): void {
    while (this.#open.at(-1) === code.less) this.#drop();
  }

  #isAsync(i: number): boolean {
    return this.#text.startsWith("async", i) && !/[\w$.]/.test(this.#text.charAt(i - 1)) && !/[\w$]/.test(this.#text.charAt(i + 5));
  }
}
