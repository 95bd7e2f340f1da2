import { expect, it } from "vitest";
import { decodeText } from "../../../server/src/base/decode.js";
import { encodeLike } from "../../../server/src/base/encode.js";

const text = "model A { // 手机 😀\r\n}";
const utf8 = new TextEncoder().encode(text);

it.each<[string, Uint8Array]>([
  ["UTF-8", utf8],
  ["UTF-8 with mark", new Uint8Array([0xef, 0xbb, 0xbf, ...utf8])],
  ["UTF-16 little-endian", new Uint8Array([0xff, 0xfe, ...Buffer.from(text, "utf16le")])],
  ["UTF-16 big-endian", new Uint8Array([0xfe, 0xff, ...Buffer.from(text, "utf16le").swap16()])],
])("%s is written as it was read", (_name, bytes) => {
  expect(decodeText(bytes).text).toBe(text);
  expect([...(encodeLike(bytes, text) ?? [])]).toEqual([...bytes]);
});

it("what lost something on the way in is not written", () => {
  expect(encodeLike(new Uint8Array([0xc4, 0xe3, 0xba, 0xc3]), "x")).toBeUndefined();
});
