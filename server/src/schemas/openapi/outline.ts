// Which sections of a document are split into pieces.

const mapsOfPieces = new Set(["paths", "webhooks", "x-webhooks", "definitions", "$defs", "parameters", "responses"]);

/** How many levels below a key of the root are split: 0 makes its entry one piece. */
export function splitLevels(key: string): number {
  if (key === "components") return 2;
  return mapsOfPieces.has(key) ? 1 : 0;
}
