// Draws docs/images/icon.png: a field's dot meeting a border. Run by hand when the drawing changes: node scripts/editor/icon.mjs
import { writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";

const size = 256;
const samples = 4;
const colours = { ground: [16, 36, 62], line: [236, 240, 245], inside: [86, 196, 168], outside: [242, 153, 74] };

/** Colour of one point, 0…1 in both directions; undefined is transparent. */
function colourAt(x, y) {
  if (!insideRoundedSquare(x, y, 0.2)) return undefined;
  // The border: a dashed vertical line, open where the arrow crosses it.
  const dash = Math.floor((y - 0.1) / 0.085) % 2 === 0 && y > 0.1 && y < 0.9;
  if (Math.abs(x - 0.56) < 0.022 && dash && Math.abs(y - 0.5) > 0.12) return colours.line;
  if (Math.hypot(x - 0.27, y - 0.5) < 0.12) return colours.inside;
  if (Math.abs(y - 0.5) < 0.028 && x > 0.27 && x < 0.72) return x < 0.56 ? colours.inside : colours.outside;
  // Arrow head.
  if (x >= 0.7 && x <= 0.86 && Math.abs(y - 0.5) < (0.86 - x) * 0.75) return colours.outside;
  return colours.ground;
}

function insideRoundedSquare(x, y, radius) {
  const dx = Math.max(radius - x, x - (1 - radius), 0);
  const dy = Math.max(radius - y, y - (1 - radius), 0);
  return Math.hypot(dx, dy) <= radius;
}

function pixel(column, row) {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < samples * samples; i++) {
    const colour = colourAt((column + ((i % samples) + 0.5) / samples) / size, (row + (Math.floor(i / samples) + 0.5) / samples) / size);
    if (colour === undefined) continue;
    colour.forEach((value, channel) => (sum[channel] += value));
    sum[3] += 1;
  }
  const covered = sum[3] || 1;
  return [...sum.slice(0, 3).map((value) => Math.round(value / covered)), Math.round((255 * sum[3]) / (samples * samples))];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const result = Buffer.alloc(body.length + 8);
  result.writeUInt32BE(data.length, 0);
  body.copy(result, 4);
  result.writeUInt32BE(crc(body), body.length + 4);
  return result;
}

function crc(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

const rows = Array.from({ length: size }, (_, row) => Buffer.from([0, ...Array.from({ length: size }, (_, column) => pixel(column, row)).flat()]));
const header = Buffer.alloc(13);
header.writeUInt32BE(size, 0);
header.writeUInt32BE(size, 4);
header.set([8, 6, 0, 0, 0], 8);
writeFileSync("docs/images/icon.png", Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.concat(rows), { level: 9 })), chunk("IEND", Buffer.alloc(0)),
]));
