// A recovering parser for Prisma schemas and, tolerantly, ZModel. Published parsers were looked at: @mrleebo/prisma-ast wants
// Node 22 and gives up a file on its first error, @loancrate/prisma-schema-parser throws likewise; an editor needs the
// healthy blocks beside a half-typed one, exact ranges and comments. Prisma's grammar goes by lines, which makes recovery
// simple: a broken line costs itself, a block ends at the latest where the next one starts.
import type { Problem } from "../../base/problem.js";
import { range, type TextRange } from "../../base/range.js";
import { readMember } from "./member.js";
import { clear, detach, noComments, type PendingComments } from "./pending.js";
import { unclosedBlock, unclosedParenthesis, unexpectedText } from "./problems.js";
import { Scanner, type Header } from "./scanner.js";
import type { PrismaAttribute, PrismaBlock, PrismaComment, PrismaKeyword, PrismaMember, PrismaProperty, PrismaSyntax } from "./syntax.js";

/** Parses what can be parsed; never throws. */
export function parsePrisma(text: string): PrismaSyntax {
  const parser = new Parser(text);
  parser.parse();
  return { blocks: parser.blocks, comments: parser.comments, problems: parser.problems };
}

class Parser {
  readonly blocks: PrismaBlock[] = [];
  readonly comments: PrismaComment[] = [];
  readonly problems: Problem[] = [];
  readonly #scanner: Scanner;

  constructor(text: string) {
    this.#scanner = new Scanner(text);
  }

  parse(): void {
    const scanner = this.#scanner;
    const pending = noComments();
    while (!scanner.done) {
      if (this.#skipTrivia(pending)) continue;
      const header = scanner.header();
      if (header !== undefined) this.#block(header, pending);
      else {
        this.#topLevelLine();
        clear(pending);
      }
      this.#endLine();
    }
  }

  /** Blank lines and comments. True when something was skipped. */
  #skipTrivia(pending: PendingComments): boolean {
    const scanner = this.#scanner;
    scanner.skipBlanks();
    if (scanner.skipNewline()) {
      detach(pending);
      return true;
    }
    const comment = scanner.comment();
    if (comment === undefined) return scanner.done;
    this.comments.push(comment);
    pending.leading.push(comment);
    scanner.skipBlanks();
    scanner.skipNewline();
    return true;
  }

  #block(header: Header, pending: PendingComments): void {
    const scanner = this.#scanner;
    scanner.skipBlanks();
    const start = scanner.at;
    const keyword = keywordOf(header.keyword);
    scanner.at = header.end;
    const body: BlockBody = { members: [], attributes: [], properties: [], comments: [...pending.leading] };
    const detached = [...pending.detached];
    clear(pending);
    const closed = this.#body(keyword, body, pending);
    if (closed) clear(pending);
    else this.problems.push(unclosedBlock(header.name, header.nameRange));
    this.blocks.push({
      keyword, name: header.name, nameRange: header.nameRange, range: range(start, closed ? scanner.at : lastEnd(body, header.end)), bases: header.bases,
      leading: body.comments, detached, members: body.members, attributes: body.attributes, properties: body.properties,
    });
  }

  /** Reads members up to the closing brace; false when the next block or the end of the text came first. */
  #body(keyword: PrismaKeyword, body: BlockBody, pending: PendingComments): boolean {
    const scanner = this.#scanner;
    this.#headerComments(body);
    pending.blank = true;
    while (!scanner.done) {
      if (this.#skipTrivia(pending)) continue;
      if (scanner.char === "}") {
        scanner.at++;
        return true;
      }
      if (scanner.header() !== undefined) return false;
      this.#bodyLine(keyword, body, pending);
      this.#endLine();
    }
    return false;
  }

  /** Comments behind the opening brace speak of the block. */
  #headerComments(body: BlockBody): void {
    const scanner = this.#scanner;
    scanner.skipBlanks();
    for (let comment = scanner.comment(); comment !== undefined; comment = scanner.comment()) {
      this.comments.push(comment);
      body.comments.push(comment);
      scanner.skipBlanks();
    }
    scanner.skipNewline();
  }

  /** A comment behind a declaration, and its line break, which is no blank line. */
  #endLine(): void {
    const scanner = this.#scanner;
    scanner.skipBlanks();
    for (let comment = scanner.comment(); comment !== undefined; comment = scanner.comment()) {
      this.comments.push(comment);
      scanner.skipBlanks();
    }
    scanner.skipNewline();
  }

  #bodyLine(keyword: PrismaKeyword, body: BlockBody, pending: PendingComments): void {
    const scanner = this.#scanner;
    if (keyword === "datasource" || keyword === "generator" || keyword === "other") {
      this.#property(keyword, body);
    } else if (scanner.char === "@") {
      this.#attributeLine(body);
    } else {
      const member = readMember(scanner, keyword === "enum", pending, this.problems);
      if (member === undefined) this.#garbage(scanner.skipLine());
      else {
        body.members.push(member);
        this.comments.push(...member.trailing);
      }
    }
    clear(pending);
  }

  /** `@@map("t_user")`, or ZModel's field attributes on a line of their own, which belong to the field above. */
  #attributeLine(body: BlockBody): void {
    const scanner = this.#scanner;
    const ofBlock = scanner.text[scanner.at + 1] === "@";
    const found = scanner.attribute();
    if (found === undefined) return this.#garbage(scanner.skipLine());
    if (found.unclosed) this.problems.push(unclosedParenthesis(found.attribute.range));
    const last = body.members.at(-1);
    if (ofBlock) body.attributes.push(found.attribute);
    else if (last === undefined) this.#garbage(found.attribute.range);
    else body.members[body.members.length - 1] = withAttribute(last, found.attribute);
  }

  #property(keyword: PrismaKeyword, body: BlockBody): void {
    const scanner = this.#scanner;
    const found = scanner.match(/([\p{L}_][\p{L}\p{N}_]*)[ \t]*=[ \t]*/uy);
    if (found === null) {
      const place = scanner.skipLine();
      if (keyword !== "other") this.#garbage(place);
      return;
    }
    const key = found[1] ?? "";
    const keyRange = range(scanner.at, scanner.at + key.length);
    scanner.at += found[0].length;
    const valueRange = propertyValue(scanner);
    body.properties.push({ key, keyRange, value: scanner.text.slice(valueRange.start, valueRange.end), valueRange });
  }

  #topLevelLine(): void {
    const scanner = this.#scanner;
    const zmodel = scanner.match(/(?:import|attribute|function|procedure|mutation|query|policy)\b/y) !== null;
    const place = scanner.skipLine();
    if (!zmodel) this.#garbage(place);
    if (scanner.text[place.end - 1] === "{") this.#skipForeignBlock();
  }

  /** Body of a ZModel function or of a block with a misspelt keyword: up to a line with its brace, or the next block of ours. */
  #skipForeignBlock(): void {
    const scanner = this.#scanner;
    while (!scanner.done && scanner.skipNewline()) {
      scanner.skipBlanks();
      if (scanner.header() !== undefined) return;
      const closes = scanner.char === "}";
      scanner.skipLine();
      if (closes) return;
    }
  }

  #garbage(place: TextRange): void {
    if (place.end > place.start) this.problems.push(unexpectedText(place));
  }
}

interface BlockBody {
  readonly members: PrismaMember[];
  readonly attributes: PrismaAttribute[];
  readonly properties: PrismaProperty[];
  readonly comments: PrismaComment[];
}

function keywordOf(word: string): PrismaKeyword {
  switch (word) {
    case "model": case "view": case "type": case "enum": case "datasource": case "generator": return word;
    case "mixin": case "typedef": return "type";
    default: return "other";
  }
}

function lastEnd(body: BlockBody, otherwise: number): number {
  const last = [body.members.at(-1), body.attributes.at(-1)].map((item) => item?.range.end ?? 0);
  return Math.max(otherwise, ...last, body.properties.at(-1)?.valueRange.end ?? 0);
}

function withAttribute(member: PrismaMember, attribute: PrismaAttribute): PrismaMember {
  return { ...member, range: range(member.range.start, attribute.range.end), attributes: [...member.attributes, attribute] };
}

/** To the end of the line, without a trailing comment; lists may span lines. */
function propertyValue(scanner: Scanner): TextRange {
  const start = scanner.at;
  let quoted = false;
  let depth = 0;
  while (!scanner.done) {
    const char = scanner.char;
    if (scanner.atLineEnd && (quoted || depth <= 0 || scanner.at - start > 2_000)) break;
    if (quoted && char === "\\" && !/[\r\n]/.test(scanner.text[scanner.at + 1] ?? "")) scanner.at++;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && ((char === "/" && scanner.text[scanner.at + 1] === "/") || char === "}")) break;
    else if (!quoted && char === "[") depth++;
    else if (!quoted && char === "]") depth--;
    scanner.at++;
  }
  scanner.at = Math.min(scanner.at, scanner.text.length);
  let end = scanner.at;
  while (end > start && /\s/.test(scanner.text[end - 1] ?? "")) end--;
  return range(start, end);
}
