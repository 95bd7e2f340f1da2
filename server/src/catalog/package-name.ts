/** "@scope/name/sub" → "@scope/name"; "@types/scope__name" → "@scope/name"; "node:http" → "http". */
export function packageName(specifier: string): string {
  const bare = specifier.replace(/^node:/, "");
  const parts = bare.split("/");
  if (parts[0] === "@types" && parts[1] !== undefined) return parts[1].includes("__") ? `@${parts[1].replace("__", "/")}` : parts[1];
  return bare.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? bare);
}
