import { decodeText } from "./decode.js";

/** Bytes of a text in the encoding and with the mark of the bytes it came from; undefined where those lost something on the way in. */
export function encodeLike(original: Uint8Array, text: string): Uint8Array | undefined {
  if (decodeText(original).problem !== undefined) return undefined;
  const [first, second, third] = original;
  if (first === 0xff && second === 0xfe) return utf16(text, true);
  if (first === 0xfe && second === 0xff) return utf16(text, false);
  const bytes = new TextEncoder().encode(text);
  if (first !== 0xef || second !== 0xbb || third !== 0xbf) return bytes;
  const marked = new Uint8Array(bytes.length + 3);
  marked.set([0xef, 0xbb, 0xbf]);
  marked.set(bytes, 3);
  return marked;
}

function utf16(text: string, isLittle: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length + 2));
  view.setUint16(0, 0xfeff, isLittle);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i + 2, text.charCodeAt(i), isLittle);
  return new Uint8Array(view.buffer);
}
