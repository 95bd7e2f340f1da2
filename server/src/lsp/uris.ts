import { normalisePath } from "../base/paths.js";

/** Absolute path with forward slashes for a `file:` URI; undefined for every other scheme. */
export function pathOfUri(uri: string): string | undefined {
  const parts = /^file:(?:\/\/([^/?#]*))?([^?#]*)/i.exec(uri);
  if (parts === null) return undefined;
  const host = decode(parts[1] ?? "").toLowerCase();
  const path = decode(parts[2] ?? "");
  if (host !== "" && host !== "localhost") return normalisePath(`//${host}${path}`);
  return normalisePath(/^\/[A-Za-z]:/.test(path) ? path.slice(1) : path || "/");
}

/** `file:` URI of an engine path, spelt as VS Code spells it, so that both sides see one document. */
export function uriOfPath(path: string): string {
  const normal = normalisePath(path);
  if (normal.startsWith("//")) {
    const [host = "", ...rest] = normal.slice(2).split("/");
    return `file://${encode(host.toLowerCase())}/${rest.map(encode).join("/")}`;
  }
  const drive = /^[A-Z]:/.test(normal) ? `/${normal.charAt(0).toLowerCase()}${normal.slice(1)}` : normal;
  return `file://${drive.split("/").map(encode).join("/")}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** encodeURIComponent leaves a few characters alone that VS Code encodes. */
function encode(segment: string): string {
  return encodeURIComponent(segment).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
