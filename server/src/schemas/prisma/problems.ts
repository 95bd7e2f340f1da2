import { localized } from "../../base/localized.js";
import type { Problem } from "../../base/problem.js";
import type { TextRange } from "../../base/range.js";

export function unclosedBlock(name: string, place: TextRange): Problem {
  return {
    code: "prisma-unclosed-block", severity: "warning", range: place,
    message: localized(`The block "${name}" is not closed.`, `块“${name}”未闭合。`),
  };
}

export function unclosedParenthesis(place: TextRange): Problem {
  return {
    code: "prisma-unclosed-parenthesis", severity: "warning", range: place,
    message: localized("The parenthesis of this attribute is not closed.", "该属性的括号未闭合。"),
  };
}

export function missingType(name: string, place: TextRange): Problem {
  return {
    code: "prisma-missing-type", severity: "warning", range: place,
    message: localized(`The field "${name}" has no type.`, `字段“${name}”缺少类型。`),
  };
}

export function unexpectedText(place: TextRange): Problem {
  return {
    code: "prisma-unexpected-text", severity: "warning", range: place,
    message: localized("This text is no Prisma declaration; it was skipped.", "此处文本不是有效的 Prisma 声明，已跳过。"),
  };
}
