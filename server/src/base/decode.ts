import { localized } from "./localized.js";
import type { Problem } from "./problem.js";
import { range } from "./range.js";

export interface DecodedText {
  /** Without byte order mark, so that offsets equal the editor's. */
  readonly text: string;
  readonly problem?: Problem;
}

/** Bytes → text: UTF-8 (with or without mark) and marked UTF-16; anything else is read as UTF-8 with a problem at the first bad place. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder("utf-16le").decode(bytes) };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder("utf-16be").decode(bytes) };
  const text = new TextDecoder("utf-8").decode(bytes);
  const bad = text.indexOf("\uFFFD");
  if (bad < 0 || isWrittenReplacement(bytes)) return { text };
  return {
    text,
    problem: {
      code: "text-encoding",
      severity: "warning",
      range: range(bad, bad + 1),
      message: localized("This file is not valid UTF-8; some characters could not be read. Save it as UTF-8.", "此文件不是有效的 UTF-8，部分字符无法读取。请另存为 UTF-8。"),
    },
  };
}

/** The replacement character may stand in the file itself; then decoding lost nothing. */
function isWrittenReplacement(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Whether bytes look like a binary file: a NUL in the first kilobyte of unmarked text. */
export function looksBinary(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return false;
  return bytes.subarray(0, 1024).includes(0);
}
