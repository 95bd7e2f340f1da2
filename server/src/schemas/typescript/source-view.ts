import { range, type TextRange } from "../../base/range.js";
import {
  isComputedPropertyName, isIdentifier, isNoSubstitutionTemplateLiteral, isPrivateIdentifier, isStringLiteral, skipTrivia, type Node,
} from "../../compiler/ast.js";

/** A text with its tree's positions: everything is measured on the text the caller holds, never on the tree's own copy. */
export class SourceView {
  readonly text: string;
  readonly file: string;

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
  }

  /** Offset of the node's first token. A node the parser invented has no width and starts where it was missed. */
  start(node: Node): number {
    return Math.min(skipTrivia(this.text, node.pos), Math.max(node.pos, node.end));
  }

  /** From the first token to the last, without a closing separator. */
  range(node: Node): TextRange {
    const start = this.start(node);
    let end = Math.min(node.end, this.text.length);
    while (end > start && isSeparator(this.text.charCodeAt(end - 1))) end--;
    return range(start, Math.max(start, end));
  }

  /** A member up to the end of its type or value: comments before the separator lie inside the node. */
  memberRange(member: Node): TextRange {
    const { name, type, initializer, postfixToken } = member as { readonly name?: Node; readonly type?: Node; readonly initializer?: Node; readonly postfixToken?: Node };
    const whole = this.range(member);
    const last = Math.max(name?.end ?? 0, type?.end ?? 0, initializer?.end ?? 0, postfixToken?.end ?? 0);
    return last > whole.start && last < whole.end ? range(whole.start, last) : whole;
  }

  /** The node's source in one line, cut where it gets long. */
  code(node: Node, longest = longestCode): string {
    const start = this.start(node);
    const source = this.text.slice(start, Math.min(node.end, start + 4 * longest)).replace(/\s+/g, " ").trim();
    return source.length > longest ? `${source.slice(0, longest - 1)}…` : source;
  }
}

const longestCode = 200;

/** `;` `,` and white space. */
function isSeparator(code: number): boolean {
  return code === 59 || code === 44 || code === 32 || code === 10 || code === 13 || code === 9;
}

/** The name of a data member; brands, `__typename` and `__v` are no data. */
export function memberName(node: Node | undefined): string | undefined {
  const name = nameOf(node);
  return name?.startsWith("__") === true ? undefined : name;
}

/** The name of a declaration as a person would say it; undefined for computed and numeric names. */
export function nameOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (isIdentifier(node) || isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text === "" ? undefined : node.text;
  if (isPrivateIdentifier(node)) return node.text.replace(/^#/, "") || undefined;
  if (isComputedPropertyName(node)) return stringOf(node.expression);
  return undefined;
}

/** Value of a string literal without substitutions. */
export function stringOf(node: Node | undefined): string | undefined {
  return node !== undefined && (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) ? node.text : undefined;
}
