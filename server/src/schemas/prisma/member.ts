import type { Problem } from "../../base/problem.js";
import { range } from "../../base/range.js";
import type { PendingComments } from "./pending.js";
import { missingType, unclosedParenthesis, unexpectedText } from "./problems.js";
import type { Scanner } from "./scanner.js";
import type { PrismaAttribute, PrismaComment, PrismaMember } from "./syntax.js";

/** Reads one field or enum value with its attributes and trailing comment; undefined when no name stands at the cursor. */
export function readMember(scanner: Scanner, isEnum: boolean, pending: PendingComments, problems: Problem[]): PrismaMember | undefined {
  const named = scanner.match(/[\p{L}_$][\p{L}\p{N}_$-]*/uy);
  if (named === null) return undefined;
  const start = scanner.at;
  const name = named[0];
  scanner.at += name.length;
  const nameRange = range(start, scanner.at);
  const type = isEnum ? noType : readType(scanner);
  if (!isEnum && type.typeName === "") problems.push(missingType(name, nameRange));
  const attributes = readAttributes(scanner, problems);
  const end = attributes.at(-1)?.range.end ?? Math.max(type.end, nameRange.end);
  // One-line enums put several values on a line.
  const more = isEnum && scanner.match(/[\p{L}_]/uy) !== null;
  const trailing = more ? [] : readRest(scanner, problems);
  return {
    name, nameRange, range: range(start, end), typeText: type.typeText, typeName: type.typeName, isList: type.isList, isOptional: type.isOptional,
    attributes, trailing, leading: pending.leading, detached: pending.detached, startsGroup: pending.blank,
  };
}

interface ReadType {
  readonly typeText: string;
  readonly typeName: string;
  readonly isList: boolean;
  readonly isOptional: boolean;
  readonly end: number;
}

const noType: ReadType = { typeText: "", typeName: "", isList: false, isOptional: false, end: 0 };

/** `String`, `Post[]`, `Decimal?`, `Unsupported("circle")?`, and the old `name: String!`. */
function readType(scanner: Scanner): ReadType {
  scanner.skipBlanks();
  if (scanner.char === ":") {
    scanner.at++;
    scanner.skipBlanks();
  }
  const start = scanner.at;
  const found = scanner.match(/([\p{L}_][\p{L}\p{N}_.]*)(\((?:"(?:[^"\\\r\n]|\\[^\r\n]){0,500}"|[^"()\r\n]){0,500}\))?[ \t]*((?:\[\]?|[?!]){0,20})/uy);
  if (found === null) return { ...noType, end: scanner.at };
  const text = found[0].trimEnd();
  scanner.at = start + text.length;
  const marks = found[3] ?? "";
  return { typeText: text, typeName: found[1] ?? "", isList: marks.includes("["), isOptional: marks.includes("?"), end: scanner.at };
}

function readAttributes(scanner: Scanner, problems: Problem[]): readonly PrismaAttribute[] {
  const attributes: PrismaAttribute[] = [];
  for (;;) {
    scanner.skipBlanks();
    const found = scanner.attribute();
    if (found === undefined) return attributes;
    attributes.push(found.attribute);
    if (found.unclosed) problems.push(unclosedParenthesis(found.attribute.range));
  }
}

/** What is left of the line: a comment, the block's brace, or text that does not belong there. */
function readRest(scanner: Scanner, problems: Problem[]): readonly PrismaComment[] {
  scanner.skipBlanks();
  if (scanner.char === "," || scanner.char === ";") scanner.at++;
  scanner.skipBlanks();
  const trailing: PrismaComment[] = [];
  for (let comment = scanner.comment(); comment !== undefined; comment = scanner.comment()) {
    trailing.push(comment);
    scanner.skipBlanks();
  }
  if (scanner.atLineEnd || scanner.char === "}") return trailing;
  const start = scanner.at;
  while (!scanner.atLineEnd && scanner.char !== "}" && !scanner.text.startsWith("//", scanner.at)) scanner.at++;
  problems.push(unexpectedText(range(start, scanner.at)));
  const comment = scanner.comment();
  if (comment !== undefined) trailing.push(comment);
  return trailing;
}
