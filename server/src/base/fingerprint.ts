/** 64-bit FNV-1a over the parts, as 16 hexadecimal digits: stable over processes and platforms, no secret in it. */
export function fingerprint(parts: readonly string[]): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  const text = parts.join("\u0000");
  for (let i = 0; i < text.length; i++) {
    low ^= text.charCodeAt(i);
    // Multiplication by the FNV prime 2^40 + 0x1b3, in 32-bit halves.
    const lowProduct = (low >>> 0) * 0x1b3;
    const carry = Math.floor(lowProduct / 0x100000000);
    high = (Math.imul(high, 0x1b3) + carry + ((low << 8) >>> 0)) >>> 0;
    low = lowProduct >>> 0;
  }
  return hex(high) + hex(low);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}
